"""Whole runs under memcheck: memory is an axis of its own; and peers that are kept are as good as fresh ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bothends import environment, netns, session
from bothends.outcome import Case, Step, Variant
from bothends.play import Play
from bothends.stage import Config, Stage

ROOT = Path(__file__).resolve().parents[1]
HEAD = "title: t\ncite: observed\nlevel: shall\n"
SOCKET = "client: s = socket(AF_INET, SOCK_STREAM, 0) = fd\n"
CLEAN, LOSES = SOCKET + "client: bind(s, 127.0.0.1:0) = 0\n", SOCKET + "client: shutdown(s, SHUT_RD) = 0\n"
UNSET = SOCKET + "client: listen(s, 1) = 0\n"
WRONG = SOCKET + "client: listen(s, 1) = -1 EINVAL\n"


def run(folder: Path, out: Path | str, cases: dict[str, str], *arguments: str) -> tuple[int, dict]:
    """A run of these cases with the peer in `out`: its exit code and its results by id."""
    for name, text in cases.items():
        path = folder / "cases" / f"{name}.case"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if text.startswith("title:") else HEAD + text)
    (folder / "here.toml").write_text(f'name = "here"\nfloor = 1\n[build]\nout = "{out}"\n')
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "pytest/test_cases.py", "--cases", str(folder / "cases"), "--platform",
         str(folder / "here.toml"), "--out", str(folder / "out"), "-p", "no:cacheprovider", "--jobs", "1", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=120)
    report = json.loads((folder / "out" / "run.json").read_text())
    return done.returncode, {result["id"]: result for result in report["results"]}


@pytest.fixture(scope="module")
def careless(tmp_path_factory) -> Path:
    """The folder of the careless peer, built."""
    for tool in ("valgrind", "cc"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is missing")
    folder = tmp_path_factory.mktemp("careless")
    source = Path(__file__).parent / "data" / "careless_peer.c"
    subprocess.run(["cc", "-g", "-O0", "-o", str(folder / "peer"), str(source)], check=True)
    return folder


def kinds(result: dict) -> list[str]:
    return [finding.partition(":")[0] for peer in result["memory"] for finding in peer["findings"]]


@pytest.mark.parametrize("cases, code", [
    ({"a/clean": CLEAN}, 0),
    ({"a/clean": CLEAN, "a/unset": UNSET}, 7),
    ({"a/loses": LOSES}, 7),
    ({"a/unset": HEAD + "memcheck: UninitCondition\n" + UNSET}, 0),
    ({"a/unset": HEAD + "memcheck: UninitCondition\n" + UNSET, "b/unset": UNSET}, 7),
    ({"a/wrong": WRONG}, 1),
    ({"a/wrong": WRONG, "b/loses": LOSES}, 1),
], ids=["clean", "unset", "leak", "declared", "declared elsewhere", "both", "verdict first"])
def test_the_exit_code_is_7_for_memory_alone(careless, tmp_path, cases, code):
    found, results = run(tmp_path, careless, cases, "--memcheck")
    assert found == code
    for name, result in results.items():
        assert result["verdict"] == ("deviates" if name == "a/wrong" else "conforms")
        undeclared = name.endswith(("unset", "wrong")) and "memcheck:" not in cases[name]
        assert kinds(result) == (["UninitCondition"] if undeclared else [])


@pytest.mark.parametrize("megabytes, most", [(0, 1), (1000, 1), (1700, 2), (1 << 20, 1 << 20)])
def test_memory_bounds_the_workers_under_memcheck(monkeypatch, megabytes, most):
    class Options:
        def getoption(self, name: str) -> str:
            return ""

    monkeypatch.delenv("BOTHENDS_JOBS", raising=False)
    monkeypatch.setattr(environment, "available_mb", lambda: megabytes)
    least = len(os.sched_getaffinity(0)) * session.MEMCHECK_WORKERS_PER_CORE
    assert session._jobs(Options(), memcheck=True) == min(least, most)


HOME = """given: listening l
client: c = socket(AF_INET, SOCK_STREAM, 0) = fd
client: connect(c, @l) = 0
server/2: accept(l) = fd @c
"""
LISTENING = """given: listening L
server: L = socket(AF_INET, SOCK_STREAM, 0)
server: bind(L, SERVER:0) = 0
server: listen(L, 8) = 0
"""
ROUTED = """client: u = socket(AF_INET, SOCK_DGRAM, 0) = fd
host: route blackhole 127.1.2.3
client: connect(u, 127.1.2.3:9) = -1 EINVAL
"""


@pytest.mark.skipif(bool(netns.refused()), reason="no network namespaces")
def test_kept_peers_go_where_their_case_is_played(tmp_path):
    """One of a pair of threads, too; and back again. Each peer is started once."""
    (tmp_path / "cases" / "given").mkdir(parents=True)
    (tmp_path / "cases" / "given" / "listening.given").write_text(LISTENING)
    starts, wrap = tmp_path / "starts", tmp_path / "wrap"
    wrap.write_text(f'#!/bin/sh\necho >> {starts}\nexec "$@"\n')
    wrap.chmod(0o755)
    here, far = HEAD + "over: tcp4\n" + HOME, HEAD + "over: tcp4\nhosts: two\n" + HOME
    options = ("--reuse-peers", "--peer-wrap", str(wrap))
    run(tmp_path, "out", {"a/home": here}, *options)
    once = starts.read_text()
    starts.unlink()
    code, results = run(tmp_path, "out", {"b/far": far, "c/routed": ROUTED, "d/far": far, "e/home": here}, *options)
    assert {name: result["verdict"] for name, result in results.items()} == dict.fromkeys(
        ("a/home[tcp4]", "b/far[tcp4]", "c/routed", "d/far[tcp4]", "e/home[tcp4]"), "conforms")
    assert code == 0 and starts.read_text() == once


def test_no_peer_outlives_a_mistake_of_ours(monkeypatch):
    def fail(play: Play) -> None:
        raise RuntimeError(str(play.peers["client"].pid))

    monkeypatch.setattr(Play, "run", fail)
    fake = [str(Path(__file__).parent / "data" / "fake_peer.py"), "honest"]
    step = Step(1, "client: bind(s, 127.0.0.1:0) = 0", "client", "bind(s, 127.0.0.1:0)", alternatives=("0",))
    variant = Variant(Case("a/a", "a", "t", "c", "shall"), "", "", (step,))
    with pytest.raises(RuntimeError) as error:
        Stage(Config({"client": fake}, dict(os.environ))).play(variant)
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(error.value)), 0)
