"""test_doctor.py: the screen is one screen, and says how to mend what is missing."""

from __future__ import annotations

import pytest
from bothends import doctor, environment, features


def test_it_is_one_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert 20 < len(lines) <= 45 and max(map(len, lines)) <= 120


def test_without_a_compiler_nothing_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", "/nowhere/cc")
    assert doctor.main() == 1
    page = capsys.readouterr().out
    assert "NO    /nowhere/cc is missing" in page
    assert "cannot run here: compiler" in page


def test_what_is_missing_comes_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "first_line", lambda command: "")
    found = {finding.name: finding for finding in doctor.examine()}
    for name, package in (("valgrind", "valgrind"), ("clang", "clang"), ("strace", "strace")):
        assert found[name].state == doctor.LESS and found[name].enable.endswith(package)


def test_a_missing_feature_is_named_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    features.absent.cache_clear()
    monkeypatch.setitem(features.PROBES, "nft", lambda: "nft is missing; enable it with: magic")
    assert doctor.main() == 0
    features.absent.cache_clear()
    page = capsys.readouterr().out
    assert "enable it with: magic" in page
    assert "skipped: cases that need" in page and "nft" in page.splitlines()[-1]
