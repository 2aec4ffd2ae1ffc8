"""Programs under test: start a server, learn its port, run a client."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "out"
# Only against hangs.
GUARD_S = 60.0 * float(os.environ.get("BOTHENDS_TIMEOUT_MUL") or 1)
BULK = bytes(range(251)) * 40_000  # 10 MB, no period of a power of two


def command(program: str, *arguments: object) -> list[str]:
    return [str(OUT / program), *map(str, arguments)]


class Server:
    """A running server that has said where it listens."""

    def __init__(self, argv: list[str]) -> None:
        self.process = subprocess.Popen(
            argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        self.line = self.process.stdout.readline()
        self.port = int(self.line.rpartition(":")[2] or 0)

    def dial(self, host: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection((host, self.port), GUARD_S)

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def end(self) -> tuple[int, str]:
        """Wait for its exit; return its code and what it said on stderr."""
        _, said = self.process.communicate(timeout=GUARD_S)
        return self.process.returncode, said


@contextmanager
def serving(argv: list[str], says: str = "") -> Iterator[Server]:
    server = Server(argv)
    try:
        yield server
        server.process.terminate()
        code, said = server.end()
        assert (code, says in said, bool(said)) == (0, True, bool(says)), said
    finally:
        server.process.kill()
        server.process.communicate()


def run(*argv: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(a) for a in argv], input=given, capture_output=True, timeout=GUARD_S
    )
