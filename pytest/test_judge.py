"""The judge, as a table: what matches what, and which verdict follows."""

from __future__ import annotations

import pytest

from bothends.judge import End, Ending, failed, matches, number, took_as_said, verdict
from bothends.outcome import Case, Step, Variant, Verdict


@pytest.mark.parametrize("wanted, answer", [
    ("0", "0"), ("?", "-1 EPIPE"), ("0x10", "16"), ("017", "15"), ("-1 EPIPE", "-1 EPIPE"), ("-1", "-1 EPIPE"),
    ('7 "request"', '7 "request"'), ("7", '7 "request"'), ('5 "a b"', '5 "a b" 127.0.0.1:80 len=16'),
    ("fd", "fd 7"), ("fd 127.0.0.1:80", "fd 7 127.0.0.1:80 len=16"), ("fd len=16", "fd 7 127.0.0.1:80 len=16"),
    ("0 127.0.0.1:?", "0 127.0.0.1:45678 len=16"), ("0 [::1]:?", "0 [::1]:45678 len=28"),
    ("1..3", "2"), ("1..", "9"), ("..3", "-4"), (">=1", "1"), ("3 calls=>=2", "3 calls=2"),
    ("1 POLLIN|POLLOUT", "1 POLLOUT|POLLIN"), ("2 r=[a] w=[]", "2 r=[a] w=[] e=[]"),
    ("0 {l_linger=0}", "0 {l_onoff=1, l_linger=0}"), ("0 {1, 0}", "0 {l_onoff=1, l_linger=0}"),
    ("0 {tcpi_snd_mss=>=536, ...}", "0 {tcpi_state=TCP_ESTABLISHED, tcpi_snd_mss=1460}"),
    ("blocks", "blocks"), ("killed by SIGPIPE", "killed by SIGPIPE"), ("exited 3", "exited 3"),
    ('"# | = \\" {"', '"# | = \\" {"'), ("pattern(10)+4", "pattern(10)+4"),
    ('"\\x9c\\x40\\x0a"', '"\\x9c@\\n"'), ('"a\\"b"', '"a\\x22b"'), ("", "0"),
])
def test_matches(wanted, answer):
    assert matches(wanted, answer)


@pytest.mark.parametrize("wanted, answer", [
    ("0", "-1 EPIPE"), ("-1 EPIPE", "-1 ECONNRESET"), ('7 "request"', '7 "reques_"'), ("7 \"x\"", "7"),
    ('"ab"', '"ab"... size=90'), ('"\\x41"', '"B"'),
    ("0 127.0.0.1:?", "0 127.0.0.2:45678"), ("0 127.0.0.1:?", "0 NULL"), ("1..3", "4"), ("1..3", "-1 EAGAIN"),
    (">=1", "0"), ("1 POLLIN", "1 POLLIN|POLLHUP"), ("0 {l_linger=1}", "0 {l_onoff=1, l_linger=0}"),
    ("0 {l_other=1}", "0 {l_onoff=1}"), ("3 calls=2", "3"), ("3 calls=>=2", "3 calls=1"), ("blocks", "0"),
    ("0", "blocks"), ("fd", "-1 EMFILE"), ("killed by SIGPIPE", "killed by SIGSEGV"), ("0 [a]", "0 [a, b]"),
    ("1", "fd 1"), ("08", "8"),
])
def test_does_not_match(wanted, answer):
    assert not matches(wanted, answer)


def test_numbers():
    assert [number(text) for text in ("10", "-1", "0x1F", "0777", "x", "1.2", "")] == [10, -1, 31, 511, None, None, None]


def test_failures():
    assert all(map(failed, ("-1 EPIPE", "NULL ENOSPC", "blocks", "killed by SIGPIPE", "EAI_NONAME", "exited 1")))
    assert not any(map(failed, ("0", "fd 3", '"::1"', "7 \"-1\"")))


@pytest.mark.parametrize("takes, seconds, fine", [
    ("", None, True), (">=200ms", 0.2, True), (">=200ms", 0.19, False), ("200ms..4s", 3.9, True),
    ("200ms..4s", 4.1, False), (">=1s", None, False), ("1s..", 100.0, True),
])
def test_takes(takes, seconds, fine):
    assert took_as_said(takes, seconds) is fine


STEP = Step(9, "client: f() = 0", "client", "f()", alternatives=("0",))
GIVEN = Step(8, "client: f() = 0", "client", "f()", alternatives=("0",), given=True)


@pytest.mark.parametrize("level, ending, expected, why", [
    ("shall", Ending(End.COMPLETE), Verdict.CONFORMS, ""),
    ("shall", Ending(End.COMPLETE, permitted=True), Verdict.PERMITTED, "another permitted outcome"),
    ("shall", Ending(End.MISMATCH, STEP, "-1 EPIPE"), Verdict.DEVIATES, "expected = 0, got -1 EPIPE"),
    ("common", Ending(End.MISMATCH, STEP, "-1 EPIPE"), Verdict.DEVIATES, "expected = 0, got -1 EPIPE"),
    ("implementation", Ending(End.MISMATCH, STEP, "1"), Verdict.PERMITTED, "expected = 0, got 1"),
    ("shall", Ending(End.MISMATCH, GIVEN, "1"), Verdict.INCONCLUSIVE, "set-up did not come about"),
    ("shall", Ending(End.HUNG, GIVEN, "x"), Verdict.INCONCLUSIVE, "set-up did not come about"),
    ("implementation", Ending(End.HUNG, STEP, "no return"), Verdict.HUNG, "no return"),
    ("shall", Ending(End.CRASHED, STEP, "killed by SIGSEGV"), Verdict.CRASHED, "killed by SIGSEGV"),
    ("shall", Ending(End.UNSUPPORTED, STEP, "unsupported f: no"), Verdict.UNSUPPORTED, "f: no"),
    ("shall", Ending(End.UNSUPPORTED, GIVEN, "unsupported f: no"), Verdict.UNSUPPORTED, "f: no"),
    ("shall", Ending(End.BROKEN, GIVEN, "broken: what near 'x'"), Verdict.BROKEN, "what near 'x'"),
    ("shall", Ending(End.NO_SETUP, None, "no namespaces"), Verdict.INCONCLUSIVE, "no namespaces"),
])
def test_verdict(level, ending, expected, why):
    variant = Variant(Case("t/c", "cases/t/c.case", "t", "c", level), "", "", (STEP,))
    what, said = verdict(variant, ending)
    assert what is expected
    assert why in said
