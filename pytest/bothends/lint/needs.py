"""Tags of `needs:` stand in features.txt; a bad pointer is declared to memcheck."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..features import tags
from ..notation import find_words
from ..outcome import Variant
from . import Finding

_BAD = re.compile(r"\bBAD\b")


def check(variant: Variant) -> Iterator[Finding]:
    case = variant.case
    for tag in case.needs:
        if tag not in tags():
            yield 1, "a tag that features.txt does not list", tag
    for step in variant.steps:
        if find_words(step.call, _BAD) and not case.memcheck:
            yield step.line, "BAD without a 'memcheck:' line", step.call
