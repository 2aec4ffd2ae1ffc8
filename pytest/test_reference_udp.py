"""The UDP reference programs, and what all of them have in common."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing

import pytest
from programs import BULK, GUARD_S, Server, command, run, serving


@pytest.fixture
def udp() -> Iterator[Server]:
    with serving(command("udp_echo_server")) as server:
        yield server


@pytest.mark.parametrize("size", [0, 1, 65507])
def test_udp_echo(udp: Server, size: int) -> None:
    argv = command("udp_echo_client", "127.0.0.1", udp.port)
    done = run(*argv, given=BULK[:size])
    assert (done.returncode, done.stdout) == (0, BULK[:size])


def test_udp_answers_from_the_address_that_was_asked(udp: Server) -> None:
    for host in ("127.0.0.2", "::1"):
        done = run(*command("udp_echo_client", host, udp.port, "", "x"))
        assert (done.returncode, done.stdout) == (0, b"\nx\n")


def test_udp_too_long_is_an_error(udp: Server) -> None:
    argv = command("udp_echo_client", "127.0.0.1", udp.port)
    done = run(*argv, given=BULK[:65508])
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"udp_echo_client: send: Message too long\n"


def test_udp_notices_what_it_cut_off() -> None:
    argv = command("udp_echo_server", "--size", 4)
    with serving(argv, "more than 4 bytes is not answered") as udp:
        at = ("127.0.0.1", udp.port)
        once = command("udp_echo_client", "--tries", 1, "--timeout", 20, *at)
        assert run(*once, "12345").returncode == 1
        assert run(*command("udp_echo_client", *at, "1234")).stdout == b"1234\n"


def test_udp_client_sends_again_what_got_lost() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as s:
        s.bind(("127.0.0.1", 0))
        patience = ["--timeout", 20, "--tries", 10]
        argv = command("udp_echo_client", *patience, *s.getsockname(), "x")
        client = subprocess.Popen(argv, stdout=subprocess.PIPE)
        first, _ = s.recvfrom(9)  # is not answered
        again, client_address = s.recvfrom(9)
        s.sendto(b"something else", client_address)
        s.sendto(again, client_address)
        assert client.communicate(timeout=GUARD_S)[0] == b"x\n"
        assert (first, again, client.returncode) == (b"x", b"x", 0)


def test_udp_client_hears_that_nobody_listens() -> None:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    done = run(*command("udp_echo_client", "127.0.0.1", port, "x"))
    assert done.returncode == 1
    assert done.stderr.endswith(b"Connection refused\n")


# All of them

PROGRAMS = ["tcp_echo_server", "tcp_echo_client", "udp_echo_server", "udp_echo_client"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_help(program: str) -> None:
    done = run(*command(program, "--help"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(f"Usage: {program} ".encode())
    assert b"Exit codes:" in done.stdout
    assert all(len(line) < 80 for line in done.stdout.splitlines())


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    "arguments", [["--bogus"], ["--port", "65536"], ["--port", "1x"], ["a"], ["a", "-1"]]
)
def test_wrong_usage(program: str, arguments: list[str]) -> None:
    done = run(*command(program, *arguments))
    assert (done.returncode, done.stdout) == (2, b"")
    assert program.encode() in done.stderr


@pytest.mark.skipif(not shutil.which("valgrind"), reason="valgrind is not installed")
def test_clean_under_valgrind() -> None:
    wrap = ["valgrind", "-q", "--error-exitcode=122", "--leak-check=full"]
    for kind in ("tcp", "udp"):
        with serving([*wrap, *command(f"{kind}_echo_server")]) as server:
            patience = ["--timeout", 5000] if kind == "udp" else []
            argv = [*wrap, *command(f"{kind}_echo_client", *patience)]
            argv += ["::1", str(server.port)]
            done = run(*argv, given=BULK[:50_000])
            assert (done.returncode, done.stderr) == (0, b"")
            assert done.stdout == BULK[:50_000]
            assert run(*argv, "a", "b").stdout == b"a\nb\n"
