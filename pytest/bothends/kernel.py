"""What the kernel shows of a peer's thread: does it sleep inside a call?"""

from __future__ import annotations

import ctypes
import os

PR_SET_PDEATHSIG = 1
# read and futex by machine: what an idle thread of a peer sleeps in.
_IDLE = {"x86_64": ("0", "202"), "aarch64": ("63", "98"), "riscv64": ("63", "98"),
         "s390x": ("3", "238"), "ppc64le": ("3", "221"), "i686": ("3", "240")}
_READ, _FUTEX = _IDLE.get(os.uname().machine, ("", ""))


def _read(path: str) -> str:
    try:
        with open(path, encoding="ascii") as file:
            return file.read()
    except OSError:
        return ""


def visible(pid: int) -> bool:
    """Can this process's calls be seen at all (ptrace permission, known machine)?"""
    return bool(_READ) and bool(_read(f"/proc/{pid}/syscall"))


def sleeping(pid: int, tid: int) -> str:
    """A text that stays the same while the thread sleeps in one call; '' if it does not sleep in one."""
    task = f"/proc/{pid}/task/{tid}"
    call = _read(f"{task}/syscall").split()
    if len(call) < 3 or call[0] in ("running", "-1"):
        return ""
    if call[0] == _FUTEX or (call[0] == _READ and int(call[1], 16) == 0):
        return ""
    return " ".join(call) + _read(f"{task}/schedstat")


def where(pid: int, tid: int) -> str:
    """Where a hung thread is: ', asleep in tcp_recvmsg (system call 45)'; '' if it cannot be seen."""
    task = f"/proc/{pid}/task/{tid}"
    call = _read(f"{task}/syscall").split()
    if not call:
        return ""
    place = _read(f"{task}/wchan").strip("0 \n")
    return f", {'running' if call[0] == 'running' else f'in system call {call[0]}'}{f' ({place})' if place else ''}"


def die_with_parent(number: int) -> None:
    """Ask for this signal when the parent dies, however it dies (prctl(2))."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)
