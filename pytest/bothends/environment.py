"""environment.py: the fingerprint of a run: what its results may depend on."""

from __future__ import annotations

import os
import platform as machine
import re
import subprocess
import sys
from pathlib import Path

from . import netns
from .expect import Platform

ROOT = Path(__file__).resolve().parents[2]
# What decides the outcome of some case, or how long it takes.
SYSCTLS = (
    "net.core.rmem_default",
    "net.core.somaxconn",
    "net.core.wmem_default",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_abort_on_overflow",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_max_syn_backlog",
    "net.ipv4.tcp_retries2",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_syn_retries",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.tcp_timestamps",
    "net.ipv4.tcp_tw_reuse",
    "net.ipv4.tcp_wmem",
    "net.ipv6.bindv6only",
    "net.unix.max_dgram_qlen",
)


def fingerprint(
    platform: Platform, hermetic: bool, memcheck: bool = False
) -> dict[str, str]:
    """Everything about this machine and tree that a reader must know, in order."""
    facts = {
        "system": f"{machine.system()} {machine.release()}",
        "version": machine.version(),
        "machine": machine.machine(),
        "distribution": distribution(),
        "libc": " ".join(machine.libc_ver()).strip(),
        "compiler": first_line([platform.cc, "--version"]),
        "flags": " ".join(platform.flags),
        "python": f"{machine.python_implementation()} {machine.python_version()}",
        "pytest": _version("pytest"),
        "cores": str(len(os.sched_getaffinity(0))),
        "namespaces": "yes" if hermetic else "no",
        "commit": commit(),
    }
    if memcheck:
        facts["valgrind"] = first_line(["valgrind", "--version"])
    facts |= settings(hermetic)
    return {name: value for name, value in facts.items() if value}


def settings(hermetic: bool) -> dict[str, str]:
    """The sysctls as the peers have them: those of a new namespace, if they are in one."""

    def read() -> str:
        if hermetic:
            netns.enter()
        return "\n".join(sysctl(name) for name in SYSCTLS)

    return dict(zip(SYSCTLS, netns.in_child(read).split("\n"), strict=False))


def distribution() -> str:
    try:
        return machine.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""


def sysctl(name: str) -> str:
    """A setting's value in this process's namespace, '' where it is not known."""
    path = Path("/proc/sys", *name.split("."))
    try:
        return " ".join(path.read_text(encoding="ascii").split())
    except OSError:
        return ""


def available_mb() -> int:
    """The memory that programs can still have; plenty, where that cannot be seen."""
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return 1 << 20
    found = re.search(r"MemAvailable:\s*(\d+) kB", text)
    return int(found[1]) // 1024 if found else 1 << 20


def commit() -> str:
    """The commit of the tree, with '+' if files differ from it; '' without git."""
    found = first_line(["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"])
    if not found:
        return ""
    changed = first_line(
        ["git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no"]
    )
    return found + ("+" if changed else "")


def first_line(command: list[str]) -> str:
    """The first line that a program prints, '' if there is no such program."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = done.stdout.splitlines() if done.returncode == 0 else []
    return lines[0].strip() if lines else ""


def _version(module: str) -> str:
    return str(getattr(sys.modules.get(module), "__version__", ""))
