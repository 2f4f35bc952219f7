"""Every element of the official forms, and which of them no key of the case file reaches.

``python tests/form_elements.py`` draws the table anew; what it adds has the reason of its kind and is to be read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lexcollect.documents.forms.form import DENIALS, Block, Form
from lexcollect.documents.forms.mapping import Mapped, covered, mapped
from lexcollect.documents.forms.reading import form_of
from lexcollect.documents.views import form_persons

TABLE = Path(__file__).resolve().parent / "data" / "forms" / "by_hand.csv"
#: Why an element is left to the hand that signs, or to 要素栏.
DENIED = "没有记录不等于否：由当事人回答"
REQUESTED = "起诉状没有这一项请求时不填"
NO_KEY = "案件文件没有这一项：写要素栏或者手写"
OTHER_KIND = "别的情形、别的文书种类才勾选"
NO_THIRD = "起诉状不列第三人：需要的手写"
REASONS = frozenset({DENIED, REQUESTED, NO_KEY, OTHER_KIND, NO_THIRD})
_THIRD = "第三人"


class Element(NamedTuple):
    """One blank or box: number of the form, id of the row or title of the block, what it is, its name."""

    form: str
    place: str
    kind: str
    name: str


def by_hand() -> dict[Element, str]:
    """Return the elements that nothing fills, each with the reason of its kind."""
    found: dict[Element, str] = {}
    for number in covered():
        form, how = form_of(number), mapped(number)
        found |= {one: _why(one) for one in (*_of_rows(form, how), *_of_blocks(form, how))}
    return found


def _of_rows(form: Form, how: Mapped) -> Iterator[Element]:
    for id, row in form.rows.items():
        if id in how.left:  # the whole row, with a reason in the file of the form
            continue
        given = how.rows[id]
        blanks, boxes = {name for name, _ in given.blanks}, {name for name, _ in given.ticks}
        yield from (Element(form.id, id, "空", name) for name in sorted(row.cell.blanks - blanks))
        yield from (Element(form.id, id, "框", name) for name in sorted((row.cell.boxes | row.head.boxes) - boxes))


def _of_blocks(form: Form, how: Mapped) -> Iterator[Element]:
    for block in form.parties:
        blanks = _filled(block, how)
        yield from (Element(form.id, block.title, "空", name) for name in sorted(block.cell.blanks - blanks))


def _filled(block: Block, how: Mapped) -> frozenset[str]:
    """Return the blanks that a party or agent with everything entered fills."""
    own = how.own.get(block.title)
    if own is not None:
        return frozenset(name for name, _ in own.blanks)
    return frozenset() if block.title.startswith(_THIRD) else frozenset(form_persons.BLANKS)


def _why(one: Element) -> str:
    if one.place.startswith(_THIRD):
        return NO_THIRD
    if one.kind == "框" and one.name.partition(".")[0] in DENIALS:
        return DENIED
    if one.place.startswith("C"):
        return REQUESTED
    return NO_KEY if one.kind == "空" else OTHER_KIND


def stored() -> dict[Element, str]:
    """Return the table as it stands."""
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        return {Element(*row[:4]): row[4] for row in list(csv.reader(file))[1:]}


def main() -> None:
    """Draw the table anew; reasons that were written by hand stay."""
    kept = stored() if TABLE.is_file() else {}
    with TABLE.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("文本", "栏", "空或框", "名称", "理由"))
        writer.writerows((*one, kept.get(one, why)) for one, why in sorted(by_hand().items()))


if __name__ == "__main__":
    main()
