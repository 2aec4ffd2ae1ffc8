"""cable.py: two hosts, each a network namespace, joined by a cable."""

from __future__ import annotations

import os
from ipaddress import ip_interface

from . import netns, rtnetlink

NAME = "cable"
INDEX = {"server": 2, "client": 3}
INTERFACES = {
    "server": ("10.77.0.1/24", "fd77::1/64"),
    "client": ("10.77.0.2/24", "fd77::2/64"),
}
# IPv6 addresses are usable at once, and outlive a link that goes down.
SETTINGS = {"accept_dad": "0", "keep_addr_on_down": "1"}
IFA_F_TENTATIVE = 0x40
PATIENCE_S = 5.0


def two_hosts() -> tuple[int, int]:
    """Make both hosts; return the descriptors of the server's and the client's."""
    server, client = netns.fresh(), netns.fresh()
    for fd in (server, client):  # before there is a cable: it takes them over
        with netns.inside(fd):
            _settings()
    with netns.inside(server):
        rtnetlink.add_cable(NAME, INDEX["server"], NAME, INDEX["client"], client)
        _plug("server")
    with netns.inside(client):
        _plug("client")
    wait(server, True)
    wait(client, True)
    return server, client


def set_up(server: int, client: int, up: bool) -> None:
    """Pull or plug the cable: the client's end only loses or regains carrier."""
    with netns.inside(server):
        netns.link(NAME, up=up)
    for fd in (server, client):
        wait(fd, up)


def set_mtu(server: int, client: int, mtu: int) -> None:
    for fd in (server, client):
        with netns.inside(fd):
            netns.link(NAME, mtu=mtu)


def wait(fd: int, up: bool) -> None:
    """Return when the kernel has noticed that the cable is up, or down."""
    with netns.inside(fd), rtnetlink.changes(PATIENCE_S) as changes:
        while netns.has_carrier(NAME) != up or (up and _tentative()):
            try:
                changes.recv(65536)
            except TimeoutError:
                state = "came up" if up else "went down"
                what = f"the cable never {state} within {PATIENCE_S} s"
                raise netns.Refused(what) from None


def _tentative() -> bool:
    """Does an IPv6 address not answer yet to those who ask for its neighbour?

    The kernel joins its multicast group later, in a work queue, even without
    duplicate detection; a first packet in between costs a second.
    """
    if not _has_ipv6():
        return False
    with open("/proc/thread-self/net/if_inet6", encoding="ascii") as file:
        rows = [line.split() for line in file]
    return any(row[5] == NAME and int(row[4], 16) & IFA_F_TENTATIVE for row in rows)


def _plug(role: str) -> None:
    for text in INTERFACES[role]:
        interface = ip_interface(text)
        if interface.version == 4 or _has_ipv6():
            prefix = interface.network.prefixlen
            rtnetlink.add_address(NAME, interface.ip, prefix)
    netns.link(NAME, up=True)


def _settings() -> None:
    for where in ("all", "default") if _has_ipv6() else ():
        for name, value in SETTINGS.items():
            path = f"/proc/sys/net/ipv6/conf/{where}/{name}"
            with open(path, "w", encoding="ascii") as file:
                file.write(value)


def _has_ipv6() -> bool:
    return os.path.isdir("/proc/sys/net/ipv6/conf")
