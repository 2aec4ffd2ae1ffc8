"""sample_run.py: a run of a few made-up results, for the tests of the reports."""

from __future__ import annotations

from bothends.outcome import Case, Event, Memory, Result, Run, Step, Variant, Verdict


def result(
    name: str = "rst/rst.one[tcp4]",
    verdict: str = "deviates",
    *,
    level: str = "shall",
    expected: bool = False,
    answer: str = "= 0",
    reason: str = "",
    why: str = "expected = -1 ECONNRESET, got 0",
    memory: tuple[Memory, ...] = (),
) -> Result:
    """A case of three calls whose last one did not match, unless it conforms."""
    case_id, _, variant_name = name.rstrip("]").partition("[")
    case = Case(
        id=case_id,
        file=f"cases/{case_id}.case",
        title="a connection closed with unread data is reset",
        cite="RFC 9293 3.10.4; RFC 2525 2.17",
        level=level,
        about="The data that was sent before is lost.",
        elsewhere=("others do the same",),
    )
    step = Step(
        12, "server: recv(a, 16, 0) = -1 ECONNRESET", "server", "recv(a, 16, 0)",
        alternatives=("-1 ECONNRESET",), file=case.file,
    )
    wrong = verdict != "conforms"
    events = (
        Event(0.001, "server", "a = accept(l)", "= fd 4", 0.00001, 10),
        Event(0.002, "client", 'send(c, "x", 1, 0)', "= 1", 0.25, 11),
        Event(0.003, "host", "link down", "", None, 11),
        Event(0.004, "server/2", "recv(a, 16, 0)", answer, 0.00001, 12,
              "expected = -1 ECONNRESET" if wrong else ""),
    )
    return Result(
        Variant(case, variant_name, "tcp4", (step,)), Verdict(verdict),
        why if wrong else "", ("server: a = accept(l) = fd", f"server/2: recv(a, 16, 0) {answer}"),
        events, step if wrong else None, expected, reason, seconds=0.01, waited_s=0.005, memory=memory,
    )


def run(*results: Result, problems: tuple[str, ...] = ()) -> Run:
    return Run(
        "linux-glibc", {"system": "Linux 6.1"}, results,
        "2026-01-02T03:04:05Z", 1.5, problems=problems,
    )
