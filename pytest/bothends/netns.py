"""netns.py: network namespaces without root, entered and left by this thread."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
SIOCGIFFLAGS, SIOCSIFFLAGS, SIOCSIFMTU, SIOCETHTOOL = 0x8913, 0x8914, 0x8922, 0x8946
ETHTOOL_GLINK = 10
IFF_UP, IFF_RUNNING = 0x1, 0x40

_libc = ctypes.CDLL(None, use_errno=True)


class Refused(Exception):
    """This machine grants no namespace; the text says what and how to enable it."""


def enter() -> None:
    """Move this process into a new user and network namespace, loopback up.

    Call it before any thread exists. Root that may not have a user namespace
    does with a network namespace alone. Others try it in a child first: some
    systems grant the namespace and forbid all in it, and there is no way back.
    """
    why = refused(_enter) if os.geteuid() != 0 else ""
    if why:
        raise Refused(why)
    _enter()


def _enter() -> None:
    uid, gid = os.geteuid(), os.getegid()
    error = _unshare(CLONE_NEWUSER | CLONE_NEWNET)
    if error == 0:
        _map_to_root(uid, gid)
    elif uid != 0 or _unshare(CLONE_NEWNET) != 0:
        raise Refused(_refusal("a user and network namespace", error))
    try:
        link("lo", up=True)
    except OSError as failure:
        what = "to set up loopback in a namespace"
        raise Refused(_refusal(what, failure.errno or 0)) from failure


def fresh() -> int:
    """Make a network namespace with loopback up; return its descriptor.

    The caller stays where it is. The namespace lives as long as a descriptor
    of it is open or a process is inside.
    """
    home = current()
    try:
        error = _unshare(CLONE_NEWNET)
        if error:
            raise Refused(_refusal("a network namespace", error))
        try:
            link("lo", up=True)
            return current()
        finally:
            _setns(home)
    finally:
        os.close(home)


def current() -> int:
    """A descriptor of this thread's network namespace; the caller closes it."""
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


@contextmanager
def inside(fd: int) -> Iterator[None]:
    """Run the block in the namespace `fd`; what it starts stays there."""
    home = current()
    try:
        _setns(fd)
        try:
            yield
        finally:
            _setns(home)
    finally:
        os.close(home)


def link(name: str, *, up: bool | None = None, mtu: int | None = None) -> None:
    """Set a link of the current namespace up or down, or its MTU."""
    with _control() as s:
        if mtu is not None:
            fcntl.ioctl(s, SIOCSIFMTU, _ifreq(name, "i", mtu))
        if up is not None:
            flags = _flags(s, name)
            flags = flags | IFF_UP if up else flags & ~IFF_UP
            fcntl.ioctl(s, SIOCSIFFLAGS, _ifreq(name, "H", flags))


def has_carrier(name: str) -> bool:
    """Is the link operational? Asking also makes the kernel take notice.

    Without the question Linux may act on a changed carrier up to 1 s later.
    """
    question = ctypes.create_string_buffer(struct.pack("II", ETHTOOL_GLINK, 0))
    with _control() as s:
        fcntl.ioctl(s, SIOCETHTOOL, _ifreq(name, "P", ctypes.addressof(question)))
        return bool(_flags(s, name) & IFF_RUNNING)


def refused(attempt: Callable[[], object] = enter) -> str:
    """Why `attempt` fails on this machine, '' if it works. Tried in a child."""
    return in_child(lambda: _failure(attempt))


def in_child(work: Callable[[], str]) -> str:
    """What `work` returns in a child process, up to 4000 bytes; '' if it fails."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, work().encode(errors="replace")[:4000])
        finally:
            os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8", errors="replace") as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return text


def _failure(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except BaseException as error:  # the child must never run on as its parent
        return str(error) or type(error).__name__
    return ""


def _unshare(flags: int) -> int:
    """Return 0 or an errno."""
    return 0 if _libc.unshare(flags) == 0 else ctypes.get_errno()


def _setns(fd: int) -> None:
    if _libc.setns(fd, CLONE_NEWNET) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), "setns")


def _map_to_root(uid: int, gid: int) -> None:
    """Be root inside. An ordinary user must give up setgroups() first."""
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"0 {uid} 1"),
        ("gid_map", f"0 {gid} 1"),
    ):
        try:
            with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
                file.write(text)
        except OSError as error:
            what = f"the user namespace, at /proc/self/{name}"
            raise Refused(_refusal(what, error.errno or 0)) from error


def _control() -> socket.socket:
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)


def _ifreq(name: str, kind: str, value: int) -> bytes:
    return struct.pack("16s" + kind, name.encode(), value).ljust(40, b"\0")


def _flags(s: socket.socket, name: str) -> int:
    answer = fcntl.ioctl(s, SIOCGIFFLAGS, _ifreq(name, "H", 0))
    return int(struct.unpack_from("H", answer, 16)[0])


# Names of sysctls that forbid unprivileged user namespaces, the value that
# does so, and what allows them again.
SWITCHES = (
    ("kernel/unprivileged_userns_clone", "0", "1"),
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),
    ("user/max_user_namespaces", "0", "10000"),
    ("user/max_net_namespaces", "0", "10000"),
)


def advice(number: int) -> str:
    """What to do on this machine so that namespaces are granted."""
    for path, forbids, allows in SWITCHES:
        if _setting(path) == forbids:
            return f"enable it with: sysctl -w {path.replace('/', '.')}={allows}"
    if number == errno.EINVAL:
        return "the process has threads already, or the kernel lacks CONFIG_USER_NS"
    if number == errno.ENOSYS:
        return "the kernel lacks CONFIG_NAMESPACES"
    return "in a container: allow unshare() (a seccomp profile, or --privileged)"


def _refusal(what: str, number: int) -> str:
    name = errno.errorcode.get(number, str(number))
    return f"the system refuses {what}: {name}; {advice(number)}"


def _setting(path: str) -> str:
    try:
        with open(f"/proc/sys/{path}", encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return ""
