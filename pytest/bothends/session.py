"""One run under pytest: its options, its workers, its results, its reports, its exit code."""

from __future__ import annotations

import math
import os
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

import pytest

from . import environment, memory, peer, platform, wrap
from .outcome import Result, Run, Setting, Variant, Verdict
from .pool import Pool, open_pool
from .report import ReportError, names, text, write
from .stage import Config

ROOT = Path(__file__).resolve().parents[2]
JUDGED = (Verdict.CONFORMS, Verdict.PERMITTED, Verdict.DEVIATES)
VALGRIND_MULTIPLIER = 10.0
WORKERS_PER_CORE = 8  # most of a run is waiting
MEMCHECK_WORKERS_PER_CORE = 4  # and less of one under memcheck
MEMCHECK_MB = 800  # of a worker: up to four peers under memcheck
NOTHING, MEMORY_ONLY, REPORT_LOST = 5, 7, 3
MOST_PAGES = 50  # of evidence on the terminal; all of them are in summary.txt


@dataclass
class Session:
    """The state of a run; kept in pytest's config.stash."""

    options: pytest.Config
    platform: platform.Platform
    config: Config
    jobs: int
    variants: list[Variant] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)
    pool: Pool | None = None
    began: float = field(default_factory=time.monotonic)
    started: str = field(default_factory=lambda: datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
    distributed: bool = False  # this is a process of pytest-xdist: items come one by one
    interrupted: bool = False
    lost: list[str] = field(default_factory=list)  # reports that could not be written
    pages: int = 0  # of evidence, shown so far

    def open(self, items: list) -> None:
        """Number the items, start the workers, and hand out the work."""
        played = [item for item in items if hasattr(item, "variant") and not item.ready]
        if not played:
            return
        for index, item in enumerate(played):
            item.index = index
        self.variants = [item.variant for item in played]
        if self.config.memcheck:
            memory.begin(self.config.memcheck)
        self._try_out()
        if not self.distributed:
            wrap.begin(self.config.commands["server"])
        self.pool = open_pool(self.config, self.variants, 1 if self.distributed else min(self.jobs, len(played)))
        if not self.distributed:
            for index in sorted(range(len(played)), key=lambda index: not waits(self.variants[index])):
                self.pool.submit(index)

    def _try_out(self) -> None:
        """A peer that does not start would be told once for each case: it is told here, once."""
        command, trial = self.config.commands["server"], None
        try:
            trial = peer.start("peer", command, self.config.environment)
            peer.greet(trial, self.config.guards.hang_s)
        except peer.PeerError as error:
            if trial:
                peer.destroy(trial)
            raise pytest.UsageError(f"{error} ({' '.join(command)})") from None
        peer.finish(trial, self.config.guards.hang_s)

    def result(self, item) -> Result:
        """The item's result, weighed against the platform's expectations."""
        if item.ready:
            result = item.ready
        else:
            assert self.pool
            if self.distributed:
                self.pool.submit(item.index)
            result = platform.apply(self.pool.result(item.index), self.platform)
        self.results[item.variant.id] = result
        return result

    @property
    def complete(self) -> bool:
        """Are all cases played? Then the floor holds, and entries without a case are mistakes."""
        option = self.options.option
        narrowed = (option.keyword, option.markexpr, option.case, getattr(option, "lf", False), option.maxfail,
                    option.deselect, getattr(option, "stepwise", False), self.interrupted,
                    any("::" in str(argument) for argument in self.options.args))
        return not any(narrowed)

    def page(self, result: Result) -> str:
        """The evidence of one result, for the terminal; thousands of pages are read by nobody."""
        self.pages += 1
        if self.pages > MOST_PAGES:
            return f"{text.brief(result)}\n(the page of this one is in {self.setting.out}/{text.FILE})"
        writer = self.options.get_terminal_writer()
        return text.evidence(result, writer.hasmarkup, text.columns(writer.fullwidth), self.setting)

    @property
    def setting(self) -> Setting:
        """What a rerun of a case must be told."""
        options, out = self.options.option, _folder(self.options, self.platform)
        shown = out.relative_to(ROOT) if out.is_relative_to(ROOT) else out
        return Setting(options.platform, _wrap(self.options), bool(self.config.memcheck), str(shown))

    def close(self, at_once: bool) -> None:
        """End the workers. Results that no test has taken yet are kept."""
        if not self.pool:
            return
        self.pool.close(at_once)
        for result in self.pool.done.values():
            self.results[result.variant.id] = platform.apply(result, self.platform)

    def run(self, interrupted: bool) -> Run:
        """The finished run, for the reports."""
        self.interrupted = interrupted
        hermetic = not (self.pool and self.pool.notes)
        facts = environment.fingerprint(self.platform, hermetic, bool(self.config.memcheck))
        results = tuple(self.results.values())
        return Run(self.platform.name, facts, results, self.started, time.monotonic() - self.began, interrupted,
                   " ".join(map(str, self.options.invocation_params.args)), self._problems(results), self.setting)

    def notes(self) -> list[str]:
        """What is no mistake, but good to know."""
        said = sorted(self.pool.notes) if self.pool else []
        return [*said, *filter(None, [wrap.note(self.config.commands["server"])])]

    def _problems(self, results: tuple[Result, ...]) -> tuple[str, ...]:
        """What no single case can tell: entries that name no case, leaks told at a peer's end."""
        strays = platform.strays(self.platform, [result.variant for result in results]) if self.complete else ()
        leaks = memory.leftovers(self.config.memcheck) if self.config.memcheck else ()
        return (*strays, *(f"memory: {leak}" for leak in leaks))

    def write(self, run: Run) -> None:
        """Every format, each on its own: one that fails does not lose the others."""
        if self.options.getoption("--no-reports"):
            return
        for name in names():
            try:
                write(name, run, _folder(self.options, self.platform))
            except (ReportError, OSError) as error:
                self.lost.append(str(error))

    def exit_code(self, code: int, run: Run) -> tuple[int, str]:
        """pytest's exit code or ours, and the sentence that goes with ours."""
        if self.lost:
            return REPORT_LOST, "a report could not be written"
        if code or not run.results:
            return code, ""
        judged = sum(result.verdict in JUDGED for result in run.results)
        if not judged:
            return NOTHING, "nothing was judged"
        if self.complete and judged < self.platform.floor:
            return NOTHING, f"only {judged} variants were judged; {run.platform} names a floor of {self.platform.floor}"
        if any(not problem.startswith("memory: ") for problem in run.problems):
            return 1, "the platform's file names what is not there"
        if run.problems or any(found.findings or found.descriptors for result in run.results
                               for found in result.memory):
            return MEMORY_ONLY, "memory findings; the verdicts of the cases are as expected"
        return 0, ""


def waits(variant: Variant) -> bool:
    """Is it likely to wait for a timer? Such cases go first, so that their waits overlap with all others."""
    return any(step.takes or step.actor == "host" for step in variant.steps)


RUN = pytest.StashKey[Session]()


def make(options: pytest.Config) -> Session:
    """The session that the command line and the environment ask for, or UsageError."""
    try:
        chosen = platform.load(platform.find(options.getoption("--platform")))
        config = _config(options, chosen)
    except (platform.PlatformError, wrap.WrapError, OSError) as error:
        raise pytest.UsageError(str(error)) from None
    distributed = hasattr(options, "workerinput")
    return Session(options, chosen, config, _jobs(options, bool(config.memcheck)), distributed=distributed)


def _config(options: pytest.Config, chosen: platform.Platform) -> Config:
    program = ROOT / chosen.out / "peer"
    if not program.exists():
        raise pytest.UsageError(f"{chosen.out}/peer is not built: run 'make'")
    prefix = wrap.words(_wrap(options))
    command = [*prefix, *chosen.prefix, str(program)]
    folder = str(_folder(options, chosen) / "memcheck") if options.getoption("--memcheck") else ""
    return Config({"server": command, "client": command}, _environment(chosen), bool(prefix or folder),
                  bool(folder) or options.getoption("--reuse-peers"),
                  _multiplier(VALGRIND_MULTIPLIER if folder else 1.0), memcheck=folder)


def _wrap(options: pytest.Config) -> str:
    return options.getoption("--peer-wrap") or os.environ.get("PEER_WRAP", "")


def _folder(options: pytest.Config, chosen: platform.Platform) -> Path:
    """Where the run's reports go."""
    return Path(options.getoption("--out") or ROOT / "reports" / "out" / chosen.name)


def _environment(chosen: platform.Platform) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DEBUGINFOD_URLS"}
    return kept | {"LC_ALL": "C"} | chosen.environment


def _multiplier(least: float) -> float:
    text = os.environ.get("BOTHENDS_TIMEOUT_MUL", "1")
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < math.inf:
        raise pytest.UsageError(f"BOTHENDS_TIMEOUT_MUL must be a number above 0, not '{text}'")
    return max(value, least)


def _jobs(options: pytest.Config, memcheck: bool) -> int:
    text = options.getoption("--jobs") or os.environ.get("BOTHENDS_JOBS", "")
    if not text:
        cores = len(os.sched_getaffinity(0))
        if not memcheck:
            return cores * WORKERS_PER_CORE
        return max(1, min(cores * MEMCHECK_WORKERS_PER_CORE, environment.available_mb() // MEMCHECK_MB))
    if not text.isdigit() or int(text) < 1:
        raise pytest.UsageError(f"--jobs must be a number above 0, not '{text}'")
    return int(text)
