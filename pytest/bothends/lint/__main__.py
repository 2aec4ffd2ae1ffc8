"""python3 -m bothends.lint: print what the lint finds in cases/, exit 1 if it finds anything."""

from __future__ import annotations

import sys
from pathlib import Path

from . import findings

found = list(findings(Path(__file__).resolve().parents[3] / "cases"))
print("\n".join(found) if found else "cases: no findings")
sys.exit(bool(found))
