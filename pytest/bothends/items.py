"""Cases as pytest tests: one item for each variant, and for each file that is broken."""

from __future__ import annotations

import base64
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from .case import CaseError, load
from .outcome import Case, Result, Variant, Verdict
from .session import RUN

ROOT = Path(__file__).resolve().parents[2]
PROPERTY = "bothends"


class Unexpected(Exception):
    """A result that the platform's file does not expect."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.why)
        self.result = result


class CaseItem(pytest.Item):
    """One variant. `index` is its place in the run's list; `ready` a result known without playing."""

    def __init__(self, *, variant: Variant, ready: Result | None = None, **rest) -> None:
        super().__init__(**rest)
        self.variant, self.ready, self.index = variant, ready, -1
        for mark in (variant.case.level, variant.case.theme):
            self.add_marker(mark)

    @property
    def ihook(self):
        """No conftest.py stands beside a case: all hooks, without a search for each item."""
        return self.config.hook

    def runtest(self) -> None:
        result = self.config.stash[RUN].result(self)
        if hasattr(self.config, "workerinput"):
            self.user_properties.append((PROPERTY, base64.b64encode(pickle.dumps(result)).decode()))
        if not result.expected:
            raise Unexpected(result)
        if result.verdict is Verdict.UNSUPPORTED:
            pytest.skip(result.reason or result.why)
        if result.verdict not in (Verdict.CONFORMS, Verdict.PERMITTED):
            pytest.xfail(result.reason)

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, Unexpected):
            return self.config.stash[RUN].page(excinfo.value.result)
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        steps = self.variant.steps
        return ROOT / self.variant.case.file, (steps[-1].line - 1 if steps else 0), self.variant.id


class CaseTree(pytest.File):
    """All of cases/, in place of pytest/test_cases.py's own contents."""

    def collect(self) -> Iterator[CaseItem]:
        root = Path(self.config.getoption("--cases")).resolve()
        for path in sorted(root.glob("*/*.case")):
            try:
                for variant in load(path, root.parent):
                    yield CaseItem.from_parent(self, name=variant.id, variant=variant)
            except CaseError as error:
                yield self._broken(path, str(error))

    def _broken(self, path: Path, why: str) -> CaseItem:
        case = Case(f"{path.parent.name}/{path.stem}", str(path), "a file that cannot be read",
                    "cases/NOTATION.md", "shall")
        variant = Variant(case, "", "", ())
        return CaseItem.from_parent(self, name=case.id, variant=variant,
                                    ready=Result(variant, Verdict.BROKEN, why, (), expected=False))




def run_protocol(item: CaseItem) -> None:
    """pytest's run of one item, without its set-up and tear-down: a case has none here."""
    hook = item.ihook
    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    call = pytest.CallInfo.from_call(item.runtest, "call", (KeyboardInterrupt, pytest.exit.Exception))
    hook.pytest_runtest_logreport(report=hook.pytest_runtest_makereport(item=item, call=call))
    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
