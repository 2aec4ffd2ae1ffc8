"""Calls and constants that no list of harness/ knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..notation import call_name, find_words
from ..outcome import Variant
from . import Finding

HARNESS = Path(__file__).resolve().parents[3] / "harness"
_CONSTANT = re.compile(r"\b[A-Z][A-Z0-9]*_?[A-Z0-9_]{2,}\b")
_NOT_CONSTANTS = {"NULL", "BAD", "SCRATCH"}


@lru_cache(maxsize=None)
def calls() -> frozenset[str]:
    """Every call of calls.def."""
    return frozenset(re.findall(r"^CALL\((\w+)", (HARNESS / "calls.def").read_text(), re.MULTILINE))


@lru_cache(maxsize=None)
def constants() -> frozenset[str]:
    """Every name of harness/names/."""
    text = "\n".join(path.read_text() for path in (HARNESS / "names").glob("*.names"))
    return frozenset(re.findall(r"^(\w+)", text, re.MULTILINE)) | _NOT_CONSTANTS


def check(variant: Variant) -> Iterator[Finding]:
    for step in variant.steps:
        if step.actor not in ("server", "client"):
            continue
        name = step.call if step.resumes else call_name(step.call)
        if name not in calls():
            yield step.line, "unknown call", name
        text = " ".join((step.call if not step.resumes else "", *step.alternatives)).replace(f"{name}(", "(")
        words = {match[0] for match in find_words(text, _CONSTANT)}
        for word in sorted(words - constants()):
            yield step.line, "unknown constant", word
