"""report/json.py: run.json, all that is known of a run; the schema is in reports/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..outcome import Case, Event, Memory, Result, Run, Setting, Step, Variant, Verdict

FILE = "run.json"
SCHEMA_VERSION = 1


def render(run: Run) -> str:
    """The run as JSON, a line for each result, whoever finished first."""
    results = sorted(run.results, key=lambda result: result.variant.id)
    table = {
        "schema_version": SCHEMA_VERSION,
        "platform": run.platform,
        "started": run.started,
        "seconds": _rounded(run.seconds),
        "interrupted": run.interrupted,
        "selection": run.selection,
        "problems": list(run.problems),
        "setting": vars(run.setting),
        "environment": run.environment,
        "totals": _totals(run),
    }
    head = json.dumps(table, indent=1).removesuffix("\n}")
    rows = ",\n".join(json.dumps(_result(result)) for result in results)
    return f'{head},\n "results": [\n{rows}\n ]\n}}\n'


def read(path: Path) -> Run:
    """A run as it was written; ValueError if the file is not of this schema."""
    table = json.loads(path.read_text(encoding="ascii"))
    version = table.get("schema_version") if isinstance(table, dict) else None
    if version != SCHEMA_VERSION:
        raise ValueError(f"{path}: schema_version is {version}, not {SCHEMA_VERSION}")
    return Run(
        platform=table["platform"],
        environment=table["environment"],
        results=tuple(_read_result(row) for row in table["results"]),
        started=table["started"],
        seconds=table["seconds"],
        interrupted=table["interrupted"],
        selection=table["selection"],
        problems=tuple(table["problems"]),
        setting=Setting(**table.get("setting", {})),
    )


def _totals(run: Run) -> dict[str, int]:
    totals = {verdict.value: 0 for verdict in Verdict}
    for result in run.results:
        totals[result.verdict.value] += 1
    totals["unexpected"] = sum(not result.expected for result in run.results)
    return totals


def _result(result: Result) -> dict[str, Any]:
    variant, case = result.variant, result.variant.case
    return {
        "id": variant.id,
        "case": case.id,
        "variant": variant.name,
        "transport": variant.transport,
        "theme": case.theme,
        "level": case.level,
        "title": case.title,
        "cite": case.cite,
        "about": case.about,
        "elsewhere": list(case.elsewhere),
        "file": case.file,
        "verdict": result.verdict.value,
        "expected": result.expected,
        "reason": result.reason,
        "link": result.link,
        "why": result.why,
        "outcome": list(result.outcome),
        "failed": vars(result.failed) if result.failed else None,
        "timeline": [_event(event) for event in result.timeline],
        "seconds": _rounded(result.seconds),
        "waited_s": _rounded(result.waited_s),
        "memory": [vars(memory) for memory in result.memory],
    }


def _event(event: Event) -> dict[str, Any]:
    return vars(event) | {"at_s": _rounded(event.at_s)}


def _rounded(seconds: float) -> float:
    return round(seconds, 6)


def _read_result(row: dict[str, Any]) -> Result:
    case = Case(
        id=row["case"],
        file=row["file"],
        title=row["title"],
        cite=row["cite"],
        level=row["level"],
        about=row["about"],
        elsewhere=tuple(row["elsewhere"]),
    )
    return Result(
        variant=Variant(case, row["variant"], row["transport"], ()),
        verdict=Verdict(row["verdict"]),
        why=row["why"],
        outcome=tuple(row["outcome"]),
        timeline=tuple(Event(**event) for event in row["timeline"]),
        failed=_read_step(row["failed"]),
        expected=row["expected"],
        reason=row["reason"],
        link=row["link"],
        seconds=row["seconds"],
        waited_s=row["waited_s"],
        memory=tuple(
            Memory(one["actor"], tuple(one["findings"]), tuple(one["descriptors"]))
            for one in row["memory"]
        ),
    )


def _read_step(row: dict[str, Any] | None) -> Step | None:
    if row is None:
        return None
    fields: dict[str, Any] = {**row, "alternatives": tuple(row["alternatives"])}
    return Step(**fields)
