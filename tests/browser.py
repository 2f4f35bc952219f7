"""A real browser for tests: the distribution's Chromium, without a window, driven through playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

#: Milliseconds an expectation waits: a busy machine is slow, not wrong.
PATIENCE = 30_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str:
    """Return where Chromium is; without it a test is left out, which the run of the CI does not allow."""
    found = next((path for name in NAMES if (path := shutil.which(name))), "")
    if not found:
        pytest.skip("no Chromium on this computer")
    return found


@contextmanager
def browser() -> Iterator[Any]:
    """Give a browser, and close it."""
    api = pytest.importorskip("playwright.sync_api")
    api.expect.set_options(timeout=PATIENCE)
    # Chromium refuses its sandbox to root only.
    args = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with api.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), headless=True, args=args)
        _be_patient(opened)
        try:
            yield opened
        finally:
            opened.close()


def _be_patient(opened: Any) -> None:
    """Let every page of the browser wait as long as an expectation, and four times as long for a page to load."""
    make = opened.new_context

    def new_context(**given: Any) -> Any:
        context = make(**given)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(4 * PATIENCE)
        return context

    opened.new_context = new_context
    opened.new_page = lambda **given: new_context(**given).new_page()
