"""advice.py: the command lines that a reader of a failure copies."""

from __future__ import annotations

import shlex

from .outcome import Setting, Variant

TRACE = "strace -ff -tt -o /tmp/peer"


def rerun(variant: Variant, setting: Setting) -> str:
    """The command that plays this variant again, as it was played."""
    target = "valgrind" if setting.memcheck else "conformance"
    return _command(target, variant, setting, setting.wrap)


def debug(variant: Variant, setting: Setting) -> str:
    """The same with every system call of both peers in /tmp/peer.PID."""
    return _command("conformance", variant, setting, f"{TRACE} {setting.wrap}".rstrip())


def _command(target: str, variant: Variant, setting: Setting, wrap: str) -> str:
    words = [f"make {target}", f"CASE={_quoted(variant.id)}"]
    if setting.platform != Setting.platform:
        words.append(f"PLATFORM={_quoted(setting.platform)}")
    if wrap:
        words.append(f"PEER_WRAP={_quoted(wrap)}")
    return " ".join(words)


def _quoted(text: str) -> str:
    """For the shell, which hands it to make, which would expand a '$'."""
    return shlex.quote(text.replace("$", "$$"))
