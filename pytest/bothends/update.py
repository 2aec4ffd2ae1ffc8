"""update.py: rewrites a platform's [[expect]] entries from a run; invents no reason."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import platform
from .expect import Platform, expectation, needs_entry, skipped, violated
from .outcome import Result
from .report import ReportError, json, store

if TYPE_CHECKING:
    from tomlkit.items import AoT, Table

ROOT = Path(__file__).resolve().parents[2]
KEYS = ("case", "variant", "verdict", "outcome", "reason", "link")


def update(path: Path, results: Iterable[Result]) -> list[str]:
    """Rewrite the entries of the file; return those that still need a reason.

    Reasons and comments stay. An entry goes when all it covers conforms now;
    entries of which the run says nothing stay as they are.
    """
    import tomlkit

    known = platform.load(path, reasons=False)
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    entries = document.get("expect")
    if entries is None:
        entries = document["expect"] = tomlkit.aot()
    played = [result for result in results if not skipped(result)]
    covered = _by_entry(known, played)
    fresh = [r for r in covered.pop(None, []) if not platform.apply(r, known).expected]
    for number in range(len(known.expects) - 1, -1, -1):
        fresh += _revise(entries, number, covered.get(number, []))
    return _finish(path, document, entries, fresh)


def _by_entry(known: Platform, played: list[Result]) -> dict[int | None, list[Result]]:
    """The results that each entry, by its number, speaks of."""
    covered: dict[int | None, list[Result]] = {}
    for result in played:
        entry = expectation(known, result.variant)
        number = known.expects.index(entry) if entry else None
        covered.setdefault(number, []).append(result)
    return covered


def _revise(entries: AoT, number: int, results: list[Result]) -> list[Result]:
    """Make one entry fit its results; return those that need a new entry."""
    entry = entries[number]
    if not results or all(_fits(entry, result) for result in results):
        return []
    red = [result for result in results if needs_entry(result)]
    same = [result for result in red if _fits(entry, result)]
    if not same:
        del entries[number]
        return red
    for result in same[1:]:
        entries.append(_entry(result, str(entry["reason"]), str(entry.get("link", ""))))
    entry["variant"] = same[0].variant.name
    return [result for result in red if result not in same]


def _fits(entry: Table, result: Result) -> bool:
    return (
        needs_entry(result)
        and str(entry["verdict"]) == result.verdict.value
        and str(entry.get("outcome", "")) in ("", violated(result))
    )


def _finish(
    path: Path, document: object, entries: AoT, fresh: list[Result]
) -> list[str]:
    import tomlkit

    kept = [r for r in fresh if r.verdict.value in platform.EXPECTABLE]
    for result in sorted(kept, key=lambda one: one.variant.id):
        entries.append(_entry(result, "", ""))
    if not entries:
        document.remove("expect")  # type: ignore[attr-defined]
    store(path, tomlkit.dumps(document))  # type: ignore[arg-type]
    left_out = [
        f"{r.variant.id}: {r.verdict.value} is never expected; mend it"
        for r in fresh
        if r not in kept
    ]
    return left_out + [
        f"{entry['case']}[{entry.get('variant', '*')}]: needs a reason"
        for entry in entries
        if not str(entry["reason"]).strip()
    ]


def _entry(result: Result, reason: str, link: str) -> Table:
    import tomlkit

    variant = result.variant
    values = (
        variant.case.id, variant.name, result.verdict.value, violated(result), reason, link,
    )
    table = tomlkit.table()
    for key, value in zip(KEYS, values, strict=True):
        if value or key == "reason":
            table.add(key, value)
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="bothends.update",
        description="Rewrite a platform's expectations from its last run.",
    )
    parser.add_argument("--platform", default="linux-glibc", metavar="NAME")
    parser.add_argument("--run", type=Path, metavar="FILE", help="its run.json")
    options = parser.parse_args(arguments)
    path = platform.find(options.platform)
    run = options.run or ROOT / "reports" / "out" / options.platform / json.FILE
    try:
        open_questions = update(path, _results(run))
    except (OSError, ValueError, platform.PlatformError, ReportError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    except ModuleNotFoundError as error:
        print(f"error: {error.name} is missing: apt-get install python3-tomlkit", file=sys.stderr)
        return 3
    for line in open_questions:
        print(line)
    if open_questions:
        print(f"{path}: {len(open_questions)} entries are not done; nobody else knows why")
    return 1 if open_questions else 0


def _results(run: Path) -> tuple[Result, ...]:
    if not run.exists():
        raise ValueError(f"{run}: no run has been recorded; make conformance first")
    return json.read(run).results


if __name__ == "__main__":
    sys.exit(main())
