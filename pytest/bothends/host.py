"""host.py: the world around a case: its hosts, and what its `host:` lines do."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from ipaddress import ip_interface, ip_network
from pathlib import Path

from . import cable, netns, rtnetlink

PACKETS = {
    "tcp": "meta l4proto tcp",
    "udp": "meta l4proto udp",
    "icmp": "meta l4proto icmp",
    "tcp syn": "tcp flags & (syn | ack) == syn",
}
# Without neighbour discovery IPv6 has no link at all: that is not what is meant.
ICMP6 = "icmpv6 type != { nd-neighbor-solicit, nd-neighbor-advert }"
ANSWERS = {
    "tcp-reset": "tcp reset",
    "icmp-port": "icmpx port-unreachable",
    "icmp-host": "icmpx host-unreachable",
    "icmp-net": "icmpx no-route",
    "icmp-admin": "icmpx admin-prohibited",
    "icmp-proto": "icmp prot-unreachable",  # ICMPv6 has no such message
}
RULES = """add table inet bothends
delete table inet bothends
table inet bothends {{
chain input {{
type filter hook input priority 0; policy accept;
{}
}}
}}
"""
# A host sends few ICMP errors a second unless told otherwise.
UNLIMITED = ("net.ipv4.icmp_ratelimit 0", "net.ipv6.icmp.ratelimit 0")


class HostError(ValueError):
    """A host line that cannot be carried out; the text names the line."""


class Hosts:
    """The hosts of one case: namespaces, which vanish when closed."""

    def __init__(self, server_ns: int, client_ns: int) -> None:
        self.server_ns = server_ns
        self.client_ns = client_ns
        self.rules: list[str] = []
        self.routes: list[tuple[str, rtnetlink.Network]] = []

    @property
    def two(self) -> bool:
        return self.server_ns != self.client_ns

    def address(self, role: str, version: int) -> str:
        """The address of `server` or `client` on the cable; loopback on one host."""
        if not self.two:
            return "127.0.0.1" if version == 4 else "::1"
        return str(ip_interface(cable.INTERFACES[role][version == 6]).ip)

    def apply(self, text: str) -> None:
        """Carry out what stands behind `host:`; HostError if it cannot be."""
        verb, *words = text.split() or [""]
        act = VERBS.get(verb)
        if act is None:
            known = ", ".join(VERBS)
            raise HostError(f"unknown host line near '{text}': expected one of {known}")
        try:
            act(self, words)
        except (KeyError, ValueError) as error:
            raise HostError(f"wrong operands near '{text}': {error}") from error
        except OSError as error:
            name = errno.errorcode.get(error.errno or 0, "an error")
            raise HostError(f"the system answers {name} to '{text}'") from error

    def close(self) -> None:
        for fd in {self.server_ns, self.client_ns}:
            os.close(fd)

    def __enter__(self) -> Hosts:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def make_hosts(count: int) -> Hosts:
    """One host with only loopback, or two joined by a cable."""
    if count == 2:
        return Hosts(*cable.two_hosts())
    fd = netns.fresh()
    return Hosts(fd, fd)


def missing(lines: Iterable[str]) -> str:
    """Why this machine cannot carry out these host lines; '' if it can."""
    for text in lines:
        verb, *words = text.split() or [""]
        if verb in ("drop", "reject") and not nft():
            return "nft is missing; enable it with: apt-get install nftables"
        if verb == "sysctl" and words and not _sysctl_path(words[0]).exists():
            return f"this kernel has no sysctl {words[0]} in a network namespace"
    return ""


def nft() -> str:
    """The path of nft, which an ordinary user seldom has on PATH; or ''."""
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    return shutil.which("nft", path=path) or ""


def _sysctl(hosts: Hosts, words: list[str]) -> None:
    name, *values = words
    if not values:
        raise ValueError("expected 'sysctl NAME VALUE'")
    path = _sysctl_path(name)
    for fd in {hosts.server_ns, hosts.client_ns}:
        with netns.inside(fd), open(path, "w", encoding="ascii") as file:
            file.write(" ".join(values))


def _sysctl_path(name: str) -> Path:
    """Only net.*: the rest belongs to the whole machine, not to a namespace."""
    parts = name.split("/") if "/" in name else name.split(".")
    if parts[0] != "net" or not all(parts) or ".." in parts:
        raise ValueError(f"expected a sysctl net.*, got '{name}'")
    return Path("/proc/sys", *parts)


def _link(hosts: Hosts, words: list[str]) -> None:
    (state,) = words
    _need_cable(hosts)
    cable.set_up(hosts.server_ns, hosts.client_ns, {"up": True, "down": False}[state])


def _mtu(hosts: Hosts, words: list[str]) -> None:
    (size,) = words
    _need_cable(hosts)
    cable.set_mtu(hosts.server_ns, hosts.client_ns, int(size))


def _need_cable(hosts: Hosts) -> None:
    if not hosts.two:
        raise ValueError("there is no cable; the case needs 'hosts: two'")


def _drop(hosts: Hosts, words: list[str]) -> None:
    what = " ".join(words)
    hosts.rules.append(f"{PACKETS[what]} drop")
    if what == "icmp":
        hosts.rules.append(f"{ICMP6} drop")
    _filter(hosts)


def _reject(hosts: Hosts, words: list[str]) -> None:
    *what, preposition, answer = words
    if preposition != "with":
        raise ValueError("expected 'reject PACKETS with ANSWER'")
    for line in UNLIMITED:
        _sysctl(hosts, line.split())
    hosts.rules.append(f"{PACKETS[' '.join(what)]} reject with {ANSWERS[answer]}")
    _filter(hosts)


def _route(hosts: Hosts, words: list[str]) -> None:
    kind, address = words
    to = ip_network(address)
    with netns.inside(hosts.client_ns):
        rtnetlink.add_route(kind, to)
    hosts.routes.append((kind, to))


def _clear(hosts: Hosts, words: list[str]) -> None:
    if words:
        raise ValueError("'clear' takes none")
    with netns.inside(hosts.client_ns):
        while hosts.routes:
            rtnetlink.delete_route(*hosts.routes.pop())
    if hosts.rules:
        hosts.rules.clear()
        _filter(hosts)


def _filter(hosts: Hosts) -> None:
    """Give the server's host the rules so far, in one transaction."""
    program = nft()
    if not program:
        raise FileNotFoundError(errno.ENOENT, "nft")
    with netns.inside(hosts.server_ns):
        done = subprocess.run(
            [program, "-f", "-"],
            input=RULES.format("\n".join(hosts.rules)),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        complaint = done.stderr.strip().splitlines() or ["no message"]
        raise ValueError(f"nft says: {complaint[0]}")


VERBS: dict[str, Callable[[Hosts, list[str]], None]] = {
    "sysctl": _sysctl,
    "link": _link,
    "mtu": _mtu,
    "drop": _drop,
    "reject": _reject,
    "route": _route,
    "clear": _clear,
}
