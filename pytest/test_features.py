"""test_features.py: tags, what this machine has of them, and what follows for a case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bothends import environment, features, host, platform
from bothends.outcome import Case


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    features.absent.cache_clear()
    yield
    features.absent.cache_clear()


def case(*needs: str, hosts: int = 1) -> Case:
    return Case("a/a", "a", "t", "c", "shall", needs=needs, hosts=hosts)


def test_every_tag_has_a_comment_and_a_probe() -> None:
    assert set(features.tags()) == set(features.PROBES)
    assert all(features.tags().values())


@pytest.mark.parametrize("tag", features.tags())
def test_a_probe_answers_with_one_line_or_none(tag: str) -> None:
    why = features.absent(tag)
    assert "\n" not in why and (why == "" or len(why) > 10)


def test_an_unknown_tag_is_a_reason() -> None:
    assert "'warp' that features.txt does not list" in features.missing(case("warp"))


def test_needs_and_host_lines_imply_their_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(features.PROBES, "two-hosts", lambda: "no cable")
    monkeypatch.setitem(features.PROBES, "netns", lambda: "no namespace")
    assert features.missing(case()) == ""
    assert features.missing(case(hosts=2)) == "two-hosts: no cable"
    assert features.missing(case(), ("clear",)) == "netns: no namespace"


def test_nft_is_needed_only_where_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(features.PROBES, "netns", lambda: "")
    monkeypatch.setattr(host, "nft", lambda: "")
    assert features.missing(case(), ("clear",)) == ""
    assert "apt-get install nftables" in features.missing(case(), ("drop tcp",))


def test_what_must_be_native_is_not_played_under_memcheck() -> None:
    assert features.missing(case("native")) == ""
    assert features.missing(case("native"), memcheck=True).startswith("native: ")
    assert features.missing(case(), memcheck=True) == ""


def test_the_fingerprint_says_where_it_was() -> None:
    known = platform.Platform(file="x.toml", name="x", cc="cc", flags=("-O2",))
    facts = environment.fingerprint(known, hermetic=True)
    assert facts["namespaces"] == "yes" and facts["flags"] == "-O2"
    assert facts["system"] and facts["machine"] and facts["python"]
    assert all(isinstance(value, str) and value for value in facts.values())


def test_a_program_that_is_missing_is_no_error() -> None:
    assert environment.first_line(["/nowhere/at-all"]) == ""
    assert environment.first_line(["false"]) == ""
