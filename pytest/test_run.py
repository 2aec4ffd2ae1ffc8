"""Whole runs of small trees of cases: ids, selections, exit codes, and what goes wrong on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAD = "title: {name}\ncite: observed\nlevel: shall\n"
GOOD = "client: s = socket(AF_INET, SOCK_STREAM, 0) = fd\nclient: listen(s, 1) = 0\n"
BAD = "client: s = socket(AF_INET, SOCK_STREAM, 0) = fd\nclient: listen(s, 1) = -1 EINVAL\n"
BLOCKED = "client: s = socket(AF_INET, SOCK_STREAM, 0) = fd\nclient: listen(s, 1) = 0\nclient: accept(s) = 0\n"


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


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_all_as_expected_is_0(tree):
    tree.case("one/good", GOOD)
    tree.case("two/good-too", "over: tcp4 tcp6\nclient: s = socket(AF, SOCK_STREAM, 0) = fd\n")
    done = tree.run()
    assert done.returncode == 0, done.stdout
    assert tree.verdicts() == {"one/good": "conforms", "two/good-too[tcp4]": "conforms",
                               "two/good-too[tcp6]": "conforms"}
    suites = ElementTree.parse(tree.folder / "out" / "junit.xml").getroot()
    assert len(list(suites.iter("testcase"))) == 3


@pytest.mark.parametrize("arguments, left", [
    (["-k", "good-too"], {"two/good-too[tcp4]", "two/good-too[tcp6]"}),
    (["-k", "tcp6"], {"two/good-too[tcp6]"}),
    (["-m", "one"], {"one/good"}),
    (["-m", "shall and not two"], {"one/good"}),
    (["--case", "two/*"], {"two/good-too[tcp4]", "two/good-too[tcp6]"}),
    (["--case", "good"], {"one/good"}),
    (["--case", "two/good-too[tcp6]"], {"two/good-too[tcp6]"}),
    (["--case", "good-too[tcp6]"], {"two/good-too[tcp6]"}),
    (["--case", "!one/*"], {"two/good-too[tcp4]", "two/good-too[tcp6]"}),
    (["-n", "2"], {"one/good", "two/good-too[tcp4]", "two/good-too[tcp6]"}),
])
def test_selections(tree, arguments, left):
    tree.case("one/good", GOOD)
    tree.case("two/good-too", "over: tcp4 tcp6\nclient: s = socket(AF, SOCK_STREAM, 0) = fd\n")
    done = tree.run(*arguments)
    assert done.returncode == 0, done.stdout
    assert set(tree.verdicts()) == left


def test_the_id_on_the_command_line_and_last_failed(tree):
    tree.case("one/bad", BAD)
    tree.case("one/good", GOOD)
    assert tree.run().returncode == 1
    assert tree.run("--lf").returncode == 1
    assert list(tree.verdicts()) == ["one/bad"]


def test_collect_only_plays_nothing(tree):
    tree.case("one/good", GOOD)
    done = tree.run("--collect-only", "-q")
    assert "test_cases.py::one/good" in done.stdout
    assert not (tree.folder / "out").exists()


def test_a_deviation_is_1_and_teaches(tree):
    tree.case("one/bad", BAD)
    done = tree.run()
    assert done.returncode == 1
    for part in ("listen(s, 1)", "-1 EINVAL", "observed", "make conformance CASE=", "PEER_WRAP="):
        assert part in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


ENTRY = '[[expect]]\ncase = "one/bad"\nverdict = "deviates"\noutcome = "client: listen(s, 1) = {}"\nreason = "so it is"\n'


def test_an_expected_deviation_is_0(tree):
    tree.case("one/bad", BAD)
    tree.case("one/good", GOOD)
    tree.platform(ENTRY.format("0"))
    assert tree.run().returncode == 0


def test_another_deviation_than_expected_is_1(tree):
    tree.case("one/bad", BAD)
    tree.platform(ENTRY.format("-1 EPERM"))
    assert tree.run().returncode == 1


def test_an_unexpected_conformance_is_1(tree):
    tree.case("one/bad", GOOD)
    tree.platform(ENTRY.format("0"))
    assert tree.run().returncode == 1


def test_an_entry_without_a_case_is_1(tree):
    tree.case("one/good", GOOD)
    tree.platform(ENTRY.format("0"))
    done = tree.run()
    assert done.returncode == 1
    assert "one/bad" in done.stdout


def test_a_broken_file_stops_nothing(tree):
    tree.case("one/broken", "client: listen(s, = 0\n")
    tree.case("one/garbage", "\x00\xff" * 500_000)
    tree.case("one/good", GOOD)
    done = tree.run()
    assert done.returncode == 1
    assert tree.verdicts() == {"one/broken": "broken", "one/garbage": "broken", "one/good": "conforms"}
    assert "cases/one/broken.case:4: expected ')' near 'listen(s, = 0'" in done.stdout


@pytest.mark.parametrize("arguments", [["-k", "nothing"], ["--case", "nothing"], ["-m", "one and not one"]])
def test_an_empty_selection_is_5(tree, arguments):
    tree.case("one/good", GOOD)
    assert tree.run(*arguments).returncode == 5


def test_fewer_than_the_floor_is_5(tree):
    tree.case("one/good", GOOD)
    tree.platform("", floor=2)
    done = tree.run()
    assert done.returncode == 5
    assert "only 1 variants were judged; here names a floor of 2" in done.stdout


@pytest.mark.parametrize("arguments, message", [
    (["--platform", "nowhere"], "nowhere"),
    (["--jobs", "many"], "--jobs must be a number above 0, not 'many'"),
])
def test_a_usage_error_is_4(tree, arguments, message):
    tree.case("one/good", GOOD)
    done = tree.run(*arguments)
    assert done.returncode == 4
    assert message in done.stdout + done.stderr


def test_a_bad_multiplier_is_4(tree):
    tree.case("one/good", GOOD)
    done = tree.run(BOTHENDS_TIMEOUT_MUL="fast")
    assert done.returncode == 4
    assert "BOTHENDS_TIMEOUT_MUL must be a number above 0, not 'fast'" in done.stdout + done.stderr


def test_a_report_that_cannot_be_written_is_3(tree):
    tree.case("one/good", GOOD)
    (tree.folder / "out").write_text("a file where the folder should be")
    done = tree.run()
    assert done.returncode == 3
    assert done.stdout.count("error:") >= 1
    assert "Traceback" not in done.stdout + done.stderr


def proc(pid: int, name: str) -> str:
    """A file of /proc/PID, '' once the process is gone."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text().strip()
    except OSError:
        return ""


def descendants(pid: int) -> set[int]:
    """The processes below a process."""
    found, waiting = set(), [pid]
    while waiting:
        parent = waiting.pop()
        children = [int(child) for child in proc(parent, f"task/{parent}/children").split()]
        found.update(children)
        waiting += children
    return found


def until(condition, timeout_s: float = 30.0):
    """The condition's first true value; the machine decides how soon that is."""
    deadline = time.monotonic() + timeout_s
    event = threading.Event()
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        event.wait(0.01)
    raise AssertionError("it did not come about")


def peers_below(pid: int) -> set[int]:
    """The peers among a process's descendants."""
    return {child for child in descendants(pid) if proc(child, "comm") == "peer"}


def start_blocked(tree: Tree) -> tuple[subprocess.Popen[str], int]:
    """A run whose second case hangs in accept(), and that case's peer."""
    tree.case("one/a-good", GOOD)
    tree.case("one/blocked", BLOCKED)
    run = subprocess.Popen(tree.command("--jobs", "1"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           text=True, start_new_session=True)

    def blocked() -> int | None:
        for peer in peers_below(run.pid):
            if proc(peer, "wchan") == "inet_csk_accept":
                return peer
        return None

    return run, until(blocked)


def test_ctrl_c_keeps_what_was_done(tree):
    run, _ = start_blocked(tree)
    left = descendants(run.pid)
    os.kill(run.pid, signal.SIGINT)
    out = run.communicate(timeout=60)[0]
    assert run.returncode == 2, out
    assert tree.verdicts()["one/a-good"] == "conforms"
    assert not [pid for pid in left if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in out


def test_a_peer_killed_from_outside_is_a_crash(tree):
    run, peer = start_blocked(tree)
    os.kill(peer, signal.SIGKILL)
    out = run.communicate(timeout=60)[0]
    assert run.returncode == 1, out
    assert tree.verdicts() == {"one/a-good": "conforms", "one/blocked": "crashed"}
    assert "killed by SIGKILL" in out


def test_a_killed_driver_leaves_nothing(tree):
    run, _ = start_blocked(tree)
    left = descendants(run.pid)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)
    until(lambda: not [pid for pid in left if Path(f"/proc/{pid}").exists()])
