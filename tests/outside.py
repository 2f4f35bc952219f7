"""Programs that are not ours, with which tests check what we made.

On a bare machine a test that needs one is skipped and says which; ``.ci/run`` installs them all and sets ``CI``, and
there a missing program is a failure.
"""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str) -> str:
    """Return the path of ``name``; skip, or fail where everything has to be there."""
    found = shutil.which(name)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} is not installed")
    assert found
    return found
