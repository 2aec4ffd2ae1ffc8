"""report/text.py: what a person reads: the evidence of one result, and the summary."""

from __future__ import annotations

import os
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable

from .. import advice, timeline
from ..clean import clean, cut, one_line
from ..expect import skipped
from ..outcome import LEVELS, Result, Run, Setting, Verdict

FILE = "summary.txt"
WIDTH = 100
MOST_LISTED = 100
COLOURS = {"red": "31", "green": "32", "yellow": "33", "bold": "1"}
NOT_COUNTED = "."
# What the lines `expected` and `got` say already; a remark may follow it.
SAID_ABOVE = re.compile(r"expected = .*, got .*?(?:; (?=expected to |unexpected )|$)")


def render(run: Run) -> str:
    """The summary and the evidence of all that was not expected, as a file."""
    pages = [
        evidence(result, colour=False, setting=run.setting)
        for result in _sorted(run.results)
        if not result.expected
    ]
    return "\n".join([*pages, summary(run, colour=False)])


def evidence(
    result: Result,
    colour: bool | None = None,
    width: int = WIDTH,
    setting: Setting = Setting(),
) -> str:
    """One page that says what happened, what should have, and how to look closer."""
    width = min(width, WIDTH)
    variant, case = result.variant, result.variant.case
    head = f"{variant.id}: {result.verdict.value} (level: {case.level})"
    lines = [
        paint(clean(head), "red", colour),
        *_wrapped(case.title, "  ", width),
        "",
    ]
    for line in timeline.draw(result.timeline, width):
        lines.append(paint(line, "bold", colour) if line.startswith(timeline.MARK) else line)
    if result.timeline:
        lines.append("")
    for label, text in _facts(result, setting):
        lines += _labelled(label, text, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _facts(result: Result, setting: Setting) -> Iterable[tuple[str, str]]:
    """The labelled lines below the timeline; empty ones are left out later."""
    variant, case, step = result.variant, result.variant.case, result.failed
    got = result.timeline[-1].answer if result.timeline else ""
    if step and step.alternatives:
        takes = f" takes {step.takes}" if step.takes else ""
        yield "expected", f"= {' | '.join(step.alternatives)}{takes}"
        yield "got", got
    yield "because", _because(result, got)
    yield "clause", case.cite
    yield "place", f"{step.file or case.file}:{step.line}" if step else case.file
    yield "about", case.about
    for text in case.elsewhere:
        yield "elsewhere", text
    yield "known here", " ".join((result.reason, result.link)).strip()
    for memory in result.memory:
        for finding in memory.findings:
            yield "memory", f"{memory.actor}: {finding}"
        if memory.descriptors:
            yield "left open", f"{memory.actor}: {list(memory.descriptors)}"
    yield "rerun", advice.rerun(variant, setting)
    if variant.steps:
        yield "debug", advice.debug(variant, setting)
    out = setting.out or "reports/out/PLATFORM"
    yield "evidence", f"{out}/run.json, all calls and the environment"


def _because(result: Result, got: str) -> str:
    """What the lines `expected` and `got` do not say."""
    said = SAID_ABOVE.sub("", result.why) if got else result.why
    if said or result.expected or result.verdict is not Verdict.PERMITTED:
        return said
    return "the case records another outcome, and the platform's file does not list this one"


def brief(result: Result) -> str:
    """The violated call and why, in one line."""
    step = result.failed
    call = f"{step.actor}: {result.timeline[-1].call}: " if step and result.timeline else ""
    return call + result.why


def summary(run: Run, colour: bool | None = None, width: int = WIDTH) -> str:
    """The tables by theme and by level, then what was not expected."""
    themes = sorted({result.variant.case.theme for result in run.results})
    lines = [
        *_table("theme", themes, run.results, lambda r: r.variant.case.theme),
        "",
        *_table("level", LEVELS, run.results, lambda r: r.variant.case.level),
        "",
        *_known(run.results),
        *_times(run),
        *_memory(run.results, colour),
        *(paint(f"problem: {clean(text)}", "red", colour) for text in run.problems),
        *_unexpected(run, colour, width),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(
    title: str,
    rows: Iterable[str],
    results: Iterable[Result],
    key: Callable[[Result], str],
) -> list[str]:
    """Rows against verdicts; a column for each verdict that occurs."""
    counts: Counter[tuple[str, str]] = Counter()
    for result in results:
        for column in (result.verdict.value, "all", *_red(result)):
            counts[key(result), column] += 1
            counts["total", column] += 1
    columns = ["all", *(v.value for v in Verdict), "unexpected"]
    columns = [name for name in columns if counts["total", name]]
    names = [row for row in rows if counts[row, "all"]] + ["total"]
    side = max(len(name) for name in (title, *names))
    table = [f"{title:<{side}}" + "".join(f"  {name:>8}" for name in columns)]
    for name in names:
        cells = (str(counts[name, column] or NOT_COUNTED) for column in columns)
        row = (f"  {cell:>{max(8, len(c))}}" for cell, c in zip(cells, columns))
        table.append(f"{name:<{side}}" + "".join(row))
    return table


def _red(result: Result) -> tuple[str, ...]:
    return () if result.expected else ("unexpected",)


def _known(results: Iterable[Result]) -> list[str]:
    """How many are as the platform's file says, and how many were not played."""
    lacking = Counter(r.reason for r in results if skipped(r))
    counts = Counter(
        r.verdict.value for r in results if r.expected and r.reason and not skipped(r)
    )
    listed = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    lines = [f"known and expected here: {listed}"] if listed else []
    return lines + [
        f"not played: {number} for want of {clean(reason)}"
        for reason, number in lacking.items()
    ]


def _times(run: Run) -> list[str]:
    """Where the run was, how long it took, and how much of that nobody can save."""
    facts = (run.environment.get(name, "") for name in ("system", "machine", "libc"))
    where = ", ".join((run.platform, *filter(None, facts)))
    plural = "variant" if len(run.results) == 1 else "variants"
    waited = sum(result.waited_s for result in run.results)
    busy = sum(result.seconds for result in run.results)
    return [
        f"{len(run.results)} {plural} on {where}",
        f"{run.seconds:.1f} s ({busy:.1f} s if one by one, {waited:.1f} s of it"
        " waiting for calls that had to block)"
        + ("; interrupted" if run.interrupted else ""),
    ]


def _memory(results: Iterable[Result], colour: bool | None) -> list[str]:
    lines = []
    for result in _sorted(results):
        for text in memory_of(result):
            lines.append(paint(f"memory: {result.variant.id} {clean(text)}", "red", colour))
    return lines


def memory_of(result: Result) -> list[str]:
    """What memcheck and the descriptors' audit found, a line each."""
    lines = []
    for memory in result.memory:
        lines += [f"{memory.actor}: {finding}" for finding in memory.findings]
        if memory.descriptors:
            lines.append(f"{memory.actor}: descriptors left open: {list(memory.descriptors)}")
    return lines


def _unexpected(run: Run, colour: bool | None, width: int) -> list[str]:
    red = [result for result in _sorted(run.results) if not result.expected]
    if not red and (run.problems or any(memory_of(result) for result in run.results)):
        return []
    if not red:
        said = "as expected, as far as it was played" if run.interrupted else "everything as expected"
        return [paint(said, "green", colour)]
    lines = [paint(f"unexpected: {len(red)}", "red", colour)]
    for result in red[:MOST_LISTED]:
        text = f"{result.variant.id} {result.verdict.value}: {brief(result)}"
        lines.append(cut(f"  {one_line(text)}", 2 * width))
    if len(red) > MOST_LISTED:
        lines.append(f"  and {len(red) - MOST_LISTED} more, all in {FILE}")
    return lines


def _sorted(results: Iterable[Result]) -> list[Result]:
    return sorted(results, key=lambda result: result.variant.id)


def _labelled(label: str, text: str, width: int) -> list[str]:
    if not text:
        return []
    if label in ("rerun", "debug"):  # to be copied: never wrapped
        return [f"  {label:<10}  {clean(text)}"]
    return _wrapped(text, f"  {label:<10}  ", width)


def _wrapped(text: str, first: str, width: int) -> list[str]:
    return textwrap.wrap(
        one_line(text),
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_on_hyphens=False,
    )


def columns(offered: int) -> int:
    """How wide the terminal is; where there is none, nobody measured the 80 that pytest offers."""
    return offered if os.isatty(1) or "COLUMNS" in os.environ else WIDTH


def paint(text: str, colour: str, wanted: bool | None) -> str:
    """Colour only decorates: without it the text says the same."""
    if wanted is None:
        wanted = _colour_wanted(os.environ)
    return f"\033[{COLOURS[colour]}m{text}\033[0m" if wanted else text


def _colour_wanted(environment: os._Environ[str] | dict[str, str]) -> bool:
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return bool(environment.get("FORCE_COLOR")) or os.isatty(1)
