"""The layout and the sizes of the tree, as a test (harness/README.md and STYLE say why)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP = {"Makefile", "harness", "peers", "cases", "pytest", "reports", "README.md", "LICENSE"}
LIMITS = {".c": 400, ".h": 120, ".py": 300, ".case": 60, ".given": 60}
FUNCTION = 60
FOLDERS = ("harness", "peers", "peers/platforms", "cases", "pytest", "reports")


def files() -> list[Path]:
    """What git tracks, or would: not ignored."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


FILES = files()


def test_the_top_level_is_fixed():
    top = {path.relative_to(ROOT).parts[0] for path in FILES}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_pytest_is_not_hidden():
    assert not (ROOT / "pytest" / "__init__.py").exists()


@pytest.mark.parametrize("ending", LIMITS)
def test_files_are_small(ending):
    sizes = {str(path.relative_to(ROOT)): len(path.read_text().splitlines())
             for path in FILES if path.suffix == ending}
    assert {name: size for name, size in sizes.items() if size > LIMITS[ending]} == {}


def test_c_functions_are_small():
    """A function body opens with '{' and closes with '}' in the first column."""
    long = []
    for path in (path for path in FILES if path.suffix == ".c"):
        opened = 0
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if line == "{":
                opened = number
            elif line == "}" and opened:
                if number - opened - 1 > FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{opened}")
                opened = 0
    assert long == []


def test_systems_differ_only_in_ports():
    found = [str(path.relative_to(ROOT)) for path in FILES
             if path.suffix == ".c" and path.parts[-3:-1] != ("pytest", "data") and "port" not in path.parts
             and re.search(r"(?m)^\s*#\s*if", path.read_text())]
    assert found == []


def test_every_folder_opens_with_a_readme():
    assert [name for name in FOLDERS if not (ROOT / name / "README.md").is_file()] == []


def test_readmes_of_folders_fit_two_screens():
    assert [name for name in FOLDERS if len((ROOT / name / "README.md").read_text().splitlines()) > 110] == []


def test_files_say_what_they_are():
    """The first line of a C or Python file names what it is."""
    quiet = []
    for path in FILES:
        if path.suffix in (".c", ".h", ".py") and path.stat().st_size:
            first = path.read_text().splitlines()[0]
            if not first.startswith(("/*", '"""', "#!")):
                quiet.append(str(path.relative_to(ROOT)))
    assert quiet == []


def test_no_sleeps():
    found = [str(path.relative_to(ROOT)) for path in FILES if path.suffix in (".c", ".py") and path.name != Path(__file__).name
             and re.search(r"\b(time\.sleep|u?sleep|nanosleep)\s*\(", path.read_text())]
    assert found == []
