"""expect.py: what is known of a platform, and a result weighed against it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .outcome import Result, Variant, Verdict


@dataclass(frozen=True)
class Expect:
    """One known difference: of these variants, this verdict and outcome, and why."""

    case: str
    verdict: str
    reason: str
    variant: str = "*"  # '*' stands for any text
    outcome: str = ""  # the violated line, normalised; '' for any
    link: str = ""
    line: int = 0  # of the platform's file

    def covers(self, variant: Variant) -> bool:
        return self.case == variant.case.id and _glob(self.variant, variant.name)


@dataclass(frozen=True)
class Platform:
    """A platform's file, read and checked."""

    file: str
    name: str
    description: str = ""
    floor: int = 1  # of judged variants, below which a whole run is no success
    lacks: tuple[str, ...] = ()  # calls and constants that it is known to lack
    cc: str = "cc"
    flags: tuple[str, ...] = ()
    out: str = "out"
    prefix: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    expects: tuple[Expect, ...] = ()


def apply(result: Result, platform: Platform) -> Result:
    """The result with its expectation: as expected or not, with reason and link."""
    if skipped(result):
        return result
    entry = expectation(platform, result.variant)
    if entry is None:
        return _without_entry(result, platform)
    if not needs_entry(result):
        return _unexpected(result, "unexpected conformance: remove the entry", entry)
    if result.verdict.value != entry.verdict:
        return _unexpected(result, f"expected to be {entry.verdict}", entry)
    if entry.outcome not in ("", violated(result)):
        return _unexpected(result, f"expected to differ thus: {entry.outcome}", entry)
    return replace(result, expected=True, reason=entry.reason, link=entry.link)


def skipped(result: Result) -> bool:
    """Was it not played, for want of what `needs:` names? Then it says why itself."""
    return result.verdict is Verdict.UNSUPPORTED and not result.outcome and bool(result.reason)


def expectation(platform: Platform, variant: Variant) -> Expect | None:
    """The entry for a variant: one that names it exactly before one with '*'."""
    found = [entry for entry in platform.expects if entry.covers(variant)]
    exact = [entry for entry in found if entry.variant == variant.name]
    return next(iter(exact + found), None)


def needs_entry(result: Result) -> bool:
    """Is it red unless the platform's file knows of it?

    What the standard permits is not; but a level `implementation` is judged
    against the platform's file alone, so another outcome than the written one is.
    """
    if result.verdict is Verdict.CONFORMS:
        return False
    if result.verdict is Verdict.PERMITTED:
        level = result.variant.case.level
        return level == "implementation" and result.failed is not None
    return True


def violated(result: Result) -> str:
    """The normalised line that ended the play."""
    return result.outcome[-1] if result.outcome else ""


def strays(platform: Platform, variants: Iterable[Variant]) -> tuple[str, ...]:
    """A problem for each entry that covers none of the collected variants."""
    collected = list(variants)
    return tuple(
        f"{platform.file}:{entry.line}: no case is called so"
        f" near '{entry.case}[{entry.variant}]'"
        for entry in platform.expects
        if not any(entry.covers(variant) for variant in collected)
    )


def _without_entry(result: Result, platform: Platform) -> Result:
    if not needs_entry(result):
        return replace(result, expected=True)
    lack = _lack(result, platform)
    if lack:
        reason = f"the platform lacks {lack}"
        return replace(result, expected=True, reason=reason)
    return replace(result, expected=False)


def _lack(result: Result, platform: Platform) -> str:
    """The name that an unsupported result is about, if it is known to be absent."""
    if result.verdict is not Verdict.UNSUPPORTED:
        return ""
    words = set(re.findall(r"\w+", f"{result.why} {violated(result)}"))
    return next((name for name in platform.lacks if name in words), "")


def _unexpected(result: Result, say: str, entry: Expect) -> Result:
    why = f"{result.why}; {say}" if result.why else say
    return replace(
        result, expected=False, why=why, reason=entry.reason, link=entry.link
    )


def _glob(pattern: str, name: str) -> bool:
    """Only '*' is special: names hold brackets and question marks of their own."""
    parts = [re.escape(part) for part in pattern.split("*")]
    return re.fullmatch(".*".join(parts), name, re.DOTALL) is not None
