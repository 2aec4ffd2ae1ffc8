"""test_memory.py: memcheck's files, whole, growing, cut off and garbled."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from bothends import memory
from bothends.outcome import Case, Memory
from bothends.peer import Peer

HEAD = """<?xml version="1.0"?>
<valgrindoutput>
<pid>{pid}</pid>
<ppid>{ppid}</ppid>
"""
FRAME = "<frame><fn>{fn}</fn><dir>{dir}</dir><file>{file}</file><line>{line}</line></frame>"
ERROR = "<error>\n <kind>{kind}</kind>\n {what}\n <stack>{frames}</stack>\n</error>\n"
LIBC = FRAME.format(fn="send", dir="./socket", file="send.c", line=28)
OURS = FRAME.format(
    fn="call_send", dir=memory.ROOT / "harness", file="call_data.c", line=33
)


def error(kind: str, text: str = "text", frames: str = LIBC + OURS) -> str:
    what = f"<what>{text}</what>"
    if kind.startswith("Leak_"):
        what = f"<xwhat><text>{text}</text><leakedbytes>8</leakedbytes></xwhat>"
    return ERROR.format(kind=kind, what=what, frames=frames)


class Files:
    """A Memcheck folder, and a peer whose file the test writes."""

    def __init__(self, folder: Path) -> None:
        self.memcheck = memory.Memcheck(str(folder))
        self.peer = Peer("server", 7001, -1, -1)

    def write(self, text: str, pid: int = 7001, ppid: int = 1) -> None:
        head = HEAD.format(pid=pid, ppid=ppid)
        path = self.memcheck.folder / f"server.{pid}.xml"
        path.write_text(head + text, encoding="utf-8")

    def collect(self, *declared: str) -> Memory:
        case = Case("a/a", "a", "t", "c", "shall", memcheck=declared)
        return self.memcheck.collect("server", self.peer, case, ())


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


PLACE = " in call_send() at harness/call_data.c:33"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (error("SyscallParam", "sendto(msg)"), [f"SyscallParam: sendto(msg){PLACE}"]),
        (error("Leak_DefinitelyLost", "8 bytes"), [f"Leak_DefinitelyLost: 8 bytes{PLACE}"]),
        (error("InvalidRead", frames=LIBC), ["InvalidRead: text in send()"]),
        (error("InvalidRead", frames=""), ["InvalidRead: text"]),
        ("<error><kind>\x01</kind></error>", ["unreadable: an error in memcheck's file is not XML"]),
        (error("InvalidRead")[:-12], []),
    ],
)
def test_errors(text: str, found: list[str]) -> None:
    assert memory.errors(text) == found


def test_declared_kinds_are_no_findings(files: Files) -> None:
    files.write(error("SyscallParam") + error("InvalidRead"))
    assert files.collect("SyscallParam").findings == (f"InvalidRead: text{PLACE}",)


def test_each_error_is_told_once_and_a_half_one_later(files: Files) -> None:
    first, second = error("InvalidRead", "one"), error("InvalidRead", "two")
    files.write(first + second[:40])
    assert files.collect().findings == (f"InvalidRead: one{PLACE}",)
    files.write(first + second)
    assert files.collect().findings == (f"InvalidRead: two{PLACE}",)
    assert files.collect().findings == ()


@pytest.mark.parametrize(
    ("gone", "end", "findings"),
    [
        ("", "", 0),  # still running
        ("exited 0", memory.END, 0),
        ("exited 0", "", 1),
        ("killed by SIGPIPE", memory.END, 0),
        ("killed by SIGSEGV", "", 1),
        ("killed by SIGKILL", "", 0),  # nobody can write after that
    ],
)
def test_a_file_that_ends_early_is_said(files: Files, gone: str, end: str, findings: int) -> None:
    files.write(end)
    files.peer.gone = gone
    found = files.collect().findings
    assert len(found) == findings and all("incomplete" in text for text in found)


def test_a_missing_file_is_a_finding(files: Files) -> None:
    assert files.collect().findings == ("no report: memcheck wrote none",)


def test_children_count_for_their_parent(files: Files) -> None:
    files.write("")
    files.write(error("InvalidRead", "child"), pid=7002, ppid=7001)
    files.write(error("InvalidRead", "stranger"), pid=7003, ppid=7009)
    assert files.collect().findings == (f"InvalidRead: child{PLACE}",)


def test_a_child_that_executes_another_program_ends_no_file(files: Files) -> None:
    files.write(memory.END)
    files.write("", pid=7002, ppid=7001)
    files.peer.gone = "exited 0"
    assert files.collect().findings == ()


def test_descriptors_come_along(files: Files) -> None:
    files.write("")
    assert files.memcheck.collect("server", files.peer, None, (7,)).descriptors == (7,)


def test_leaks_are_found_when_all_is_over(files: Files, tmp_path: Path) -> None:
    leak = error("Leak_DefinitelyLost", "8 bytes")
    files.write(error("InvalidRead") + leak + leak)
    assert memory.leftovers(str(tmp_path)) == (f"Leak_DefinitelyLost: 8 bytes{PLACE}",)


SOURCE = """#include <stdlib.h>
#include <stdio.h>
#include <sys/socket.h>
int main(void)
{
	char bytes[8];
	int s[2], c;
	char *lost = malloc(3);

	socketpair(AF_UNIX, SOCK_STREAM, 0, s);
	while ((c = getchar()) != EOF)
		if (c == 'x')
			send(s[0], bytes, sizeof bytes, 0);
		else
			puts("done"), fflush(stdout);
	lost = NULL;
	return lost != NULL;
}
"""


@pytest.mark.skipif(not shutil.which("valgrind"), reason="valgrind is missing")
@pytest.mark.skipif(not shutil.which("cc"), reason="cc is missing")
def test_valgrind_really_writes_so(tmp_path: Path) -> None:
    """An error is in the file as soon as the call has returned; a leak at the end."""
    (tmp_path / "p.c").write_text(SOURCE, encoding="ascii")
    program = str(tmp_path / "p")
    subprocess.run(["cc", "-g", "-O0", "-o", program, f"{program}.c"], check=True)
    memcheck = memory.Memcheck(str(tmp_path))
    command = memcheck.wrap("server", [program])
    clean = {key: value for key, value in os.environ.items() if key != "DEBUGINFOD_URLS"}
    with subprocess.Popen(command, stdin=-1, stdout=-1, env=clean) as process:
        assert process.stdin and process.stdout
        peer = Peer("server", process.pid, -1, -1)
        process.stdin.write(b"xo")
        process.stdin.flush()
        assert process.stdout.readline() == b"done\n"
        (finding,) = memcheck.collect("server", peer, None, ()).findings
        assert finding.startswith("SyscallParam: ")
        process.stdin.close()
        process.wait()
    peer.gone = "exited 0"
    (leak,) = memcheck.collect("server", peer, None, ()).findings
    assert leak.startswith("Leak_DefinitelyLost: 3 bytes")
