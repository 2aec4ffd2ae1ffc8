"""advice.py: the command lines that a reader of a failure copies."""

from __future__ import annotations

import shlex

from .outcome import Variant


def rerun(variant: Variant) -> str:
    """The command that plays this variant again."""
    return f"make conformance CASE={_quoted(variant.id)}"


def debug(variant: Variant) -> str:
    """The same with every system call of both peers in /tmp/peer.PID."""
    wrap = shlex.quote("strace -ff -tt -o /tmp/peer")
    return f"{rerun(variant)} PEER_WRAP={wrap}"


def _quoted(text: str) -> str:
    """For the shell, which hands it to make, which would expand a '$'."""
    return shlex.quote(text.replace("$", "$$"))
