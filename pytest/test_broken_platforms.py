"""Deliberately wrong platforms, one preload each: the cases named in its first lines turn red."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BROKEN = sorted((Path(__file__).parent / "data" / "broken").glob("*.c"))


@pytest.fixture
def preload(request, tmp_path: Path) -> Path:
    """The preload, compiled."""
    library = tmp_path / "broken.so"
    subprocess.run(["cc", "-D_GNU_SOURCE", "-shared", "-fPIC", "-O1", "-o", str(library), str(request.param), "-ldl"],
                   check=True)
    return library


def caught_by(source: Path) -> list[str]:
    """The cases that the preload's first comment names."""
    match = re.search(r"caught by: ([^*]+)", source.read_text())
    assert match, f"{source.name} does not say by which cases it is caught"
    return match[1].split()


def run(preload: Path, cases: list[str], out: Path) -> tuple[int, dict]:
    """A conformance run of these cases with the preload in front of both peers."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "pytest/test_cases.py", "--case", " ".join(cases), "--out", str(out),
         "--peer-wrap", f"env LD_PRELOAD={preload}"], cwd=ROOT, capture_output=True, text=True)
    return done.returncode, json.loads((out / "run.json").read_text())


@pytest.mark.parametrize("source, preload", [(path, path) for path in BROKEN], indirect=["preload"],
                         ids=[path.stem for path in BROKEN])
def test_a_broken_platform_turns_red(source, preload, tmp_path):
    cases = caught_by(source)
    code, report = run(preload, cases, tmp_path / "out")
    assert code == 1
    red = {result["case"].partition("/")[2] for result in report["results"] if not result["expected"]}
    assert red == set(cases)
