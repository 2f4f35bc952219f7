"""A small share of each campaign of hostile trials (tests/campaign): they still run, and nothing goes wrong in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CAMPAIGN = Path(__file__).parent / "campaign"
#: Campaign → share of its full run that a test can afford.
SHARES = {
    "alterations": 0.02,
    "stamped": 0.04,
    "kills": 0.01,
    "saving": 0.05,
    "entered": 0.06,
    "disks": 0.02,
    "readers": 0.02,
    "fuzz": 0.015,
    "folders": 0.02,
    "templates": 0.1,
    "payloads": 0.02,
}


@pytest.mark.parametrize("name", SHARES)
def test_a_share_of_the_campaign_goes_well(name: str) -> None:
    done = subprocess.run(
        [sys.executable, str(CAMPAIGN), name, "--share", str(SHARES[name]), "--seed", "11"],
        capture_output=True,
        encoding="utf-8",
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(name)
