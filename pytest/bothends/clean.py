"""clean.py: text from the network and from peers, made safe for terminals and XML."""

from __future__ import annotations

import re

# Not characters of XML 1.0, or able to upset a terminal: all controls but tab
# and newline, halves of surrogate pairs, and the two that no text may hold.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with what is unsafe written as C would: \\x1b, \\ufffe."""
    return UNSAFE.sub(_escape, text)


def one_line(text: str) -> str:
    """The same on one line."""
    return clean(" ".join(text.split()))


def cut(text: str, size: int) -> str:
    """At most `size` characters; what is cut off is shown by three dots."""
    return text if len(text) <= size else text[: max(size - 3, 0)] + "..."


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:  # a byte that was not UTF-8
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
