"""The progress line of a long run, at a terminal only."""

from __future__ import annotations

import sys
import time


class Progress:
    """Rewrites one line on standard error, ten times a second at most."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.failed = total, 0, 0
        self.began = self.shown = time.monotonic()

    def step(self, failed: bool) -> None:
        """One more case is done."""
        self.done += 1
        self.failed += failed
        now = time.monotonic()
        if self.done == self.total:
            sys.stderr.write("\r\x1b[K")
        elif now - self.shown > 0.1:
            self.shown = now
            left = (now - self.began) / self.done * (self.total - self.done)
            sys.stderr.write(f"\r{self.done} of {self.total}, {self.failed} unexpected, {left:.0f} s to go\x1b[K")
        sys.stderr.flush()
