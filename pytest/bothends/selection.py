"""Which variants a pattern names: 'shut.wr', 'shut/*', 'shut/shut.wr[tcp4]'."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from .outcome import Variant


def selects(pattern: str, variant: Variant) -> bool:
    """Does one pattern name this variant: its case or itself, with or without the theme?"""
    whole = (variant.case.id, variant.id)
    names = (*whole, *(name.partition("/")[2] for name in whole))
    literal = pattern.replace("[", "[[]")
    return pattern in names or any(fnmatchcase(name, literal) for name in names)


def _words(patterns: str) -> tuple[list[str], list[str]]:
    """The patterns that are wanted, and those that are not. One with '(' is taken whole."""
    words = [patterns] if "(" in patterns else patterns.split()
    return [word for word in words if word[0] != "!"], [word[1:] for word in words if word[0] == "!"]


def strangers(patterns: str, variants: Iterable[Variant]) -> list[str]:
    """The patterns that name nothing at all: typing errors."""
    known = list(variants)
    return [word for words in _words(patterns) for word in words
            if not any(selects(word, variant) for variant in known)]


def selected(patterns: str, variant: Variant) -> bool:
    """Several patterns, separated by blanks; '!x' takes away."""
    wanted, unwanted = _words(patterns)
    return (not wanted or any(selects(word, variant) for word in wanted)) and not any(
        selects(word, variant) for word in unwanted)
