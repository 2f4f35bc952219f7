"""HTML: the templates of the page, filled.

Owns the one Jinja environment: everything is escaped, a name that is not given is an error, sentences come from the
catalogue. A template holds no words of its own.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lexcollect.findings import shown
from lexcollect.patterns import regex
from lexcollect.wording import clauses, in_brackets, language, listed, say

_TEMPLATES = Path(__file__).parent / "templates"


#: Characters that take no room: two names that look the same are told apart by them. Joiners of pictures stay.
_UNSEEN = regex("[\u00ad\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\ufff9-\ufffb]")


class Pages:
    """The templates, compiled when first used."""

    def __init__(self) -> None:
        self._env = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_spelled_out,
        )
        self._env.globals["t"] = _said
        self._env.globals["tl"] = _said_over_time
        self._env.filters |= {"listed": listed, "clauses": clauses, "in_brackets": _bracketed}

    def render(self, name: str, values: dict[str, Any]) -> str:
        """Return the template ``name`` with ``values``."""
        from lexcollect.version import __version__

        found = {**values, "lang": language(), "version": __version__}
        return self._env.get_template(f"{name}.html").render(found)


class Kept(str):
    """A text that stands in a field as it is: whoever sends the field back must send what was there."""

    __slots__ = ()


def _spelled_out(value: Any) -> Any:
    """Return a text with control and direction characters as escapes, as on the terminal, and with unseen ones."""
    if type(value) is not str:
        return value
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), shown(value))


def _said(key: str, **params: Any) -> str:
    return say(f"desk.{key}", **params)


def _said_over_time(key: str, **params: Any) -> str:
    return say(f"timeline.{key}", **params)


def _bracketed(words: object) -> str:
    return in_brackets(str(words)).render()


def tile(why: str, kind: str = "") -> str:
    """Return a picture that says why there is none, as SVG."""
    told = say(f"desk.tile.{why}")
    lines = [escape(word) for word in ([say(f"desk.kind.{kind}"), told] if kind else [told])]
    texts = "".join(
        f'<text x="130" y="{150 + 34 * n}" text-anchor="middle" font-size="{22 if n else 24}" fill="#555">{line}</text>'
        for n, line in enumerate(lines)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 340" width="260" height="340">'
        f'<rect width="260" height="340" fill="#f3f1ec" stroke="#bbb"/>{texts}</svg>'
    )
