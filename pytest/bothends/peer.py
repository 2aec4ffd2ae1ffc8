"""One peer process: start it, say a line, hear the answer, see it die."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections import deque
from dataclasses import dataclass, field

MAX_ANSWER = 1 << 20
_HELLO = re.compile(r'(\w+)=("[^"]*"|\S*)')
_DEFAULTS = [number for number in signal.valid_signals()
             if number not in (signal.SIGKILL, signal.SIGSTOP) and number < 32]
_THREADED = re.compile(r"/(\d) (.*)", re.DOTALL)


class PeerError(Exception):
    """The peer does not keep to the control channel; the text says how."""


@dataclass
class Peer:
    """A running peer. `pid` is the process that we started: a wrapper, maybe."""

    actor: str
    pid: int
    stdin: int
    stdout: int
    hello: dict[str, str] = field(default_factory=dict)
    answers: dict[int, deque[str]] = field(default_factory=dict)
    threads: dict[int, int] = field(default_factory=dict)
    buffer: bytes = b""
    place: str = ""  # its network namespace, as a path
    gone: str = ""  # 'killed by SIGPIPE', 'exited 3' once it is dead

    @property
    def true_pid(self) -> int:
        """The peer's own process, behind a wrapper too."""
        return int(self.hello.get("pid", self.pid))


def start(actor: str, command: list[str], environment: dict[str, str]) -> Peer:
    """Start a peer in a process group of its own; its hello is still to come."""
    ours_in, theirs_out = os.pipe()
    theirs_in, ours_out = os.pipe()
    try:
        pid = os.posix_spawnp(
            command[0], command, environment, setpgroup=0, setsigmask=(), setsigdef=_DEFAULTS,
            file_actions=[(os.POSIX_SPAWN_DUP2, theirs_in, 0), (os.POSIX_SPAWN_DUP2, theirs_out, 1)])
    except OSError as error:
        os.close(ours_in)
        os.close(ours_out)
        raise PeerError(f"the {actor} does not start: {command[0]}: {error.strerror}") from None
    finally:
        os.close(theirs_in)
        os.close(theirs_out)
    return Peer(actor, pid, ours_out, ours_in)


def greet(peer: Peer, timeout_s: float) -> None:
    """Wait for the hello, or PeerError."""
    line = hear(peer, 1, timeout_s)
    if line is None:
        raise PeerError(f"the {peer.actor} says no hello: {peer.gone or 'silent'}")
    if not line.startswith("bothends 1 "):
        raise PeerError(f"the {peer.actor} says no hello of version 1 near {line[:60]!r}")
    peer.hello = {key: value.strip('"') for key, value in _HELLO.findall(line)}
    peer.threads[1] = peer.true_pid


def say(peer: Peer, thread: int, text: str) -> None:
    """Send one line. What the peer says unasked is a PeerError."""
    while _poll(peer, 0) and not peer.gone:
        _read(peer)
    if peer.gone:
        return
    unasked = peer.answers.get(thread)
    if unasked:
        raise PeerError(f"the {peer.actor} spoke unasked near {unasked[0][:60]!r}")
    line = text if thread == 1 else f"/{thread} {text}"
    try:
        os.write(peer.stdin, line.encode() + b"\n")
    except BrokenPipeError:
        _bury(peer)


def hear(peer: Peer, thread: int, timeout_s: float) -> str | None:
    """The thread's next answer; None on time-out, or when the peer is gone."""
    queue = peer.answers.setdefault(thread, deque())
    deadline = 0.0
    while not queue:
        if peer.gone:
            return None
        if not deadline:
            deadline = time.monotonic() + timeout_s
        if not _poll(peer, max(0.0, deadline - time.monotonic())):
            return None
        _read(peer)
    return queue.popleft()


def _poll(peer: Peer, timeout_s: float) -> bool:
    poller = select.poll()
    poller.register(peer.stdout, select.POLLIN)
    return bool(poller.poll(timeout_s * 1000))


def _read(peer: Peer) -> None:
    data = os.read(peer.stdout, 1 << 16)
    if not data:
        _bury(peer)
        return
    *lines, peer.buffer = (peer.buffer + data).split(b"\n")
    if len(peer.buffer) > MAX_ANSWER:
        raise PeerError(f"the {peer.actor} sends a line without end near {peer.buffer[:60]!r}")
    for line in lines:
        _sort(peer, line.decode("utf-8", "backslashreplace"))


def _sort(peer: Peer, line: str) -> None:
    threaded = _THREADED.fullmatch(line)
    thread, text = (int(threaded[1]), threaded[2]) if threaded else (1, line)
    peer.answers.setdefault(thread, deque()).append(text)


def _bury(peer: Peer) -> None:
    """Its output has ended: wait for the process, note how it died."""
    if peer.gone:
        return
    os.close(peer.stdin)
    os.close(peer.stdout)
    status = os.waitpid(peer.pid, 0)[1]
    peer.gone = how_it_ended(status)


def how_it_ended(status: int) -> str:
    """A wait status in the notation's words."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        try:
            return f"killed by {signal.Signals(number).name}"
        except ValueError:
            return f"killed by signal {number}"
    return f"exited {os.WEXITSTATUS(status)}"


def kill(peer: Peer) -> None:
    """SIGKILL to the peer itself, and wait until it and its wrapper are gone."""
    if peer.gone:
        return
    os.kill(peer.true_pid, signal.SIGKILL)
    _drain(peer, 10.0)
    destroy(peer)


def finish(peer: Peer, grace_s: float) -> bool:
    """End its input and wait; False if it did not end by itself (a wrapper needs this to flush)."""
    if not peer.gone:
        os.close(peer.stdin)
        peer.stdin = os.open("/dev/null", os.O_WRONLY | os.O_CLOEXEC)
        _drain(peer, grace_s)
    if peer.gone:
        return True
    os.kill(peer.true_pid, signal.SIGTERM)
    _drain(peer, grace_s)
    destroy(peer)
    return False


def _drain(peer: Peer, timeout_s: float) -> None:
    deadline = time.monotonic() + timeout_s
    while not peer.gone and _poll(peer, max(0.0, deadline - time.monotonic())):
        _read(peer)


def destroy(peer: Peer) -> None:
    """SIGKILL to the whole group that we started; returns when it is reaped."""
    if not peer.gone:
        os.killpg(peer.pid, signal.SIGKILL)
        _bury(peer)
