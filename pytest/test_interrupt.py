"""Runs that are ended from outside: what was done is kept, and nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from case_tree import BLOCKED, ENTRY, GOOD, ROOT, Tree


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


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


def scratch_of(peer: int) -> Path:
    """The scratch folder of the peer's case, which has a socket there."""
    folder = Path(proc(peer, "net/unix").rpartition(" ")[2]).parent
    assert folder.name.startswith("bothends-")
    return folder


def start_blocked(tree: Tree, jobs: str = "1") -> tuple[subprocess.Popen[str], int]:
    """A run whose second case hangs in accept(), and that case's peer."""
    tree.case("one/a-good", GOOD)
    tree.case("one/blocked", BLOCKED)
    run = subprocess.Popen(tree.command("--jobs", jobs), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           text=True, start_new_session=True)

    def blocked() -> int | None:
        for peer in peers_below(run.pid):
            if proc(peer, "wchan") == "inet_csk_accept":
                return peer
        return None

    return run, until(blocked)


@pytest.mark.parametrize("numbers", [[signal.SIGINT], [signal.SIGINT] * 5, [signal.SIGTERM], [signal.SIGHUP]])
def test_ctrl_c_keeps_what_was_done(tree, numbers):
    tree.platform(ENTRY.format("0").replace("one/bad", "one/blocked"))
    run, peer = start_blocked(tree)
    left, scratch = descendants(run.pid), scratch_of(peer)
    for number in numbers:
        os.kill(run.pid, number)
    out = run.communicate(timeout=60)[0]
    assert run.returncode == 2, out
    assert tree.verdicts() == {"one/a-good": "conforms"}
    assert "interrupted: 1 of 2 variants were played" in out
    assert tree.report()["problems"] == []
    assert not scratch.exists()
    assert not [pid for pid in left if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in out


def test_a_peer_killed_from_outside_is_a_crash(tree):
    run, peer = start_blocked(tree)
    os.kill(peer, signal.SIGKILL)
    out = run.communicate(timeout=60)[0]
    assert run.returncode == 1, out
    assert tree.verdicts() == {"one/a-good": "conforms", "one/blocked": "crashed"}
    assert "killed by SIGKILL" in out


def test_a_killed_worker_is_told_and_the_others_go_on(tree):
    run, peer = start_blocked(tree, jobs="2")
    worker, scratch = int(proc(peer, "stat").rpartition(")")[2].split()[1]), scratch_of(peer)
    os.kill(worker, signal.SIGKILL)
    out = run.communicate(timeout=60)[0]
    assert run.returncode == 1, out
    assert tree.verdicts() == {"one/a-good": "conforms", "one/blocked": "broken"}
    assert "the worker that played it died" in out
    assert not scratch.exists()


def test_a_killed_driver_leaves_nothing(tree):
    run, _ = start_blocked(tree)
    left = descendants(run.pid)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=60)
    until(lambda: not [pid for pid in left if Path(f"/proc/{pid}").exists()])
