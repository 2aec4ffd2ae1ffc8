"""platform.py: reads and checks a platform's file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .expect import Expect, Platform, apply, expectation, strays
from .outcome import Verdict

__all__ = ["Expect", "Platform", "PlatformError", "apply", "expectation", "find", "load", "names", "strays"]

FOLDER = Path(__file__).resolve().parents[2] / "peers" / "platforms"
NAME = re.compile(r"[A-Za-z0-9][\w.-]*")  # it is a folder's name too
KEYS = {
    "name": str,
    "description": str,
    "floor": int,
    "lacks": list,
    "build": dict,
    "start": dict,
    "expect": list,
}
BUILD = {"cc": str, "flags": list, "out": str}
START = {"prefix": list, "environment": dict}
EXPECT = {key: str for key in ("case", "variant", "verdict", "outcome", "reason", "link")}
# What may be expected of a platform; the others accuse the case or the harness.
EXPECTABLE = tuple(
    verdict.value
    for verdict in (
        Verdict.DEVIATES,
        Verdict.PERMITTED,
        Verdict.UNSUPPORTED,
        Verdict.INCONCLUSIVE,
        Verdict.HUNG,
        Verdict.CRASHED,
    )
)


class PlatformError(Exception):
    """A mistake in a platform's file; its text is 'FILE:LINE: message near 'TEXT''."""


def find(name: str) -> Path:
    """The file of the platform called `name`; a path to a .toml file is taken as it is."""
    return Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"


def names(folder: Path = FOLDER) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.toml"))


def load(path: Path, reasons: bool = True) -> Platform:
    """Read a platform's file, or PlatformError. Without `reasons` they may be empty."""
    try:
        text = path.read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except OSError as error:
        known = ", ".join(names(path.parent)) or "none"
        raise PlatformError(
            f"{path}:1: {error.strerror}, known platforms: {known} near '{path.stem}'"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PlatformError(f"{path}:{line}: not UTF-8 near '{path.stem}'") from error
    except tomllib.TOMLDecodeError as error:
        raise PlatformError(_syntax(path, text, str(error))) from error
    _check(path, text, table, KEYS, 1)
    for part, keys in (("build", BUILD), ("start", START)):
        _check(path, text, table.get(part, {}), keys, 1)
    if "name" not in table:
        raise PlatformError(f"{path}:1: expected 'name = ...' near '{path.stem}'")
    if not NAME.fullmatch(table["name"]):
        raise PlatformError(f"{path}:{_line_of(text, 'name', 1)}: a name has letters, digits, '-', '_', '.' near '{table['name']}'")
    return Platform(
        file=str(path),
        name=table["name"],
        description=table.get("description", ""),
        floor=table.get("floor", 1),
        lacks=tuple(table.get("lacks", ())),
        **_parts(table),
        expects=_expects(path, text, table.get("expect", []), reasons),
    )


def _parts(table: dict[str, Any]) -> dict[str, Any]:
    """[build] and [start], as fields of Platform."""
    both = table.get("build", {}) | table.get("start", {})
    return {key: tuple(value) if isinstance(value, list) else value for key, value in both.items()}


def _expects(
    path: Path, text: str, entries: list[dict[str, str]], reasons: bool
) -> tuple[Expect, ...]:
    heads = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(r"\s*\[\[\s*expect\s*\]\]", line)
    ]
    heads += [1] * (len(entries) - len(heads))
    found: dict[tuple[str, str], int] = {}
    expects = []
    for entry, line in zip(entries, heads, strict=False):
        _check(path, text, entry, EXPECT, line)
        required = ("case", "verdict", "reason")[: 3 if reasons else 2]
        _require(path, entry, line, required)
        expect = Expect(**{"reason": "", **entry}, line=line)
        first = found.setdefault((expect.case, expect.variant), line)
        if first != line:
            raise PlatformError(
                f"{path}:{line}: a second entry for what line {first} says"
                f" near '{_named(entry)}'"
            )
        expects.append(expect)
    return tuple(expects)


def _require(
    path: Path, entry: dict[str, str], line: int, keys: tuple[str, ...]
) -> None:
    """An entry says which case, which verdict, which outcome and why."""
    for key in keys:
        if not entry.get(key, "").strip():
            raise PlatformError(
                f"{path}:{line}: the entry has no {key} near '{_named(entry)}'"
            )
    if entry["verdict"] not in EXPECTABLE:
        raise PlatformError(
            f"{path}:{line}: expected a verdict of {', '.join(EXPECTABLE)}"
            f" near '{entry['verdict']}'"
        )
    if entry["verdict"] in ("deviates", "permitted") and not entry.get("outcome"):
        raise PlatformError(
            f"{path}:{line}: the entry has no outcome near '{_named(entry)}'"
        )


def _named(entry: dict[str, str]) -> str:
    variant = entry.get("variant")
    return entry.get("case", "[[expect]]") + (f"[{variant}]" if variant else "")


def _check(
    path: Path, text: str, table: dict[str, Any], keys: Mapping[str, type], start: int
) -> None:
    """Every key is known and of its kind."""
    for key, value in table.items():
        if key in keys and isinstance(value, keys[key]) and _texts(value, key):
            continue
        problem = f"expected {_kind(keys[key])}" if key in keys else "unknown key"
        line = _line_of(text, key, start)
        raise PlatformError(f"{path}:{line}: {problem} near '{key}'")


def _texts(value: object, key: str) -> bool:
    """Every list holds texts, but that of the entries; so does the environment."""
    if key == "environment" and isinstance(value, dict):
        value = list(value.values())
    inner = value if isinstance(value, list) and key != "expect" else ()
    return all(isinstance(one, str) for one in inner)


def _kind(kind: type) -> str:
    return {str: "a text", int: "a number", list: "a list of texts", dict: "a table of texts"}[kind]


def _line_of(text: str, key: str, start: int) -> int:
    """The first line at or after `start` that gives `key` a value or opens it."""
    pattern = re.compile(rf"\s*(\[+\s*)?{re.escape(key)}\b")
    for number, line in enumerate(text.splitlines(), 1):
        if number >= start and pattern.match(line):
            return number
    return start


def _syntax(path: Path, text: str, message: str) -> str:
    """Turn tomllib's 'What (at line 3, column 5)' into our shape."""
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    lines = text.splitlines() or [""]
    line = int(place[1]) if place and place[1] else len(lines)
    what = message[: place.start()] if place else message
    near = lines[min(line, len(lines)) - 1].strip()
    return f"{path}:{line}: {what[:1].lower() + what[1:]} near '{near}'"

