"""Transports: what the words of a case (AF, LOOPBACK, ...) stand for on each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from .notation import NotationError, replace_words

_V4 = {"AF": "AF_INET", "PROTO": "0", "LOOPBACK": "127.0.0.1", "ANY": "0.0.0.0",
       "NOWHERE": "192.0.2.1", "SERVER": "10.77.0.1", "CLIENT": "10.77.0.2"}
_V6 = {"AF": "AF_INET6", "PROTO": "0", "LOOPBACK": "::1", "ANY": "::",
       "NOWHERE": "2001:db8::1", "SERVER": "fd77::1", "CLIENT": "fd77::2"}
_MAPPED = _V6 | {"LOOPBACK": "::ffff:127.0.0.1", "NOWHERE": "::ffff:192.0.2.1",
                 "SERVER": "::ffff:10.77.0.1", "CLIENT": "::ffff:10.77.0.2"}
_UNIX = {"AF": "AF_UNIX", "PROTO": "0"}
_STREAM, _DGRAM = {"TYPE": "SOCK_STREAM"}, {"TYPE": "SOCK_DGRAM"}
_MPTCP = {"PROTO": "IPPROTO_MPTCP"}

TRANSPORTS: dict[str, dict[str, str]] = {
    "": {},
    "tcp4": _V4 | _STREAM,
    "tcp6": _V6 | _STREAM,
    "v4mapped": _MAPPED | _STREAM,
    "tcp4-mptcp": _V4 | _STREAM | _MPTCP,
    "tcp6-mptcp": _V6 | _STREAM | _MPTCP,
    "udp4": _V4 | _DGRAM,
    "udp6": _V6 | _DGRAM,
    "unix": _UNIX | _STREAM,
    "unixdgram": _UNIX | _DGRAM,
    "unixseq": _UNIX | {"TYPE": "SOCK_SEQPACKET"},
}
_HOSTS = ("LOOPBACK", "ANY", "NOWHERE", "SERVER", "CLIENT")
_WORD = re.compile(r"(?<![\w@])(AF|TYPE|PROTO|LOOPBACK|ANY|NOWHERE|SERVER|CLIENT)\b(:@?\w+|:\?)?(?![\w:])")


def speak(text: str, transport: str, hosts: int, fresh: Iterator[int]) -> str:
    """Replace the words of `text`; `fresh` numbers the paths of AF_UNIX sockets."""
    table = TRANSPORTS[transport]

    def word(match: re.Match[str]) -> str:
        name, port = match[1], match[2] or ""
        if hosts == 1 and name in ("SERVER", "CLIENT"):
            name = "LOOPBACK"
        if table.get("AF") == "AF_UNIX" and name in _HOSTS:
            return _unix_address(name, port, fresh, match[0])
        if name not in table:
            raise NotationError(f"{name} has no meaning over {transport or 'no transport'}", match[0])
        return _join(table[name], port)

    return replace_words(text, _WORD, word)


def _join(host: str, port: str) -> str:
    return f"[{host}]{port}" if ":" in host and port else host + port


def _unix_address(name: str, port: str, fresh: Iterator[int], near: str) -> str:
    if port.startswith(":@"):
        return port[1:]
    if name == "NOWHERE":
        return "unix:SCRATCH/nobody"
    if name == "ANY":
        raise NotationError("ANY has no meaning over unix", near)
    return f"unix:SCRATCH/{next(fresh)}"


def fresh_numbers() -> Iterator[int]:
    """Numbers for the paths of one variant."""
    return count(1)
