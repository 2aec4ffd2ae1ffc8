"""@names and SCRATCH: the words of a case that get their value while it is played."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .notation import assigned, find_words, items, replace_words
from .outcome import Step, Variant

_REF = re.compile(r"unix:@\w+|@(\w+)|:@(\w+)")
_PORT = re.compile(r"(\[[^\]]+\]|[\w.%-]+):(\d+)")


def references(text: str) -> set[str]:
    """The names used with @ in a call or an expectation."""
    return {name for match in find_words(text, _REF) for name in match.groups() if name}


@dataclass
class Names:
    """Who owns the names of one play, and the addresses known so far."""

    scratch: str = ""
    owners: dict[str, str] = field(default_factory=dict)  # name -> actor
    addresses: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)  # name -> last step that uses @name

    @classmethod
    def of(cls, variant: Variant) -> Names:
        names = cls()
        for index, step in enumerate(variant.steps):
            for name in references(" ".join((step.call, *step.alternatives))):
                names.wanted[name] = index
        return names

    def learn(self, step: Step) -> None:
        """Note the owner of what the step's call assigns (socketpair's list too)."""
        for name in (assigned(step.call), *re.findall(r"[A-Za-z_]\w*", step.call)):
            if name in self.wanted:
                self.owners.setdefault(name, step.actor)

    def to_ask(self, step: Step, index: int) -> list[str]:
        """Names that this step's call touched and that a later step needs."""
        if not self.wanted:
            return []
        words = set(re.findall(r"[A-Za-z_]\w*", step.call))
        return [name for name, last in self.wanted.items()
                if last > index and name in words and self.owners.get(name) == step.actor]

    def keep(self, name: str, answer: str) -> None:
        """Remember the address in the answer to getsockname(NAME), if it is one."""
        parts = items(answer)
        if len(parts) > 1 and parts[0] == "0":
            self.addresses[name] = parts[1]

    def fill(self, text: str) -> str:
        """The text with SCRATCH, @name and HOST:@name filled in; KeyError names an unknown one."""
        if "SCRATCH" in text:
            text = text.replace("SCRATCH", self.scratch)
        if "@" not in text:
            return text
        return replace_words(text, _REF, self._value)

    def _value(self, match: re.Match[str]) -> str:
        if match[1]:
            return self.addresses[match[1]]
        if match[2]:
            return ":" + self.addresses[match[2]].rpartition(":")[2]
        return match[0]

    def normalise(self, answer: str, written: str) -> str:
        """An answer without what changes from run to run: ports, paths, descriptors."""
        for name, address in self.addresses.items():
            if not address.endswith(":0"):
                answer = re.sub(rf"(?<![\w.:\[]){re.escape(address)}(?![\w.])", f"@{name}", answer)
        if self.scratch:
            answer = answer.replace(self.scratch, "SCRATCH")
        answer = re.sub(r" left=\{[^}]*\}", "", re.sub(r"\bfd \d+", "fd", answer))
        return replace_words(answer, _PORT, lambda m: m[0] if int(m[2]) < 1024 or f":{m[2]}" in written
                             else f"{m[1]}:?")
