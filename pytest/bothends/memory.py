"""memory.py: a peer under memcheck: its command line, and what memcheck found."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

from .outcome import Case, Memory
from .peer import Peer

ROOT = Path(__file__).resolve().parents[2]
SUPPRESSIONS = ROOT / "peers" / "valgrind.supp"
OPTIONS = (
    "-q",
    "--tool=memcheck",
    "--leak-check=full",
    "--show-leak-kinds=definite,indirect",
    "--errors-for-leak-kinds=definite",
    "--track-origins=yes",
    "--num-callers=25",
    "--child-silent-after-fork=no",
    "--fair-sched=yes",
    "--vgdb=no",  # a killed peer would leave its pipes in /tmp
    "--xml=yes",
)
END = "</valgrindoutput>"
ERROR = re.compile(r"<error>.*?</error>", re.DOTALL)
PARENT = re.compile(r"<ppid>(\d+)</ppid>")


def command(xml: str) -> list[str]:
    """memcheck's command line; `xml` is the file to write, %p its process."""
    valgrind = os.environ.get("VALGRIND", "valgrind")
    extra = [f"--suppressions={SUPPRESSIONS}"] if SUPPRESSIONS.exists() else []
    return [valgrind, *OPTIONS, *extra, f"--xml-file={xml}"]


def begin(folder: str) -> None:
    """Forget what earlier runs left; once for each run, before its workers."""
    shutil.rmtree(folder, ignore_errors=True)


class Memcheck:
    """The memcheck files of one worker's peers, read as they grow."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder, str(os.getpid()))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.read: dict[Path, int] = {}

    def wrap(self, actor: str, peer: list[str]) -> list[str]:
        return [*command(f"{self.folder}/{actor}.%p.xml"), *peer]

    def collect(
        self, actor: str, peer: Peer, case: Case | None, open_fds: tuple[int, ...]
    ) -> Memory:
        """What memcheck wrote since the last question about this peer."""
        findings: list[str] = []
        for path in self._files(actor, peer.true_pid):
            text, start = _text(path), self.read.get(path, 0)
            findings += errors(text[start:])
            self.read[path] = start + _complete(text[start:])
        findings += self._cut_short(actor, peer)
        declared = case.memcheck if case else ()
        return Memory(actor, _undeclared(findings, declared), open_fds)

    def _cut_short(self, actor: str, peer: Peer) -> list[str]:
        """What is wrong with the peer's own file. A child that executes another program ends none."""
        own = self._own(actor, peer.true_pid)
        if not own.exists():
            return ["no report: memcheck wrote none"]
        told = not peer.gone or peer.gone == "killed by SIGKILL" or END in _text(own)
        return [] if told else [f"incomplete: {own.name} ends early"]

    def _own(self, actor: str, pid: int) -> Path:
        return self.folder / f"{actor}.{pid}.xml"

    def _files(self, actor: str, pid: int) -> list[Path]:
        """The peer's own file, and those of the children that it forked."""
        own = self._own(actor, pid)
        others = [path for path in self.folder.glob(f"{actor}.*.xml") if path != own]
        forked = [path for path in others if _parent(path) == pid]
        return [path for path in (own, *sorted(forked)) if path.exists()]


def errors(text: str) -> list[str]:
    """One line for each complete error in a memcheck file, or in a part of one."""
    found = []
    for block in ERROR.findall(text):
        try:
            found.append(_describe(ElementTree.fromstring(block)))
        except ElementTree.ParseError:
            found.append("unreadable: an error in memcheck's file is not XML")
    return found


def leftovers(folder: str) -> tuple[str, ...]:
    """The leaks in all files below `folder`: reused peers tell them when they end."""
    texts = [_text(path) for path in sorted(Path(folder).glob("**/*.xml"))]
    found = (line for text in texts for line in errors(text))
    return tuple(dict.fromkeys(line for line in found if line.startswith("Leak_")))


def _describe(error: ElementTree.Element) -> str:
    kind = error.findtext("kind", "?")
    what = error.findtext("what") or error.findtext("xwhat/text") or "no text"
    return f"{kind}: {what}{_place(error.findall('stack/frame'))}"


def _place(frames: list[ElementTree.Element]) -> str:
    """Where it is: the first frame of a file of ours, else the first that has a name."""
    for frame in frames:
        folder = frame.findtext("dir", "")
        if Path(folder).is_relative_to(ROOT):
            file = Path(folder, frame.findtext("file", "")).relative_to(ROOT)
            return f" in {frame.findtext('fn', '?')}() at {file}:{frame.findtext('line')}"
    named = (frame.findtext("fn") for frame in frames)
    return next((f" in {name}()" for name in named if name), "")


def _undeclared(findings: list[str], declared: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        finding for finding in findings if finding.partition(":")[0] not in declared
    )


def _complete(text: str) -> int:
    """How much of a growing file has been told: up to the last whole error."""
    last = text.rfind("</error>")
    return 0 if last < 0 else last + len("</error>")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _parent(path: Path) -> int:
    match = PARENT.search(_text(path))
    return int(match[1]) if match else 0
