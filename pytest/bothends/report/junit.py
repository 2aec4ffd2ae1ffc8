"""report/junit.py: junit.xml, as GitLab and Jenkins read it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ..clean import clean, one_line
from ..outcome import Memory, Result, Run, Verdict
from . import ReportError, text

FILE = "junit.xml"
MOST_BYTES = 64 * 1024  # of one case: readers drop whole reports that are too big
FAILURES = (Verdict.DEVIATES, Verdict.PERMITTED, Verdict.CONFORMS, Verdict.UNSUPPORTED)
TYPES = {Verdict.DEVIATES: "deviation", Verdict.CONFORMS: "unexpected-conformance"}


def render(run: Run) -> str:
    """The run as one suite; it is read back before it is believed."""
    root = Element("testsuites")
    suite = SubElement(root, "testsuite", _head(run))
    _properties(suite, run.environment)
    for result in sorted(run.results, key=lambda one: one.variant.id):
        suite.extend(_testcases(run, result))
    for number, problem in enumerate(run.problems, 1):
        case = SubElement(
            suite, "testcase", classname=f"{run.platform}.run", name=f"problem {number}"
        )
        _verdict(case, "error", "broken", problem, problem)
    _count(root, suite)
    ElementTree.indent(root, " ")
    page = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    return _checked('<?xml version="1.0" encoding="UTF-8"?>\n' + page + "\n")


def _head(run: Run) -> dict[str, str]:
    return {
        "name": clean(run.platform),
        "hostname": clean(socket.gethostname()),
        "timestamp": run.started.rstrip("Z"),
        "time": f"{run.seconds:.3f}",
    }


def _testcases(run: Run, result: Result) -> Iterator[Element]:
    """The case's own test, and one for each peer's memory."""
    case = _testcase(run, result, "")
    case.set("time", f"{result.seconds:.6f}")
    _properties(case, _facts(result))
    if not result.expected:
        kind = "failure" if result.verdict in FAILURES else "error"
        named = TYPES.get(result.verdict, result.verdict.value)
        page = text.evidence(result, colour=False, setting=run.setting)
        _verdict(case, kind, named, text.brief(result), page)
    elif result.reason:
        _verdict(case, "skipped", result.verdict.value, result.reason, "")
    yield case
    for memory in result.memory:
        yield _memory(run, result, memory)


def _memory(run: Run, result: Result, memory: Memory) -> Element:
    case = _testcase(run, result, f" memory of the {memory.actor}")
    lines = list(memory.findings)
    if memory.descriptors:
        lines.append(f"descriptors left open: {list(memory.descriptors)}")
    if lines:
        _verdict(case, "failure", "memory", lines[0], "\n".join(lines))
    return case


def _testcase(run: Run, result: Result, suffix: str) -> Element:
    """GitLab drops a second test of the same classname and name."""
    variant = result.variant
    name = variant.id.partition("/")[2] or variant.id
    line = result.failed.line if result.failed and not result.failed.given else 1
    return Element(
        "testcase",
        classname=clean(f"{run.platform}.{variant.case.theme}"),
        name=one_line(name + suffix),
        file=variant.case.file,
        line=str(line),
    )


def _facts(result: Result) -> dict[str, str]:
    case = result.variant.case
    return {
        "level": case.level,
        "clause": case.cite,
        "verdict": result.verdict.value,
        "expected": "yes" if result.expected else "no",
        "outcome": result.outcome[-1] if result.outcome else "",
        "link": result.link,
    }


def _properties(parent: Element, facts: dict[str, str]) -> None:
    box = SubElement(parent, "properties")
    for name, value in facts.items():
        if value:
            SubElement(box, "property", name=name, value=one_line(value)[:2000])


def _verdict(case: Element, tag: str, kind: str, message: str, body: str) -> None:
    element = SubElement(case, tag, type=kind, message=one_line(message)[:2000])
    element.text = _capped(clean(body)) or None


def _capped(body: str) -> str:
    data = body.encode()
    if len(data) <= MOST_BYTES:
        return body
    left = len(data) - MOST_BYTES
    note = f"\n... {left} bytes more, all of them in run.json\n"
    return data[:MOST_BYTES].decode(errors="ignore") + note


def _count(root: Element, suite: Element) -> None:
    for parent in (root, suite):
        parent.set("tests", str(len(suite.findall("testcase"))))
        for plural, tag in (("failures", "failure"), ("errors", "error"), ("skipped",) * 2):
            parent.set(plural, str(len(suite.findall(f"testcase/{tag}"))))


def _checked(page: str) -> str:
    try:
        ElementTree.fromstring(page.encode())
    except ElementTree.ParseError as error:
        raise ReportError(f"{FILE}: not written, it would not be XML: {error}") from error
    return page
