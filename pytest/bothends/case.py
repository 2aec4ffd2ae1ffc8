"""Case files: from text to the variants that are played (NOTATION.md, sections 1-3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from .notation import NotationError, replace_words, strip_comment
from .outcome import LEVELS, Case, Step, Variant
from .step import ACTOR, parse_step
from .transport import TRANSPORTS, fresh_numbers, speak

MAX_BYTES, MAX_LINE = 64 * 1024, 400
_HEADERS = ("title", "cite", "level", "over", "about", "hosts", "needs", "memcheck", "elsewhere")
_SELECTOR = re.compile(r"\[\s*(!?)([\w\- ]+)\]\s*(?=[a-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f]")
_HEADER = re.compile(r"([a-z]+):\s*(.*)")


class CaseError(Exception):
    """A mistake in a case file; its text is 'FILE:LINE: message near 'TEXT''."""

    def __init__(self, file: str, line: int, message: str, near: str) -> None:
        shown = near.strip()[:60].encode("unicode_escape").decode()
        super().__init__(f"{file}:{line}: {message} near '{shown}'")
        self.file, self.line = file, line


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    only: tuple[str, ...] = ()  # transports; empty: all
    but: tuple[str, ...] = ()

    def holds(self, transport: str) -> bool:
        return (not self.only or transport in self.only) and transport not in self.but


@dataclass
class _Source:
    """A file, cut into header lines and body lines."""

    file: str
    header: list[tuple[str, _Line]] = field(default_factory=list)
    body: list[_Line] = field(default_factory=list)

    def value(self, key: str, transport: str) -> list[str]:
        return [line.text for name, line in self.header if name == key and line.holds(transport)]


def load(path: Path, root: Path) -> list[Variant]:
    """The variants of one case file, or CaseError."""
    file = str(path.relative_to(root))
    source = _cut(file, _read(path, file))
    over = _transports(source)
    variants = [variant for transport in over
                for variant in _variants(source, path, transport, path.parent.parent)]
    names = [variant.id for variant in variants]
    for variant in variants:
        if names.count(variant.id) > 1:
            raise CaseError(file, variant.steps[-1].line, "this row stands twice", variant.name)
    return variants


def _read(path: Path, file: str) -> str:
    try:
        if path.exists() and not path.is_file():
            raise CaseError(file, 1, "not a regular file", path.name)
        with path.open("rb") as content:
            data = content.read(MAX_BYTES + 1)
    except OSError as error:
        raise CaseError(file, 1, error.strerror or "cannot be read", path.name) from None
    if len(data) > MAX_BYTES:
        raise CaseError(file, 1, f"a case file has at most {MAX_BYTES} bytes", data[:40].decode("latin-1"))
    try:
        return data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CaseError(file, line, "not UTF-8", repr(data[error.start:error.start + 8])) from None


def _cut(file: str, text: str) -> _Source:
    source = _Source(file)
    for number, raw in enumerate(text.splitlines(), 1):
        if len(raw) > MAX_LINE:
            raise CaseError(file, number, f"a line has at most {MAX_LINE} characters", raw)
        if _CONTROL.search(raw):
            raise CaseError(file, number, "control character", raw)
        line = _select(file, number, strip_comment(raw).strip())
        if line.text:
            _place(source, line)
    return source


def _select(file: str, number: int, text: str) -> _Line:
    match = _SELECTOR.match(text)
    if not match:
        return _Line(number, text)
    names = tuple(match[2].split())
    for name in names:
        if name not in TRANSPORTS:
            raise CaseError(file, number, "unknown transport", name)
    rest = text[match.end():]
    return _Line(number, rest, but=names) if match[1] else _Line(number, rest, only=names)


def _place(source: _Source, line: _Line) -> None:
    match = _HEADER.fullmatch(line.text)
    if match and match[1] in _HEADERS:
        if source.body:
            raise CaseError(source.file, line.number, "a header after the first step", line.text)
        source.header.append((match[1], replace(line, text=match[2])))
    else:
        source.body.append(line)


def _transports(source: _Source) -> list[str]:
    names = [name for value in source.value("over", "") for name in value.split()] or [""]
    for name in names:
        if name not in TRANSPORTS:
            raise CaseError(source.file, _line_of(source, "over"), "unknown transport", name)
    return names


def _line_of(source: _Source, key: str) -> int:
    return next((line.number for name, line in source.header if name == key), 1)


def _case(source: _Source, path: Path, transport: str) -> Case:
    def one(key: str) -> str:
        values = source.value(key, transport)
        if len(values) > 1:
            raise CaseError(source.file, _line_of(source, key), f"'{key}:' stands twice", values[1])
        return values[0] if values else ""

    def words(key: str) -> tuple[str, ...]:
        return tuple(word for value in source.value(key, transport) for word in value.split())

    for key in ("title", "cite", "level"):
        if not one(key):
            raise CaseError(source.file, 1, f"no '{key}:' line", path.name)
    if one("level") not in LEVELS:
        raise CaseError(source.file, _line_of(source, "level"), "unknown level", one("level"))
    if one("hosts") not in ("", "one", "two"):
        raise CaseError(source.file, _line_of(source, "hosts"), "expected one or two", one("hosts"))
    return Case(id=f"{path.parent.name}/{path.stem}", file=source.file, title=one("title"),
                cite=one("cite"), level=one("level"), about=" ".join(source.value("about", transport)),
                hosts=2 if one("hosts") == "two" else 1, needs=words("needs"),
                memcheck=words("memcheck"), elsewhere=tuple(source.value("elsewhere", transport)))


def _variants(source: _Source, path: Path, transport: str, root: Path) -> list[Variant]:
    case, fresh = _case(source, path, transport), fresh_numbers()
    given: list[Step] = []
    steps: list[Step] = []
    rows: list[tuple[str, Step]] = []
    for line in source.body:
        if not line.holds(transport):
            continue
        try:
            kind, text = _kind(line.text)
            for number, file, words in _insert(kind, line, text, source.file, root):
                spoken = speak(words, transport, case.hosts, fresh)
                step = parse_step(spoken, number, file, given=kind == "given")
                if kind == "row":
                    rows.append((_row_name(transport, words), step))
                else:
                    (given if kind == "given" and not steps else steps).append(step)
        except NotationError as error:
            raise CaseError(source.file, line.number, error.message, error.near) from None
    return _assemble(source, case, transport, given, steps, rows)


def _assemble(source: _Source, case: Case, transport: str, given: list[Step],
              steps: list[Step], rows: list[tuple[str, Step]]) -> list[Variant]:
    if rows and steps:
        raise CaseError(source.file, steps[0].line, "a file has rows or plain steps, never both", steps[0].source)
    if rows:
        variants = [Variant(case, name, transport, (*given, step)) for name, step in rows]
    else:
        variants = [Variant(case, transport, transport, (*given, *steps))]
    for variant in variants:
        if not any(step.alternatives and not step.given for step in variant.steps):
            last = variant.steps[-1] if variant.steps else Step(1, case.title, "", "")
            raise CaseError(source.file, last.line if not last.given else 1, "nothing is judged", last.source)
    return variants


def _kind(text: str) -> tuple[str, str]:
    """('given', rest), ('row', rest) or ('', text)."""
    for kind in ("given", "row"):
        if text.startswith(f"{kind}:"):
            return kind, text[len(kind) + 1:].strip()
    return "", text


def _row_name(transport: str, words: str) -> str:
    call = parse_step(words, 0, "", given=False).call
    return f"{transport}, {call}" if transport else call


def _insert(kind: str, line: _Line, text: str, file: str, root: Path) -> list[tuple[int, str, str]]:
    """The step itself, or the steps of the named given: (line, file, text) each."""
    if kind != "given" or ACTOR.match(text):
        return [(line.number, file, text)]
    name, *arguments = text.split()
    return [(line.number, file, words) for words in _given(root / "given" / f"{name}.given", tuple(arguments), text)]


@lru_cache(maxsize=None)
def _given(path: Path, arguments: tuple[str, ...], near: str) -> tuple[str, ...]:
    if not path.is_file():
        raise NotationError(f"no file given/{path.name}", near)
    lines = [strip_comment(raw).strip() for raw in path.read_text("utf-8", "backslashreplace").splitlines()]
    first, *body = [text for text in lines if text] or [""]
    head, _, declared = first.partition(":")
    names = declared.split()[1:]
    if head != "given" or declared.split()[:1] != [path.stem]:
        raise NotationError(f"given/{path.name} does not begin with 'given: {path.stem} ...'", near)
    if len(names) != len(arguments):
        raise NotationError(f"expected {len(names)} names ({' '.join(names)})", near)
    by = dict(zip(names, arguments))
    if not by:
        return tuple(body)
    words = re.compile(rf"\b({'|'.join(map(re.escape, by))})\b")
    return tuple(replace_words(text, words, lambda m: by[m[0]]) for text in body)
