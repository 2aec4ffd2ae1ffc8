"""The hooks of a run: begin it, count it, report it, give it its exit code."""

from __future__ import annotations

import base64
import pickle
import signal
import sys
from collections.abc import Callable

import pytest

from .items import PROPERTY, CaseItem, run_protocol
from .outcome import Run
from .pool import ENDINGS
from .progress import Progress
from .report import text
from .selection import selected, strangers
from .session import RUN, Session
from .session import make as session_of


class Cases:
    """Registered once for each process of pytest; holds what its hooks share."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.run: Session | None = None
        self.progress: Progress | None = None
        self.finished: Run | None = None
        self.problem = ""  # the sentence that goes with our own exit codes

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        pattern = self.config.getoption("--case")
        if not pattern:
            return
        cases = [item for item in items if isinstance(item, CaseItem)]
        kept = [item for item in cases if selected(pattern, item.variant)]
        unknown = strangers(pattern, (item.variant for item in cases)) if kept else []
        if unknown:
            raise pytest.UsageError(f"no case is called '{unknown[0]}'; 'make list' names them all")
        self.config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        cases = [item for item in getattr(session, "items", ()) if isinstance(item, CaseItem)]
        if cases and not self.config.option.collectonly:
            run = session_of(self.config)
            run.open(cases)
            self.run = self.config.stash[RUN] = run
            if not run.distributed:
                _on_endings(_interrupt)
            if sys.stdout.isatty() and not run.distributed:
                self.progress = Progress(len(cases))

    def _begin(self) -> Session:
        """The run; in the controller of pytest-xdist it begins with the first result."""
        if not self.run:
            self.run = self.config.stash[RUN] = session_of(self.config)
        return self.run

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        if not isinstance(item, CaseItem):
            return None
        run_protocol(item)
        return True

    def pytest_report_teststatus(self, report: pytest.TestReport):
        """No letters for cases: thousands of them say nothing; the summary does."""
        if not _is_case(report) or self.config.option.verbose > 0:
            return None
        if hasattr(report, "wasxfail"):
            return "xfailed", "", ""
        return report.outcome, "", report.outcome.upper()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not _is_case(report):
            return
        for name, value in report.user_properties:
            if name == PROPERTY:
                result = pickle.loads(base64.b64decode(str(value)))
                self._begin().results[result.variant.id] = result
        if self.progress:
            self.progress.step(failed=report.failed)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if not self.run:
            return
        _on_endings(signal.SIG_IGN)
        interrupted = int(exitstatus) == pytest.ExitCode.INTERRUPTED
        self.run.close(at_once=interrupted or len(self.run.results) < len(self.run.variants))
        if hasattr(self.config, "workerinput"):
            return
        self.finished = self.run.run(interrupted)
        self.run.write(self.finished)
        session.exitstatus, self.problem = self.run.exit_code(int(exitstatus), self.finished)

    def pytest_terminal_summary(self, terminalreporter, exitstatus: int) -> None:
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and not self.finished:
            terminalreporter.write_line("error: nothing was selected; 'make list' names all cases", red=True)
        if not self.run or not self.finished:
            return
        writer = self.config.get_terminal_writer()
        terminalreporter.ensure_newline()
        terminalreporter.write(text.summary(self.finished, writer.hasmarkup, text.columns(writer.fullwidth)))
        for line in self.run.notes():
            terminalreporter.write_line(f"note: {line}")
        if self.finished.interrupted:
            terminalreporter.write_line(
                f"interrupted: {len(self.finished.results)} of {len(self.run.variants)} variants were played;"
                f" the reports in {self.finished.setting.out}/ hold them", yellow=True)
        for line in filter(None, (*self.run.lost, self.problem)):
            terminalreporter.write_line(f"error: {line}", red=True)


def _interrupt(number: int, frame: object) -> None:
    """SIGTERM and SIGHUP end a run as Ctrl-C does; a second one must not cost the reports."""
    _on_endings(signal.SIG_IGN)
    raise KeyboardInterrupt


def _on_endings(handler: Callable[[int, object], None] | signal.Handlers) -> None:
    for number in ENDINGS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)


def _is_case(report: pytest.TestReport) -> bool:
    return report.when == "call" and "test_cases.py::" in report.nodeid
