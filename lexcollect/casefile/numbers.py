"""Numbers: what a debt is called on paper (订单编号): the number the other side knows, never an id of ours.

Owns which of a debt's own words is printed for it: its number, the number within its title, its id where a person chose
that as the number; an id the program gave (应收款2) gives way to title or day. Two debts are never called alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lexcollect.casefile.dealings import Obligation
from lexcollect.cn.dates import long_date
from lexcollect.cn.names import in_words
from lexcollect.patterns import regex

#: Ids that the page and the sheets give to a debt nobody named (``sheets.case_edits``).
_GIVEN = regex(r"^(?:应收款|债权|订单|借款)[0-9]{1,4}$")
_PAPER = "(?:[采购销订]{0,2}(?:订单|购单|销单|货单|合同)|借据|托运单|委托单|工作单)"
#: A title that is nothing but the number of a paper: 订单DD-20230602, 编号HT2023-017; 设备SMP-0001维修费 is a name.
_TITLE = regex(rf"^第?{_PAPER}?(?:编号|号)?[:：]?\s*([A-Za-z0-9]+(?:[-—/_.][A-Za-z0-9]+)*)号?{_PAPER}?$")
_FEWEST_DIGITS = 4


def is_given(id: str) -> bool:
    """Tell whether the program gave this id, so that nobody outside the file knows it."""
    return _GIVEN.match(id) is not None


def number_of(debt: Obligation) -> str:
    """Return the number under which the other side knows ``debt``; empty where nobody entered one."""
    if debt.number:
        return debt.number
    own = not (is_given(debt.id) or in_words(debt.id))
    return debt.id if own else number_in(debt.title)


def number_in(title: str) -> str:
    """Return the number that ``title`` is (订单DD-20230602); empty for a name, though a number be in it."""
    match = _TITLE.match(title)
    return match[1] if match and sum(sign.isdigit() for sign in match[1]) >= _FEWEST_DIGITS else ""


def printed(debts: Iterable[Obligation]) -> Mapping[str, str]:
    """Return id → what a column prints for each debt: number, name in words, title, day; alike ones are counted."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for debt in debts:
        name = number_of(debt) or ("" if is_given(debt.id) else debt.id) or debt.title or _by_day(debt)
        counted = (name if n == 1 else f"{name}（{n}）" for n in range(1, 100_000))
        found[debt.id] = next(one for one in counted if one not in taken)
        taken.add(found[debt.id])
    return found


def _by_day(debt: Obligation) -> str:
    return long_date(debt.date) if debt.date else debt.goods or debt.id
