"""test_report.py: every format, with hostile text and with a disk that is full."""

from __future__ import annotations

import json as std_json
import os
import shlex
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bothends import report
from bothends.clean import clean
from bothends.outcome import Memory
from bothends.report import json, junit, text
from sample_run import result, run

HOSTILE = '= 4 "\x00\x1b[31m\ufffe\ud800\x9b]]>&<a>"'


def parsed(*results: object, **rest: object) -> ElementTree.Element:
    return ElementTree.fromstring(junit.render(run(*results, **rest)).encode())  # type: ignore[arg-type]


def test_formats_are_found_by_name() -> None:
    assert report.names() == ["json", "junit", "text"]


@pytest.mark.parametrize("name", report.names())
def test_hostile_text_harms_no_format(name: str, tmp_path: Path) -> None:
    path = report.write(name, run(result(answer=HOSTILE, why=HOSTILE), result("a/b")), tmp_path)
    page = path.read_text(encoding="utf-8")
    assert not set(page) & {"\x00", "\x1b", "\x9b", "\ufffe", "\ud800"}
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("name", report.names())
def test_an_empty_run_is_a_report_too(name: str, tmp_path: Path) -> None:
    assert report.write(name, run(), tmp_path).stat().st_size > 0


@pytest.mark.parametrize("name", report.names())
def test_a_full_disk_is_one_clear_line(name: str) -> None:
    full = Path("/dev/full")
    with pytest.raises(report.ReportError, match="not written, E[A-Z]+ "):
        report.write(name, run(result()), full)


def test_a_full_disk_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report.write("json", run(), tmp_path)
    before = (tmp_path / "run.json").read_text(encoding="ascii")

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(report.ReportError, match="run.json: not written, ENOSPC"):
        report.write("json", run(result()), tmp_path)
    assert (tmp_path / "run.json").read_text(encoding="ascii") == before
    assert os.listdir(tmp_path) == ["run.json"]


def test_json_reads_back_what_it_wrote(tmp_path: Path) -> None:
    memory = (Memory("server", ("InvalidRead: x",), (5,)),)
    results = (result("a/a.one[tcp4]", memory=memory), result("b/b.two", "conforms", expected=True))
    again = json.read(report.write("json", run(*results, problems=("p",)), tmp_path))
    assert [strip(one) for one in again.results] == [strip(one) for one in results]
    assert (again.platform, again.problems) == ("linux-glibc", ("p",))


def strip(one: object) -> object:
    return replace(one, variant=replace(one.variant, steps=()))  # type: ignore


def test_json_has_a_stable_order() -> None:
    one, two = result("a/a"), result("b/b")
    assert json.render(run(one, two)) == json.render(run(two, one))
    table = std_json.loads(json.render(run(two, one)))
    assert [row["id"] for row in table["results"]] == ["a/a", "b/b"]
    assert table["totals"]["deviates"] == table["totals"]["unexpected"] == 2


def test_json_of_another_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text('{"schema_version": 99}', encoding="ascii")
    with pytest.raises(ValueError, match="schema_version is 99, not 1"):
        json.read(path)


@pytest.mark.parametrize(
    ("one", "tag", "kind"),
    [
        (result(), "failure", "deviation"),
        (result(verdict="conforms", why="x"), "failure", "unexpected-conformance"),
        (result(verdict="unsupported"), "failure", "unsupported"),
        (result(verdict="broken"), "error", "broken"),
        (result(verdict="hung"), "error", "hung"),
        (result(verdict="crashed"), "error", "crashed"),
        (result(verdict="inconclusive"), "error", "inconclusive"),
        (result(verdict="flaky"), "error", "flaky"),
        (result(expected=True, reason="so it is"), "skipped", "deviates"),
        (result(verdict="unsupported", expected=True, reason="no"), "skipped", "unsupported"),
    ],
)
def test_junit_verdicts(one: object, tag: str, kind: str) -> None:
    case = parsed(one).find("testsuite/testcase")
    assert case is not None
    found = case.find(tag)
    assert found is not None and found.get("type") == kind
    assert len([child for child in case if child.tag != "properties"]) == 1


def test_junit_conforming_and_permitted_pass() -> None:
    root = parsed(result("a/a", "conforms", expected=True), result("b/b", "permitted", expected=True))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "0", "0")
    assert root.find("testsuite/testcase/failure") is None


def test_junit_body_has_the_timeline_and_the_rerun_line() -> None:
    failure = parsed(result()).find("testsuite/testcase/failure")
    assert failure is not None and failure.text
    assert "a = accept(l) = fd 4" in failure.text
    assert "make conformance CASE='rst/rst.one[tcp4]'" in failure.text
    assert "\n" not in str(failure.get("message"))


def test_junit_names_are_unique_and_stable() -> None:
    memory = (Memory("server"), Memory("client", ("Leak_DefinitelyLost: 8 bytes",)))
    root = parsed(result(memory=memory), result("rst/rst.one[tcp6]"), problems=("p", "q"))
    keys = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(keys) == len(set(keys)) == 6
    assert ("linux-glibc.rst", "rst.one[tcp4]") in keys
    case = next(case for case in root.iter("testcase"))
    assert (case.get("file"), case.get("line")) == ("cases/rst/rst.one.case", "12")


def test_junit_is_capped() -> None:
    page = parsed(result(answer='= "' + "x" * 300_000 + '"', why="y" * 200_000))
    failure = page.find("testsuite/testcase/failure")
    assert failure is not None
    assert len(str(failure.text).encode()) < 66 * 1024 and len(str(failure.get("message"))) <= 2000


@pytest.mark.parametrize("width", [60, 80, 100, 300])
def test_evidence_fits(width: int) -> None:
    page = text.evidence(result(answer='= "' + "long " * 400 + '"'), colour=False, width=width)
    tail = ("  rerun", "  debug")
    assert all(len(line) <= min(width, 100) for line in page.splitlines() if not line.startswith(tail))


def test_evidence_shows_two_columns_and_marks_the_violated_line() -> None:
    lines = text.evidence(result(), colour=False).splitlines()
    (server,) = [line for line in lines if "accept" in line]
    (client,) = [line for line in lines if "send(c" in line]
    (marked,) = [line for line in lines if line.startswith("> ")]
    assert server.startswith("  a = accept") and client.index("send") > 48
    assert "<0.250 s>" in client and "/2 recv(a, 16, 0) = 0" in marked
    assert "  expected    = -1 ECONNRESET" in lines
    assert "  got         = 0" in lines
    assert "  place       cases/rst/rst.one.case:12" in lines
    assert any("-- host: link down" in line for line in lines)


@pytest.mark.parametrize("name", ['addr/a[inet_aton("1.2 $x\'")]', "rst/rst.one[tcp4]", "a/b"])
def test_the_rerun_line_survives_the_shell_and_make(name: str) -> None:
    lines = text.evidence(result(name), colour=False).splitlines()
    (rerun,) = [line for line in lines if line.startswith("  rerun")]
    words = shlex.split(rerun)
    assert words[1:3] == ["make", "conformance"]
    assert words[3].replace("$$", "$") == f"CASE={name}"


def test_one_peer_alone_has_all_the_room() -> None:
    one = result(answer='= 4 "' + "x" * 60 + '"')
    alone = replace(one, timeline=one.timeline[3:])
    lines = text.evidence(alone, colour=False).splitlines()
    assert "  server" in lines and not any("client" in line for line in lines)
    assert any(line.startswith("> /2 recv") and line.endswith('x"') for line in lines)


@pytest.mark.parametrize(
    ("why", "because"),
    [
        ("expected = 0 | -1 EPIPE, got 1", ""),
        ("expected = 0, got 1; expected to be hung", "expected to be hung"),
        ("the peer died", "the peer died"),
    ],
)
def test_nothing_is_said_twice(why: str, because: str) -> None:
    lines = text.evidence(result(why=why), colour=False).splitlines()
    said = [line.split(None, 1)[1] for line in lines if line.startswith("  because")]
    assert said == ([because] if because else [])


def test_summary_counts_by_theme_and_by_level() -> None:
    page = text.summary(
        run(result(), result("a/a.x", "conforms", expected=True, level="may"),
            result("a/a.y", expected=True, reason="known")), colour=False)
    rows = [line.split() for line in page.splitlines()]
    assert ["theme", "all", "conforms", "deviates", "unexpected"] in rows
    assert ["a", "2", "1", "1", "."] in rows and ["total", "3", "1", "2", "1"] in rows
    assert ["may", "1", "1", ".", "."] in rows
    assert "unexpected: 1\n  rst/rst.one[tcp4] deviates: server: recv(a, 16, 0): expected" in page
    assert "known and expected here: 1 deviates" in page


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_is_asked_for(
    environment: dict[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\033[" in text.evidence(result())) == wanted


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("a\x1b[1mb", "a\\x1b[1mb"),
        ("\udc80", "\\x80"),
        ("\ud800", "\\ud800"),
        ("é\t\n", "é\t\n"),
        ("\r\x7f", "\\x0d\\x7f"),
    ],
)
def test_clean(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected
