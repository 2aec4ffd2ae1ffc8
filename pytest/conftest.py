"""pytest's way in: our options, our markers, and cases in place of test_cases.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from bothends import items
from bothends.outcome import LEVELS
from bothends.plugin import Cases


ANCHOR = "pytest/conftest.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("bothends", "conformance of a sockets platform")
    group.addoption("--platform", default="linux-glibc", help="a name in peers/platforms/, or a TOML file")
    group.addoption("--case", default="", help="patterns of case ids: 'shut.wr', 'shut/*', '!shut/*'")
    group.addoption("--cases", default=str(items.ROOT / "cases"), help="the folder of cases")
    group.addoption("--out", default="", help="the folder for the reports (default: reports/out/PLATFORM)")
    group.addoption("--no-reports", action="store_true", default=False, help="write no reports")
    group.addoption("--peer-wrap", default="", help="a prefix before every peer's command line")
    group.addoption("--jobs", default="", help="workers (default: eight for each core)")
    group.addoption("--reuse-peers", action="store_true", default=False,
                    help="reset and reuse peers instead of starting fresh ones")
    group.addoption("--memcheck", action="store_true", default=False, help="both peers under Valgrind's memcheck")


def pytest_configure(config: pytest.Config) -> None:
    _forget_anchor(config)
    for level in LEVELS:
        config.addinivalue_line("markers", f"{level}: cases of this level")
    for name in _themes(config.getoption("--cases")):
        config.addinivalue_line("markers", f"{name}: cases of this theme")
    config.pluginmanager.register(Cases(config), "bothends")


def _forget_anchor(config: pytest.Config) -> None:
    """.pytest.ini names this file, as old versions of pytest read it in time only
    if the command line names it; nobody asked for the tests in it."""
    here = config.invocation_params.dir
    paths = config.getini("testpaths") if here == config.rootpath else [str(here)]
    config.args = [argument for argument in config.args if argument != ANCHOR] or paths


def _themes(cases: str) -> list[str]:
    try:
        return sorted(path.name for path in Path(cases).iterdir() if path.is_dir())
    except OSError as error:
        raise pytest.UsageError(f"--cases {cases}: {error.strerror}") from None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if module_path.name == "test_cases.py":
        return items.CaseTree.from_parent(parent, path=module_path)
    return None
