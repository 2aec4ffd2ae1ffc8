"""test_update.py: entries rewritten from a run: kept, removed, narrowed, never invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from bothends import platform, report, update
from bothends.outcome import Result
from sample_run import result, run

pytest.importorskip("tomlkit", reason="python3-tomlkit is missing")

HEAD = """# x.toml: a comment that stays.
name = "x"
floor = 1  # and this one
"""
ENTRY = """
# Known since the beginning.
[[expect]]
case = "rst/rst.one"
variant = "tcp*"
verdict = "deviates"
outcome = "server/2: recv(a, 16, 0) = 0"
reason = "it always did"
"""


def updated(folder: Path, text: str, *results: Result) -> tuple[list[str], str]:
    path = folder / "x.toml"
    path.write_text(text, encoding="utf-8")
    return update.update(path, results), path.read_text(encoding="utf-8")


def test_what_is_as_known_stays_to_the_byte(tmp_path: Path) -> None:
    same = [result("rst/rst.one[tcp4]"), result("rst/rst.one[tcp6]"), result("a/a", "conforms")]
    assert updated(tmp_path, HEAD + ENTRY, *same) == ([], HEAD + ENTRY)


def test_what_was_not_played_stays(tmp_path: Path) -> None:
    assert updated(tmp_path, HEAD + ENTRY) == ([], HEAD + ENTRY)


def test_a_new_deviation_gets_an_entry_without_a_reason(tmp_path: Path) -> None:
    questions, text = updated(tmp_path, HEAD, result())
    assert questions == ["rst/rst.one[tcp4]: needs a reason"]
    assert 'reason = ""' in text and text.startswith(HEAD)
    with pytest.raises(platform.PlatformError, match="has no reason"):
        platform.load(tmp_path / "x.toml")


def test_a_reason_given_by_hand_ends_it(tmp_path: Path) -> None:
    _, text = updated(tmp_path, HEAD, result())
    text = text.replace('reason = ""', 'reason = "so it is"')
    assert updated(tmp_path, text, result()) == ([], text)
    known = platform.load(tmp_path / "x.toml")
    assert platform.apply(result(), known).expected


def test_an_entry_that_conforms_now_goes(tmp_path: Path) -> None:
    questions, text = updated(tmp_path, HEAD + ENTRY, result("rst/rst.one[tcp4]", "conforms"))
    assert questions == [] and "[[expect]]" not in text and "and this one" in text


def test_a_general_entry_is_narrowed_with_its_reason(tmp_path: Path) -> None:
    questions, text = updated(
        tmp_path, HEAD + ENTRY,
        result("rst/rst.one[tcp4]"), result("rst/rst.one[tcp4-mptcp]"),
        result("rst/rst.one[tcp6]", "conforms"))
    assert questions == [] and text.count("it always did") == 2 and "tcp*" not in text
    known = platform.load(tmp_path / "x.toml")
    assert [entry.variant for entry in known.expects] == ["tcp4", "tcp4-mptcp"]


def test_another_outcome_needs_another_reason(tmp_path: Path) -> None:
    from dataclasses import replace

    other = replace(result(), outcome=("server/2: recv(a, 16, 0) = -1 EPIPE",))
    questions, text = updated(tmp_path, HEAD + ENTRY, other)
    assert questions == ["rst/rst.one[tcp4]: needs a reason"]
    assert "it always did" not in text and "EPIPE" in text


def test_what_accuses_the_case_is_never_recorded(tmp_path: Path) -> None:
    questions, text = updated(tmp_path, HEAD, result(verdict="broken"))
    assert questions == ["rst/rst.one[tcp4]: broken is never expected; mend it"]
    assert text == HEAD


def test_what_the_platform_lacks_needs_no_entry(tmp_path: Path) -> None:
    absent = result(verdict="unsupported", why="closesocket: not on this system")
    text = HEAD + 'lacks = ["closesocket"]\n'
    assert updated(tmp_path, text, absent) == ([], text)


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.toml"
    path.write_text(HEAD, encoding="utf-8")
    arguments = ["--platform", str(path), "--run", str(tmp_path / "run.json")]
    assert update.main(arguments) == 3
    assert "no run has been recorded" in capsys.readouterr().err
    report.write("json", run(result()), tmp_path)
    assert update.main(arguments) == 1
    assert "rst/rst.one[tcp4]: needs a reason" in capsys.readouterr().out
    report.write("json", run(result(verdict="conforms")), tmp_path)
    assert update.main(arguments) == 0
    assert path.read_text(encoding="utf-8") == HEAD
