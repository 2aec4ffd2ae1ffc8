"""Whole runs of small trees of cases: ids, selections, exit codes, and what goes wrong on the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from case_tree import BAD, ENTRY, GOOD, ROOT, Tree


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
    done = tree.run(*arguments)
    assert done.returncode == 5
    assert "error: nothing was selected" in done.stdout


def test_fewer_than_the_floor_is_5(tree):
    tree.case("one/good", GOOD)
    tree.platform("", floor=2)
    done = tree.run()
    assert done.returncode == 5
    assert "only 1 variants were judged; here names a floor of 2" in done.stdout


@pytest.mark.parametrize("arguments, message", [
    (["--platform", "nowhere"], "nowhere"),
    (["--case", "good nowhere/*"], "no case is called 'nowhere/*'; 'make list' names them all"),
    (["--jobs", "many"], "--jobs must be a number above 0, not 'many'"),
])
def test_a_usage_error_is_4(tree, arguments, message):
    tree.case("one/good", GOOD)
    done = tree.run(*arguments)
    assert done.returncode == 4
    assert message in done.stdout + done.stderr


@pytest.mark.parametrize("name, value, message", [
    ("BOTHENDS_TIMEOUT_MUL", "fast", "BOTHENDS_TIMEOUT_MUL must be a number above 0, not 'fast'"),
    ("BOTHENDS_TIMEOUT_MUL", "inf", "BOTHENDS_TIMEOUT_MUL must be a number above 0, not 'inf'"),
    ("PEER_WRAP", "env 'A=1", "PEER_WRAP: no closing quotation near 'env 'A=1'"),
    ("PEER_WRAP", "no-such-program", "the peer does not start: no-such-program: No such file or directory"),
    ("PEER_WRAP", "false", "the peer says no hello: exited 1"),
])
def test_a_bad_environment_is_4_and_told_once(tree, name, value, message):
    for number in range(3):
        tree.case(f"one/good{number}", GOOD)
    done = tree.run(**{name: value})
    assert done.returncode == 4
    assert (done.stdout + done.stderr).count(message) == 1
    assert not (tree.folder / "out").exists()


def test_a_folder_of_cases_that_is_not_there_is_4(tree):
    done = tree.run()
    assert done.returncode == 4
    assert f"--cases {tree.folder / 'cases'}: No such file or directory" in done.stdout + done.stderr


@pytest.mark.parametrize("more", [[], ["-n", "1"]])
def test_from_the_root_without_a_path(tree, more):
    """Old versions of pytest would not know our options then, or forget the reports."""
    tree.case("one/good", GOOD)
    options = [f"--cases={tree.folder}/cases", f"--platform={tree.folder}/here.toml", f"--out={tree.folder}/out"]
    done = subprocess.run([sys.executable, "-m", "pytest", *options, "--case", "one/*", *more], cwd=ROOT,
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree.verdicts() == {"one/good": "conforms"}


def test_what_is_no_file_is_broken(tree):
    tree.case("one/good", GOOD)
    one = tree.folder / "cases" / "one"
    (one / "folder.case").mkdir()
    (one / "loop.case").symlink_to("loop.case")
    os.mkfifo(one / "fifo.case")
    done = tree.run()
    assert done.returncode == 1
    assert tree.verdicts() == {"one/good": "conforms"} | dict.fromkeys(("one/folder", "one/loop", "one/fifo"), "broken")
    assert "cases/one/fifo.case:1: not a regular file near 'fifo.case'" in done.stdout
    assert "cases/one/loop.case:1: Too many levels of symbolic links near 'loop.case'" in done.stdout


def test_a_trace_holds_every_peer(tree):
    """strace would begin its one file anew for each peer."""
    if not shutil.which("strace"):
        pytest.skip("strace is missing")
    for number in range(8):
        tree.case(f"one/good{number}", GOOD)
    (tree.folder / "trace.1").write_text("of an earlier run")
    done = tree.run("--peer-wrap", f"strace -f -o {tree.folder}/trace")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"strace wrote {tree.folder}/trace.PID" in done.stdout
    traces = [path.read_text() for path in tree.folder.glob("trace.*")]
    assert len([text for text in traces if "listen(3, 1)" in text and "+++ exited with 0 +++" in text]) == 8
    assert not [text for text in traces if "earlier" in text]


def test_the_rerun_line_repeats_how_it_was_played(tree):
    tree.case("one/bad", BAD)
    out = tree.run("--peer-wrap", "env A=1").stdout
    here = f"PLATFORM={tree.folder / 'here.toml'}"
    assert f"make conformance CASE=one/bad {here} PEER_WRAP='env A=1'\n" in out
    assert f"make conformance CASE=one/bad {here} PEER_WRAP='strace -ff -tt -o /tmp/peer env A=1'\n" in out
    assert f"{tree.folder / 'out'}/run.json" in out


def test_a_report_that_cannot_be_written_is_3(tree):
    tree.case("one/good", GOOD)
    (tree.folder / "out").write_text("a file where the folder should be")
    done = tree.run()
    assert done.returncode == 3
    assert done.stdout.count("error:") >= 1
    assert "Traceback" not in done.stdout + done.stderr
