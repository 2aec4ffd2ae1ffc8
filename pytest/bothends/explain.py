"""python3 -m bothends.explain CASE: what a case is about, step by step; or --list: all of them."""

from __future__ import annotations

import argparse
import signal
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from . import platform
from .case import CaseError, load
from .expect import Expect, expectation
from .judge import expectation as written
from .outcome import Step, Variant
from .selection import selected

ROOT = Path(__file__).resolve().parents[2]
_LEVELS = {
    "shall": "the cited standard demands it",
    "should": "the cited standard recommends it",
    "may": "the standard leaves a choice",
    "common": "not specified, but common, and programs rely on it",
    "implementation": "this kind of system's own way",
}


def all_variants() -> Iterator[Variant]:
    """Every variant of cases/; a broken file is named on standard error."""
    for path in sorted((ROOT / "cases").glob("*/*.case")):
        try:
            yield from load(path, ROOT)
        except CaseError as error:
            print(error, file=sys.stderr)


def list_all() -> None:
    """One id a line on standard output; the counts on standard error."""
    themes: Counter[str] = Counter()
    for variant in all_variants():
        print(variant.id)
        themes[variant.case.theme] += 1
    counts = ", ".join(f"{theme} {count}" for theme, count in themes.items())
    print(f"{sum(themes.values())} variants: {counts}", file=sys.stderr)


def explain(variants: list[Variant], known: platform.Platform) -> Iterator[str]:
    """The page of one case."""
    case = variants[0].case
    yield f"{case.id}: {case.title}"
    yield ""
    if case.about:
        yield textwrap.fill(case.about, 90)
        yield ""
    yield f"level    {case.level}: {_LEVELS[case.level]}"
    yield f"clause   {case.cite}"
    yield f"file     {case.file}"
    yield f"tests    {len(variants)}: {', '.join(variant.name or case.id for variant in variants[:6])}" + (
        ", ..." if len(variants) > 6 else "")
    for line in case.elsewhere:
        yield textwrap.fill(line, 90, initial_indent="elsewhere ", subsequent_indent="          ")
    yield from _steps(variants)
    for entry in dict.fromkeys(filter(None, (expectation(known, variant) for variant in variants))):
        yield from _known(known, entry)
    yield ""
    yield f"play it: make conformance CASE='{case.id}'"


def _steps(variants: list[Variant]) -> Iterator[str]:
    """The steps of the first variant; of a table, the row of each."""
    yield ""
    first, *others = variants
    for step in first.steps:
        yield _step(step)
    if first.steps[-1].line != (others[0].steps[-1].line if others else first.steps[-1].line):
        yield from (_step(variant.steps[-1]) for variant in others if variant.transport == first.transport)


def _step(step: Step) -> str:
    mark = "given " if step.given else "      "
    permitted = " (the first is asked for, the others are permitted)" if len(step.alternatives) > 1 else ""
    who = step.actor if step.thread == 1 else f"{step.actor}/{step.thread}"
    call = f"<... {step.call} resumed>" if step.resumes else step.call
    if step.unfinished:
        return f"  {mark}{who + ':':9} {call}  <unfinished ...>"
    soon = "eventually " if step.eventually else ""
    return f"  {mark}{who + ':':9} {call}" + (f"  {soon}{written(step)}{permitted}" if step.alternatives else "")


def _known(known: platform.Platform, entry: Expect) -> Iterator[str]:
    yield ""
    yield textwrap.fill(f"On {known.name} it {entry.verdict}: {entry.reason}", 90)
    if entry.outcome:
        yield f"  {entry.outcome}"
    if entry.link:
        yield f"  {entry.link}"


def main() -> int:
    """0, or 4 when the pattern names no case."""
    parser = argparse.ArgumentParser(prog="bothends.explain", description=__doc__)
    parser.add_argument("case", nargs="?", help="a case: 'shut.wr', 'shut/*', 'shut/shut.wr[tcp4]'")
    parser.add_argument("--list", action="store_true", help="one id a line")
    parser.add_argument("--platform", default="linux-glibc")
    arguments = parser.parse_args()
    if arguments.list:
        list_all()
        return 0
    if not arguments.case:
        parser.error("which case? make explain CASE=shut.wr")
    found: dict[str, list[Variant]] = {}
    for variant in all_variants():
        if selected(arguments.case, variant):
            found.setdefault(variant.case.id, []).append(variant)
    if not found:
        print(f"no case is called '{arguments.case}'; 'make list' names them all", file=sys.stderr)
        return 4
    known = platform.load(platform.find(arguments.platform))
    print("\n\n".join("\n".join(explain(variants, known)) for variants in found.values()))
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as in `make list | head`
    sys.exit(main())
