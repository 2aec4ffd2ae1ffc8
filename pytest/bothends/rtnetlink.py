"""rtnetlink.py: cables, addresses and routes, without an external program."""

from __future__ import annotations

import os
import socket
import struct
from ipaddress import IPv4Address, IPv6Address, IPv4Network, IPv6Network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

RTM_NEWLINK, RTM_NEWADDR, RTM_NEWROUTE, RTM_DELROUTE = 16, 20, 24, 25
NLM_F_REQUEST, NLM_F_ACK, NLM_F_EXCL, NLM_F_CREATE = 1, 4, 0x200, 0x400
NLMSG_ERROR = 2
RTMGRP_LINK, RTMGRP_IPV6_IFADDR = 1, 0x100
STYLE = socket.SOCK_RAW | socket.SOCK_CLOEXEC
IFLA_IFNAME, IFLA_LINKINFO, IFLA_NET_NS_FD = 3, 18, 28
IFLA_INFO_KIND, IFLA_INFO_DATA, VETH_INFO_PEER = 1, 2, 1
IFA_ADDRESS, IFA_LOCAL = 1, 2
RTA_DST, RTA_OIF = 1, 4
RT_TABLE_MAIN, RTPROT_BOOT, RT_SCOPE_UNIVERSE = 254, 3, 0
ROUTES = {"blackhole": 6, "unreachable": 7, "prohibit": 8}


def add_cable(name: str, index: int, far_name: str, far_index: int, far: int) -> None:
    """Join this namespace and `far`, a descriptor, by a veth pair.

    The two index numbers must differ: Linux hurries to notice a new carrier
    only on a link whose far end has another number; else it may take a second.
    """
    peer = (
        _link(far_index)
        + _attribute(IFLA_IFNAME, far_name.encode() + b"\0")
        + _attribute(IFLA_NET_NS_FD, struct.pack("=I", far))
    )
    info = _attribute(IFLA_INFO_KIND, b"veth") + _attribute(
        IFLA_INFO_DATA, _attribute(VETH_INFO_PEER, peer)
    )
    body = (
        _link(index)
        + _attribute(IFLA_IFNAME, name.encode() + b"\0")
        + _attribute(IFLA_LINKINFO, info)
    )
    _request(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, body)


def add_address(name: str, address: Address, prefix: int) -> None:
    """Give a link an address."""
    head = struct.pack(
        "=BBBBI", _family(address), prefix, 0, 0, socket.if_nametoindex(name)
    )
    body = head + b"".join(
        _attribute(kind, address.packed) for kind in (IFA_LOCAL, IFA_ADDRESS)
    )
    _request(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, body)


def add_route(kind: str, to: Network) -> None:
    """Add a route of one of ROUTES: one that leads nowhere, in three ways."""
    _request(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, _route(kind, to))


def delete_route(kind: str, to: Network) -> None:
    _request(RTM_DELROUTE, 0, _route(kind, to))


def changes(timeout_s: float) -> socket.socket:
    """A socket that hears of every change of a link or an address from now on."""
    s = socket.socket(socket.AF_NETLINK, STYLE, socket.NETLINK_ROUTE)
    s.bind((0, RTMGRP_LINK | RTMGRP_IPV6_IFADDR))
    s.settimeout(timeout_s)
    return s


def _route(kind: str, to: Network) -> bytes:
    address = to.network_address
    head = struct.pack(
        "=BBBBBBBBI",
        _family(address),
        to.prefixlen,
        0,
        0,
        RT_TABLE_MAIN,
        RTPROT_BOOT,
        RT_SCOPE_UNIVERSE,
        ROUTES[kind],
        0,
    )
    loopback = struct.pack("=I", 1)  # IPv6 wants a device, even for nowhere
    return (
        head + _attribute(RTA_DST, address.packed) + _attribute(RTA_OIF, loopback)
        if to.version == 6
        else head + _attribute(RTA_DST, address.packed)
    )


def _family(address: Address) -> int:
    return socket.AF_INET if address.version == 4 else socket.AF_INET6


def _link(index: int) -> bytes:
    return struct.pack("=BxHiII", socket.AF_UNSPEC, 0, index, 0, 0)


def _attribute(kind: int, data: bytes) -> bytes:
    size = 4 + len(data)
    return struct.pack("=HH", size, kind) + data + b"\0" * (-size % 4)


def _request(kind: int, flags: int, body: bytes) -> None:
    """Send one request and wait for its acknowledgement."""
    flags |= NLM_F_REQUEST | NLM_F_ACK
    head = struct.pack("=IHHII", 16 + len(body), kind, flags, 1, 0)
    with socket.socket(socket.AF_NETLINK, STYLE, socket.NETLINK_ROUTE) as s:
        s.sendto(head + body, (0, 0))
        answer = s.recv(65536)
    _, answer_kind, _, _, _, error = struct.unpack_from("=IHHIIi", answer)
    if answer_kind == NLMSG_ERROR and error:
        raise OSError(-error, os.strerror(-error))
