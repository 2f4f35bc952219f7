"""解除合同通知书: the creditor ends the contract by notice, on a ground that is there (民法典 562-567).

Refuses where the ground, the demand or its period is missing; says one thing for certain: when the contract ends and
on what. A finance lessor asks for no whole rent beside it (融资租赁解释 10). The sentences are in ``termination.yaml``.
"""

from __future__ import annotations

from lexcollect.casefile.models import LeasedThing
from lexcollect.claims.standards import is_finance_lease
from lexcollect.documents import circumstances as c
from lexcollect.documents import grounds, stops
from lexcollect.documents.material import Material, View, day, listed
from lexcollect.documents.views import (
    accounts,
    contract,
    contracts,
    demands,
    lawyer_letter,
    leases,
    termination_grounds,
)
from lexcollect.documents.views.default_size import instalment_sale
from lexcollect.documents.views.demand_letter import in_own_name, sender, signatures
from lexcollect.law.trace import Citation


def view(material: Material) -> View:
    """Return the fields of the notice and what is to be said about it."""
    found = stops.begin("termination_notice", in_own_name(material))
    payable = accounts.there(found)
    choice = termination_grounds.chosen(found)
    if not contract.fits_templates(found, found.material) or not payable or choice is None:
        return found
    material = found.material
    name = contract_called(found)
    how = termination_grounds.circumstances_of(found, choice)
    own = View(found.paper, material, used=found.used)  # its articles are those of this notice alone
    said = own.pen.one("termination.ground", {"条款": choice.clause, "事由": choice.ground}, how)
    when = own.pen.one("termination.when", {"合同": name, "日数": str(choice.days or "")}, how)
    after, pays = _after(found, how)
    effects = found.pen.all("termination.effects")
    told = lawyer_letter.body(found, _articles(found))
    us = listed(p.name for p in material.case.creditors)
    copied = [material.case.party(s.party).name for s in material.sureties if not s.void]
    found.fields = {
        **told,
        **sender(found),
        "编号": "",  # the number in the case file is that of a demand
        "缘由": found.pen.one("termination.about", {"债权人": us, "合同": contract_called(found, numbered=True)}),
        "违约": found.pen.one("termination.default", {"欠款": told["欠款"]}),
        "催告": demands.earlier(found),
        "催告说明": found.pen.one("termination.demanded"),
        "催告后": _not_paid(found),
        "法律依据": grounds.written(grounds.grounds_of(found, _articles(found))),
        "依据": said,
        "时间": when,
        "付款": after[0] if pays else "",
        "处理": after[1:] if pays else after,
        "账户": accounts.accounts(found),
        "效力": [*effects, found.pen.one("termination.kept")],
        "抄送": found.pen.one("termination.copied", {"各人": listed(copied)}) if copied else "",
        "落款": {"日期": day(material.as_of), "各方": signatures(found)},
    }
    found.say("LX-P556")
    return found


def contract_called(found: View, *, numbered: bool = False) -> str:
    """Return what a notice calls the contract: by its name, without one by a word, never by an id of the case file.

    ``numbered``: with its number, as where it is named first.
    """
    name = (contracts.numbered(found) if numbered else "") or contracts.titles(found.material)
    return found.pen.one("termination.contract", {"名称": name}, c.those({"named": name}))


def _articles(found: View) -> tuple[Citation, ...]:
    """Return the articles that the sentences of the notice itself rest on."""
    return tuple(cite for id, one in found.used.items() if id.startswith("termination.") for cite in one.articles)


def _after(found: View, how: frozenset[str]) -> tuple[list[str], bool]:
    """Return what becomes of debts and things, and whether money is asked for in this notice."""
    material = found.material
    leased = is_finance_lease(material.contract)
    things = _out(material)
    settles = not leased and not instalment_sale(material)
    back = settles and lawyer_letter.asks_things_back(found)  # then the demand for the money asks for them already
    how |= c.those({"settles": settles, "things_out": things, "back_asked": back})
    period = found.pen.one("termination.period", {"日数": str(material.case.choices.letter.days)})
    told = lawyer_letter.demanded_in_all(found) if settles else ""
    said = {"期限": period, "欠款": told, "租赁物": leases.named(found, things)}
    return found.pen.all("termination.after", said, how), settles


def _out(material: Material) -> list[LeasedThing]:
    """Return the leased things that are still with the lessee."""
    mine = (t for t in material.case.leased_things if t.contract == material.contract.id and t.asked)
    return [t for t in mine if t.returned_on is None or t.returned_on > material.as_of]


def _not_paid(found: View) -> str:
    """Return that the period of the demand passed without payment; nothing where no demand is told."""
    if not demands.earlier(found):
        return ""
    deciding = termination_grounds.deciding(found)
    until = deciding[1] if deciding else None
    return found.pen.one("termination.not_paid", {"届满日": day(until) if until else ""}, c.those({"told": until}))
