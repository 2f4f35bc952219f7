"""Step records (步骤登记): what a person did, left out or put on hold is written beside the matter's working papers.

Owns ``2-整理/催收步骤.yaml`` and a plan that is copied into the matter. Entries are only added, comments and order of
what stands there stay; each goes to the journal with who and what. Refuses a step that the plan does not have, a debt
that the case file does not have, a day that lies ahead, and a file in which something is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.files import read_bounded, write_bytes
from lexcollect.findings import Refused, Where, finding
from lexcollect.layout import PLAN, STEPS
from lexcollect.matter.journal import append
from lexcollect.matter.planning import decided_in, plan_for
from lexcollect.steps.decided import Done, HoldEntry, entry_of
from lexcollect.steps.following import FOLLOW
from lexcollect.steps.plan_files import shipped_folder, shipped_names
from lexcollect.wording import say
from lexcollect.yamledit import CannotEdit, Insert, Put, edited
from lexcollect.yamltree import MAX_BYTES, parse_yaml

if TYPE_CHECKING:
    from lexcollect.casefile.models import Case
    from lexcollect.matter.lock import Held


def record(held: Held, case: Case, entry: Done | HoldEntry) -> None:
    """Add ``entry`` to what was recorded of the matter's steps."""
    folder = held.folder
    _refuse_unknown(folder, case, entry)
    decided_in(folder)  # refuses a file with a mistake: nothing is added to what cannot be read
    group, keys = entry_of(entry)
    add_entry(folder / STEPS, STEPS, group, keys, say("steps.file_head", "zh"))
    append(
        folder,
        {
            "when": held.now.isoformat(timespec="seconds"),
            "command": held.verb,
            "who": entry.by,
            "changed": [STEPS],
            "values": [{"file": STEPS, "place": [group], "old": None, "new": keys}],
        },
    )


def add_entry(path: Path, shown: str, group: str, keys: Mapping[str, Any], head: str) -> None:
    """Add ``keys`` as the last entry of the list ``group`` of the YAML file ``path``, which may not be there yet."""
    raw = read_bounded(path, MAX_BYTES) if path.is_file() else f"# {head}\n".encode()
    tree, found = parse_yaml(raw, shown)
    data = tree.data if tree is not None else None
    if tree is None and path.is_file():
        raise Refused(found)
    if not isinstance(data, dict) or not data:
        raw = raw.rstrip(b"\n") + b"\n" + f"{group}: []\n".encode()
        data = {group: []}
    held = data.get(group)
    edit = (
        Insert((group,), len(held), (dict(keys),)) if isinstance(held, list) and held else Put((group,), [dict(keys)])
    )
    try:
        changed = edited(raw, [edit], shown)
    except CannotEdit:
        raise Refused([finding("LX-S017", Where(shown), group=group)]) from None
    path.parent.mkdir(exist_ok=True)
    write_bytes(path, changed.raw)


def _refuse_unknown(folder: Path, case: Case, entry: Done | HoldEntry) -> None:
    ids = tuple(o.id for o in case.obligations)
    if unknown := tuple(id for id in entry.covers if id not in ids):
        raise Refused([finding("LX-S018", ids=unknown, known=ids or ("—",))])
    if isinstance(entry, Done):
        read, _ = plan_for(folder, case)
        if read.plan is None:
            raise Refused(read.findings)
        parts = [read.plan, *(part for _, part in read.plan.parts)]
        known = tuple(dict.fromkeys((*(step.id for part in parts for step in part.steps), FOLLOW)))
        if entry.step not in known:
            raise Refused([finding("LX-S019", step=entry.step, known=known)])


def copy_plan(name: str, folder: Path) -> Path:
    """Copy the shipped plan ``name`` into the matter as its own; nothing is overwritten."""
    if name not in shipped_names():
        raise Refused([finding("LX-S001", name=name, known=shipped_names())])
    place = folder / PLAN
    if place.exists():
        raise Refused([finding("LX-S020", Where(PLAN))])
    write_bytes(place, (shipped_folder() / f"{name}.yaml").read_bytes())
    return place
