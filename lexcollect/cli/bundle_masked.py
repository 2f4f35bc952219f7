"""``bundle --masked`` (对方副本): the copy of the package for the other side, without numbers of persons.

Owns how what was masked is told: kinds and counts, never a value. The copy is made by ``matter.masking``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.cli.console import words_for
from lexcollect.cli.report import Report
from lexcollect.layout import MASKED_PLACES
from lexcollect.matter.layout import shown
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.masking.copy import Copied
    from lexcollect.cli.console import Console


def masked(console: Console, matter: Path) -> Report:
    """Make the masked copy of the latest package of ``matter``."""
    from lexcollect.matter.masking import mask_package
    from lexcollect.matter.shapes.papers import masked_json

    with console.step("bundle_verb.masked.working"):
        made = mask_package(matter, console.settings.as_of)
    changed: tuple[str, ...] = ()
    if made.folder is not None and made.new:
        root = made.folder.relative_to(matter).as_posix()
        changed = (*(f"{root}/{name}" for name in made.files), MASKED_PLACES.format(version=made.folder.name))
    return Report(
        made.findings,
        masked_json(matter, made),
        lambda out: show(out, made),
        ("verify", made.folder) if made.folder else ("bundle", *words_for(matter), "--masked"),
        matter,
        changed,
    )


def show(out: Console, made: Copied) -> None:
    """Print where the copy is, what was masked, and what it is tied to."""
    if made.folder is None or made.masked is None:
        out.say("bundle_verb.masked.none")
        return
    out.say("bundle_verb.masked.head" if made.new else "bundle_verb.masked.same", folder=shown(made.folder))
    counted = Counter(one.kind for one in made.masked.places)
    for kind, count in counted.items():
        pages = len({one.page for one in made.masked.places if one.kind is kind and one.page})
        out.say("bundle_verb.masked.kind", kind=say(f"masking.kind_{kind}"), count=count, pages=pages)
    if made.masked.painted:
        out.say("bundle_verb.masked.painted", count=len(made.masked.painted))
    if made.masked.unseen:
        out.say("bundle_verb.masked.draft", count=len(made.masked.unseen))
    elif made.draft:
        out.say("bundle_verb.masked.draft_too")
    out.say("bundle_verb.masked.look", file=MASKED_PLACES.format(version=made.folder.name))
