"""What flows between the driver's modules: frozen records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Verdict(str, Enum):
    """What one play of a case says of the platform (NOTATION.md, section 7)."""

    CONFORMS = "conforms"
    PERMITTED = "permitted"
    DEVIATES = "deviates"
    UNSUPPORTED = "unsupported"
    INCONCLUSIVE = "inconclusive"
    BROKEN = "broken"
    HUNG = "hung"
    CRASHED = "crashed"
    FLAKY = "flaky"


LEVELS = ("shall", "should", "may", "common", "implementation")


@dataclass(frozen=True)
class Step:
    """One line of a case. `alternatives` are texts such as '-1 EPIPE' or 'blocks'."""

    line: int  # in `file`, from 1
    source: str  # as written, without comment
    actor: str  # server, client, host, or the verbs signal, kill, end
    call: str  # '[NAME =] call(...)', 'recv' of a resumption, or a verb's operands
    thread: int = 1
    alternatives: tuple[str, ...] = ()  # empty: must not fail, and is not judged
    takes: str = ""  # '>=200ms', '200ms..4s' or ''
    given: bool = False
    resumes: bool = False
    unfinished: bool = False
    eventually: bool = False
    file: str = ""  # where the line stands: the case, or a given


@dataclass(frozen=True)
class Case:
    """A case file. Header values are those of one transport."""

    id: str  # 'shut/shut.wr'
    file: str  # 'cases/shut/shut.wr.case'
    title: str
    cite: str
    level: str
    about: str = ""
    hosts: int = 1
    needs: tuple[str, ...] = ()
    memcheck: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def theme(self) -> str:
        return self.id.split("/", 1)[0]


@dataclass(frozen=True)
class Variant:
    """One test: a case over one transport, or one row of its table."""

    case: Case
    name: str  # what stands in the brackets: 'tcp4', a row's call, or ''
    transport: str  # 'tcp4' or ''
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        return f"{self.case.id}[{self.name}]" if self.name else self.case.id


@dataclass(frozen=True)
class Event:
    """One thing that happened in a play, in causal order."""

    at_s: float  # since the play began, by the driver's clock
    actor: str  # 'server', 'client/2', 'host', 'signal'
    call: str  # as sent, words and addresses filled in
    answer: str  # '= 7 "request"', 'blocks', 'killed by SIGPIPE'; '' while under way
    seconds: float | None  # how long the call took, by the peer's clock
    line: int  # of the step
    note: str = ""  # 'expected = 0 by ...' on the violated line


@dataclass(frozen=True)
class Memory:
    """The memory verdict of one peer under memcheck."""

    actor: str
    findings: tuple[str, ...] = ()  # 'SyscallParam: sendmsg(msg) points to ...'
    descriptors: tuple[int, ...] = ()  # left open after a reset


@dataclass(frozen=True)
class Result:
    """One variant, played and judged."""

    variant: Variant
    verdict: Verdict
    why: str  # one line; '' where it conforms
    outcome: tuple[str, ...]  # normalised 'actor: call = answer' lines
    timeline: tuple[Event, ...] = ()
    failed: Step | None = None  # the step that ended the play
    expected: bool = True  # as the platform's file says
    reason: str = ""  # the platform file's reason for an expected deviation
    link: str = ""
    seconds: float = 0.0  # wall time of the play
    waited_s: float = 0.0  # of it, in calls that had to block, and in blocks' proof
    memory: tuple[Memory, ...] = ()


@dataclass(frozen=True)
class Setting:
    """How a run was asked for: what the command that plays a case again must say too."""

    platform: str = "linux-glibc"  # as --platform had it
    wrap: str = ""  # PEER_WRAP
    memcheck: bool = False
    out: str = ""  # the folder of its reports


@dataclass(frozen=True)
class Run:
    """A whole run, as the reports get it."""

    platform: str
    environment: dict[str, str]
    results: tuple[Result, ...] = ()
    started: str = ""  # UTC, ISO 8601
    seconds: float = 0.0
    interrupted: bool = False
    selection: str = ""  # -k, -m or CASE, as given
    problems: tuple[str, ...] = field(default=())  # what concerns no single result
    setting: Setting = Setting()
