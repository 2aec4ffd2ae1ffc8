"""wrap.py: PEER_WRAP, from text to the words before every peer's command."""

from __future__ import annotations

import shlex
from pathlib import Path


class WrapError(Exception):
    """PEER_WRAP is not a command line; the text says why."""


def words(text: str) -> list[str]:
    """The command line, as a shell would cut it.

    With -f alone each peer's strace would begin the file anew, or write into
    the others' lines; with -ff there is FILE.PID for every process.
    """
    try:
        found = shlex.split(text)
    except ValueError as error:
        raise WrapError(f"PEER_WRAP: {str(error).lower()} near '{text}'") from None
    return ["strace", "-ff", *found[1:]] if trace(found) and "-ff" not in found else found


def trace(found: list[str]) -> str:
    """The FILE of 'strace -o FILE', or ''."""
    if found[:1] != ["strace"] or "-o" not in found[:-1]:
        return ""
    name = found[found.index("-o") + 1]
    return "" if name.startswith(("|", "!")) else name


def begin(found: list[str]) -> None:
    """Before the first peer: traces of an earlier run would be taken for this one's."""
    name = trace(found)
    for old in Path(name).parent.glob(f"{Path(name).name}.*") if name else ():
        if old.suffix[1:].isdigit():
            old.unlink()


def note(found: list[str]) -> str:
    """What a reader looks for in vain otherwise."""
    return f"strace wrote {trace(found)}.PID, a file for each process" if trace(found) else ""
