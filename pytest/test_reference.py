"""The TCP reference programs do what a careful sockets program does."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from programs import BULK, GUARD_S, Server, command, run, serving


@pytest.fixture
def tcp() -> Iterator[Server]:
    with serving(command("tcp_echo_server")) as server:
        yield server


def exactly(s: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size and (piece := s.recv(size - len(data))):
        data += piece
    return data


def exchange(s: socket.socket, data: bytes = b"ping") -> None:
    s.sendall(data)
    assert exactly(s, len(data)) == data


def abort(s: socket.socket) -> None:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


Leave = Callable[[socket.socket], None]

# The server


def test_serves_ipv4_and_ipv6_at_once(tcp: Server) -> None:
    assert tcp.line.startswith("listening on [::]:")
    for host in ("127.0.0.1", "::1"):
        with tcp.dial(host) as client:
            exchange(client)


def test_answers_after_the_clients_end_of_stream(tcp: Server) -> None:
    with tcp.dial() as client:
        client.sendall(b"x" * 100_000)
        client.shutdown(socket.SHUT_WR)
        assert exactly(client, 200_000) == b"x" * 100_000


@pytest.mark.parametrize("leave", [socket.socket.close, abort])
def test_survives_a_client_that_leaves_in_the_middle(tcp: Server, leave: Leave) -> None:
    client = tcp.dial()
    client.setblocking(False)
    with pytest.raises(BlockingIOError):
        while True:  # until the server holds data that nobody reads
            client.send(BULK)
    leave(client)
    with tcp.dial() as other:
        exchange(other)


def test_slow_reader_does_not_stall_the_others(tcp: Server) -> None:
    with tcp.dial() as slow, tcp.dial() as fast:
        slow.setblocking(False)
        for _ in range(20):
            with pytest.raises(BlockingIOError):
                while True:
                    slow.send(BULK)
            exchange(fast)


def test_gives_back_the_descriptors_of_aborted_clients(tcp: Server) -> None:
    with tcp.dial() as client:
        exchange(client)
        before = tcp.descriptors()
        for _ in range(200):
            abort(tcp.dial())
        exchange(client)
        with tcp.dial() as last:  # was admitted after all of them,
            exchange(last)
            exchange(last)  # so they were looked at before this
        exchange(client)
        exchange(client)
        assert tcp.descriptors() == before


def test_full_descriptor_table_neither_ends_nor_spins_it() -> None:
    with serving(command("tcp_echo_server"), "accept: Too many open") as tcp:
        limit = tcp.descriptors() + 1
        resource.prlimit(tcp.process.pid, resource.RLIMIT_NOFILE, (limit, limit))
        with tcp.dial() as first, closing(tcp.dial()) as waiting:
            for _ in range(100):
                exchange(first)
            abort(first)
            exchange(waiting)


def test_drains_at_sigterm(tcp: Server) -> None:
    with tcp.dial() as client:
        exchange(client)
        client.sendall(b"half")
        tcp.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionError):  # at the latest when it has closed
            while True:
                exchange(tcp.dial())
        assert exactly(client, 4) == b"half"
        exchange(client, b"x" * 100_000)
        client.shutdown(socket.SHUT_WR)
        assert client.recv(1) == b""
        assert tcp.end() == (0, "")


def test_drain_has_a_deadline() -> None:
    argv = command("tcp_echo_server", "--drain", 0)
    with serving(argv, "1 clients did not finish") as tcp, tcp.dial() as idle:
        exchange(idle)
        tcp.process.terminate()
        assert idle.recv(1) == b""


def test_restarts_on_its_port_at_once(tcp: Server) -> None:
    client = tcp.dial()
    exchange(client)
    tcp.process.terminate()
    client.close()
    assert tcp.end()[0] == 0
    with serving(command("tcp_echo_server", "--port", tcp.port)) as again:
        with again.dial() as client:
            exchange(client)


def test_port_taken_is_an_error(tcp: Server) -> None:
    done = run(*command("tcp_echo_server", "--port", tcp.port))
    assert done.returncode == 1
    assert f"port {tcp.port}: Address already in use" in done.stderr.decode()


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.parametrize("program", ["tcp_echo_server", "udp_echo_server"])
def test_without_ipv6_it_serves_ipv4(program: str) -> None:
    first_socket = "inject=socket:error=EAFNOSUPPORT:when=1"
    wrap = ["strace", "-D", "-qq", "-o", os.devnull, "-e", first_socket]
    with serving([*wrap, *command(program)]) as server:
        assert server.line.startswith("listening on 0.0.0.0:")


# The client


def test_client_asks_line_by_line(tcp: Server) -> None:
    done = run(*command("tcp_echo_client", "::1", tcp.port, "one", "", "three"))
    assert (done.returncode, done.stdout) == (0, b"one\n\nthree\n")


def test_client_carries_bulk_to_a_slow_reader(tcp: Server) -> None:
    client = subprocess.Popen(
        command("tcp_echo_client", "127.0.0.1", tcp.port),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert client.stdin and client.stdout

    def feed() -> None:
        client.stdin.write(BULK)
        client.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    got = b"".join(iter(lambda: os.read(client.stdout.fileno(), 9000), b""))
    feeder.join()
    client.stdout.close()
    assert client.wait(GUARD_S) == 0
    assert got == BULK


def test_client_tries_every_address() -> None:
    found = {a[4][0] for a in socket.getaddrinfo("localhost", None)}
    if found != {"::1", "127.0.0.1"}:
        pytest.skip(f"localhost is only {found} here")
    for host in sorted(found):
        with serving(command("tcp_echo_server", "--host", host)) as tcp:
            done = run(*command("tcp_echo_client", "localhost", tcp.port, "x"))
            assert (done.returncode, done.stdout) == (0, b"x\n")


@pytest.mark.parametrize("leave", [socket.socket.close, abort])
def test_client_reports_a_server_that_leaves(leave: Leave) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = subprocess.Popen(
            command("tcp_echo_client", *listener.getsockname()),
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        leave(listener.accept()[0])
        assert client.wait(GUARD_S) == 1
        _, said = client.communicate()
    gone = "before our input did" if leave is not abort else "reset by peer"
    assert gone in said.decode()


def test_client_refused() -> None:
    with closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))  # taken, but nobody listens
        port = s.getsockname()[1]
        done = run(*command("tcp_echo_client", "127.0.0.1", port))
    reason = f"connect to 127.0.0.1 port {port}: Connection refused\n"
    assert done.stderr.decode() == "tcp_echo_client: " + reason
    assert done.returncode == 1
