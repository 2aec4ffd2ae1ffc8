"""Expected against answered, and the verdict of a play. Pure: no input, no output."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from .notation import items, members
from .outcome import Step, Variant, Verdict

_INT = re.compile(r"-?(0[xX][0-9a-fA-F]+|\d+)")
_NAMED = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
_RANGE = re.compile(r"(-?\w+)?\.\.(-?\w+)?|>=(-?\w+)")
_PORT = re.compile(r":\d+$")
_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"0": b"\0"}
_TIME = {"ms": 0.001, "s": 1.0}


def number(text: str) -> int | None:
    """The value of '10', '-1', '0x1f', '0177', or None."""
    if not _INT.fullmatch(text):
        return None
    digits = text.lstrip("-")
    octal = len(digits) > 1 and digits[0] == "0" and digits[1] not in "xX"
    try:
        value = int(digits, 8 if octal else 0)
    except ValueError:
        return None
    return -value if text[0] == "-" else value


def unquoted(text: str) -> tuple[bytes, str]:
    """The bytes that a string stands for, and what follows the closing quote ('...')."""
    inner, _, rest = text[1:].rpartition('"')
    data = _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]) if m[1] else _ESCAPES.get(m[2], m[2]), inner.encode())
    return data, rest


def item_matches(wanted: str, got: str) -> bool:
    """Does one part of an answer match one part of an expectation?"""
    if wanted in (got, "?"):
        return True
    if wanted.endswith(":?"):
        return bool(_PORT.search(got)) and _PORT.sub(":?", got) == wanted
    if wanted[0] == '"' and got[:1] == '"':
        return unquoted(wanted) == unquoted(got)
    if wanted[0] == "{" and got[:1] == "{":
        return _struct_matches(members(wanted), members(got))
    if wanted[0] == "[" and got[:1] == "[":
        one, other = members(wanted), members(got)
        return len(one) == len(other) and all(map(item_matches, one, other))
    span = _RANGE.fullmatch(wanted)
    if span:
        return _in_range(span, number(got))
    if "|" in wanted or "|" in got:
        return set(wanted.split("|")) == set(got.split("|"))
    value = number(wanted)
    return value is not None and value == number(got)


def _in_range(span: re.Match[str], value: int | None) -> bool:
    if value is None:
        return False
    low = number(span[1] or span[3] or "")
    high = number(span[2] or "")
    return (low is None or value >= low) and (high is None or value <= high)


def _struct_matches(wanted: tuple[str, ...], got: tuple[str, ...]) -> bool:
    """Named members are looked up by name, others compared in their place."""
    fields = _named_of(got)
    for place, want in enumerate(wanted):
        named = _NAMED.fullmatch(want)
        if want == "...":
            continue
        if named and named[1] in fields:
            if not item_matches(named[2], fields[named[1]]):
                return False
        elif named or place >= len(got) or not item_matches(want, _value_of(got[place])):
            return False
    return True


def _named_of(parts: Iterable[str]) -> dict[str, str]:
    return {match[1]: match[2] for match in map(_NAMED.fullmatch, parts) if match}


def _value_of(member: str) -> str:
    named = _NAMED.fullmatch(member)
    return named[2] if named else member


@lru_cache(maxsize=65536)
def _parts(text: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Positional parts and named parts; a descriptor's number is no part."""
    pieces = list(items(text))
    if pieces and pieces[0] == "fd":
        del pieces[1:1 + (len(pieces) > 1 and pieces[1].isdigit())]
    named = _named_of(pieces)
    return tuple(piece for piece in pieces if not _NAMED.fullmatch(piece)), named


def matches(wanted: str, answer: str) -> bool:
    """Does an answer ('7 "request"', 'blocks', 'killed by SIGPIPE') match an alternative?"""
    want, want_named = _parts(wanted)
    got, got_named = _parts(answer)
    if len(want) > len(got):
        return False
    return all(map(item_matches, want, got)) and all(
        name in got_named and item_matches(value, got_named[name]) for name, value in want_named.items())


def failed(answer: str) -> bool:
    """Is it a failure: -1, NULL, an EAI_ name, death, or no return?"""
    first = (items(answer) or ("",))[0]
    return first in ("-1", "NULL", "blocks", "killed", "exited") or first.startswith("EAI_")


def took_as_said(takes: str, seconds: float | None) -> bool:
    """Does a measured time satisfy '>=200ms' or '200ms..4s'?"""
    if not takes:
        return True
    if seconds is None:
        return False
    low, _, high = takes.removeprefix(">=").partition("..")
    return seconds >= _seconds(low) and (not high or seconds <= _seconds(high))


def _seconds(text: str) -> float:
    digits = text.rstrip("ms")
    return int(digits) * _TIME[text[len(digits):]]


class End(Enum):
    """How the play of a variant ended."""

    COMPLETE = auto()
    MISMATCH = auto()  # a step's answer is not what was expected
    UNSUPPORTED = auto()
    BROKEN = auto()
    HUNG = auto()
    CRASHED = auto()
    NO_SETUP = auto()  # the world could not be made


@dataclass(frozen=True)
class Ending:
    """The end of a play: why, at which step, with which answer."""

    end: End
    step: Step | None = None
    answer: str = ""
    permitted: bool = False  # some step matched another than its first alternative


def verdict(variant: Variant, ending: Ending) -> tuple[Verdict, str]:
    """The verdict and one line that says why."""
    step = ending.step
    if ending.end is End.COMPLETE:
        return (Verdict.PERMITTED, "another permitted outcome") if ending.permitted else (Verdict.CONFORMS, "")
    if ending.end is End.UNSUPPORTED:
        return Verdict.UNSUPPORTED, ending.answer.removeprefix("unsupported ")
    if ending.end is End.BROKEN:
        return Verdict.BROKEN, ending.answer.removeprefix("broken: ")
    if ending.end is End.NO_SETUP or (step and step.given):
        what = f"set-up did not come about: expected {expectation(step)}, got {ending.answer}" if step else ending.answer
        return Verdict.INCONCLUSIVE, what
    why = f"expected {expectation(step)}, got {ending.answer}"
    if ending.end is End.HUNG:
        return Verdict.HUNG, why
    if ending.end is End.CRASHED:
        return Verdict.CRASHED, why
    if variant.case.level == "implementation":
        return Verdict.PERMITTED, why
    return Verdict.DEVIATES, why


def expectation(step: Step | None) -> str:
    """The step's expectation as written: '= 0 | -1 EPIPE takes >=1s'."""
    if not step or not step.alternatives:
        return "no failure"
    return "= " + " | ".join(step.alternatives) + (f" takes {step.takes}" if step.takes else "")
