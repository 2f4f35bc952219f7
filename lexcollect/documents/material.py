"""Material: what a paper is written from, and what a view hands to a template.

Owns the two plain shapes between the figures and the papers, and how amounts, days and lists are written. Computes
nothing: every figure was computed in ``claims``. Holds no sentence: those are clauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from lexcollect.casefile import kinds as k
from lexcollect.casefile.exhibits import ExhibitRef, cite, numbers
from lexcollect.casefile.models import Case, Contract, Party, Payment
from lexcollect.causes import Cause, cause_of
from lexcollect.causes.clause import Clause
from lexcollect.causes.clause_book import WRITER, ClauseBook
from lexcollect.claims.account import ObligationAccount
from lexcollect.claims.claim import Claims
from lexcollect.claims.parting import named_payments, part_of
from lexcollect.claims.persons import SuretyClaim, guaranteed
from lexcollect.claims.standards import bound
from lexcollect.cn.amounts import format_yuan
from lexcollect.cn.capitals import capitals
from lexcollect.cn.dates import long_date
from lexcollect.deadlines.proof import Grade
from lexcollect.documents.endings import Ending
from lexcollect.documents.matter_circumstances import of_matter, of_sides
from lexcollect.documents.nouns import foreign_unit, mixed, own_nouns, shipped_book
from lexcollect.documents.pen import Pen
from lexcollect.documents.register import PAPERS
from lexcollect.findings import Finding, Level, Where, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.documents.dossier import Dossier


#: What a sentence may say of several contracts together only where it holds of every one.
_OF_EVERY = frozenset(
    {"performed", "unwritten", "undemanded", "by_regulation", "floating", "accepted", "handed_over", "works_void"}
    | {"loan_valid", "loan_void", "taking_back"}
)
#: The key of the case file that a finding names in brackets; no paper shows it.
_KEYS = regex(r"（[^（）]*[a-z_]{3,}[^（）]*）$")
#: What a creditor does that asks for what is due alone.
_ASKS_NOW = frozenset({"demand", "sue", "preserve", "preserve_before", "realise"})
#: How the sides of an agreement are called.
SIDES = "甲乙丙丁戊己庚辛壬癸"
#: An empty cell of a form that is filled by hand.
BLANK = "\u3000"
#: The groups of facts of which a paper can leave one out and still tell the claim.
_MAY_BE_LEFT_OUT = (
    *("deliveries", "milestones", "payouts", "invoices", "acknowledgements", "communications", "asset_clues"),
    "form_entries",
)


#: Where what is missing is filled in, if not at the fact itself: the catalogue, and choices that were never begun.
_FILLED = {
    "exhibits": "fill.exhibits",
    **dict.fromkeys(("exhibit_title", "exhibit_source", "exhibit_purpose", "exhibit_original"), "fill.catalogue"),
    "letter_no": "fill.letter_no",
    "court": "do.court",
    **dict.fromkeys(
        (
            *("payment_order_court", "nothing_owed_in_return", "no_other_disputes", "in_china", "can_be_served"),
            "no_presuit_preservation",
        ),
        "fill.payment_order",
    ),
    **dict.fromkeys(("realisation_court", "collateral_state"), "fill.realisation"),
    "court_ground": "fill.court_ground",
}


class Filed(NamedTuple):
    """A paper as it lies in the matter: its title, its version (v3), the day of its figures, who said it is final."""

    title: str
    version: str
    as_of: date
    final_by: str = ""


@dataclass(frozen=True)
class Material:
    """The facts of a matter, its figures on one day, and its exhibits by stable id.

    ``wording`` are the sentences the papers say; without it the shipped ones. ``left_out`` are the persons against whom
    the paper at hand must not be directed (``documents.stops``). ``earlier`` are facts and figures without the
    retention that is not due yet, ``later`` what was left out for that: debt, yuan, day; ``gaps`` the debts that
    were left out because their due day or amount is unknown. ``own_template``: the user's
    own template is filled, which may tell what the shipped ones cannot. ``apart``: papers on this contract alone are
    written, of several; what payments did under the others stands in no figure of theirs. ``form``: the number of the
    official form that was asked for, where it is not the one of the cause. ``ending``: when
    limitation ends. ``some``: only chosen receivables are claimed, and what payments did to the others is told without
    them. ``along``: the papers that are drafted in the same run, ``filed`` those that lie in the matter, by version.
    ``dossier`` holds deadlines, findings and the state of the other papers, for those of the office.
    """

    case: Case
    claims: Claims
    exhibits: Mapping[str, ExhibitRef]
    wording: ClauseBook | None = None
    left_out: frozenset[str] = frozenset()
    earlier: tuple[Case, Claims] | None = None
    later: tuple[tuple[str, Decimal, date], ...] = ()
    gaps: tuple[str, ...] = ()
    own_template: bool = False
    apart: str = ""
    form: str = ""
    ending: tuple[Ending, ...] = ()
    some: bool = False
    along: tuple[str, ...] = ()
    dossier: Dossier | None = None
    filed: tuple[Filed, ...] = ()

    @property
    def as_of(self) -> date:
        """The one cut-off day (暂计至) of every paper."""
        return self.claims.as_of

    @cached_property
    def contract(self) -> Contract:
        """The contract the receivables stand on, with the clauses that bind."""
        return bound(self.case.contract(self.case.obligations[0].contract))

    def due_for(self, act: str) -> Material:
        """Return what a paper that does ``act`` is written from: no demand or suit asks for a retention not due yet."""
        if self.earlier is None or act not in _ASKS_NOW:
            return self
        case, claims = self.earlier
        kept = {o.id for o in case.obligations}
        aside = [o for o in self.claims.account.obligations if o.id not in kept]
        unsized = {o.id for o in self.case.obligations if not o.amount}
        gaps = tuple(o.id for o in aside if o.due.unknown or o.id in unsized)
        later = tuple((o.id, o.amount, o.due.rolled) for o in aside if o.id not in gaps)
        return replace(self, case=case, claims=claims, earlier=None, later=later, gaps=gaps)

    @cached_property
    def contracts(self) -> tuple[Contract, ...]:
        """The contracts the receivables stand on, in the order of the receivables; mostly one."""
        return tuple(self.case.contract(id) for id in dict.fromkeys(o.contract for o in self.case.obligations))

    @property
    def cause(self) -> Cause | None:
        """The cause of action the papers are written for; ``None`` when no file covers it, or there are several."""
        return None if mixed(self.contracts) else cause_of(self.contract.cause)

    @cached_property
    def parts(self) -> tuple[Material, ...]:
        """The material contract by contract, oldest first; itself where there is one contract."""
        if len(self.contracts) == 1:
            return (self,)
        dated = sorted(self.contracts, key=lambda c: (c.signed_on or _began(self.case, c.id), self.contracts.index(c)))
        return tuple(self.only(c.id) for c in dated)

    def alone(self, contract: str) -> Material:
        """Return the material of one contract for papers of its own; with one contract in all, this material."""
        return self if len(self.contracts) == 1 else replace(self.only(contract), apart=contract)

    def only(self, contract: str) -> Material:
        """Return the material of one contract, in the sentences of its own cause."""
        case, claims = part_of(self.case, self.claims, contract)
        shipped = shipped_book(case)
        nouns = {**shipped.nouns, WRITER: self.book.nouns.get(WRITER, shipped.nouns.get(WRITER, ""))}
        book = replace(shipped, own=self.book.own, nouns=nouns, _places={})
        earlier = part_of(*self.earlier, contract) if self.earlier and _has(self.earlier[0], contract) else None
        return replace(self, case=case, claims=claims, wording=book, earlier=earlier)

    @cached_property
    def book(self) -> ClauseBook:
        """The sentences the papers say."""
        return self.wording or shipped_book(self.case)

    @cached_property
    def payments(self) -> dict[str, Payment]:
        """The payments under the names that the account gives them."""
        return named_payments(self.case)

    @cached_property
    def own(self) -> tuple[ObligationAccount, ...]:
        """The accounts of the debt itself (货款、租金), without what is asked for beside it."""
        beside = {o.id for o in self.case.obligations if o.asked_as}
        return tuple(o for o in self.claims.account.obligations if o.id not in beside)

    @cached_property
    def beside(self) -> tuple[ObligationAccount, ...]:
        """The accounts of what is asked for beside the debt and is still owed (赔偿、留购价款)."""
        own, lost = {o.id for o in self.own}, self.lost
        return tuple(
            o
            for o in self.claims.account.obligations
            if o.id not in own and o.principal and (self.all_lost or o.contract not in lost)
        )

    @cached_property
    def weak(self) -> frozenset[str]:
        """The facts whose proof is weak: no date rests on them, and papers say no more than the exhibit shows."""
        events = self.dossier.agenda.events if self.dossier else ()
        return frozenset(event.law.id for event in events if event.proof.grade is Grade.WEAK)

    @cached_property
    def lost(self) -> frozenset[str]:
        """The finance leases that were terminated: what is owed under them is one sum of damages (融资租赁解释 11)."""
        return frozenset(each.contract for each in self.claims.losses)

    @cached_property
    def all_lost(self) -> bool:
        """Whether nothing but such damages is asked for: every contract was ended in that way."""
        return bool(self.lost) and all(contract.id in self.lost for contract in self.contracts)

    @property
    def principal(self) -> Decimal:
        """What is left of the debt itself, in yuan; beside other contracts what became damages is no part of it."""
        left = (o.principal for o in self.own if self.all_lost or o.contract not in self.lost)
        return sum(left, Decimal("0.00"))

    @cached_property
    def sureties(self) -> tuple[SuretyClaim, ...]:
        """The guarantors against whom something can be claimed; a general surety is not liable jointly."""
        chosen = self.case.choices.defendants
        asked = (s for s in self.claims.sureties if s.covered and s.party not in self.left_out)
        return tuple(s for s in asked if not chosen or s.party in chosen)

    @cached_property
    def debtors(self) -> tuple[Party, ...]:
        """Whoever owes the debt and is asked, the principal debtor first; another may be left out by choice."""
        chosen, first = self.case.choices.defendants, self.case.debtor.id
        asked = (p for p in self.case.debtors if p.id not in self.left_out)
        return tuple(p for p in asked if not chosen or p.id == first or p.id in chosen)

    @property
    def sureties_only(self) -> bool:
        """Whether the paper is directed against guarantors without any debtor."""
        return all(p.id in self.left_out for p in self.case.debtors)

    @property
    def asked(self) -> Decimal:
        """The whole of what the paper asks for, in yuan; of guarantors alone no more than they answer for."""
        return guaranteed(self.claims.heads, self.sureties) if self.sureties_only else self.claims.total

    @cached_property
    def told(self) -> Case:
        """The case as papers may tell it: without what is unknown and what nobody wants pleaded (写入文书).

        Contracts, receivables, payments and securities stay: without them there is no claim, and a paper that must
        tell one that is unknown is refused (``documents.standings``).
        """
        kept = {name: tuple(fact for fact in getattr(self.case, name) if fact.known) for name in _MAY_BE_LEFT_OUT}
        if all(len(kept[name]) == len(getattr(self.case, name)) for name in _MAY_BE_LEFT_OUT):
            return self.case
        return self.case.but(**kept)

    @cached_property
    def circumstances(self) -> frozenset[str]:
        """How the matter as a whole stands: what every clause may ask for."""
        if len(self.parts) > 1:
            return self._of_all()
        found = of_matter(self.told, self.claims, self.contract, self.sureties, alone=self.sureties_only)
        found |= {"exhibits"} if self.exhibits else frozenset()
        open_ = (k.FactStanding.UNKNOWN, k.FactStanding.DISPUTED)
        doubted = any(fact.standing in open_ for fact in (*self.case.deliveries, *self.case.payouts))
        return found - {"performed"} if doubted else found

    def _of_all(self) -> frozenset[str]:
        """Return what holds of the matter as a whole: of any of its contracts, or of every one (``_OF_EVERY``)."""
        sides = of_sides(self.told, self.claims, self.sureties, alone=self.sureties_only)
        each = [part.circumstances for part in self.parts]
        lacking = frozenset(name for name in _OF_EVERY if not all(name in found for found in each))
        return sides.union(*each) - lacking

    def cite(self, ids: Iterable[str]) -> str:
        """Return （证据3-2，第17页）, or nothing; ids that are no exhibits were reported before and are left out."""
        return cite((i for i in ids if i in self.exhibits), self.exhibits)

    def numbers(self, ids: Iterable[str]) -> str:
        """Return the exhibits as a column of a table names them: 2-1、5-3."""
        return numbers((i for i in ids if i in self.exhibits), self.exhibits)


def _began(case: Case, contract: str) -> date:
    """Return the first day known of a contract without a signing day: of an order, a delivery, money lent."""
    mine = {o.id for o in case.obligations if o.contract == contract}
    days = [o.date for o in case.obligations if o.id in mine and o.date]
    days += [d.date for d in case.deliveries if d.obligation in mine]
    days += [p.date for p in case.payouts if p.obligation in mine]
    return min(days, default=date.max)


def _has(case: Case, contract: str) -> bool:
    return any(o.contract == contract for o in case.obligations)


@dataclass
class View:
    """What one template is filled with, and what is to be said about it; ``pen`` writes its sentences.

    ``money``: the unit of foreign money of one contract in a paper on several moneys.
    """

    paper: str
    material: Material
    fields: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    used: dict[str, Clause] = field(default_factory=dict)
    money: str = ""

    @cached_property
    def pen(self) -> Pen:
        """The pen of this paper."""
        return Pen(self.material.book, self.material.circumstances, self.used, self.money, self.paper)

    @cached_property
    def parts(self) -> tuple[View, ...]:
        """The paper contract by contract, oldest first; itself where there is one. What is found goes to the whole."""
        each = self.material.parts
        if len(each) == 1:
            return (self,)
        several = bool(self.material.claims.apart)
        return tuple(
            View(
                self.paper,
                part,
                findings=self.findings,
                used=self.used,
                money=foreign_unit(part.case) if several else "",
            )
            for part in each
        )

    @property
    def nouns(self) -> dict[str, str]:
        """The words of the cause, as a template names them: 词.债 is 货款 in a sale.

        What runs on the debt is a penalty or the statutory loss (违约) unless the cause calls it otherwise.
        """
        nouns = dict(self.material.book.nouns)
        if len(self.parts) > 1:
            return {**nouns, **self._nouns_of_all(nouns)}
        own = own_nouns(self.material.case, self.material.contract)
        each = {"逐笔": f"各{'笔' if own else nouns.get('单笔', '')}{nouns.get('债', '')}"}
        running = {"违约": self.pen.one("figures.charge"), "逾期违约": self.pen.one("figures.charge_late")}
        running["应付日"] = self.pen.one("figures.due_head")
        found = {**running, **each, **nouns}
        if "loan_penalty" in self.material.circumstances:  # both run on the loan, whatever its cause calls the one
            found |= running
        if "retention_due" in self.material.circumstances:  # what is left of a works price holds the retention
            found["本金"] = nouns["含质保"]
        return found

    def _nouns_of_all(self, nouns: Mapping[str, str]) -> dict[str, str]:
        """Return the words of several contracts: what runs on any of them, each once."""
        each = [part.nouns for part in self.parts]
        called = {name: listed(dict.fromkeys(found[name] for found in each)) for name in ("违约", "逾期违约")}
        same = {found["逐笔"] for found in each}
        return {**called, "逐笔": same.pop() if len(same) == 1 else f"各笔{nouns.get('债', '')}"}

    def say(self, code: str, where: Where | None = None, **params: Any) -> None:
        """Note a finding; its place is the paper unless ``where`` is given."""
        self.findings.append(finding(code, where or Where(field=PAPERS[self.paper].title), **params))

    def limit(self, code: str, where: Where | None = None, **params: Any) -> None:
        """Note what the shipped templates cannot tell: an error, where the user's own template is filled a warning."""
        level = Level.WARNING if self.material.own_template else None
        self.findings.append(finding(code, where or Where(field=PAPERS[self.paper].title), level=level, **params))

    def need(self, value: str, what: str, where: Where | None = None, *, name: str = "") -> str:
        """Return ``value``, or a visible blank 【待补：…】 and a warning: nothing is left out in silence.

        ``what`` is a key of the wording (``documents.what.…``), ``name`` whose particular it is.
        """
        if value:
            return value
        missing = text(f"documents.what.{what}", name=name)
        do = text(f"documents.{_FILLED.get(what, 'fill.fact')}")
        self.say("LX-P003", where, paper=PAPERS[self.paper].name, what=missing, do=do)
        return f"【待补：{blank_of(missing)}】"

    def require(self, value: object, what: str, where: Where | None = None) -> bool:
        """Tell whether ``value`` is there; without it the paper must not be written."""
        if not value:
            self.say(
                "LX-P004",
                where,
                paper=PAPERS[self.paper].name,
                what=text(f"documents.what.{what}", name=""),
                do=text(f"documents.do.{what}"),
            )
        return bool(value)


def marked(missing: Text) -> str:
    """Return the visible blank for what is missing."""
    return f"【待补：{blank_of(missing)}】"


def blank_of(missing: Text) -> str:
    """Return the words of the visible blank for what is missing: a paper names no key of the case file."""
    return _KEYS.sub("", missing.render("zh"))


def yuan(amount: Decimal) -> str:
    """Return an amount as pleadings write it: 1,359,193.80 (元 stands in the template)."""
    return format_yuan(amount)


def words(amount: Decimal) -> str:
    """Return an amount in capitals (大写): 壹佰叁拾伍万玖仟壹佰玖拾叁元捌角."""
    return capitals(amount)


def day(value: date) -> str:
    """Return a day as papers write it: 2026年11月21日."""
    return long_date(value)


def titled(name: str) -> str:
    """Return a document's name in book-title marks."""
    return name if name.startswith("《") else f"《{name}》"


def listed(names: Iterable[str]) -> str:
    """Return names as one enumeration: 甲、乙、丙."""
    return "、".join(names)


def series(halves: Iterable[str]) -> str:
    """Return half-sentences as one sentence: 甲；乙；丙."""
    return "；".join(halves)


def sentences(parts: Iterable[str]) -> str:
    """Return whole sentences one after the other: 甲。乙。"""
    return "".join(f"{part}。" for part in parts)


def stopped(line: str) -> bool:
    """Tell whether a line ends with the sign that ends a sentence, or an entry of a list, already."""
    return line.endswith(("。", "；", "："))


def in_a_row(parts: Iterable[str]) -> str:
    """Return the parts that are there, divided by commas: 甲，乙."""
    return "，".join(part for part in parts if part)


def without_stop(sentence: str) -> str:
    """Return a sentence of the user's without its own full stop: the template sets one."""
    return sentence.strip().rstrip("。；;.")


def numbered(lines: Iterable[str]) -> list[dict[str, str]]:
    """Return rows of 序号 and 内容; the last ends with a full stop, the others with a semicolon."""
    texts = list(lines)
    return [{"序号": str(i), "内容": f"{line}{'。' if i == len(texts) else '；'}"} for i, line in enumerate(texts, 1)]
