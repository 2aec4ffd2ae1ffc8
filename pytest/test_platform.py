"""test_platform.py: a platform's file, well and badly written, and results against it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bothends import platform
from bothends.outcome import Case, Result, Step, Variant, Verdict

HEAD = 'name = "x"\n'
ENTRY = """
[[expect]]
case = "rst/rst.one"
variant = "tcp*"
verdict = "deviates"
outcome = "server: recv(a, 1, 0) = 0"
reason = "it always did"
link = "https://example.org/1"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "x.toml"
    path.write_text(text, encoding="utf-8")
    return path


def result(
    verdict: str = "deviates",
    *,
    name: str = "tcp4",
    level: str = "shall",
    case: str = "rst/rst.one",
    got: str = "0",
    why: str = "",
    mismatch: bool = True,
) -> Result:
    step = Step(3, "server: recv(a, 1, 0) = -1 ECONNRESET", "server", "recv(a, 1, 0)")
    variant = Variant(Case(case, f"cases/{case}.case", "t", "c", level), name, name, (step,))
    outcome = ("server: a = accept(l) = fd", f"server: recv(a, 1, 0) = {got}")
    failed = step if mismatch and verdict != "conforms" else None
    return Result(variant, Verdict(verdict), why, outcome, failed=failed)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = \n", "x.toml:1: invalid value near 'name ='"),
        ("", "x.toml:1: expected 'name = ...' near 'x'"),
        (HEAD + "\nflor = 3\n", "x.toml:3: unknown key near 'flor'"),
        (HEAD + "floor = 'many'\n", "x.toml:2: expected a number near 'floor'"),
        (HEAD + "lacks = [1]\n", "x.toml:2: expected a list of texts near 'lacks'"),
        (HEAD + "[build]\ncc = 3\n", "x.toml:3: expected a text near 'cc'"),
        (HEAD + "[start]\nprefx = []\n", "x.toml:3: unknown key near 'prefx'"),
        (
            HEAD + ENTRY.replace('"it always did"', '" "'),
            "x.toml:3: the entry has no reason near 'rst/rst.one[tcp*]'",
        ),
        (
            HEAD + ENTRY.replace('reason = "it always did"\n', ""),
            "x.toml:3: the entry has no reason near 'rst/rst.one[tcp*]'",
        ),
        (
            HEAD + ENTRY.replace("outcome", "outcom"),
            "x.toml:7: unknown key near 'outcom'",
        ),
        (
            HEAD + ENTRY.replace("deviates", "broken"),
            "x.toml:3: expected a verdict of deviates,",
        ),
        (
            HEAD + ENTRY + ENTRY,
            "x.toml:11: a second entry for what line 3 says near 'rst/rst.one[tcp*]'",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(platform.PlatformError) as raised:
        platform.load(written(tmp_path, text))
    assert message in str(raised.value)


def test_an_unknown_platform_names_the_known(tmp_path: Path) -> None:
    written(tmp_path, HEAD)
    with pytest.raises(platform.PlatformError, match="known platforms: x near 'y'"):
        platform.load(tmp_path / "y.toml")


@pytest.mark.parametrize("name", platform.names())
def test_the_platforms_at_hand_are_well_written(name: str) -> None:
    found = platform.load(platform.find(name))
    assert found.name == name and found.floor > 0 and found.description


@pytest.mark.parametrize(
    ("played", "expected", "said"),
    [
        (result(), True, ""),
        (result(name="tcp6"), True, ""),
        (result(name="unix"), False, ""),
        (result(case="rst/rst.two"), False, ""),
        (result(got="-1 EPIPE"), False, "expected to differ thus: server: recv(a, 1, 0) = 0"),
        (result("hung"), False, "expected to be deviates"),
        (result("conforms"), False, "unexpected conformance: remove the entry"),
        (result("conforms", name="unix"), True, ""),
        (result("permitted", name="unix"), True, ""),
        (result("permitted", name="unix", level="implementation"), False, ""),
        (result("permitted", name="unix", level="implementation", mismatch=False), True, ""),
        (result("unsupported", name="unix", why="closesocket: not on this system"), True, ""),
        (result("unsupported", name="unix", why="closesockets: not here"), False, ""),
        (result("broken", name="unix"), False, ""),
        (result("inconclusive", name="unix"), False, ""),
    ],
)
def test_a_result_against_the_file(
    played: Result, expected: bool, said: str, tmp_path: Path
) -> None:
    known = platform.load(written(tmp_path, HEAD + 'lacks = ["closesocket"]\n' + ENTRY))
    weighed = platform.apply(played, known)
    assert (weighed.expected, weighed.why.rpartition("; ")[2]) == (expected, said or played.why)


def test_the_reason_and_the_link_come_along(tmp_path: Path) -> None:
    known = platform.load(written(tmp_path, HEAD + ENTRY))
    weighed = platform.apply(result(), known)
    assert (weighed.reason, weighed.link) == ("it always did", "https://example.org/1")


def test_the_exact_entry_goes_before_the_general_one(tmp_path: Path) -> None:
    exact = ENTRY.replace("tcp*", "tcp6").replace("always", "never")
    known = platform.load(written(tmp_path, HEAD + ENTRY + exact))
    found = platform.expectation(known, result(name="tcp6").variant)
    assert found and found.reason == "it never did"


def test_brackets_in_the_name_of_a_row_are_not_special(tmp_path: Path) -> None:
    name = "poll([{a, POLLIN}], 0)"
    entry = ENTRY.replace("tcp*", name)
    known = platform.load(written(tmp_path, HEAD + entry))
    assert platform.apply(result(name=name), known).expected


def test_what_a_missing_need_skipped_is_not_red(tmp_path: Path) -> None:
    from dataclasses import replace

    played = replace(result("unsupported"), outcome=(), reason="nft is missing")
    known = platform.load(written(tmp_path, HEAD + ENTRY))
    assert platform.apply(played, known) == played


def test_an_entry_for_no_case_is_a_problem(tmp_path: Path) -> None:
    known = platform.load(written(tmp_path, HEAD + ENTRY))
    assert platform.strays(known, [result().variant]) == ()
    (problem,) = platform.strays(known, [result(name="unix").variant])
    assert "x.toml:3: no case is called so near 'rst/rst.one[tcp*]'" in problem
