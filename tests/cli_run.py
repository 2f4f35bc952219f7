"""Typing commands in tests: as a user would, in a folder of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PROCESS = [sys.executable, "-m", "lexcollect"]

#: The same with the clock at a moment that is given first.
_AT = (
    "import sys, runpy, datetime; from lexcollect.cli import options; "
    "moment = datetime.datetime.fromisoformat(sys.argv.pop(1)); options.now = lambda: moment; "
    "runpy.run_module('lexcollect', run_name='__main__', alter_sys=True)"
)


def at(moment: str) -> list[str]:
    """Return the process in which the clock stands at ``moment`` (with its zone), for ``PROCESS``."""
    return [sys.executable, "-c", _AT, moment]


#: Four English words in a row: a sentence, not a name or a path.
ENGLISH_SENTENCE = re.compile(r"(?:\b[A-Za-z]{2,}\b[ ,;]+){3,}[A-Za-z]{2,}")


def typed(
    *words: str, cwd: Path, stdin: bytes | None = None, text_encoding: str = "utf-8", **environment: str
) -> tuple[int, str, str]:
    """Run ``lexcollect WORDS`` as a process of its own; return exit code, standard output, standard error."""
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONIOENCODING", "LEXCOLLECT_LANG", "COLUMNS")}
    done = subprocess.run(
        [*PROCESS, *words],
        cwd=cwd,
        input=stdin if stdin is not None else b"",
        capture_output=True,
        env={**env, **environment},
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout.decode(text_encoding), done.stderr.decode(text_encoding)
