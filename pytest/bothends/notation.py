"""The text of steps and answers: where a call ends, and what its parts are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

STRING = r'"(?:\\.|[^"\\])*"'
_OUTSIDE = re.compile(rf"({STRING})|#.*|[^\"#]+|.")
_CALL = re.compile(r"\s*(?:[A-Za-z_]\w*\s*=\s*)?([A-Za-z_]\w*)\s*\(")
_PLAIN_CALL = re.compile(rf"\s*(?:[A-Za-z_]\w*\s*=\s*)?[A-Za-z_]\w*\s*\((?:{STRING}|[^\"()\[\]{{}}])*\)")
_NESTING = re.compile(r'["(\[{]')
_PARTS = re.compile(rf"{STRING}|[(\[{{]|[)\]}}]|[^\"()\[\]{{}}]")


class NotationError(Exception):
    """A text that is not in the notation: `message` near 'near'."""

    def __init__(self, message: str, near: str) -> None:
        super().__init__(message)
        self.message, self.near = message, near


def strip_comment(text: str) -> str:
    """The line without what follows a # outside strings."""
    kept = []
    for part in _OUTSIDE.finditer(text):
        if part[0].startswith("#") and part[1] is None:
            break
        kept.append(part[0])
    return "".join(kept).rstrip()


def call_end(text: str) -> int:
    """The index after the ')' that ends the call at the start of `text`."""
    plain = _PLAIN_CALL.match(text)
    if plain:
        return plain.end()
    head = _CALL.match(text)
    if not head:
        raise NotationError("expected a call", text)
    depth, at = 1, head.end()
    while depth:
        part = _PARTS.match(text, at)
        if not part:
            raise NotationError("expected ')'", text[head.start(1):])
        depth += (part[0] in "([{") - (part[0] in ")]}")
        at = part.end()
    return at


def call_name(text: str) -> str:
    """'recv' of 'n = recv(a, 16, 0)'."""
    head = _CALL.match(text)
    return head[1] if head else ""


def assigned(call: str) -> str:
    """'n' of 'n = recv(a, 16, 0)', or ''."""
    head = re.match(r"\s*([A-Za-z_]\w*)\s*=(?!=)", call)
    return head[1] if head else ""


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Cut at the separator where it stands outside strings and brackets."""
    if not _NESTING.search(text):
        return [piece for piece in separator.split(text) if piece]
    pieces, depth, start, at = [], 0, 0, 0
    while at < len(text):
        cut = separator.match(text, at) if depth == 0 else None
        if cut:
            pieces.append(text[start:at])
            start = at = cut.end()
            continue
        part = _PARTS.match(text, at)
        if not part:
            raise NotationError("expected '\"'", text[at:])
        depth += (part[0] in "([{") - (part[0] in ")]}")
        at = part.end()
    return [piece for piece in [*pieces, text[start:]] if piece]


_BLANKS, _BAR, _COMMA = re.compile(r"\s+"), re.compile(r"\s+\|\s+"), re.compile(r",\s*")


@lru_cache(maxsize=65536)
def items(text: str) -> tuple[str, ...]:
    """'7 "a b" len=16' -> ('7', '"a b"', 'len=16')."""
    return tuple(_split(text.strip(), _BLANKS))


def alternatives(text: str) -> tuple[str, ...]:
    """'-1 EPIPE | blocks' -> ('-1 EPIPE', 'blocks')."""
    return tuple(piece.strip() for piece in _split(text, _BAR))


def members(text: str) -> tuple[str, ...]:
    """'{1, l_linger=0}' -> ('1', 'l_linger=0'); the same for lists."""
    return tuple(piece.strip() for piece in _split(text[1:-1].strip(), _COMMA))


def find_words(text: str, words: re.Pattern[str]) -> list[re.Match[str]]:
    """re.finditer outside strings."""
    found = re.finditer(rf"{STRING}|{words.pattern}", text)
    return [match for match in found if not match[0].startswith('"')]


def replace_words(text: str, words: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> str:
    """re.sub outside strings."""
    return re.sub(rf"{STRING}|{words.pattern}",
                  lambda m: m[0] if m[0].startswith('"') else by(m), text)
