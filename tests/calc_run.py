"""Asking the calculators in tests: in this process, with a configuration folder that holds nothing of the machine."""

from __future__ import annotations

import contextlib
import io
import json
from typing import Any

from lexcollect.cli.main import main

#: The day of the questions, unless they name another.
AS_OF = "2026-11-21"


def asked(*words: str) -> tuple[int, str]:
    """Return exit code and screen of ``lexcollect WORDS``."""
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen):
        code = main([*words, "--as-of", AS_OF])
    return code, screen.getvalue()


def data(*words: str) -> dict[str, Any]:
    """Return the JSON document of ``lexcollect WORDS``."""
    _, out = asked(*words, "--json")
    found: dict[str, Any] = json.loads(out)
    return found


def codes(*words: str) -> set[str]:
    """Return the codes of the findings of ``lexcollect WORDS``."""
    return {f["code"] for f in data(*words)["findings"]}
