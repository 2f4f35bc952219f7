"""Run: the code of one part, with a limit on what it may produce.

Owns the two limits that stop a template from filling the memory or turning for ever: characters and pieces. Every
turn of a loop produces at least one piece (``compile`` sees to it).
"""

from __future__ import annotations

from itertools import islice
from types import CodeType
from typing import Any

from jinja2 import Template

from lexcollect.documents.engine.environment import PaperEnvironment

#: Largest rendered part, in characters, and most pieces it may be made of.
MAX_CHARACTERS = 32_000_000
MAX_PIECES = 4_000_000
_BATCH = 8_192


class TooLarge(Exception):
    """The output passed a limit."""


def runnable(environment: PaperEnvironment, code: CodeType) -> Template:
    """Return compiled code as a template of ``environment``."""
    return Template.from_code(environment, code, {})


def run(template: Template, data: dict[str, Any]) -> str:
    """Return the output; :class:`TooLarge` past a limit."""
    pieces = template.root_render_func(template.new_context(data))
    out: list[str] = []
    size = count = 0
    while batch := list(islice(pieces, _BATCH)):
        size += sum(map(len, batch))
        count += len(batch)
        if size > MAX_CHARACTERS or count > MAX_PIECES:
            raise TooLarge
        out += batch
    return "".join(out)
