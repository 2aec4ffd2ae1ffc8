"""Headers that people read: a title is a statement, about has at most three sentences or so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..outcome import Variant
from . import Finding

MAX_TITLE, MAX_ABOUT = 90, 600
_SOURCE = re.compile(r"POSIX|RFC \d|IANA|C\d\d |tutorial|man-pages|man page|\(\d[a-z]*\)|observed|X/Open|XSH|glibc|FreeBSD|Linux|Windows Sockets|<[\w/]+\.h>")


def check(variant: Variant) -> Iterator[Finding]:
    case = variant.case
    if case.title.endswith(".") or len(case.title) > MAX_TITLE:
        yield 1, f"a title has at most {MAX_TITLE} characters and no full stop", case.title
    if len(case.about) > MAX_ABOUT:
        yield 1, f"'about:' has at most {MAX_ABOUT} characters, one to three sentences", case.about
    for source in case.cite.split(";"):
        if not _SOURCE.search(source):
            yield 1, "expected a source: a standard, an RFC, a man page, the tutorial, or 'observed'", source
