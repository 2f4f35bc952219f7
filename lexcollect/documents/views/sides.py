"""Several persons on one side: who pays with whom, on what ground, and what share is whose.

Owns the relief against debtors who owe jointly, as one common debt, or by shares, and against those who stand beside
them (债务加入、配偶). Where a matter mixes what these sentences cannot keep apart, the paper is refused. The sentences
are in ``parties.yaml`` and ``complaint.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Party
from lexcollect.casefile.sides import said, shares
from lexcollect.causes.circumstances import of_kind
from lexcollect.documents import circumstances as c
from lexcollect.documents.material import Material, View, day, listed, without_stop, yuan
from lexcollect.documents.register import PAPERS
from lexcollect.law.rules.appropriation import in_proportion

_FEN = Decimal("0.01")
#: Grounds on which a joint debtor is a party to the contract itself.
_OF_CONTRACT = frozenset({k.TieGround.AGREED, k.TieGround.SIGNED})


def tells(view: View) -> bool:
    """Tell whether the papers can say how the persons of each side stand; a finding when they cannot."""
    case = view.material.case
    for group in (case.creditors, case.by_role(k.Role.DEBTOR)):
        if len(group) > 1 and said(group) is None:
            view.say("LX-P095", group[1].where, names=listed(p.name for p in group))
            return False
    if case.by_shares and len(case.debtors) > len(case.by_role(k.Role.DEBTOR)):
        view.limit("LX-P096", case.debtors[-1].where, name=case.debtors[-1].name)
        return False
    return True


def main(material: Material) -> tuple[Party, ...]:
    """Return the debtors that one relief names together: parties to the contract, or the debtor and its spouse."""
    debtors = material.debtors
    first = tuple(p for p in debtors if _of_contract(p))
    beside = [p for p in debtors if not _of_contract(p)]
    spouses = beside and all(p.role is k.Role.SPOUSE for p in beside)
    return debtors if len(first) == 1 and spouses else first or debtors[:1]


def beside(material: Material) -> tuple[Party, ...]:
    """Return the debtors whose relief stands by itself: who joined the debt, or a spouse beside several debtors."""
    together = {p.id for p in main(material)}
    return tuple(p for p in material.debtors if p.id not in together)


def _of_contract(party: Party) -> bool:
    ground = party.tie.ground if party.tie else None
    if party.tie and party.tie.cap is not None:
        return False
    return party.role is k.Role.DEBTOR or (party.role is k.Role.JOINT_DEBTOR and ground in _OF_CONTRACT)


def way(material: Material) -> k.Sharing | None:
    """Return how the debtors of :func:`main` owe together."""
    group = main(material)
    if len(group) == 1:
        return None
    if any(p.role is k.Role.SPOUSE for p in group):
        return k.Sharing.COMMON
    return said(group) or k.Sharing.JOINT


def names(label: Mapping[str, str], group: Sequence[Party]) -> str:
    """Return what a paper calls the persons of a group, one after the other."""
    return listed(label[p.id] for p in group)


def debtors(view: View, label: Mapping[str, str]) -> str:
    """Return what a paper calls the debtors of the contract together: 被告一、被告二; one left out goes by its name."""
    group = [p for p in view.material.case.debtors if _of_contract(p)]
    return listed(label.get(p.id) or p.name for p in group) or label[view.material.case.debtor.id]


def payers(view: View, label: Mapping[str, str], creditors: str) -> str:
    """Return who pays, how together, and to several creditors to whom: 被告一、被告二连带."""
    material = view.material
    to = creditors if len(material.case.creditors) > 1 else ""
    said_ = {"各债务人": names(label, main(material)), "对方": to}
    return view.pen.one("parties.debtors", said_, of_kind("sharing", way(material)))


def parts(view: View, amount: Decimal, label: Mapping[str, str], creditor: Mapping[str, str]) -> str:
    """Return the shares of a sum by debtor and by creditor where they owe or hold by shares, else nothing."""
    material = view.material
    both = [
        *_parts(view, main(material), amount, label, frozenset()),
        *_parts(view, material.case.creditors, amount, creditor, frozenset({"creditor_side"})),
    ]
    return listed(both)


def _parts(
    view: View, group: Sequence[Party], amount: Decimal, label: Mapping[str, str], how: frozenset[str]
) -> Iterator[str]:
    if len(group) < 2 or said(group) is not k.Sharing.SHARES:
        return
    each = shares(group)
    for party, part in zip(group, _split(group, amount), strict=True):
        told = {"人": label[party.id], "份额": _percent(each[party.id]), "金额": yuan(part) if amount else ""}
        yield view.pen.one("parties.share", told, how)


def part_of(material: Material, party: Party, amount: Decimal) -> Decimal:
    """Return what of ``amount`` can be asked of one debtor: its share, up to how much it joined, else the whole."""
    if party.tie and party.tie.cap is not None:
        return min(amount, party.tie.cap)
    group = main(material)
    if len(group) > 1 and said(group) is k.Sharing.SHARES and party in group:
        return _split(group, amount)[group.index(party)]
    return amount


def _split(group: Sequence[Party], amount: Decimal) -> list[Decimal]:
    """Return the part of each in whole fen, together the whole; of equal remainders the last takes what is left."""
    each = shares(group)
    return in_proportion(amount, [amount * each[party.id] for party in reversed(group)])[::-1]


def _percent(share: Decimal) -> str:
    return f"{share.quantize(_FEN).normalize():f}"


def told(view: View, label: Mapping[str, str], creditor: Mapping[str, str]) -> list[str]:
    """Return how the persons of each side stand beside each other, and why each further debtor owes too."""
    material = view.material
    found = [
        _standing(view, material.case.creditors, creditor, frozenset({"creditor_side"})),
        _standing(view, material.case.by_role(k.Role.DEBTOR), _or_name(material, label), frozenset()),
    ]
    others = (p for p in material.debtors if p.role is not k.Role.DEBTOR)
    lines = [line for line in (*found, *(_ground(view, p, label) for p in others)) if line]
    ours = listed(creditor.get(p.id) or p.name for p in material.case.creditors)
    if view.paper != "complaint" and any(o.bill for o in material.case.obligations):
        from lexcollect.documents.views import bills  # only a bill needs it; a complaint tells it in its facts

        lines = [*bills.told(view, ours), *lines]
    return [*assigned(view, label, creditor), *lines]


def assigned(view: View, label: Mapping[str, str], creditor: Mapping[str, str]) -> list[str]:
    """Return by what the debt came to our side; nothing where it always was ours."""
    case = view.material.case
    if not case.assignments:
        return []
    from lexcollect.documents.views import transfers  # only a matter with an assignment needs it

    return transfers.told(view, label, listed(creditor.get(p.id) or p.name for p in case.creditors))


def _or_name(material: Material, label: Mapping[str, str]) -> dict[str, str]:
    """Return what a paper calls each debtor; one it is not directed against goes by its name."""
    return {p.id: label.get(p.id) or p.name for p in material.case.debtors}


def _standing(view: View, group: Sequence[Party], label: Mapping[str, str], how: frozenset[str]) -> str:
    sharing = said(group)
    if len(group) < 2 or sharing is None:
        return ""
    own = next((p.tie for p in group if p.tie and p.tie.text), None)
    if own is not None:
        return f"{without_stop(own.text)}{_cite(view, own.evidence)}"
    parts = listed(_parts(view, group, Decimal(0), label, how))
    said_ = {"各人": names(label, group), "各份": parts}
    return view.pen.one("parties.sharing", said_, how, of_kind("sharing", sharing))


def _cite(view: View, ids: tuple[str, ...]) -> str:
    """Return the exhibits, but not in a letter or a settlement: nothing is attached to it that has these numbers."""
    paper = PAPERS[view.paper]
    return "" if paper.letter or paper.to_guarantors or view.paper == "settlement" else view.material.cite(ids)


def _ground(view: View, party: Party, label: Mapping[str, str]) -> str:
    tie, material = party.tie, view.material
    other = (tie and tie.with_party) or material.case.debtor.id
    by_law_untold = (
        tie is not None and tie.ground is k.TieGround.LAW and not tie.text and party.role is not k.Role.SPOUSE
    )
    if tie is None or tie.ground is None or by_law_untold:
        view.need("", "ground", party.where, name=party.name)
    told_ = {
        "债务人": label.get(other) or material.case.party(other).name,
        "此人": label[party.id],
        "日期": day(tie.date) if tie and tie.date else "",
        "限额": yuan(tie.cap) if tie and tie.cap is not None else "",
        "说明": without_stop(tie.text) if tie else "",
        "证据": _cite(view, tie.evidence) if tie else "",
    }
    return view.pen.one("parties.beside", told_, c.of_tie(party))
