"""The play against peers that misbehave: each is named, none hangs the driver, none is left running."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bothends import case as case_files
from bothends.outcome import Result, Verdict
from bothends.stage import Config, Stage

FAKE = Path(__file__).parent / "data" / "fake_peer.py"
CASE = """title: a fake
cite: nothing
level: {level}
{header}
client: s = socket(AF_INET, SOCK_STREAM, 0)
client: bind(s, 127.0.0.1:0) = {expected}
client: listen(s, 1) = 0
"""


def play(tmp_path: Path, how: str, expected: str = "0", header: str = "", level: str = "shall") -> Result:
    """Play a small case on a fake peer that misbehaves in this way at bind()."""
    folder = tmp_path / "cases" / "fake"
    folder.mkdir(parents=True)
    file = folder / "fake.case"
    file.write_text(CASE.format(expected=expected, header=header, level=level))
    (variant,) = case_files.load(file, tmp_path)
    guard_s = 3.0 if how in ("hangs", "spins", "silent") else 60.0
    stage = Stage(Config({"client": [str(FAKE), how]}, dict(os.environ), hang_s=guard_s))
    try:
        return stage.play(variant)
    finally:
        stage.close()


@pytest.mark.parametrize("how, verdict, why", [
    ("well", Verdict.CONFORMS, ""),
    ("dies", Verdict.CRASHED, "got killed by SIGSEGV"),
    ("exits", Verdict.CRASHED, "got exited 3"),
    ("hangs", Verdict.HUNG, "no return within 3s"),
    ("spins", Verdict.HUNG, "no return within 3s"),
    ("garbage", Verdict.BROKEN, "answers with garbage near '\\x01"),
    ("endless", Verdict.BROKEN, "a line without end"),
    ("twice", Verdict.BROKEN, "spoke unasked"),
    ("half", Verdict.CRASHED, "got exited 0"),
    ("unsupported", Verdict.UNSUPPORTED, "bind: not in this system"),
    ("dishonest", Verdict.BROKEN, "not honest"),
    ("silent", Verdict.BROKEN, "says no hello: silent"),
    ("stranger", Verdict.BROKEN, "no hello of version 1 near 'login: '"),
])
def test_misbehaviour_is_named(tmp_path, how, verdict, why):
    result = play(tmp_path, how)
    assert result.verdict is verdict
    assert why in result.why
    with pytest.raises(ChildProcessError):  # nothing is left running
        os.waitpid(-1, os.WNOHANG)


def test_a_death_can_be_expected(tmp_path):
    assert "killed by SIGSEGV" in play(tmp_path, "dies", "killed by SIGSEGV", "about: bind kills").outcome[1]


def test_a_blocked_call_is_seen_to_block(tmp_path):
    result = play(tmp_path, "hangs", "blocks")
    assert result.verdict is Verdict.BROKEN  # the next line speaks to a blocked thread
    assert "unfinished call" in result.why
    assert result.outcome[1] == "client: bind(s, 127.0.0.1:0) = blocks"


def test_a_spinning_call_does_not_block(tmp_path):
    assert play(tmp_path, "spins", "blocks").verdict is Verdict.HUNG


def test_permitted(tmp_path):
    assert play(tmp_path, "well", "-1 EINVAL | 0").verdict is Verdict.PERMITTED


@pytest.mark.parametrize("level, verdict", [("shall", Verdict.DEVIATES), ("implementation", Verdict.PERMITTED)])
def test_another_outcome_weighs_by_level(tmp_path, level, verdict):
    assert play(tmp_path, "well", "-1 EINVAL", level=level).verdict is verdict


def test_a_peer_that_cannot_start(tmp_path):
    stage = Stage(Config({"client": ["/nonexistent/peer"]}, {}))
    file = tmp_path / "cases" / "fake" / "fake.case"
    file.parent.mkdir(parents=True)
    file.write_text(CASE.format(expected="0", header="", level="shall"))
    (variant,) = case_files.load(file, tmp_path)
    result = stage.play(variant)
    assert result.verdict is Verdict.BROKEN
    assert "does not start: /nonexistent/peer: No such file or directory" in result.why
