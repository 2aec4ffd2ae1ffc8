#!/usr/bin/python3 -S
"""A peer that misbehaves as its argument says: the driver must name it, and never hang.

Honest until it is asked bind(): then it dies, hangs, prints garbage, ...
"""

import os
import signal
import sys


def out(text: str) -> None:
    os.write(1, text.encode("latin-1"))


def misbehave(how: str) -> None:
    """What bind() does."""
    if how == "dies":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif how == "exits":
        os._exit(3)
    elif how == "hangs":
        signal.pause()
    elif how == "spins":
        while True:
            pass
    elif how == "garbage":
        out("\x01\xff\x80 segfault at 0\n")
    elif how == "endless":
        while True:
            out("x" * 4096)
    elif how == "twice":
        out("= 0 <0.000001>\n= 0 <0.000001>\n")
    elif how == "half":
        out("= 0")
        os._exit(0)
    elif how == "unsupported":
        out("unsupported bind: not in this system\n")
    else:
        out("= 0 <0.000001>\n")


def main(how: str) -> None:
    if how == "silent":
        signal.pause()
    if how == "stranger":
        out("login: \n")
    out(f'bothends 1 pid={os.getpid()} system="Fake" libc="none" order=little long=8 calls=bind\n')
    for line in sys.stdin:
        if "no_such_call" in line:
            out("= 0 <0.000001>\n" if how == "dishonest" else "broken: unknown call near 'no_such_call'\n")
        elif "bind(" in line:
            misbehave(how)
        else:
            out("= fd 3 <0.000001>\n" if "socket(" in line else "= 0 <0.000001>\n")


main(sys.argv[1])
