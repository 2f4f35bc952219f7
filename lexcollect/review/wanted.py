"""Wanted: what is asked for beside papers and package: final ones, passwords, a supplement, that a set was handed in.

Owns which choices the page offers, and how the fields of a form are read into what the maker does. Passwords go from
the form to the maker's process and are kept nowhere: neither here nor in the draft, the journal or a list of processes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.findings import Finding, Refused, finding, shown
from lexcollect.formats.kinds import Status
from lexcollect.layout import PACKAGES
from lexcollect.review.exhibits import is_submitted, lines_of
from lexcollect.review.html import Kept
from lexcollect.review.keys import key_of
from lexcollect.wording import listed

if TYPE_CHECKING:
    from lexcollect.matter.desk.draft import Desk
    from lexcollect.review.forms import Form

#: What a package may hold: everything, everything with new exhibits at their place, or only what is new.
SETS = ("whole", "insert", "supplement")
#: So many characters of a name or a reason, and of a password, are taken.
_WORDS, _PASSWORD = 500, 200


def view(desk: Desk) -> dict[str, Any]:
    """Return what the forms beside papers and package need: locked files, versions, what was handed in."""
    return {"locked": locked(desk), "versions": versions(desk), "handed": handed(desk), "day": desk.today}


def locked(desk: Desk) -> list[dict[str, str]]:
    """Return the files of exhibits that asked intake for a password."""
    lines = lines_of(desk)
    names = [name for row in lines.rows if is_submitted(row) for name in row.files] if lines else []
    asking = (name for name in names if (one := desk.seen.get(name)) and one.status is Status.ENCRYPTED)
    return [{"key": key_of(name), "name": shown(name)} for name in dict.fromkeys(asking)]


def versions(desk: Desk) -> list[str]:
    """Return the versions of the package, the newest first."""
    from lexcollect.matter.layout import is_link
    from lexcollect.matter.packages import versions_in

    there = {} if is_link(desk.folder / PACKAGES) else versions_in(desk.folder / PACKAGES)
    return [there[number].name for number in sorted(there, reverse=True)]


def handed(desk: Desk) -> list[dict[str, Any]]:
    """Return what was handed in, the latest last; nothing where the record cannot be read, which is told elsewhere."""
    from lexcollect.matter.serving import served_in

    try:
        sets = served_in(desk.folder).sets
    except (Refused, OSError):
        return []
    return [
        {
            "version": one.version,
            "supplement": one.supplement,
            "count": len(one.exhibits),
            "last": one.last,
            "late": shown(one.late),
            "to": [{"day": h.day.isoformat(), "to": shown(h.to)} for h in one.handed],
        }
        for one in sets
    ]


def read(desk: Desk, what: str, form: Form) -> tuple[dict[str, Any], list[Finding]]:
    """Return the fields of a form as the maker takes them, and what is wrong with them."""
    if what == "papers":
        return {
            "final": bool(form.one("final")),
            "pdf": bool(form.one("pdf")),
            "keep": form.all_of("keep"),
            "by": form.one("by")[:_WORDS],
            "final_by": form.one("final_by")[:_WORDS],
            "why": form.one("why")[:_WORDS],
        }, []
    if what == "serve":
        return _of_serving(desk, form)
    chosen = form.one("set")
    return {
        "profile": form.one("profile", "standard")[:60],
        "set": chosen if chosen in SETS else SETS[0],
        "late": form.one("late")[:_WORDS] if chosen == "supplement" else "",
        "print_late": bool(form.one("print_late")),
        "no_words": bool(form.one("no_words")),
        "passwords": _passwords(desk, form),
    }, []


def _of_serving(desk: Desk, form: Form) -> tuple[dict[str, Any], list[Finding]]:
    told: list[Finding] = []
    on, typed = desk.today, form.one("on").strip()
    try:
        on = parse_date(typed[:40]) if typed else on
    except BadDate:
        told.append(finding("LX-W164", text=typed[:40]))
    if not form.one("to").strip():
        told.append(finding("LX-W163"))
    return {
        "version": form.one("version")[:12],
        "on": on.isoformat(),
        "to": [form.one("to")[:_WORDS]],
        "late": form.one("late")[:_WORDS],
    }, told


def _passwords(desk: Desk, form: Form) -> dict[str, str]:
    """Return file → password of the locked files for which one was typed, as it was typed."""
    names = {key_of(name): name for name, one in desk.seen.items() if one.status is Status.ENCRYPTED}
    given = form.below("password-")
    return {names[key]: words[:_PASSWORD] for key, words in given if key in names and words}


def kept(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what a person may keep in papers that were refused, and what was asked for then."""
    if not data.get("open"):
        return None
    rules = [
        {"rule": one["rule"], "papers": listed(one["papers"]), "words": [shown(words) for words in one["words"]]}
        for one in data["open"]
    ]
    return {
        "rules": rules,
        "papers": [Kept(name) for name in data["asked"]],
        "final": data["final"],
        "final_by": Kept(data["final_by"]),
    }
