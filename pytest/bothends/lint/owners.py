"""@names: each is given by an earlier step, and by one peer only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..names import references
from ..outcome import Variant
from . import Finding


def check(variant: Variant) -> Iterator[Finding]:
    given: dict[str, set[str]] = {}
    for step in variant.steps:
        for name in sorted(references(" ".join((step.call, *step.alternatives)))):
            peers = given.get(name, set()) | ({step.actor} if f"{name} =" in step.call else set())
            if not peers:
                yield step.line, "a name that no earlier step gives", f"@{name}"
            elif len(peers) > 1:
                yield step.line, "a name that both peers give cannot be used with @", f"@{name}"
        for name in re.findall(r"\b([a-z]\w*)\s*=\s*\w+\(|[\[,]\s*([a-z]\w*)", step.call):
            given.setdefault(name[0] or name[1], set()).add(step.actor)
