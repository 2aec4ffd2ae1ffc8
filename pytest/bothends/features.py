"""features.py: what `needs:` may name, whether this machine has it, and why not."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from . import host, netns
from .outcome import Case

LIST = Path(__file__).resolve().parents[2] / "cases" / "features.txt"


@lru_cache(maxsize=None)
def tags() -> dict[str, str]:
    """Every tag of features.txt and its comment."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    rows = (line.partition("#") for line in lines if line and line[0] != "#")
    return {tag.strip(): comment.strip() for tag, _, comment in rows}


@lru_cache(maxsize=None)
def absent(tag: str) -> str:
    """Why this machine lacks a feature, and how to enable it; '' if it has it."""
    if tag not in tags():
        return f"a feature '{tag}' that {LIST.name} does not list"
    probe = PROBES.get(tag)
    return probe() if probe else f"'{tag}', which nothing here knows how to look for"


def missing(case: Case, host_lines: tuple[str, ...] = (), memcheck: bool = False) -> str:
    """Why a case cannot be played on this machine, or under memcheck; '' if it can."""
    if memcheck and "native" in case.needs:
        return f"native: {tags()['native']}"
    implied = ("two-hosts",) if case.hosts == 2 else ("netns",) if host_lines else ()
    for tag in (*case.needs, *implied):
        why = absent(tag)
        if why:
            return f"{tag}: {why}"
    return host.missing(host_lines)


def _netns() -> str:
    """Asked in a child, outside or inside of a namespace made before."""
    return netns.refused(netns.fresh) and netns.refused()


def _two_hosts() -> str:
    return _inside(lambda: host.make_hosts(2).close(), "veth")


def _nft() -> str:
    if not host.nft():
        return "nft is missing; enable it with: apt-get install nftables"
    return _inside(lambda: host.make_hosts(1).apply("drop udp"), "nftables")


def _sysctl() -> str:
    def change() -> None:
        host.make_hosts(1).apply("sysctl net.ipv4.tcp_syn_retries 2")

    return _inside(change, "a writable /proc/sys/net")


def _inside(work: Callable[[], object], what: str) -> str:
    """Try `work` in namespaces of a child's own."""

    def play() -> None:
        if netns.refused(netns.fresh):
            netns.enter()
        work()

    why = netns.refused(play)
    if not why or why.startswith("the system refuses"):
        return why
    return f"the kernel grants no {what}: {why}"


def _socket(family: int, kind: int, protocol: int, hint: str) -> Callable[[], str]:
    def probe() -> str:
        try:
            socket.socket(family, kind, protocol).close()
        except OSError as error:
            name = errno.errorcode.get(error.errno or 0, str(error.errno))
            return f"the system refuses such a socket: {name}{hint}"
        return ""

    return probe


def _loopback(family: int, address: str, hint: str) -> Callable[[], str]:
    def probe() -> str:
        try:
            with socket.socket(family, socket.SOCK_STREAM) as s:
                s.bind((address, 0))
        except OSError as error:
            name = errno.errorcode.get(error.errno or 0, str(error.errno))
            return f"bind() to {address} fails with {name}{hint}"
        return ""

    return probe


def _multicast() -> str:
    membership = socket.inet_aton("239.255.0.1") + socket.inet_aton("127.0.0.1")
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
    except OSError as error:
        return f"loopback takes no group: {errno.errorcode.get(error.errno or 0)}"
    return ""


def _services() -> str:
    try:
        known = [socket.getservbyname("http", "tcp"), socket.getservbyname("domain", "udp")]
    except OSError:
        known = []
    if known == [80, 53]:
        return ""
    return "no http/tcp and domain/udp in /etc/services; enable it with: apt-get install netbase"


def _unprivileged() -> str:
    """Linux: giving up capabilities is always allowed."""
    return "" if os.path.exists("/proc/self/status") else "no capabilities here"


INET, INET6 = socket.AF_INET, socket.AF_INET6
STREAM = socket.SOCK_STREAM
PROBES: dict[str, Callable[[], str]] = {
    "native": lambda: "",  # the run's choice, not the machine's
    "netns": _netns,
    "two-hosts": _two_hosts,
    "nft": _nft,
    "sysctl": _sysctl,
    "ipv4": _loopback(INET, "127.0.0.1", ""),
    "ipv6": _loopback(
        INET6, "::1", "; enable it with: sysctl -w net.ipv6.conf.lo.disable_ipv6=0"
    ),
    "mptcp": _socket(
        INET, STREAM, 262, "; enable it with: sysctl -w net.mptcp.enabled=1"
    ),
    "sctp": _socket(INET, STREAM, 132, "; enable it with: modprobe sctp"),
    "raw": _socket(INET, socket.SOCK_RAW, socket.IPPROTO_ICMP, ""),
    "services": _services,
    "unprivileged": _unprivileged,
    "multicast": _multicast,
}
