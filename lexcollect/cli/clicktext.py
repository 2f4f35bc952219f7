"""Click's own sentences in our language.

Click looks its sentences up through ``gettext``, which takes them only from compiled catalogues chosen by
the system locale. Our language comes from ``--lang`` and is Chinese whatever the locale, so click's
modules are handed our lookup instead. A sentence that the table lacks stays as click wrote it; a test compares
the table with the installed click.
"""

from __future__ import annotations

import sys

import click  # noqa: F401  (its modules are found in sys.modules)

from lexcollect.wording import language
from lexcollect.wording.sheets import click_sentences

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")


def translate(message: str) -> str:
    """Return click's sentence ``message`` in the language of the run."""
    return click_sentences().get(message, message) if language() == "zh" else message


def translate_plural(one: str, many: str, count: int) -> str:
    """Return the form of click's sentence that fits ``count``."""
    return translate(one if count == 1 else many)


def hand_over() -> None:
    """Make click's modules look their sentences up here."""
    for name in _MODULES:
        module = sys.modules.get(f"click.{name}")
        for own, ours in (("_", translate), ("ngettext", translate_plural)):
            if module is not None and hasattr(module, own):
                setattr(module, own, ours)
