"""doctor.py: one screen on what this machine can show, and how to enable the rest."""

from __future__ import annotations

import os
import platform as machine
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from . import environment, features, kernel

OK, LESS, NO = "ok", "less", "NO"  # all there; goes without; cannot run at all


@dataclass(frozen=True)
class Finding:
    """One line of the screen. `enable` is a command, or what else to do."""

    name: str
    state: str
    text: str
    enable: str = ""


def examine() -> Iterator[Finding]:
    yield _tool("compiler", os.environ.get("CC", "cc"), "gcc libc6-dev", needed=True)
    yield _tool("make", "make", "make", needed=True)
    yield Finding("libc", OK, " ".join(machine.libc_ver()).strip() or "not glibc")
    yield Finding("kernel", OK, f"{machine.release()} {machine.machine()}, {_system()}")
    yield _surroundings()
    yield _python()
    for module, package, needed in (
        ("pytest", "python3-pytest", True),
        ("xdist", "python3-pytest-xdist", False),
        ("tomlkit", "python3-tomlkit", False),
    ):
        yield _module(module, package, needed)
    yield _valgrind()
    yield _clang()
    yield _tool("strace", "strace", "strace", needed=False)
    yield _ptrace()
    yield _kernel_view()
    yield _ports()
    for tag in features.tags():
        yield _feature(tag)


def screen(findings: list[Finding]) -> str:
    """The findings as lines of about 100 columns, commands below what they mend."""
    lines = []
    for finding in findings:
        lines.append(f"  {finding.name:<13} {finding.state:<5} {finding.text}".rstrip())
        if finding.state != OK and finding.enable:
            lines.append(f"{'':<22}enable it with: {finding.enable}")
    return "\n".join(lines)


def main() -> int:
    findings = list(examine())
    print("what this machine can show (less: some cases are skipped, or a target is missing)")
    print(screen(findings))
    fatal = [finding.name for finding in findings if finding.state == NO]
    if fatal:
        print(f"make conformance cannot run here: {', '.join(fatal)}")
        return 1
    skipped = [f.name for f in findings if f.state != OK and f.name in features.tags()]
    print(f"make conformance can run; skipped: cases that need {', '.join(skipped)}"
          if skipped else "make conformance can run; no case is skipped")
    return 0


def _tool(name: str, program: str, package: str, needed: bool) -> Finding:
    command = program.split()
    version = environment.first_line([*command, "--version"])
    if version:
        return Finding(name, OK, version)
    return Finding(name, NO if needed else LESS, f"{program} is missing", _install(package))


def _module(module: str, package: str, needed: bool) -> Finding:
    try:
        version = getattr(import_module(module), "__version__", "found")
    except ImportError:
        text = f"not for {sys.executable}"
        return Finding(module, NO if needed else LESS, text, _install(package))
    return Finding(module, OK, str(version))


def _python() -> Finding:
    state = OK if sys.version_info >= (3, 11) else NO
    return Finding("python", state, f"{machine.python_version()} ({sys.executable})",
                   _install("python3") + ", 3.11 or later")


def _valgrind() -> Finding:
    version = environment.first_line([os.environ.get("VALGRIND", "valgrind"), "--version"])
    number = re.search(r"(\d+)\.(\d+)", version)
    if not number:
        return Finding("valgrind", LESS, "missing: no make valgrind", _install("valgrind"))
    known = (int(number[1]), int(number[2])) >= (3, 24)
    descriptors = "by itself" if known else "not in its XML: peers audit themselves"
    return Finding("valgrind", OK, f"{version}; sees errors and leaks, descriptors {descriptors}")


def _clang() -> Finding:
    version = environment.first_line(["clang", "--version"])
    if not version:
        return Finding("clang", LESS, "missing: no make fuzz, no second compiler",
                       _install("clang"))
    runtime = environment.first_line(["clang", "-print-file-name=libclang_rt.fuzzer-x86_64.a"])
    folder = environment.first_line(["clang", "-print-runtime-dir"])
    found = os.path.isabs(runtime) or bool(list(Path(folder).glob("*fuzzer*")) if folder else [])
    if found:
        return Finding("clang", OK, f"{version}, with libFuzzer")
    return Finding("clang", LESS, f"{version}, without libFuzzer: no make fuzz",
                   _install("libclang-rt-dev"))


def _ptrace() -> Finding:
    """Debuggers and strace on a process that is not their child."""
    scope = environment.sysctl("kernel.yama.ptrace_scope")
    if scope in ("", "0") or os.geteuid() == 0 and scope != "3":
        return Finding("ptrace", OK, "any process of this user can be traced")
    if scope == "1":
        return Finding("ptrace", OK, "children can be traced, which is enough")
    return Finding("ptrace", LESS, f"restricted (kernel.yama.ptrace_scope is {scope})",
                   "sysctl -w kernel.yama.ptrace_scope=1")


def _kernel_view() -> Finding:
    """Does /proc show in which call a child sleeps?"""
    child = subprocess.Popen(["sleep", "60"])
    try:
        seen = kernel.visible(child.pid)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    if seen:
        return Finding("kernel's view", OK, "/proc/PID/task/TID/syscall shows a thread's call")
    return Finding("kernel's view", LESS, "/proc/PID/syscall cannot be read: 'blocks' is"
                   " decided by a short wait", "a container: --cap-add SYS_PTRACE")


def _ports() -> Finding:
    span = environment.sysctl("net.ipv4.ip_local_port_range").split()
    if len(span) != 2:
        return Finding("ports", OK, "the range of ephemeral ports cannot be seen")
    size = int(span[1]) - int(span[0]) + 1
    text = f"{size} ephemeral ports, {span[0]} to {span[1]}"
    return Finding("ports", OK if size >= 1000 else LESS, text,
                   "sysctl -w net.ipv4.ip_local_port_range='32768 60999'")


def _feature(tag: str) -> Finding:
    why, _, how = features.absent(tag).partition("; enable it with: ")
    return Finding(tag, LESS if why else OK, why or features.tags()[tag], how)


def _system() -> str:
    return environment.distribution() or machine.system()


def _surroundings() -> Finding:
    version = _read("/proc/version").lower()
    marks = {
        "gVisor, not the host's kernel": "gvisor" in version,
        "WSL": "microsoft" in version,
        "a container": any(map(os.path.exists, ("/.dockerenv", "/run/.containerenv",
                                                "/run/systemd/container"))),
    }
    seen = [name for name, there in marks.items() if there]
    return Finding("inside of", OK, ", ".join(seen) or "nothing special seen")


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _install(package: str) -> str:
    return f"apt-get install {package}" if shutil.which("apt-get") else f"install {package}"


if __name__ == "__main__":
    sys.exit(main())
