"""pytest's way in: our options, our markers, and cases in place of test_cases.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from bothends import items
from bothends.outcome import LEVELS
from bothends.plugin import Cases


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("bothends", "conformance of a sockets platform")
    group.addoption("--platform", default="linux-glibc", help="a name in peers/platforms/, or a TOML file")
    group.addoption("--case", default="", help="patterns of case ids: 'shut.wr', 'shut/*', '!shut/*'")
    group.addoption("--cases", default=str(items.ROOT / "cases"), help="the folder of cases")
    group.addoption("--out", default="", help="the folder for the reports (default: reports/out/PLATFORM)")
    group.addoption("--no-reports", action="store_true", help="write no reports")
    group.addoption("--peer-wrap", default="", help="a prefix before every peer's command line")
    group.addoption("--jobs", default="", help="workers (default: four for each core)")
    group.addoption("--reuse-peers", action="store_true", help="reset and reuse peers instead of starting fresh ones")
    group.addoption("--memcheck", action="store_true", help="both peers under Valgrind's memcheck")


def pytest_configure(config: pytest.Config) -> None:
    for level in LEVELS:
        config.addinivalue_line("markers", f"{level}: cases of this level")
    for folder in sorted(path for path in Path(config.getoption("--cases")).iterdir() if path.is_dir()):
        config.addinivalue_line("markers", f"{folder.name}: cases of this theme")
    config.pluginmanager.register(Cases(config), "bothends")


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if module_path.name == "test_cases.py":
        return items.CaseTree.from_parent(parent, path=module_path)
    return None
