"""Report formats: each is a module here, with FILE and render(run)."""

from __future__ import annotations

import errno
import os
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ..outcome import Run


class ReportError(Exception):
    """A report that could not be written; one line names the file and why."""


def names() -> list[str]:
    """The formats there are: the modules of this package."""
    return sorted(module.name for module in iter_modules(__path__))


def write(name: str, run: Run, out: Path) -> Path:
    """Write one format into the folder `out`; return the file."""
    module = import_module(f"{__name__}.{name}")
    path: Path = out / module.FILE
    try:
        store(path, module.render(run))
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise ReportError(
            f"{path}: not written, {reason} ({error.strerror or error})"
        ) from error
    return path


def store(path: Path, text: str) -> None:
    """Put a whole file in place of the old one, or leave the old one alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(new, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
