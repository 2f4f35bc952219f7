"""证据清单: the exhibits by group and number, with source, content, object of proof and original (证据规定 19).

The numbers and pages are those of the catalogue and of the latest package: index and list cannot differ. What a user
has not confirmed is a blank; nothing is said of an exhibit that the catalogue does not say. The sentences are in
``evidence_list.yaml``.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from lexcollect.casefile.exhibits import ELECTRONIC, HELD, NO_ORIGINAL, UNCONFIRMED, ExhibitRef
from lexcollect.cn.names import han_ordinal
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, numbered
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import enforcement, exhibit_contents, parties, running
from lexcollect.wording import in_brackets

#: Group numbers that have a Chinese ordinal.
_ORDINALS = range(1, 100)


def needed(material: Material) -> bool:
    """Tell whether there is anything to list."""
    return bool(material.exhibits)


def view(material: Material) -> View:
    """Return the fields of the list and what is to be said about it."""
    found = View("evidence_list", material)
    exhibits = tuple(material.exhibits.values())
    if not exhibits:
        found.say("LX-P610", paper=PAPERS[found.paper].name)
        return found
    titled = c.those({"paper.title": material.claims.titles})
    contents = exhibit_contents.told(found)
    groups = _groups(found, exhibits, contents)
    paged = all(one.page_from is not None for one in exhibits)
    suit = running.suit(material)
    others = enforcement.opponents(found) if material.claims.titles else running.opponents(found, suit)
    said = {
        "申请人": listed(p.name for p in material.case.creditors),
        "对方": listed(p.name for p in others),
        "案由": running.causes(found),
        "案号": suit.case_no if suit else "",
    }
    counts = {"组数": str(len(groups)), "份数": str(len(exhibits))}
    sets = {"套数": str(len(others) + 1), "对方套数": str(len(others))}
    holds = c.those(
        {
            "original.held": any(one.original == HELD for one in exhibits),
            "original.electronic": any(one.original == ELECTRONIC for one in exhibits),
            "paged": paged,
        }
    )
    _remark(found, exhibits, paged=paged)
    found.fields = {
        "案情": found.pen.one("evidence_list.case", said, titled),
        "提交人": said["申请人"],
        "组别": groups,
        "有页码": paged,
        "份数": found.pen.one("evidence_list.extent", {**counts, **sets}, titled),
        "说明": numbered(found.pen.all("evidence_list.notes", {}, holds)),
        "落款": {**parties.signatures(found, material.case.creditors), "日期": day(material.as_of)},
    }
    return found


def _groups(found: View, exhibits: tuple[ExhibitRef, ...], contents: dict[str, str]) -> list[dict[str, Any]]:
    told = [_group(found, no, tuple(rows), contents) for no, rows in groupby(exhibits, key=lambda e: e.group)]
    return [{**group, "末": n == len(told)} for n, group in enumerate(told, 1)]


def _group(found: View, no: int, rows: tuple[ExhibitRef, ...], contents: dict[str, str]) -> dict[str, Any]:
    ordinal = han_ordinal(no) if no in _ORDINALS else str(no)
    said = {"序": ordinal, "组名": rows[0].group_title}
    return {
        "标题": found.pen.one("evidence_list.group", said),
        "证据": [_row(found, one, contents.get(one.id, "")) for one in rows],
    }


def _row(found: View, one: ExhibitRef, content: str) -> dict[str, str]:
    holds = c.those({"original.held": one.original == HELD, "original.electronic": one.original == ELECTRONIC})
    title = "" if UNCONFIRMED in one.title else one.title
    made = {"种类": one.kind, "名称": title, "日期": day(one.date) if one.date else ""}
    return {
        "编号": one.no,
        "名称": _confirmed(found, _title(one), "exhibit_title", one),
        "内容": content or found.pen.one("evidence_list.made", made),
        "来源": _confirmed(found, one.source, "exhibit_source", one),
        "证明": _confirmed(found, one.purpose, "exhibit_purpose", one),
        "原件": found.need("", "exhibit_original", name=one.no)
        if one.original == UNCONFIRMED
        else found.pen.one("evidence_list.form", {}, holds),
        "页码": one.page_range,
    }


def _title(one: ExhibitRef) -> str:
    """Return what an exhibit is called, with what of it is handed in."""
    return one.title + (in_brackets(one.cut).render("zh") if one.cut else "")


def _confirmed(found: View, words: str, what: str, one: ExhibitRef) -> str:
    """Return the words of the catalogue, or a blank for what nobody has confirmed yet."""
    return found.need("" if UNCONFIRMED in words else words, what, name=one.no)


def _remark(found: View, exhibits: tuple[ExhibitRef, ...], *, paged: bool) -> None:
    copies = tuple(one.no for one in exhibits if one.original == NO_ORIGINAL)
    if copies:
        found.say("LX-P612", numbers=copies)
    if not paged:
        found.say("LX-P613", paper=PAPERS[found.paper].name)
