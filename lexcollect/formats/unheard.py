"""Unheard: what libraries in C print about damage, kept off the user's screen.

Owns the one place where the error output of the process is closed for a moment: such libraries write past Python. What
they would say is told by us as a finding.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unheard() -> Iterator[None]:
    """Throw away whatever is written to the error output inside the block."""
    try:
        screen = os.dup(2)
    except OSError:  # a program without a screen
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(screen, 2)
        os.close(screen)
        os.close(nothing)
