"""The scripts in ``benchmarks/`` can be started: a name that moved in the package breaks what no other test loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "benchmarks"


@pytest.mark.parametrize("script", sorted(path.stem for path in BENCHMARKS.glob("*.py")))
def test_a_measurement_finds_what_it_imports(script: str) -> None:
    where = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    words = [sys.executable, "-c", f"import {script}"]
    env = {**os.environ, "PYTHONPATH": where}
    done = subprocess.run(words, cwd=BENCHMARKS, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
