"""python3 -m bothends.bench: what a run costs, beside the least that it can cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CASES, CALLS = 1000, 15
HEAD = "title: a synthetic case\ncite: none\nlevel: common\n"
SCRIPT = """server: socketpair(AF_UNIX, SOCK_STREAM, 0, [a, b])
client: socketpair(AF_UNIX, SOCK_STREAM, 0, [c, d])
server: send(a, "request", 7, 0)
server: recv(b, 16, 0)
client: send(c, "request", 7, 0)
client: recv(d, 16, 0)
server: send(b, "reply", 5, 0)
client: send(d, "reply", 5, 0)
server: recv(a, 16, 0)
client: recv(c, 16, 0)
server: shutdown(a, SHUT_WR)
client: shutdown(c, SHUT_WR)
server: recv(b, 16, 0)
client: recv(d, 16, 0)
server: close(a)
"""
ANSWERS = ("0", "0", "7", '7 "request"', "7", '7 "request"', "5", "5", '5 "reply"', '5 "reply"', "0", "0", "0", "0", "0")


def main() -> int:
    """Measure and print; the exit code is 1 when the driver costs more than three times the floor."""
    with tempfile.TemporaryDirectory(prefix="bothends-") as folder:
        tree = Path(folder)
        script = tree / "script"
        script.write_text(SCRIPT)
        bare = tree / "bare"
        bare.write_text("")
        _write_cases(tree / "cases" / "bench")
        spawns = floor(bare)
        least = floor(script)
        driver = run_driver(tree)
    _print(spawns, least, driver)
    return driver > 3 * least


def _write_cases(folder: Path) -> None:
    folder.mkdir(parents=True)
    steps = "".join(f"{line} = {answer}\n" for line, answer in zip(SCRIPT.splitlines(), ANSWERS))
    for number in range(CASES):
        (folder / f"synthetic-{number}.case").write_text(HEAD + steps)


def floor(script: Path) -> float:
    """Seconds for all cases on all cores, from a plain program."""
    cores = sorted(os.sched_getaffinity(0))
    command = [str(ROOT / "out" / "floor"), str(ROOT / "out" / "peer"), str(CASES // len(cores)), str(script)]
    began = time.monotonic()
    running = [subprocess.Popen([*command, str(core)], stdout=subprocess.DEVNULL) for core in cores]
    for process in running:
        if process.wait():
            sys.exit("bench: the floor could not be measured")
    return time.monotonic() - began


def run_driver(tree: Path) -> float:
    """Seconds for the same cases through pytest, from the command line to the exit."""
    platform = tree / "bench.toml"
    platform.write_text('name = "bench"\n')
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "pytest/test_cases.py", "--cases", str(tree / "cases"),
                           "--platform", str(platform), "--no-reports"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"bench: the driver's run failed\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.monotonic() - began


def _print(spawns: float, least: float, driver: float) -> None:
    cores = len(os.sched_getaffinity(0))
    per_call = (least - spawns) * cores / CASES / CALLS
    print(f"{CASES} cases of two fresh peers and {CALLS} calls, on {cores} cores\n")
    print(f"  floor, spawns alone          {spawns:6.2f} s   {spawns * cores / CASES * 1e3:6.2f} ms a case")
    print(f"  floor, spawns and calls      {least:6.2f} s   {least * cores / CASES * 1e3:6.2f} ms a case"
          f"   {per_call * 1e6:5.1f} us a call")
    print(f"  driver, pytest and all       {driver:6.2f} s   {driver * cores / CASES * 1e3:6.2f} ms a case"
          f"   {(driver - spawns) * cores / CASES / CALLS * 1e6:5.1f} us a call, all overhead put on calls")
    print(f"\n  driver / floor = {driver / least:.2f} (at most 3)")


if __name__ == "__main__":
    sys.exit(main())
