"""case_tree.py: a small tree of cases with a platform of its own, for tests of whole runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = "title: {name}\ncite: observed\nlevel: shall\n"
GOOD = "client: s = socket(AF_INET, SOCK_STREAM, 0) = fd\nclient: listen(s, 1) = 0\n"
BAD = "client: s = socket(AF_INET, SOCK_STREAM, 0) = fd\nclient: listen(s, 1) = -1 EINVAL\n"
BLOCKED = """client: u = socket(AF_UNIX, SOCK_STREAM, 0) = fd
client: bind(u, unix:SCRATCH/u) = 0
client: s = socket(AF_INET, SOCK_STREAM, 0) = fd
client: listen(s, 1) = 0
client: accept(s) = 0
"""
ENTRY = '[[expect]]\ncase = "one/bad"\nverdict = "deviates"\noutcome = "client: listen(s, 1) = {}"\nreason = "so it is"\n'


class Tree:
    """A tree of cases, with a platform of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.platform("")

    def platform(self, more: str, floor: int = 1) -> None:
        (self.folder / "here.toml").write_text(f'name = "here"\nfloor = {floor}\n{more}')

    def case(self, id: str, steps: str, head: str = HEAD) -> None:
        path = self.folder / "cases" / f"{id}.case"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head.format(name=id) + steps)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "pytest", "pytest/test_cases.py", "--cases", str(self.folder / "cases"),
                "--platform", str(self.folder / "here.toml"), "--out", str(self.folder / "out"),
                "-o", f"cache_dir={self.folder / 'cache'}", *arguments]

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*arguments), cwd=ROOT, capture_output=True, text=True,
                              env=os.environ | environment, timeout=120)

    def report(self) -> dict:
        return json.loads((self.folder / "out" / "run.json").read_text())

    def verdicts(self) -> dict[str, str]:
        return {result["id"]: result["verdict"] for result in self.report()["results"]}
