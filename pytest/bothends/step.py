"""One step of a case: from its line to a Step (NOTATION.md, sections 2 and 5)."""

from __future__ import annotations

import re

from .notation import NotationError, alternatives, call_end
from .outcome import Step

ACTOR = re.compile(r"(?:(server|client)(?:/([1-8]))?|(host)):\s*|(signal|kill|end)\s+(?=server|client)")
_RESUMED = re.compile(r"<\.\.\.\s+(\w+)\s+resumed>\s*")
_UNFINISHED = re.compile(r"\s*<unfinished \.\.\.>\s*$")
_TAKES = re.compile(r"(?:^|\s)takes\s+(\S+)\s*$")
_TAKES_RANGE = re.compile(r">=\d+(ms|s)|\d+(ms|s)\.\.(\d+(ms|s))?")


def parse_step(text: str, line: int, file: str, given: bool) -> Step:
    """The step that `text` (words replaced, comment gone) says, or NotationError."""
    actor = ACTOR.match(text)
    if not actor:
        raise NotationError("expected 'server:', 'client:', 'host:', 'signal', 'kill' or 'end'", text)
    rest = text[actor.end():]
    if actor[3] or actor[4]:
        return _act(actor[3] or actor[4], rest, text, line, file, given)
    thread = int(actor[2] or 1)
    resumed = _RESUMED.match(rest)
    if resumed:
        call, tail = resumed[1], rest[resumed.end():]
    else:
        end = call_end(rest)
        call, tail = rest[:end].strip(), rest[end:]
    unfinished = bool(_UNFINISHED.search(tail))
    if unfinished and resumed:
        raise NotationError("a resumed call that still blocks is written '= blocks'", text)
    eventually, takes, wanted = _tail(_UNFINISHED.sub("", tail), tail)
    if unfinished:
        wanted = ("blocks",)
    if resumed and not wanted:
        raise NotationError("expected '= ...'", text)
    return Step(line, text, actor[1], call, thread, wanted, takes, given,
                bool(resumed), unfinished, eventually, file)


def _act(actor: str, rest: str, text: str, line: int, file: str, given: bool) -> Step:
    words = rest.split()
    if actor == "signal" and (len(words) != 2 or not words[1].startswith("SIG")):
        raise NotationError("expected 'signal PEER SIGNAME'", text)
    if actor in ("kill", "end") and len(words) != 1:
        raise NotationError(f"expected '{actor} PEER'", text)
    return Step(line, text, actor, " ".join(words), given=given, file=file)


def _tail(tail: str, near: str) -> tuple[bool, str, tuple[str, ...]]:
    """(eventually, takes, alternatives) of ' eventually = 0 | blocks takes >=1s'."""
    takes = _TAKES.search(tail)
    if takes and not _TAKES_RANGE.fullmatch(takes[1]):
        raise NotationError("expected a time such as >=200ms or 200ms..4s", takes[0])
    tail = tail[:takes.start()] if takes else tail
    tail = tail.strip()
    eventually = tail.startswith("eventually")
    tail = tail.removeprefix("eventually").strip()
    if tail and not tail.startswith("="):
        raise NotationError("expected '='", tail)
    wanted = alternatives(tail[1:]) if tail else ()
    if tail and not wanted:
        raise NotationError("expected a value after '='", near)
    if eventually and not wanted:
        raise NotationError("'eventually' needs '= ...'", near)
    return eventually, takes[1] if takes else "", wanted
