"""What a rule says of itself: the six headings of its docstring, and the parameters it reads.

Owns the parsing of docstrings (Says, Applies when, Counts from, Interrupted or suspended by, Doubtful, Source) and
the table of parameters that rules share. Refuses a rule that does not explain itself under all six headings
(:class:`Unexplained`): a mistake of ours. Holds no law: neither number nor article.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from difflib import get_close_matches

from lexcollect.law.book import Book, Parameter
from lexcollect.law.index import Rule, rules

#: Key of a part → how the docstring of a rule heads it.
HEADINGS: dict[str, str] = {
    "says": "Says:",
    "applies": "Applies when:",
    "counts": "Counts from:",
    "interrupted": "Interrupted or suspended by:",
    "doubtful": "Doubtful:",
    "source": "Source:",
}
#: A line broken inside a Chinese name: no blank belongs there.
_BROKEN = re.compile(r"(?<=[\u4e00-\u9fff])\s*\n\s*(?=[\u4e00-\u9fff])")
_ROLE = re.compile(r":\w+:`~?([^`]+)`")
_GENERAL = ("limitation.general",)

#: Parameters a rule reads besides the one that bears its name.
SHARED: dict[str, tuple[str, ...]] = {
    "limitation.general": (
        "limitation.cap20",
        "limitation.suspension",
        "limitation.suspension_added_since",
        "limitation.insolvency_lapse",
        "limitation.legacy_one_year",
    ),
    "limitation.transition_2017": ("limitation.general", "limitation.legacy_one_year"),
    "limitation.suspension": ("limitation.suspension_added_since",),
    **dict.fromkeys(
        (
            f"limitation.{name}"
            for name in (
                "instalments",
                "periodic",
                "finance_lease_rent",
                "no_due_date",
                "rescission_restitution",
                "unjust_enrichment",
                "negotiorum_gestio",
                "joint",
                "partial",
            )
        ),
        _GENERAL,
    ),
    "guarantee.period": ("guarantee.unclear_legacy", "guarantee.civil_code_day"),
    "guarantee.max_amount": ("guarantee.period",),
    "guarantee.limitation_joint": _GENERAL,
    "guarantee.limitation_general": ("guarantee.execution_wait", *_GENERAL),
    "security.mortgage": (*_GENERAL, "enforce.apply"),
    "right.creditor_revocation": ("right.creditor_revocation_outer",),
    "right.contract_voidable": ("right.contract_voidable_mistake", "right.contract_voidable_outer"),
    "right.contract_termination": ("guarantee.civil_code_day",),
    "judgment.effective": ("proc.appeal.judgment",),
    **dict.fromkeys(
        (f"preserve.seizure.{asset}" for asset in ("bank", "movable", "immovable", "other_right")),
        ("preserve.renewal.apply",),
    ),
    "enforce.apply": ("enforce.instalments_from_last",),
    "enforce.apply.notarial": ("enforce.apply",),
    "arb.foreign_recognition": ("enforce.apply",),
    "bankr.claim": ("bankr.claim_min", "bankr.claim_max"),
    "bill.civil_remainder": _GENERAL,
    "sme.payment_due": ("money.sme_days_public", "money.sme_days_large"),
    "sme.interest": ("money.sme_daily_rate",),
    "enforce.delay_interest": ("money.double_interest_daily", "money.double_interest_multiple"),
}


#: Money rules that compute by amounts: their modules explain the arithmetic, this is the rule in the six headings.
_BY_AMOUNT: dict[str, str] = {
    "sme.payment_due": """
        Says: public bodies pay within thirty days of delivery, by agreement within sixty at most; large enterprises
            within sixty days unless agreed otherwise by the custom of the trade (保障中小企业款项支付条例 9).
        Applies when: the supplier was a small or medium enterprise when the contract was made and said so (3), the
            buyer is a public body or a large enterprise.
        Counts from: delivery; where acceptance was agreed, acceptance or the end of the time agreed for it (10);
            settlements by progress or period from the day both sides confirmed the amount (9).
        Interrupted or suspended by: nothing.
        Doubtful: contracts made before 2025-06-01 (the former edition fixed no term for large enterprises).
        Source: 保障中小企业款项支付条例 3, 9, 10; 民法典 201, 203.""",
    "sme.interest": """
        Says: an agreed late rate is at least the one-year LPR when the contract was made; without agreement it is
            0.05 % a day (保障中小企业款项支付条例 17).
        Applies when: the payment date of sme.payment_due has passed.
        Counts from: the day after the last day to pay, moved over days off.
        Interrupted or suspended by: nothing; payments reduce the base from their day on.
        Doubtful: an agreed rate below that LPR; after a void "paid when paid" clause 背靠背条款批复 2 gives the LPR,
            17 the daily rate.
        Source: 保障中小企业款项支付条例 17.""",
    "enforce.delay_interest": """
        Says: money fixed by the instrument, general interest left out, × 0.0175 % a day (迟延履行利息解释 1); judgment
            debts are paid before the doubled part (4).
        Applies when: the debtor missed the period for performance of an instrument that can be enforced
            (民事诉讼法 264).
        Counts from: the end of the period for performance (2), to full performance, part payments to their day (3).
        Interrupted or suspended by: stays and suspensions the debtor did not ask for are left out (3).
        Doubtful: court fees owed to the creditor and penalties that run by the day (default: outside the base);
            a mediation document with a sanction of its own (民事调解规定 15).
        Source: 民事诉讼法 264; 迟延履行利息解释 1–4, 7.""",
}


class Unexplained(ValueError):
    """A rule whose docstring lacks headings; ``missing`` names them."""

    def __init__(self, rule: str, missing: tuple[str, ...]) -> None:
        self.rule = rule
        self.missing = missing
        super().__init__(f"{rule}: {', '.join(missing)}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule says, in English, under the six headings; ``function`` is ``module:name`` below ``law.rules``."""

    function: str
    says: str
    applies: str
    counts: str
    interrupted: str
    doubtful: str
    source: str

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return the parts in order, each under the key of its heading."""
        return tuple((key, str(getattr(self, key))) for key in HEADINGS)


def explanation(rule: Rule) -> Explanation:
    """Return what ``rule`` says of itself; :class:`Unexplained` when a heading is missing or empty."""
    found = sections(inspect.getdoc(rule.implementation()) or "") or sections(_BY_AMOUNT.get(rule.id, ""))
    missing = tuple(head for key, head in HEADINGS.items() if not found.get(key))
    if missing:
        raise Unexplained(rule.id, missing)
    return Explanation(rule.function, **found)


def sections(docstring: str) -> dict[str, str]:
    """Return the parts of ``docstring`` by key; each ends at the next heading, the last at its paragraph's end."""
    places = sorted((docstring.find(head), key) for key, head in HEADINGS.items() if head in docstring)
    out: dict[str, str] = {}
    for number, (start, key) in enumerate(places):
        end = places[number + 1][0] if number + 1 < len(places) else len(docstring)
        part = docstring[start + len(HEADINGS[key]) : end].split("\n\n")[0]
        out[key] = " ".join(_ROLE.sub(_last_name, _BROKEN.sub("", part)).replace("``", "").split())
    return out


def _last_name(role: re.Match[str]) -> str:
    return role[1].rpartition(".")[2]


def parameters_of(rule: Rule, book: Book) -> tuple[Parameter, ...]:
    """Return the parameters ``rule`` reads: its own, the second one of a notice not received, the shared ones."""
    names = (rule.id, f"{rule.id}_announced", *SHARED.get(rule.id, ()))
    return tuple(book.parameter(name) for name in names if name in book)


def unread_parameters(book: Book) -> tuple[Parameter, ...]:
    """Return the parameters no rule of the index reads: rates, shares and fee tables of money."""
    read = {p.name for rule in rules().values() for p in parameters_of(rule, book)}
    return tuple(p for p in book.parameters() if p.name not in read)


def families() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by family (the word before the first dot), in the order of the index."""
    out: dict[str, list[Rule]] = {}
    for rule in rules().values():
        out.setdefault(rule.id.partition(".")[0], []).append(rule)
    return {family: tuple(found) for family, found in out.items()}


def nearest(name: str, book: Book, most: int = 6) -> list[str]:
    """Return ids of rules and parameters that ``name`` may have meant: parts of an id or a title, then slips."""
    wanted = name.strip().lower()
    titles = {rule.id: f"{rule.id} {rule.title} {rule.title_en}".lower() for rule in rules().values()}
    for parameter in unread_parameters(book):
        titles[parameter.name] = f"{parameter.name} {parameter.title} {parameter.title_en}".lower()
    part_of = [id for id, words in titles.items() if wanted and wanted in words]
    return part_of[:most] or get_close_matches(wanted, titles, n=most, cutoff=0.5)
