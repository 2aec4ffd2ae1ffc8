"""Which variants a pattern names: 'shut.wr', 'shut/*', 'shut/shut.wr[tcp4]'."""

from __future__ import annotations

from fnmatch import fnmatchcase

from .outcome import Variant


def selects(pattern: str, variant: Variant) -> bool:
    """Does one pattern name this variant: its case or itself, with or without the theme?"""
    whole = (variant.case.id, variant.id)
    names = (*whole, *(name.partition("/")[2] for name in whole))
    literal = pattern.replace("[", "[[]")
    return pattern in names or any(fnmatchcase(name, literal) for name in names)


def selected(patterns: str, variant: Variant) -> bool:
    """Several patterns, separated by blanks; '!x' takes away. A pattern with '(' is taken whole."""
    words = [patterns] if "(" in patterns else patterns.split()
    wanted = [word for word in words if not word.startswith("!")]
    unwanted = [word[1:] for word in words if word.startswith("!")]
    return (not wanted or any(selects(word, variant) for word in wanted)) and not any(
        selects(word, variant) for word in unwanted)
