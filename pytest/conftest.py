"""pytest's hooks: cases become tests, the run is opened, reported and given its exit code."""

from __future__ import annotations

import base64
import pickle
import sys
from pathlib import Path

import pytest

from bothends import items, session
from bothends.outcome import LEVELS
from bothends.progress import Progress
from bothends.report import text
from bothends.selection import selected


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


def pytest_pycollect_makemodule(module_path, parent):
    if module_path.name == "test_cases.py":
        return items.CaseTree.from_parent(parent, path=module_path)
    return None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    pattern = config.getoption("--case")
    if not pattern:
        return
    kept = [item for item in items if hasattr(item, "variant") and selected(pattern, item.variant)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


@pytest.hookimpl(hookwrapper=True)
def pytest_runtestloop(session: pytest.Session):
    cases = [item for item in getattr(session, "items", ()) if isinstance(item, items.CaseItem)]
    if cases and not session.config.option.collectonly:
        _begin(session, cases)
    yield


def _begin(pytest_session: pytest.Session, cases: list[items.CaseItem]) -> None:
    config = pytest_session.config
    run = session.make(config)
    config.stash[session.RUN] = run
    run.open(cases)
    if sys.stdout.isatty() and not run.distributed:
        config.stash[PROGRESS] = Progress(len(cases))


PROGRESS = pytest.StashKey[Progress]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item):
    if not isinstance(item, items.CaseItem):
        return None
    items.run_protocol(item)
    return True


def _is_case(nodeid: str) -> bool:
    return "test_cases.py::" in nodeid


def pytest_report_teststatus(report: pytest.TestReport, config: pytest.Config):
    """No letters for cases: thousands of them say nothing; the summary does."""
    if not _is_case(report.nodeid) or report.when != "call" or config.option.verbose > 0:
        return None
    if hasattr(report, "wasxfail"):
        return ("xfailed" if report.skipped else "xpassed"), "", ""
    return report.outcome, "", ""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" and _is_case(report.nodeid):
        _ACTIVE.note(report)


class _Active:
    """The run of this process, for the hooks that pytest calls without a config."""

    config: pytest.Config | None = None

    def note(self, report: pytest.TestReport) -> None:
        config = self.config
        run = config.stash.get(session.RUN, None) if config else None
        if config and not run:  # the controller of pytest-xdist: results come with the reports
            run = config.stash[session.RUN] = session.make(config)
        if run:
            for name, value in report.user_properties:
                if name == items.PROPERTY:
                    result = pickle.loads(base64.b64decode(value))
                    run.results[result.variant.id] = result
        if config and config.stash.get(PROGRESS, None):
            config.stash[PROGRESS].step(failed=report.failed)


_ACTIVE = _Active()


@pytest.hookimpl(trylast=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    _ACTIVE.config = session.config


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    run = session.config.stash.get(SESSION, None)
    if not run or hasattr(session.config, "workerinput"):
        if run:
            run.close(at_once=True)
        return
    interrupted = int(exitstatus) == pytest.ExitCode.INTERRUPTED
    run.close(at_once=interrupted or len(run.results) < len(run.variants))
    finished = session.config.stash[FINISHED] = run.run(interrupted)
    run.write(finished)
    session.exitstatus, session.config.stash[WHY] = run.exit_code(int(exitstatus), finished)


SESSION = session.RUN
FINISHED, WHY = pytest.StashKey(), pytest.StashKey[str]()


def pytest_terminal_summary(terminalreporter, exitstatus: int, config: pytest.Config) -> None:
    finished = config.stash.get(FINISHED, None)
    if not finished:
        return
    run = config.stash[SESSION]
    terminalreporter.ensure_newline()
    writer = config.get_terminal_writer()
    terminalreporter.write(text.summary(finished, writer.hasmarkup, writer.fullwidth))
    for line in (*sorted(run.pool.notes if run.pool else ()), *finished.problems):
        terminalreporter.write_line(f"note: {line}")
    for line in (*run.lost, config.stash.get(WHY, "")):
        if line:
            terminalreporter.write_line(f"error: {line}", red=True)
