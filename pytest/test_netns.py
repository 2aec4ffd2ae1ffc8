"""test_netns.py: namespaces are really made, entered, left and forgotten."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from bothends import netns

REFUSED = netns.refused()
really = pytest.mark.skipif(bool(REFUSED), reason=REFUSED or "granted")


def in_child(work: object) -> str:
    """Run `work` in a child that has entered a namespace; '' if it did well."""

    def play() -> None:
        netns.enter()
        work()  # type: ignore[operator]

    return netns.refused(play)


def connects(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as server:
        socket.create_connection(server.getsockname()[:2], timeout=5).close()


@really
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_loopback_works_at_once(host: str) -> None:
    if ":" in host and not socket.has_ipv6:
        pytest.skip("this Python has no IPv6")
    assert in_child(lambda: connects(host)) == ""


@really
def test_one_is_root_inside() -> None:
    def check() -> None:
        assert os.geteuid() == 0 and os.getegid() == 0

    assert in_child(check) == ""


@really
def test_the_caller_stays_where_it_was() -> None:
    def check() -> None:
        before = os.stat("/proc/self/ns/net").st_ino
        fd = netns.fresh()
        assert os.stat("/proc/self/ns/net").st_ino == before
        with netns.inside(fd):
            assert os.stat("/proc/self/ns/net").st_ino == os.fstat(fd).st_ino
        assert os.stat("/proc/self/ns/net").st_ino == before
        assert os.fstat(fd).st_ino != before

    assert in_child(check) == ""


@really
def test_an_exception_inside_leads_back() -> None:
    def check() -> None:
        before = os.stat("/proc/self/ns/net").st_ino
        with pytest.raises(ZeroDivisionError), netns.inside(netns.fresh()):
            print(1 // 0)
        assert os.stat("/proc/self/ns/net").st_ino == before

    assert in_child(check) == ""


@really
def test_no_descriptor_is_left() -> None:
    def check() -> None:
        before = os.listdir("/proc/self/fd")
        fd = netns.fresh()
        with netns.inside(fd):
            netns.link("lo", up=False)
            netns.link("lo", up=True, mtu=1500)
        os.close(fd)
        assert os.listdir("/proc/self/fd") == before

    assert in_child(check) == ""


@really
def test_it_is_fast() -> None:
    def check() -> None:
        began = time.monotonic()
        for _ in range(20):
            os.close(netns.fresh())
        assert (time.monotonic() - began) / 20 < 0.05  # 0.7 ms in practice

    assert in_child(check) == ""


def test_a_refusal_says_what_and_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(netns, "_unshare", lambda flags: 1)
    monkeypatch.setattr(netns, "_setting", lambda path: "")
    with pytest.raises(netns.Refused, match="refuses .* EPERM; in a container"):
        netns.enter()


def test_a_useless_namespace_is_not_entered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where AppArmor grants it, and then no capability in it."""
    here, before = os.getpid(), os.stat("/proc/self/ns/net").st_ino

    def unshare(flags: int) -> int:
        assert os.getpid() != here
        return 0

    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(netns, "_unshare", unshare)
    monkeypatch.setattr(netns, "_map_to_root", lambda *_: None)
    monkeypatch.setattr(netns, "link", lambda *_, **__: os.open("/proc/self/mem/x", 0))
    with pytest.raises(netns.Refused, match="to set up loopback in a namespace: ENOTDIR"):
        netns.enter()
    assert os.stat("/proc/self/ns/net").st_ino == before


@pytest.mark.parametrize(
    ("path", "value", "advice"),
    [
        ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1"),
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        ("user/max_user_namespaces", "0", "user.max_user_namespaces=10000"),
    ],
)
def test_the_advice_names_the_switch(
    path: str, value: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(netns, "_setting", lambda p: value if p == path else "")
    assert advice in netns.advice(1)


def test_root_does_without_a_user_namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def unshare(flags: int) -> int:
        asked.append(flags)
        return 1 if flags & netns.CLONE_NEWUSER else 0

    monkeypatch.setattr(netns, "_unshare", unshare)
    monkeypatch.setattr(netns, "link", lambda *_, **__: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    netns.enter()
    assert asked == [netns.CLONE_NEWUSER | netns.CLONE_NEWNET, netns.CLONE_NEWNET]


def test_nothing_else_is_started() -> None:
    assert "subprocess" not in Path(netns.__file__).read_text(encoding="utf-8")
