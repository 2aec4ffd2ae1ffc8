"""A worker's stage: it starts the peers, makes the hosts, and plays one variant after another."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field

from . import features, host, kernel, netns
from .judge import End, Ending, verdict
from .memory import Memcheck
from .names import Names
from .outcome import Memory, Result, Variant, Verdict
from .peer import Peer, PeerError, destroy, finish, greet, hear, say, start
from .play import Guards, Play

INTERRUPT = signal.SIGRTMIN + 3  # the peers' handler for it does nothing: blocked calls end


SCRATCH = "bothends-"  # then the worker's number; in /tmp, since sun_path has 108 bytes only


@dataclass(frozen=True)
class Config:
    """How a run starts and treats its peers."""

    commands: dict[str, list[str]]  # by actor
    environment: dict[str, str] = field(default_factory=dict)
    wrapped: bool = False  # PEER_WRAP or memcheck: let a peer end by itself, so that output is flushed
    reuse: bool = False
    multiplier: float = 1.0
    hang_s: float = 10.0
    memcheck: str = ""  # the folder for memcheck's files, or ''

    @property
    def guards(self) -> Guards:
        return Guards(self.hang_s * self.multiplier, self.multiplier)


class Stage:
    """One worker's peers and namespaces."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.kept: dict[tuple[str, bool], Peer] = {}  # by actor, and whether its case provokes memcheck
        self.hosts: list[host.Hosts] = []
        self.playing: dict[str, Peer] = {}
        self.honest = False
        self.memcheck = Memcheck(config.memcheck) if config.memcheck else None
        self.scratch = ""

    def play(self, variant: Variant) -> Result:
        """Play and judge one variant; a mistake of ours is a verdict too, never an exception."""
        began = time.monotonic()
        host_lines = tuple(step.call for step in variant.steps if step.actor == "host")
        missing = features.missing(variant.case, host_lines, memcheck=bool(self.memcheck))
        if missing:
            return Result(variant, Verdict.UNSUPPORTED, f"needs {missing}", (), expected=True, reason=missing)
        names = Names.of(variant)
        with ExitStack() as stack:
            stack.push(self._ended_on_error)
            play, ending, memory = self._run(variant, names, stack)
        what, why = verdict(variant, ending)
        return Result(variant, what, why, tuple(play.outcome) if play else (),
                      tuple(play.events) if play else (), ending.step, seconds=time.monotonic() - began,
                      waited_s=play.waited_s if play else 0.0, memory=memory)

    def _run(self, variant: Variant, names: Names, stack: ExitStack) -> tuple[Play | None, Ending, tuple[Memory, ...]]:
        try:
            hosts = self._hosts(variant)
            names.scratch = self._scratch(variant, stack)
            peers = self._peers(variant, hosts)
        except (netns.Refused, OSError) as error:
            return None, Ending(End.NO_SETUP, None, str(error)), ()
        except PeerError as error:
            return None, Ending(End.BROKEN, None, str(error)), ()
        self.playing = peers
        play = Play(variant, peers, self.config.guards, hosts.apply if hosts else _no_host, names)
        ending = play.run()
        if ending.end is End.HUNG:
            ending = self._where(play, ending)
        return play, ending, self._clear(play)

    def _hosts(self, variant: Variant) -> host.Hosts | None:
        """Hosts of the case's own. They are kept to the end: while the kernel takes
        a namespace apart, which takes seconds under load, it makes no new ones."""
        if variant.case.hosts == 1 and not any(step.actor == "host" for step in variant.steps):
            return None
        self.hosts.append(host.make_hosts(variant.case.hosts))
        return self.hosts[-1]

    def _scratch(self, variant: Variant, stack: ExitStack) -> str:
        if not any("SCRATCH" in step.source for step in variant.steps):
            return ""
        folder = self.scratch = tempfile.mkdtemp(prefix=f"{SCRATCH}{os.getpid():07d}-", dir="/tmp")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        return folder

    def _peers(self, variant: Variant, hosts: host.Hosts | None) -> dict[str, Peer]:
        """The peers that the steps need, greeted and found honest."""
        peers: dict[str, Peer] = {}
        try:
            for actor in sorted({_peer_of(step.actor, step.call) for step in variant.steps} - {""}):
                kept = self.kept.pop((actor, bool(variant.case.memcheck)), None)
                peers[actor] = self._moved(kept, hosts) if kept else self._start(actor, hosts)
            for peer in peers.values():
                if not peer.hello:
                    greet(peer, self.config.guards.hang_s)
            self._probe(next(iter(peers.values())))
        except PeerError:
            for peer in peers.values():
                destroy(peer)
            raise
        return peers

    def _moved(self, peer: Peer, hosts: host.Hosts | None) -> Peer:
        """The peer in the namespace where it is needed now; another one, if it cannot go there."""
        place = _place(peer.actor, hosts)
        if peer.place == place or self._ask(peer, f'enter_netns("{place}")').startswith("= 0"):
            peer.place = place
            return peer
        finish(peer, 2.0 * self.config.multiplier)
        return self._start(peer.actor, hosts)

    def _start(self, actor: str, hosts: host.Hosts | None) -> Peer:
        command = self.config.commands[actor]
        if self.memcheck:
            command = self.memcheck.wrap(actor, command)
        with ExitStack() as inside:
            if hosts:
                inside.enter_context(netns.inside(getattr(hosts, f"{actor}_ns")))
            peer = start(actor, command, self.config.environment)
        peer.place = _place(actor, hosts)
        return peer

    def _ask(self, peer: Peer, text: str) -> str:
        """The answer of the peer's first thread; what is wrong where there is none."""
        try:
            say(peer, 1, text)
            return hear(peer, 1, self.config.guards.hang_s) or peer.gone or "silent"
        except PeerError as error:
            return str(error)

    def _probe(self, peer: Peer) -> None:
        """Once: a peer that claims to have run a call that cannot exist is not believed."""
        if self.honest:
            return
        answer = self._ask(peer, "no_such_call_can_exist(1)")
        if not answer.startswith(("broken: ", "unsupported ")):
            raise PeerError(f"the peer is not honest: a call that cannot exist answered near {answer!r}")
        self.honest = True

    def _where(self, play: Play, ending: Ending) -> Ending:
        """Say where a hung thread is."""
        step = ending.step
        assert step is not None
        peer = play.peers.get(step.actor)
        place = kernel.where(peer.true_pid, peer.threads.get(step.thread, 0)) if peer and not peer.gone else ""
        return Ending(End.HUNG, step, f"no return within {self.config.guards.hang_s:g}s{place}")

    def _clear(self, play: Play) -> tuple[Memory, ...]:
        """End the peers, or reset them for the next variant; the memory records of those under memcheck."""
        memory = []
        for actor, peer in play.peers.items():
            open_fds: tuple[int, ...] = ()
            if self.config.reuse and not peer.gone:
                open_fds = self._reset(play, actor, peer)
                if not peer.gone:
                    self.kept[actor, bool(play.variant.case.memcheck)] = peer
            elif self.config.wrapped:
                self._unblock(play, actor, peer)
                finish(peer, 2.0 * self.config.multiplier)
            else:
                destroy(peer)
            if self.memcheck:
                memory.append(self.memcheck.collect(actor, peer, play.variant.case, open_fds))
        return tuple(memory)

    def _unblock(self, play: Play, actor: str, peer: Peer) -> None:
        """Interrupt the calls that were left unfinished."""
        for busy, thread in [key for key in play.busy if key[0] == actor]:
            for _ in range(100):
                if peer.gone or hear(peer, thread, 0.02 * self.config.multiplier) is not None:
                    break
                os.kill(peer.true_pid, INTERRUPT)

    def _reset(self, play: Play, actor: str, peer: Peer) -> tuple[int, ...]:
        """The descriptors that a reset could not take back; a peer that does not reset is ended."""
        self._unblock(play, actor, peer)
        answer = self._ask(peer, "reset()")
        if answer.startswith("= 0"):
            return ()
        finish(peer, 2.0 * self.config.multiplier)
        return tuple(int(word) for word in answer.partition("fds=[")[2].partition("]")[0].replace(",", " ").split())

    def _ended_on_error(self, error: type[BaseException] | None, *_: object) -> None:
        """No peer outlives a mistake of ours."""
        if error:
            self.abandon()

    def abandon(self) -> None:
        """End everything at once: the run was interrupted."""
        for peer in (*self.playing.values(), *self.kept.values()):
            with suppress(OSError):  # one that was being ended just now
                destroy(peer)
        self.kept.clear()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def close(self) -> None:
        """End the peers that were kept."""
        for peer in self.kept.values():
            finish(peer, 2.0 * self.config.multiplier)
        for hosts in self.hosts:
            hosts.close()


def _peer_of(actor: str, call: str) -> str:
    """The peer that a step needs, '' for host lines."""
    return actor if actor in ("server", "client") else "" if actor == "host" else call.split()[0]


def _place(actor: str, hosts: host.Hosts | None) -> str:
    """A name, for other processes, of the namespace where a peer is to be: that of its host, or the worker's."""
    return f"/proc/{os.getpid()}/" + (f"fd/{getattr(hosts, f'{actor}_ns')}" if hosts else "ns/net")


def _no_host(text: str) -> None:
    raise ValueError(f"no host for '{text}'")
