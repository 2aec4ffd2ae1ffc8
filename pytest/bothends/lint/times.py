"""No test depends on speed: a time may have a lower bound only."""

from __future__ import annotations

from collections.abc import Iterator

from ..outcome import Variant
from . import Finding


def check(variant: Variant) -> Iterator[Finding]:
    for step in variant.steps:
        if ".." in step.takes and not step.takes.endswith(".."):
            yield step.line, "an upper bound on a time makes a slow machine red", step.takes
