"""The parser of case files: what it reads, and the one clear line for each mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from bothends.case import CaseError, load

HEAD = "title: t\ncite: c\nlevel: shall\n"


def write(tmp_path: Path, text: str | bytes, given: dict[str, str] | None = None) -> Path:
    """A case file in a tree of its own."""
    path = tmp_path / "cases" / "theme" / "it.case"
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    folder = tmp_path / "cases" / "given"
    folder.mkdir()
    for name, body in (given or {}).items():
        (folder / f"{name}.given").write_text(body)
    return path


def read(tmp_path: Path, text: str, given: dict[str, str] | None = None):
    return load(write(tmp_path, text, given), tmp_path)


@pytest.mark.parametrize("text, message", [
    ("", "it.case:1: no 'title:' line near 'it.case'"),
    ("title: t\nlevel: shall\n", "no 'cite:' line"),
    ("title: t\ncite: c\nlevel: must\n", "it.case:3: unknown level near 'must'"),
    (HEAD, "nothing is judged"),
    (HEAD + "client: f()\n", "it.case:4: nothing is judged near 'client: f()'"),
    (HEAD + "over: tcp5\nclient: f() = 0\n", "it.case:4: unknown transport near 'tcp5'"),
    (HEAD + "[tcp9] client: f() = 0\n", "it.case:4: unknown transport near 'tcp9'"),
    (HEAD + "clint: f() = 0\n", "expected 'server:', 'client:', 'host:', 'signal', 'kill' or 'end' near 'clint: f() = 0'"),
    (HEAD + "client: f( = 0\n", "it.case:4: expected ')' near 'f( = 0'"),
    (HEAD + "client: = 0\n", "expected a call near '= 0'"),
    (HEAD + 'client: f("x) = 0\n', "expected ')' near"),
    (HEAD + "client: f() 0\n", "it.case:4: expected '=' near '0'"),
    (HEAD + "client: f() =\n", "expected a value after '='"),
    (HEAD + "client: f() = 0 takes long\n", "expected a time such as >=200ms"),
    (HEAD + "client: f() eventually\n", "'eventually' needs '= ...'"),
    (HEAD + "client: <... f resumed>\n", "expected '= ...'"),
    (HEAD + "signal client 9\n", "expected 'signal PEER SIGNAME'"),
    (HEAD + "client: f() = 0\ntitle: u\n", "it.case:5: a header after the first step"),
    ("title: a\n" + HEAD + "client: f() = 0\n", "'title:' stands twice"),
    (HEAD + "given: nobody x\nclient: f() = 0\n", "no file given/nobody.given near 'nobody x'"),
    (HEAD + "row: client: f() = 0\nclient: g() = 0\n", "a file has rows or plain steps, never both"),
    (HEAD + "row: client: f() = 0\nrow: client: f() = 1\n", "this row stands twice near 'f()'"),
    (HEAD + "client: bind(s, LOOPBACK:0) = 0\n", "LOOPBACK has no meaning over no transport near 'LOOPBACK:0'"),
    (HEAD + "over: unix\nclient: bind(s, ANY:0) = 0\n", "ANY has no meaning over unix"),
    (HEAD + "client: f(\x07) = 0\n", "control character"),
    (HEAD + "client: f(" + "x" * 500 + ") = 0\n", "a line has at most 400 characters"),
    (HEAD + "hosts: three\nclient: f() = 0\n", "expected one or two near 'three'"),
])
def test_a_mistake_is_one_line(tmp_path, text, message):
    with pytest.raises(CaseError) as error:
        read(tmp_path, text)
    assert message in str(error.value)
    assert str(error.value).startswith("cases/theme/it.case:")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"\xff\xfe" * 20, bytes(range(256)) * 4096, b"(" * 1_000_000, b"\n" * 1_000_000])
def test_garbage_is_one_line_too(tmp_path, data):
    with pytest.raises(CaseError) as error:
        load(write(tmp_path, data), tmp_path)
    assert len(str(error.value)) < 300


def test_transports_multiply_and_words_are_replaced(tmp_path):
    variants = read(tmp_path, HEAD + "over: tcp4 tcp6 unix\nserver: bind(s, LOOPBACK:0) = 0\n")
    assert [variant.id for variant in variants] == ["theme/it[tcp4]", "theme/it[tcp6]", "theme/it[unix]"]
    assert [variant.steps[0].call for variant in variants] == [
        "bind(s, 127.0.0.1:0)", "bind(s, [::1]:0)", "bind(s, unix:SCRATCH/1)"]


def test_words_in_strings_stay(tmp_path):
    (variant,) = read(tmp_path, HEAD + 'over: tcp4\nclient: send(c, "AF LOOPBACK:0 # no", 4, 0) = 4 # yes\n')
    assert variant.steps[0].call == 'send(c, "AF LOOPBACK:0 # no", 4, 0)'
    assert variant.steps[0].alternatives == ("4",)


def test_at_words(tmp_path):
    variants = read(tmp_path, HEAD + "over: tcp6 unix\nclient: connect(c, LOOPBACK:@l) = 0 LOOPBACK:?\n".replace(
        " LOOPBACK:?", ""))
    assert [variant.steps[0].call for variant in variants] == ["connect(c, [::1]:@l)", "connect(c, @l)"]


def test_selectors(tmp_path):
    variants = read(tmp_path, HEAD + "over: tcp4 unix\n[unix] client: f() = 1\n[!unix] client: f() = 0\n")
    assert [variant.steps[0].alternatives for variant in variants] == [("0",), ("1",)]


def test_a_given_is_inserted(tmp_path):
    (variant,) = read(tmp_path, HEAD + "given: pair a\nserver: recv(a, 1, 0) = 0\n",
                      {"pair": "given: pair X\n# two\nserver: X = open(\"X\") = fd\n"})
    assert variant.steps[0].call == 'a = open("X")'
    assert variant.steps[0].given and not variant.steps[1].given


def test_a_given_with_other_names(tmp_path):
    with pytest.raises(CaseError, match="expected 1 names"):
        read(tmp_path, HEAD + "given: pair a b\nserver: f() = 0\n", {"pair": "given: pair X\n"})


def test_rows_are_tests_of_their_own(tmp_path):
    variants = read(tmp_path, HEAD + "given: client: s = socket() = fd\nrow: client: f(1) = 0\nrow: client: f(2) = 1\n")
    assert [variant.name for variant in variants] == ["f(1)", "f(2)"]
    assert [len(variant.steps) for variant in variants] == [2, 2]


def test_steps(tmp_path):
    (variant,) = read(tmp_path, HEAD + "\n".join([
        "server/2: a = accept(l) <unfinished ...>", "client: connect(c, @l) = -1 ECONNREFUSED | 0 | blocks takes >=1s",
        "server/2: <... accept resumed> = fd @c", "client: send(c, \"x\", 1, 0) eventually = -1 EPIPE",
        "signal server SIGUSR1", "kill client"]) + "\n")
    accept, connect, resumed, send, sign, kill = variant.steps
    assert (accept.thread, accept.unfinished, accept.alternatives) == (2, True, ("blocks",))
    assert (connect.alternatives, connect.takes) == (("-1 ECONNREFUSED", "0", "blocks"), ">=1s")
    assert (resumed.call, resumed.resumes, resumed.alternatives) == ("accept", True, ("fd @c",))
    assert send.eventually
    assert (sign.actor, sign.call, kill.actor, kill.call) == ("signal", "server SIGUSR1", "kill", "client")
