"""Changes: what a paper says otherwise than an earlier version of it (文书的变化).

Owns the comparison of two receipts: fields, sentences in other words, and what else made a paper differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lexcollect.documents.material import View
from lexcollect.documents.receipts import Change, Receipt, compare
from lexcollect.layout import CLAUSES
from lexcollect.wording import text

#: What stands before the id of a clause in the sources of a receipt.
_OWN_CLAUSE = f"{CLAUSES} "


def own_clauses(view: View) -> dict[str, str]:
    """Return the digests of the sentences a paper says in the matter's own words, under their names in a receipt."""
    digests = {id: view.material.book.digest(id) for id in view.pen.used}
    return {f"{_OWN_CLAUSE}{id}": digest for id, digest in digests.items() if digest}


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the fields that differ; those of an official form by its sections and numbers."""
    changes = compare(old, new)
    if "文本" not in new:
        return changes
    from lexcollect.documents.forms.naming import named  # only a form needs it

    return named(new, changes)


def changes_of(old: Receipt, new: Receipt) -> tuple[Change, ...]:
    """Return the sentences said in other words and the changed fields; if there are none, what else made it differ."""
    names = sorted(name for name in {*old.sources, *new.sources} if name.startswith(_OWN_CLAUSE))
    pairs = [(name, old.sources.get(name, "")[:8], new.sources.get(name, "")[:8]) for name in names]
    changed = (*(Change(*pair) for pair in pairs if pair[1] != pair[2]), *compared(old.fields, new.fields))
    if changed:
        return changed
    if new.final_by != old.final_by:
        return (Change(str(text("documents.change.final")), old.final_by, new.final_by),)
    if old.template_sha256 != new.template_sha256:
        return (Change(str(text("documents.change.template")), old.template_sha256[:8], new.template_sha256[:8]),)
    return (Change(str(text("documents.change.program")), old.program, new.program),)
