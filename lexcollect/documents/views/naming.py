"""How a paper calls one debt among several (称呼): 订单DD-20230602, but 借款一 and not 借款借款一.

Owns when the id of the case file is a number that needs a noun before it, and when it is a name of its own. A title
goes before an id that only our file knows, where nobody said that there were orders. Refuses nothing: what a debt is
for is told elsewhere. The noun is that of the cause (``单笔``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lexcollect.casefile.dealings import Obligation
from lexcollect.casefile.numbers import is_given, number_of
from lexcollect.causes.clause_book import EACH, INSTALMENT, NEUTRAL
from lexcollect.cn.names import in_words, is_part
from lexcollect.documents.material import View, day, listed
from lexcollect.documents.views import contracts
from lexcollect.documents.views.many import MANY


def column(view: View, id: str) -> str:
    """Return what stands for a debt in a column or before its sum: its number, else its name or day."""
    return view.material.case.printed[id]


def id_of(view: View, shown: str) -> str:
    """Return the id of the debt that a row of a paper calls ``shown`` (:func:`column`)."""
    return view.material.case.id_printed[shown]


def own_number(view: View, id: str) -> str:
    """Return the number that the other side can look up; nothing where the debt has a name in words only.

    A sum that nobody ordered has no number of an order either.
    """
    noun = _noun(view)
    unordered = noun == NEUTRAL[EACH] and "history.order" not in view.material.book.layer
    debt = view.material.case.obligation(id)
    if unordered and not debt.number:
        return ""
    number = number_of(debt)
    return "" if noun in number and not debt.number else number


def items(view: View, ids: Iterable[str]) -> str:
    """Return 订单DD-20230602、DD-20230821; periods of rent in a row as one: 2025-02至2025-08各期租金.

    Of several contracts those of each behind its name.
    """
    return contracts.by_contract(view, ids, _items)


def _items(view: View, ids: list[str]) -> str:
    if view.material.case.rents:
        from lexcollect.documents.views import rents  # only a lease has periods

        return rents.items(view, ids)
    beside = {o.id: o.title or o.asked_as.label for o in view.material.case.obligations if o.asked_as}
    own = [id for id in ids if id not in beside]
    told = [_own_items(view, own)] if own else []
    told += [
        view.pen.one("contract.item_beside", {"名目": beside[id], "编号": own_number(view, id)})
        for id in ids
        if id in beside
    ]
    return listed(told)


def _own_items(view: View, ids: list[str]) -> str:
    """Return the debts of the contract itself by name; many and all of them as one."""
    if len(ids) > MANY and ids == [o.id for o in view.material.own]:
        ends = {"首": column(view, ids[0]), "末": column(view, ids[-1])}
        return view.pen.one("contract.items_all", {"份数": str(len(ids)), **ends})
    return view.pen.one("contract.items", {"编号": said(view, "contract.items", ids)})


def called(view: View, ids: Sequence[str]) -> str:
    """Return the debts ``ids`` as a sentence calls them: 订单A、B, names in words behind one another."""
    noun = _noun(view)
    plain, names = [], []
    titles = _titles(view, noun)
    for id in ids:
        debt = next((one for one in view.material.case.obligations if one.id == id), None)
        # What is owed besides the receivables (a retention of works) has no number of its own but its id.
        name = titles.get(id) or (number_of(debt) if debt else "") or ("" if debt and is_given(id) else id)
        if debt and not name:
            names.append(_unnumbered(view, debt))
        elif in_words(name) or noun in name or titles.get(id):
            names.append(name)
        else:
            plain.append(name)
    return listed([*([f"{noun}{listed(plain)}"] if plain else []), *names])


def _unnumbered(view: View, debt: Obligation) -> str:
    """Return how a debt is called that has no number: by its title, else by day and goods."""
    if debt.title or not debt.date:
        return column(view, debt.id)
    return view.pen.one("contract.item_dated", {"日期": day(debt.date), "品名": debt.goods})


def _titles(view: View, noun: str) -> dict[str, str]:
    """Return the titles that call a debt better than its id: of sums nobody ordered, of a part of one price."""
    debts = view.material.case.obligations
    if noun == INSTALMENT:
        return {o.id: o.title for o in debts if is_part(o.title)}
    cause = view.material.cause
    own = cause is not None and cause.nouns[EACH] == noun
    return {o.id: o.title for o in debts} if noun == NEUTRAL[EACH] and not own else {}


def said(view: View, clause: str, ids: Sequence[str], *, alone: bool = False) -> str:
    """Return how ``clause`` names the debts ``ids``: as a sentence calls them, nothing where there is but one.

    A cause or an office that words the clause itself puts its own noun to the plain number.
    """
    book = view.material.book
    if clause in book.own:
        return listed(_columns(view, ids))
    if clause in book.layer:
        return listed(filter(None, (own_number(view, id) for id in ids))) if alone else listed(_columns(view, ids))
    return "" if alone else called(view, ids)


def _columns(view: View, ids: Iterable[str]) -> list[str]:
    return [view.material.case.printed[id] for id in ids]


def only(view: View) -> bool:
    """Tell whether the matter has a single debt, so that no sentence has to say which."""
    return len(view.material.case.obligations) == 1


def _noun(view: View) -> str:
    return view.material.book.nouns.get(EACH, NEUTRAL[EACH])
