"""timeline.py: what both ends did, in causal order, the server left, the client right."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from .clean import clean, cut, one_line
from .outcome import Event

GAP = "  "
MARK = "> "
INDENT = "    "
MOST_LINES = 6  # of one event
MOST_EVENTS = 60
WORTH_SHOWING_S = 0.001
SIDES = ("server", "client")


def draw(events: Iterable[Event], width: int = 100) -> list[str]:
    """The timeline as lines of at most `width` columns."""
    shown = list(events)
    column = (width - len(MARK) - len(GAP)) // 2
    sides = [side for side in SIDES if any(_side(event) == side for event in shown)]
    if len(sides) < 2:
        column = width - len(MARK)  # one peer alone has all the room
    lines = _heading(sides, column)
    left_out = len(shown) - MOST_EVENTS
    for number, event in enumerate(shown):
        if left_out <= 0 or number < 5 or number >= left_out + 5:
            lines += _event(event, sides, column)
        elif number == 5:
            lines.append(f"{GAP}... {left_out} more, all of them in run.json ...")
    return [line.rstrip() for line in lines]


def _side(event: Event) -> str:
    return event.actor.partition("/")[0]


def _heading(sides: list[str], column: int) -> list[str]:
    titles = GAP.join(side.ljust(column) for side in sides)
    return [GAP + titles, GAP + GAP.join("-" * column for _ in sides)] if sides else []


def _event(event: Event, sides: list[str], column: int) -> list[str]:
    text = _said(event)
    if _side(event) not in SIDES:
        return [f"{MARK if event.note else GAP}-- {cut(text, column)}"]
    margin = " " * (column + len(GAP)) * sides.index(_side(event))
    lines = [_padded(line, margin) for line in _wrapped(text, column)]
    if event.note:
        lines[0] = MARK + lines[0][len(MARK) :]
        note = _wrapped(one_line(event.note), column - len(INDENT))
        lines += [_padded(INDENT + line, margin) for line in note]
    return lines


def _said(event: Event) -> str:
    """The event in one line: '/2 recv(a, 16, 0) = 7 "request" <0.201 s>'."""
    thread = event.actor.partition("/")[2]
    before = f"/{thread} " if thread else ""
    if _side(event) not in SIDES:
        before = f"{event.actor}: "
    took = event.seconds or 0.0
    after = f" <{took:.3f} s>" if took >= WORTH_SHOWING_S else ""
    return one_line(f"{before}{event.call} {event.answer}".rstrip()) + after


def _padded(line: str, margin: str) -> str:
    return f"{GAP}{margin}{line}"


def _wrapped(text: str, column: int) -> list[str]:
    lines = textwrap.wrap(
        clean(text), column, subsequent_indent=INDENT, break_on_hyphens=False
    ) or [""]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], INDENT + "..."]
    return lines
