"""What a browser complains of while a test works on the page: each complaint whole, and it fails the test.

A message of the console, an error of a script, an answer of 400 or more, a request that got no answer, a request to
anywhere but the page's own port. One thing alone is none: that the browser gave up a request of its own accord, because
the person left the page (or kept a file instead of showing it) before the answer came. It is told to nobody, in no
console, and every site has it; the page's server is bound to notice it (tests/test_review_left.py).
"""

from __future__ import annotations

from typing import Any

#: What the browser calls a request that it gave up itself.
_GIVEN_UP = "net::ERR_ABORTED"


class Complaints:
    """The complaints of a tab; ``doing`` is what the test is at, told beside each."""

    def __init__(self, tab: Any, home: str) -> None:
        self._tab, self._home = tab, home
        self.doing = ""
        self.told: list[str] = []
        tab.on("console", self._said)
        tab.on("pageerror", lambda error: self._tell("script", f"{error}\n{getattr(error, 'stack', '') or ''}"))
        tab.on("dialog", self._asked_by_a_box)
        tab.on("request", self._asked)
        tab.on("requestfailed", self._failed)
        tab.on("response", self._answered)

    def none(self) -> None:
        """Fail where there is one, with all of them."""
        assert not self.told, "the browser complains:\n" + "\n".join(self.told)

    def _tell(self, kind: str, words: str) -> None:
        place = self._tab.url.replace(self._home, "/")
        behind = f" while {self.doing}" if self.doing else ""
        self.told.append(f"[{kind}] {words.strip()} — on {place}{behind}")

    def _asked_by_a_box(self, box: Any) -> None:
        self._tell("dialog", box.message)
        box.dismiss()

    def _said(self, said: Any) -> None:
        place = said.location
        self._tell(f"console {said.type}", f"{said.text} ({place.get('url')}:{place.get('lineNumber')})")

    def _asked(self, asked: Any) -> None:
        if not asked.url.startswith(self._home):
            self._tell("asked elsewhere", f"{asked.method} {asked.url}")

    def _failed(self, asked: Any) -> None:
        if asked.failure != _GIVEN_UP:
            self._tell("no answer", f"{asked.failure}: {asked.method} {asked.url} ({asked.resource_type})")

    def _answered(self, told: Any) -> None:
        if told.status >= 400:
            asked = told.request
            sent = f" {asked.post_data}" if asked.post_data else ""
            self._tell("answer", f"{told.status} {asked.method} {told.url} ({asked.resource_type}){sent}")
