"""The libraries the program needs: each has a lower bound, and CI installs exactly those as the oldest."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OLDEST = ROOT / ".ci" / "oldest.py"


def pins(script: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)


def test_the_oldest_allowed_libraries_are_the_lower_bounds_of_the_project() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    done = pins(OLDEST)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(wanted)
    for line, dependency in zip(lines, wanted, strict=True):
        name, bound = re.match(r"([\w.-]+)>=([\w.]+)", dependency).groups()
        assert line.split(" ;")[0] == f"{name}=={bound}"
        assert (";" in line) == (";" in dependency)


@pytest.mark.parametrize("dependency", ["click", "click<9", "click>=8,>=8.1"])
def test_a_library_that_nobody_could_try_at_its_oldest_is_an_error(tmp_path: Path, dependency: str) -> None:
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "oldest.py"
    script.write_bytes(OLDEST.read_bytes())
    (tmp_path / "pyproject.toml").write_text(f'[project]\ndependencies = ["{dependency}"]\n', "utf-8")
    done = pins(script)
    assert done.returncode != 0 and dependency in done.stderr
