"""卷内目录: papers by version, exhibits, and what is kept or was given back (结案归档).

Pages are numbered by hand when the file is bound, and stay empty here. The sentences are in ``closing.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.casefile.models import Closing
from lexcollect.documents.material import Material, View, day
from lexcollect.documents.views import closed


def view(material: Material) -> View:
    """Return the fields of the index and what is to be said about it."""
    found = View("file_index", material)
    closing = closed.of(found)
    if closing is None:
        return found
    if not closing.kept:
        found.say("LX-P664", closing.where)
    found.fields = {
        "案情": closed.case_told(found),
        "卷宗号": closing.file_no,
        "文书": closed.filed(material),
        "证据": list(_exhibits(material)),
        "材料": list(_kept(found, closing)),
        "日期": day(closing.date),
    }
    return found


def _exhibits(material: Material) -> Iterator[dict[str, str]]:
    for one in material.exhibits.values():
        on = day(one.date) if one.date else ""
        yield {"编号": one.no, "名称": one.title, "日期": on, "页码": one.page_range, "原件": one.original}


def _kept(found: View, closing: Closing) -> Iterator[dict[str, str]]:
    for number, one in enumerate(closing.kept, 1):
        if one.returned_on:
            said = {"日期": day(one.returned_on), "领取人": one.returned_to}
            where = found.pen.one("closing.given_back", said)
        else:
            where = found.pen.one("closing.kept_at", {"存放处": one.place})
        form = (
            ""
            if one.original is None
            else found.pen.one("closing.form", {}, frozenset({"original"}) if one.original else frozenset())
        )
        yield {"序号": str(number), "名称": one.item, "形式": form, "去向": where}
