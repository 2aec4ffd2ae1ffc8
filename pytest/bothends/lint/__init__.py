"""The lint of cases: one check a module, each `check(variant)` yields (line, message, near)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ..case import CaseError, load
from ..outcome import Variant

Finding = tuple[int, str, str]


def names() -> list[str]:
    """The checks, by module name."""
    return sorted(module.name for module in iter_modules(__path__) if module.name != "__main__")


def findings(cases: Path) -> Iterator[str]:
    """Every mistake below `cases`, as 'FILE:LINE: message near 'TEXT'', each once."""
    seen: set[str] = set()
    for path in sorted(cases.glob("*/*.case")):
        try:
            variants = load(path, cases.parent)
        except CaseError as error:
            yield str(error)
            continue
        for variant in variants:
            for text in _check(variant):
                if text not in seen:
                    seen.add(text)
                    yield text


def _check(variant: Variant) -> Iterator[str]:
    for name in names():
        for line, message, near in import_module(f"{__name__}.{name}").check(variant):
            yield str(CaseError(variant.case.file, line, message, near))
