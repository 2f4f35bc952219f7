"""Jurisdiction (管辖): which places link a suit, or enforcement, to a court: the fact, the article, what is doubtful.

Owns the order of the check: insolvency → exclusive jurisdiction → the clause → domicile and place of performance
(民事诉讼法 22, 24, 26, 28, 34, 35; 民诉法解释 3, 4, 18–20, 28–30; 管辖批复; 担保制度解释 21). Names no court that
nobody entered: there is no directory of courts. Level by amount, and courts for special cases: ``court_kinds``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from lexcollect.casefile import kinds as k
from lexcollect.casefile.models import Case, Collateral, Contract, Party, Title
from lexcollect.causes import cause_of
from lexcollect.causes.table import official_name
from lexcollect.claims.standards import EXCLUSIVE
from lexcollect.cn.regions import sits_over
from lexcollect.law.trace import Citation
from lexcollect.records import dataclass


class Link(StrEnum):
    """What links a dispute to a place (连结点)."""

    INSOLVENCY = "insolvency"  # 受理破产的法院
    WORKS = "works"  # 工程所在地
    PREMISES = "premises"  # 租赁房屋所在地
    AGREED = "agreed"  # 协议管辖
    DEFENDANT = "defendant"  # 被告住所地
    PLACE_AGREED = "place_agreed"  # 约定的履行地
    BUYER = "buyer"  # 网络交付的，买受人住所地
    RECEIPT = "receipt"  # 网络订立、其他方式交付的，收货地
    USE = "use"  # 租赁物使用地
    RECEIVER = "receiver"  # 接收货币一方所在地
    BILL = "bill"  # 票据支付地
    CARRIAGE = "carriage"  # 运输始发地、目的地
    FIRST_INSTANCE = "first_instance"  # 第一审人民法院
    ISSUED = "issued"  # 作出支付令的法院
    DEBTOR = "debtor"  # 被执行人住所地
    ASSETS = "assets"  # 被执行的财产所在地
    THING = "thing"  # 担保财产所在地
    REGISTRY = "registry"  # 担保物权登记地


#: A court that one of these fixes is the only one.
ONLY = frozenset({Link.INSOLVENCY, Link.WORKS, Link.PREMISES})
_PREMISES, _LOAN, _SALE = "premises_lease", "private_loan", "sale"
_LEASES = frozenset({"lease", "finance_lease"})
_BILLS = frozenset({"bill_recourse", "bill_payment"})
#: What is done over the debtor's default in these is watched by other courts or rules; the doubt says so.
_OWN_DOUBTS = {"technology": "ip_courts", "property_service": "property_place", "recourse": "receiver_debated"}
_JUDGMENTS = frozenset({k.TitleKind.JUDGMENT, k.TitleKind.APPEAL_JUDGMENT, k.TitleKind.MEDIATION_PAPER})
#: How a clause names a place → what fixes it.
_OWN, _OTHER = ("原告", "债权人"), ("被告", "债务人")


@dataclass(frozen=True, slots=True)
class Connection:
    """One court that may have the case: by ``link``, at ``place`` (an address) or by the name of a ``court``.

    ``who`` is whose place it is, ``contract`` the contract it follows from; ``doubts`` are keys of the wording
    (``courts.doubt.…``), each with its article there.
    """

    link: Link
    cites: tuple[Citation, ...]
    place: str = ""
    court: str = ""
    who: str = ""
    contract: str = ""
    doubts: tuple[str, ...] = ()

    def fits(self, court: str) -> bool | None:
        """Tell whether ``court`` is the one meant; ``None``: words do not decide it."""
        if self.court:
            return self.court == court
        return sits_over(court, self.place)


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with a dispute clause, or to be shown of it: a key (``courts.defect.…``), and the article."""

    key: str
    contract: str
    cite: Citation


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Every connection, the certain ones first, and the defects of the clauses."""

    connections: tuple[Connection, ...]
    defects: tuple[Defect, ...] = ()

    @property
    def exclusive(self) -> bool:
        """Whether one place alone decides, whatever was agreed or chosen."""
        return any(c.link in ONLY for c in self.connections)

    def fitting(self, court: str) -> list[Connection]:
        """Return the connections that lead to ``court``."""
        return [c for c in self.connections if c.fits(court)]

    def excludes(self, court: str) -> bool:
        """Tell whether every connection is known and none leads to ``court``."""
        return bool(self.connections) and all(c.fits(court) is False for c in self.connections)


def cite(*written: str) -> tuple[Citation, ...]:
    """Return ``民事诉讼法 24`` … as citations."""
    return tuple(Citation(*each.split(" ", 1)) for each in written)


def of_suit(case: Case, sued: Iterable[Party] = (), *, sureties_only: bool = False) -> Jurisdiction:
    """Return what links a suit of ``case`` to courts; ``sued`` are the defendants (nobody: debtors and sureties)."""
    given = tuple(sued) or (*case.debtors, *case.by_role(k.Role.SURETY))
    debtors = {p.id for p in case.debtors}
    contracts = [case.contract(id) for id in dict.fromkeys(o.contract for o in case.obligations)] or [*case.contracts]
    if insolvency := next((i for i in case.insolvencies if i.ended_on is None and i.person in debtors), None):
        found = Connection(Link.INSOLVENCY, cite("企业破产法 21"), court=insolvency.court)
        return Jurisdiction((found,))
    if sureties_only:
        return Jurisdiction((*_domiciles(given, ("guarantee_contract",)), _receiver(case, ("guarantee_contract",))))
    fixed = [c for contract in contracts for c in _exclusive(case, contract)]
    defects = tuple(d for contract in contracts for d in _defects(case, contract, bool(fixed)))
    if fixed:
        return Jurisdiction(tuple(fixed), defects)
    agreed = [c for contract in contracts for c in _agreed(case, contract)]
    if agreed and not any(d.key in ("no_link", "both") for d in defects):
        return Jurisdiction(tuple(agreed), defects)
    law = [*_domiciles([p for p in given if p.id in debtors]), *_performance_of(case, contracts)]
    beside = _domiciles([p for p in given if p.id not in debtors], ("with_debtor",))
    return Jurisdiction((*agreed, *law, *beside), defects)


def of_enforcement(case: Case, title: Title) -> Jurisdiction:
    """Return what links the enforcement of ``title`` to courts (民事诉讼法 235; 民诉法解释 460)."""
    against = [p for p in case.parties if p.id in title.against] or [*case.debtors]
    if title.kind in _JUDGMENTS:
        appeal = title.kind is k.TitleKind.APPEAL_JUDGMENT
        court = next((f.organ for f in case.filings if f.kind is k.FilingKind.SUIT and f.organ), "")
        first = Connection(Link.FIRST_INSTANCE, cite("民事诉讼法 235(1)"), court=court if appeal else title.organ)
        return Jurisdiction((first, *_assets(case, "民事诉讼法 235(1)", "same_level")))
    if title.kind is k.TitleKind.PAYMENT_ORDER:
        issued = Connection(Link.ISSUED, cite("民诉法解释 460"), court=title.organ)
        return Jurisdiction((issued, *_assets(case, "民诉法解释 460", "same_level")))
    debtors = (Connection(Link.DEBTOR, cite("民事诉讼法 235(2)"), p.domicile, who=p.name) for p in against)
    return Jurisdiction((*debtors, *_assets(case, "民事诉讼法 235(2)")))


def of_realisation(asked: Iterable[Collateral]) -> tuple[Jurisdiction, ...]:
    """Return for each collateral what links its realisation to courts (民事诉讼法 207; 民诉法解释 360)."""
    return tuple(Jurisdiction(tuple(_of_collateral(each))) for each in asked)


def _of_collateral(found: Collateral) -> Iterator[Connection]:
    if found.kind is k.CollateralKind.REGISTERED_PLEDGE:  # 权利没有所在地
        yield Connection(Link.REGISTRY, cite("民诉法解释 360"), found.registry, who=found.thing)
        return
    yield Connection(Link.THING, cite("民事诉讼法 207"), found.location, who=found.thing)
    if found.registered_on:
        yield Connection(Link.REGISTRY, cite("民事诉讼法 207"), found.registry, who=found.thing)


def _assets(case: Case, article: str, *doubts: str) -> Iterator[Connection]:
    for clue in case.asset_clues:
        if clue.location:
            yield Connection(Link.ASSETS, cite(article), clue.location, who=clue.description, doubts=doubts)


def _exclusive(case: Case, contract: Contract) -> Iterator[Connection]:
    """Yield the place of an immovable on which a works contract or a lease of premises turns (34; 解释 28)."""
    cites, id = cite("民事诉讼法 34", "民诉法解释 28"), contract.id
    if official_name(contract.cause) == EXCLUSIVE:
        works = contract.works
        place, court = (works.place, works.court) if works else ("", "")
        yield Connection(Link.WORKS, cites, place, court, contract=id)
    elif _cause(contract) == _PREMISES:
        places = dict.fromkeys(t.place for t in case.leased_things if t.contract == id and t.place)
        for place in places or ("",):
            yield Connection(Link.PREMISES, cites, place, contract=id, doubts=("registered_place",))


def _domiciles(parties: Iterable[Party], doubts: tuple[str, ...] = ()) -> list[Connection]:
    """Return the domiciles of defendants: each counts (22(3)); that of a person may have moved (解释 4)."""
    found = []
    for party in parties:
        person = party.kind in (k.PartyKind.NATURAL, k.PartyKind.INDIVIDUAL_BUSINESS)
        own = "residence" if person else "office"
        cites = cite("民事诉讼法 22", "民事诉讼法 24")
        found.append(Connection(Link.DEFENDANT, cites, party.domicile, who=party.name, doubts=(*doubts, own)))
    return found


def _performance_of(case: Case, contracts: Iterable[Contract]) -> list[Connection]:
    found = [c for contract in contracts for c in _performance(case, contract)]
    return [*dict.fromkeys(found)]


def _performance(case: Case, contract: Contract) -> Iterator[Connection]:
    """Yield where a contract is to be performed (24; 解释 18–20), or what stands in its place for its kind (26, 28)."""
    cause, id = _cause(contract), contract.id
    if cause in _BILLS:
        yield Connection(Link.BILL, cite("民事诉讼法 26"), contract=id, doubts=("not_entered",))
    elif cause == "carriage":
        yield Connection(Link.CARRIAGE, cite("民事诉讼法 28"), contract=id, doubts=("not_entered",))
    elif contract.performed_at:
        cites = cite("民事诉讼法 24", "民诉法解释 18(1)")
        yield Connection(Link.PLACE_AGREED, cites, contract.performed_at, contract=id, doubts=("unperformed",))
    elif cause == _SALE and (contract.online or contract.platform):
        yield _online(case, contract)
    elif cause in _LEASES:
        places = dict.fromkeys(t.place for t in case.leased_things if t.contract == id and t.place)
        for place in places or ("",):
            yield Connection(Link.USE, cite("民事诉讼法 24", "民诉法解释 19"), place, contract=id)
    else:
        doubts = [_OWN_DOUBTS[cause]] if cause in _OWN_DOUBTS else []
        yield _receiver(case, (*doubts, *(["assigned"] if case.assignments else [])), cause == _LOAN)


def _online(case: Case, contract: Contract) -> Connection:
    """Return where a sale made over the network is performed: at the buyer's, or where it was received (解释 20)."""
    cites = cite("民事诉讼法 24", "民诉法解释 20")
    if contract.delivered_online:
        return Connection(Link.BUYER, cites, case.debtor.domicile, who=case.debtor.name, contract=contract.id)
    doubts = () if contract.receipt_at else ("not_entered",)
    return Connection(Link.RECEIPT, cites, contract.receipt_at, contract=contract.id, doubts=doubts)


def _receiver(case: Case, doubts: tuple[str, ...], loan: bool = False) -> Connection:
    """Return the place of the party that receives the money (解释 18(2); of a loan 民间借贷规定 3)."""
    cites = cite("民事诉讼法 24", "民间借贷规定 3" if loan else "民诉法解释 18(2)")
    return Connection(Link.RECEIVER, cites, case.creditor.domicile, who=case.creditor.name, doubts=doubts)


def _agreed(case: Case, contract: Contract) -> Iterator[Connection]:
    """Yield the court that a clause names, or those at the places it names (35; 解释 30(2))."""
    clause, cites = contract.jurisdiction, cite("民事诉讼法 35")
    if clause is None or (clause.kind is not k.JurisdictionKind.COURT and not _both(clause.text)):
        return
    if clause.court:
        yield Connection(Link.AGREED, cites, court=clause.court, contract=contract.id)
        return
    for place, who in _named_places(case, contract):
        yield Connection(Link.AGREED, cites, place, who=who, contract=contract.id, doubts=("clause_by_words",))


def _named_places(case: Case, contract: Contract) -> Iterator[tuple[str, str]]:
    """Yield the places that the words of a clause name, each with whose it is; empty where it was not entered."""
    words = contract.jurisdiction.text if contract.jurisdiction else ""
    if any(f"{who}住所地" in words or f"{who}所在地" in words for who in _OWN):
        yield case.creditor.domicile, case.creditor.name
    if any(f"{who}住所地" in words or f"{who}所在地" in words for who in _OTHER):
        yield case.debtor.domicile, case.debtor.name
    if "签订地" in words:
        yield contract.signed_place, ""
    if "履行地" in words:
        yield contract.performed_at, ""


def _defects(case: Case, contract: Contract, fixed: bool) -> Iterator[Defect]:
    """Yield what is wrong with the clause of a contract, or what has to be shown of it (35; 管辖批复 一, 四)."""
    clause = contract.jurisdiction
    if clause is None:
        return
    if _both(clause.text):
        yield Defect("both", contract.id, Citation("管辖批复", "4"))
    if clause.kind is not k.JurisdictionKind.COURT:
        return
    if fixed:
        places = _exclusive(case, contract)
        if clause.court and all(c.fits(clause.court) is False for c in places):
            yield Defect("exclusive", contract.id, Citation("民事诉讼法", "35"))
        return
    if "签订地" in clause.text and not contract.signed_place:
        yield Defect("signed_place", contract.id, Citation("民诉法解释", "30(1)"))
    if clause.court and all(sits_over(clause.court, place) is False for place in _linked(case, contract)):
        key = "no_link" if contract.signed_place else "no_link_seen"
        yield Defect(key, contract.id, Citation("管辖批复", "1"))
    if not clause.court and clause.text and not [*_named_places(case, contract)]:
        yield Defect("unclear", contract.id, Citation("民诉法解释", "30(1)"))


def _linked(case: Case, contract: Contract) -> list[str]:
    """Return the five places that 民事诉讼法 35 names, as far as they were entered."""
    things = [t.place for t in case.leased_things if t.contract == contract.id]
    sides = [p.domicile for p in (*case.creditors, *case.debtors)]
    return [*sides, *filter(None, (contract.signed_place, contract.performed_at, *things))]


def _both(words: str) -> bool:
    """Tell whether a clause lets the parties arbitrate or sue (或裁或审)."""
    return "仲裁" in words and any(sign in words for sign in ("起诉", "提起诉讼", "人民法院", "法院诉讼"))


def _cause(contract: Contract) -> str:
    found = cause_of(contract.cause)
    return found.id if found else ""
