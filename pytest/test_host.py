"""test_host.py: every host line, done for real in namespaces of the test's own."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable

import pytest
from bothends import cable, host, netns

REFUSED = netns.refused()
really = pytest.mark.skipif(bool(REFUSED), reason=REFUSED or "granted")
with_nft = pytest.mark.skipif(not host.nft(), reason="nft is missing")


def played(count: int, work: Callable[[host.Hosts], None]) -> str:
    """Run `work` on fresh hosts, in a child; '' if it did well."""

    def play() -> None:
        netns.enter()
        with host.make_hosts(count) as hosts:
            work(hosts)

    return netns.refused(play)


def listening(hosts: host.Hosts, version: int) -> socket.socket:
    family = socket.AF_INET if version == 4 else socket.AF_INET6
    with netns.inside(hosts.server_ns):
        return socket.create_server((hosts.address("server", version), 0), family=family)


def dialled(hosts: host.Hosts, to: tuple[str, int], wait_s: float = 5) -> str:
    """What connect() from the client's host ends with: '', an errno, 'timeout'."""
    family = socket.AF_INET6 if ":" in to[0] else socket.AF_INET
    with netns.inside(hosts.client_ns), socket.socket(family) as s:
        s.settimeout(wait_s)
        try:
            s.connect(to)
        except TimeoutError as error:
            return errno.errorcode.get(error.errno or 0, "timeout")
        except OSError as error:
            return errno.errorcode[error.errno or 0]
    return ""


def reached(hosts: host.Hosts, version: int = 4, wait_s: float = 5) -> str:
    with listening(hosts, version) as server:
        return dialled(hosts, server.getsockname()[:2], wait_s)


@really
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("version", [4, 6])
def test_hosts_reach_each_other_at_once(count: int, version: int) -> None:
    def work(hosts: host.Hosts) -> None:
        assert reached(hosts, version) == ""

    assert played(count, work) == ""


@really
def test_the_outside_is_not_reachable() -> None:
    def work(hosts: host.Hosts) -> None:
        assert dialled(hosts, ("192.0.2.1", 9)) == "ENETUNREACH"

    assert played(2, work) == ""


@really
def test_a_sysctl_is_set_on_every_host_and_nowhere_else() -> None:
    path = "/proc/sys/net/ipv4/tcp_syn_retries"

    def read(fd: int) -> str:
        with netns.inside(fd), open(path, encoding="ascii") as file:
            return file.read().strip()

    def work(hosts: host.Hosts) -> None:
        hosts.apply("sysctl net.ipv4.tcp_syn_retries 3")
        assert read(hosts.server_ns) == read(hosts.client_ns) == "3"
        assert read(netns.current()) == "6"

    assert played(2, work) == ""


@really
def test_a_sysctl_of_several_values() -> None:
    def work(hosts: host.Hosts) -> None:
        hosts.apply("sysctl net.ipv4.ip_local_port_range 40000 40001")
        with netns.inside(hosts.server_ns), socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            assert s.getsockname()[1] in (40000, 40001)

    assert played(1, work) == ""


@really
@pytest.mark.parametrize("version", [4, 6])
def test_a_pulled_cable_and_a_plugged_one(version: int) -> None:
    def work(hosts: host.Hosts) -> None:
        with listening(hosts, version) as server:
            to = server.getsockname()[:2]
            hosts.apply("link down")
            with netns.inside(hosts.client_ns):
                assert not netns.has_carrier(cable.NAME)
            assert dialled(hosts, to, 0.05) == "timeout"
            hosts.apply("link up")
            assert dialled(hosts, to) == ""

    assert played(2, work) == ""


@really
def test_an_mtu_shows_in_the_segment_size() -> None:
    def work(hosts: host.Hosts) -> None:
        hosts.apply("mtu 1400")
        with listening(hosts, 4) as server, netns.inside(hosts.client_ns):
            with socket.create_connection(server.getsockname()) as s:
                mss = s.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG)
        assert mss in (1360, 1348)  # without and with timestamps

    assert played(2, work) == ""


@really
@with_nft
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("version", [4, 6])
@pytest.mark.parametrize("what", ["tcp", "tcp syn"])
def test_dropped_until_cleared(count: int, version: int, what: str) -> None:
    def work(hosts: host.Hosts) -> None:
        hosts.apply(f"drop {what}")
        assert reached(hosts, version, 0.05) == "timeout"
        hosts.apply("clear")
        assert reached(hosts, version) == ""

    assert played(count, work) == ""


@really
@with_nft
@pytest.mark.parametrize("count", [1, 2])
def test_dropped_datagrams(count: int) -> None:
    def work(hosts: host.Hosts) -> None:
        hosts.apply("drop udp")
        hosts.apply("drop icmp")
        assert reached(hosts, 4) == reached(hosts, 6) == ""

    assert played(count, work) == ""


@really
@with_nft
@pytest.mark.parametrize("version", [4, 6])
@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("tcp-reset", "ECONNREFUSED"),
        ("icmp-port", "ECONNREFUSED"),
        ("icmp-host", "EHOSTUNREACH"),
        ("icmp-net", "ENETUNREACH"),
        ("icmp-admin", "EHOSTUNREACH"),
        ("icmp-proto", "ENOPROTOOPT"),
    ],
)
def test_rejected(version: int, answer: str, name: str) -> None:
    def work(hosts: host.Hosts) -> None:
        hosts.apply(f"reject tcp with {answer}")
        got = reached(hosts, version, 0.2 if (version, answer) == (6, "icmp-proto") else 5)
        assert got == (EXPECTED_V6.get(answer, name) if version == 6 else name)

    assert played(2, work) == ""


# The ICMPv6 codes map onto other errnos (Linux net/ipv6/icmp.c, observed).
EXPECTED_V6 = {"icmp-admin": "EACCES", "icmp-proto": ""}


@really
@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1"])
@pytest.mark.parametrize(
    ("kind", "name"),
    [("blackhole", "EINVAL"), ("unreachable", "EHOSTUNREACH"), ("prohibit", "EACCES")],
)
def test_routes(count: int, address: str, kind: str, name: str) -> None:
    def work(hosts: host.Hosts) -> None:
        hosts.apply(f"route {kind} {address}")
        assert dialled(hosts, (address, 9)) == name
        hosts.apply("clear")
        assert dialled(hosts, (address, 9)) == "ENETUNREACH"

    assert played(count, work) == ""


@really
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("explode", "unknown host line near 'explode': expected one of sysctl, link"),
        ("", "unknown host line near ''"),
        ("sysctl kernel.hostname x", "near 'sysctl kernel.hostname x': expected a"),
        ("sysctl net.ipv4.no_such 1", "ENOENT to 'sysctl net.ipv4.no_such 1'"),
        ("sysctl net.ipv4.tcp_syn_retries x", "EINVAL to 'sysctl net.ipv4"),
        ("sysctl net.../../kernel 1", "expected a sysctl net"),
        ("link down", "there is no cable"),
        ("link sideways", "wrong operands near 'link sideways'"),
        ("drop everything", "wrong operands near 'drop everything'"),
        ("reject tcp", "wrong operands near 'reject tcp'"),
        ("reject udp with tcp-reset", "near 'reject udp with tcp-reset'"),
        ("route blackhole nowhere", "near 'route blackhole nowhere'"),
        ("clear all", "near 'clear all'"),
    ],
)
def test_a_wrong_line_is_named(text: str, message: str) -> None:
    def work(hosts: host.Hosts) -> None:
        with pytest.raises(host.HostError) as raised:
            hosts.apply(text)
        assert message in str(raised.value)

    assert played(1, work) == ""


@really
def test_nothing_is_left_open() -> None:
    def check() -> None:
        netns.enter()
        before = os.listdir("/proc/self/fd")
        for count in (1, 2):
            host.make_hosts(count).close()
        assert os.listdir("/proc/self/fd") == before

    assert netns.refused(check) == ""


def test_missing_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "nft", lambda: "")
    assert "apt-get install nftables" in host.missing(["link up", "drop tcp"])
    assert host.missing(["link up"]) == ""
    assert "net.ipv4.nope" in host.missing(["sysctl net.ipv4.nope 1"])
