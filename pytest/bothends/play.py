"""Play a variant's steps on its peers, one at a time, and see how it ends."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from . import kernel
from .judge import End, Ending, failed, matches, took_as_said
from .names import Names
from .notation import call_name
from .outcome import Event, Step, Variant
from .peer import Peer, PeerError, finish, hear, kill, say

_ANSWER = re.compile(r"= (.*?)(?: <(\d+\.\d+)>)?", re.DOTALL)
SETTLE_S = 0.010  # how long a sleep must last, unchanged, to be called blocking
UNSEEN_S = 0.250  # the same where the kernel's view is closed to us


@dataclass(frozen=True)
class Guards:
    """How long to wait, in seconds, the multiplier applied."""

    hang_s: float
    multiplier: float = 1.0


@dataclass
class Play:
    """One variant under way."""

    variant: Variant
    peers: dict[str, Peer]
    guards: Guards
    host: Callable[[str], None]  # applies a host: line, or raises OSError/ValueError
    names: Names = field(default_factory=Names)
    events: list[Event] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)
    busy: dict[tuple[str, int], Step] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)
    waited_s: float = 0.0
    permitted: bool = False
    touched: Step | None = None  # the step whose call has just returned: that of an unfinished one, when it is resumed

    def run(self) -> Ending:
        """All steps in order; the first that does not match ends the play."""
        try:
            self._threads()
        except PeerError as error:
            return Ending(End.BROKEN, None, str(error))
        for index, step in enumerate(self.variant.steps):
            try:
                ending = self._step(step)
            except PeerError as error:
                ending = Ending(End.BROKEN, step, str(error))
            except KeyError as error:
                ending = Ending(End.BROKEN, step, f"no address is known for @{error.args[0]}")
            if ending:
                return ending
            self._ask_names(index)
        return Ending(End.COMPLETE, permitted=self.permitted)

    def _step(self, step: Step) -> Ending | None:
        if step.actor in ("server", "client"):
            return self._call(step)
        if step.actor == "host":
            return self._host(step)
        return self._process(step)

    def _host(self, step: Step) -> Ending | None:
        try:
            self.host(step.call)
        except (OSError, ValueError) as error:
            return Ending(End.NO_SETUP, None, str(error))
        self._note("host", step, step.call, "")
        return None

    def _process(self, step: Step) -> Ending | None:
        """signal, kill, end."""
        actor, *rest = step.call.split()
        peer = self._alive(actor)
        if step.actor == "signal":
            os.kill(peer.true_pid, getattr(signal, rest[0]))
        elif step.actor == "kill":
            kill(peer)
        elif not finish(peer, self.guards.hang_s):
            return Ending(End.HUNG, step, "does not exit at the end of its input")
        self._note(step.actor, step, step.call, peer.gone)
        return None

    def _alive(self, actor: str) -> Peer:
        peer = self.peers[actor]
        if peer.gone:
            raise PeerError(f"the {actor} is gone ({peer.gone})")
        return peer

    def _call(self, step: Step) -> Ending | None:
        peer, key = self._alive(step.actor), (step.actor, step.thread)
        if step.resumes:
            started = self.busy.pop(key, None)
            if not started or call_name(started.call) != step.call:
                return Ending(End.BROKEN, step, f"no unfinished {step.call}() to resume")
            text = f"<... {step.call} resumed>"
        elif key in self.busy:
            return Ending(End.BROKEN, step, "this thread is still in an unfinished call")
        else:
            started, text = step, self.names.fill(step.call)
            say(peer, step.thread, text)
        self.names.learn(started)
        self.touched = started
        answer, seconds = self._answer(step, peer)
        if answer == "blocks":
            self.busy[key] = started
        while step.eventually and not self._matched(step, answer, seconds) and self._time_left(step):
            hear(peer, step.thread, 0.002)
            say(peer, step.thread, text)
            answer, seconds = self._answer(step, peer)
        return self._compare(step, text, answer, seconds)

    def _time_left(self, step: Step) -> bool:
        return not self.peers[step.actor].gone and time.monotonic() - self.began < self.guards.hang_s

    def _threads(self) -> None:
        """Have the extra threads made before the first step: a peer whose threads are all in calls reads nothing."""
        for actor, thread in sorted({(step.actor, step.thread) for step in self.variant.steps if step.thread > 1}):
            peer = self.peers[actor]
            say(peer, 1, f"thread({thread})")
            answer = _ANSWER.fullmatch(hear(peer, 1, self.guards.hang_s) or "")
            peer.threads[thread] = int(answer[1].split()[0]) if answer else 0

    def _answer(self, step: Step, peer: Peer) -> tuple[str, float | None]:
        """('7 "x"', seconds); 'blocks', 'hangs', 'killed by ...', 'unsupported ...', 'broken: ...'."""
        began = time.monotonic()
        if "blocks" in step.alternatives:
            line = self._until_blocked(peer, step.thread)
        else:
            line = hear(peer, step.thread, self.guards.hang_s)
            if line is None and not peer.gone:
                line = "hangs"
        took = time.monotonic() - began
        self.waited_s += took if took > SETTLE_S / 2 else 0.0
        if line is None:
            return peer.gone, None
        if line in ("blocks", "hangs") or line.startswith(("unsupported ", "broken: ")):
            return line, None
        match = _ANSWER.fullmatch(line)
        if not match:
            raise PeerError(f"the {peer.actor} answers with garbage near {line[:60]!r}")
        return match[1], float(match[2]) if match[2] else None

    def _until_blocked(self, peer: Peer, thread: int) -> str | None:
        """The answer if it comes, or 'blocks' once the kernel shows the thread asleep in the call."""
        tid = peer.threads.get(thread, 0)
        if not tid or not kernel.visible(peer.true_pid):
            line = hear(peer, thread, UNSEEN_S * self.guards.multiplier)
            return line if line is not None or peer.gone else "blocks"
        deadline = time.monotonic() + self.guards.hang_s
        while time.monotonic() < deadline:
            before = kernel.sleeping(peer.true_pid, tid)
            line = hear(peer, thread, SETTLE_S * self.guards.multiplier if before else 0.001)
            if line is not None or peer.gone:
                return line
            if before and before == kernel.sleeping(peer.true_pid, tid):
                return "blocks"
        return "hangs"

    def _matched(self, step: Step, answer: str, seconds: float | None) -> str | None:
        """The alternative that the answer matches."""
        if not took_as_said(step.takes, seconds):
            return None
        return next((wanted for wanted in step.alternatives
                     if matches(self.names.fill(wanted), answer)), None)

    def _compare(self, step: Step, text: str, answer: str, seconds: float | None) -> Ending | None:
        wanted = self._matched(step, answer, seconds)
        fine = wanted is not None or (not step.alternatives and not failed(answer) and _is_return(answer))
        shown = wanted if wanted is not None else self.names.normalise(answer, step.source)
        self.outcome.append(f"{_who(step)}: {_call_of(step)} {_tail(shown)}")
        note = "" if fine else "violated"
        self._note(_who(step), step, text, answer, seconds, note)
        if fine:
            self.permitted |= bool(step.alternatives) and wanted != step.alternatives[0]
            return None
        return Ending(_end(answer), step, shown if wanted is None and seconds is None or not step.takes
                      else f"{shown} after {seconds:.3f}s")

    def _ask_names(self, index: int) -> None:
        """Learn the addresses that later steps need, while this thread is idle."""
        step, self.touched = self.touched, None
        if not step or (step.actor, step.thread) in self.busy:
            return
        peer = self.peers[step.actor]
        for name in self.names.to_ask(step, index):
            if peer.gone:
                return
            say(peer, step.thread, f"getsockname({name})")
            match = _ANSWER.fullmatch(hear(peer, step.thread, self.guards.hang_s) or "")
            self.names.keep(name, match[1] if match else "")

    def _note(self, actor: str, step: Step, call: str, answer: str,
              seconds: float | None = None, note: str = "") -> None:
        at_s = time.monotonic() - self.began
        self.events.append(Event(at_s, actor, call, answer and _tail(answer), seconds, step.line, note))


def _is_return(answer: str) -> bool:
    return not answer.startswith(("unsupported ", "broken: ")) and answer != "hangs"


def _end(answer: str) -> End:
    if answer.startswith("unsupported "):
        return End.UNSUPPORTED
    if answer.startswith("broken: "):
        return End.BROKEN
    if answer == "hangs":
        return End.HUNG
    if answer.startswith(("killed by ", "exited ")):
        return End.CRASHED
    return End.MISMATCH


def _who(step: Step) -> str:
    return step.actor if step.thread == 1 else f"{step.actor}/{step.thread}"


def _call_of(step: Step) -> str:
    return f"<... {step.call} resumed>" if step.resumes else step.call


def _tail(answer: str) -> str:
    """'= 7' for a value; words such as 'unsupported ...' stand alone."""
    return answer if answer.startswith(("unsupported ", "broken: ")) else f"= {answer}"
