"""Which variants a pattern names: 'shut.wr', 'shut/*', 'shut/shut.wr[tcp4]'."""

from __future__ import annotations

from fnmatch import fnmatchcase

from .outcome import Variant


def selects(pattern: str, variant: Variant) -> bool:
    """Does one pattern name this variant?"""
    case = variant.case.id
    if pattern in (variant.id, case, case.partition("/")[2]):
        return True
    literal = pattern.replace("[", "[[]")
    return fnmatchcase(case, literal) or fnmatchcase(variant.id, literal) or fnmatchcase(case.partition("/")[2], literal)


def selected(patterns: str, variant: Variant) -> bool:
    """Several patterns, separated by blanks; '!x' takes away. A pattern with '(' is taken whole."""
    words = [patterns] if "(" in patterns else patterns.split()
    wanted = [word for word in words if not word.startswith("!")]
    unwanted = [word[1:] for word in words if word.startswith("!")]
    return (not wanted or any(selects(word, variant) for word in wanted)) and not any(
        selects(word, variant) for word in unwanted)
