"""Letters: one debtor's rows → one paper, or the reasons why there is none (一户一份文书).

Owns the pure step of a batch: rows, creditor and day in, bytes and findings out; the same on this machine, in a pool
and on a cluster. The paper goes the way of every paper of a matter: view, language rules, the look at the finished
text. Reads no ledger and writes no file. Raises nothing for what a row says.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lexcollect.findings import Finding, finding
from lexcollect.ledgers.cases import case_of, contract_id
from lexcollect.ledgers.creditor import Profile
from lexcollect.ledgers.debtors import Group
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair

if TYPE_CHECKING:
    from lexcollect.documents.endings import Ending

#: What stands in a paper of a matter because a person decided it there, and needs no decision row by row: that
#: limitation is near is why letters are sent, that no charge was agreed stands in the ledger.
_KNOWN = frozenset({"LX-P332", "LX-M001"})
#: The paper that goes to courts.
COMPLAINT, FORM = "complaint", "form"


@dataclass(frozen=True)
class Setting:
    """What all papers of a run share: paper, creditor, day, templates, court, and whether a statutory loss is asked.

    ``expired_by`` is the lawyer who answers for writing on claims out of time. ``template_digest`` and ``law_book``
    tell which templates and law the papers were made with; ``rates`` and ``calendar`` are those in use where they are
    not the shipped ones, with their digest in ``law_book``.
    """

    paper: str
    profile: Profile
    as_of: date
    templates: tuple[str, ...] = ()
    court: str = ""
    loss: bool = False
    expired_by: str = ""
    template_digest: str = ""
    law_book: str = ""
    program: str = ""
    rates: Any = None
    calendar: Any = None

    @property
    def digest(self) -> str:
        """The digest of all this, without the rows."""
        said = [self.paper, self.profile.sha256, self.as_of.isoformat(), self.court, self.loss, self.expired_by]
        return _digest([*said, self.template_digest, self.law_book, self.program])


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one debtor: the bytes of the paper, or ``None`` with ``reasons``.

    ``asked`` is the sum the paper asks for, ``principal`` that of the debt itself, in yuan; ``court`` whom a
    complaint is addressed to; ``notes`` what a person should know of it; ``fields`` what an official form is filled
    with.
    """

    id: str
    data: bytes | None
    reasons: tuple[Text, ...] = ()
    codes: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    asked: Decimal = Decimal(0)
    principal: Decimal = Decimal(0)
    court: str = ""
    fields: dict[str, Any] | None = None


def inputs_of(group: Group, setting: Setting) -> str:
    """Return the digest of all that the paper of one debtor is made from: equal digests, equal bytes."""
    rows = [
        [
            *(row.number, row.name, str(row.kind), row.ident, row.phone, row.address, row.business, row.contract),
            *(str(row.sign), str(row.due), str(row.amount), str(row.paid), str(row.balance), row.terms, row.court),
            *(str(row.limitation.expiry), str(row.action), row.guarantor),
        ]
        for row in group.rows
    ]
    return _digest([setting.digest, group.id, rows])


def _digest(said: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def make(group: Group, setting: Setting) -> Made:
    """Return the paper of one debtor; whatever its rows say, nothing is raised."""
    from lexcollect.findings import Refused
    from lexcollect.law.trace import LawUnknown

    try:
        return _make(group, setting)
    except Refused as refused:
        return _refused(group, refused.findings)
    except LawUnknown as unknown:
        return _refused(group, [finding("LX-G123", reason=unknown.text)])


def _make(group: Group, setting: Setting) -> Made:
    from lexcollect.deadlines.matter import answer_case
    from lexcollect.documents.drafting import compose
    from lexcollect.documents.material import Material
    from lexcollect.documents.register import PAPERS

    paid = [row for row in group.rows if row.paid]
    if setting.paper in (COMPLAINT, FORM) and paid and len(group.rows) > 1:
        return _refused(group, [finding("LX-G124", rows=[row.number for row in paid])])
    made = case_of(group, setting.profile, setting.as_of, court=setting.court, loss=setting.loss)
    if made.case is None:
        return _refused(group, made.findings)
    matter = answer_case(made.case, setting.as_of, setting.rates, calendar=setting.calendar)
    now = matter.due_now
    material = Material(
        *matter.asked,
        {},
        earlier=now.asked if now else None,
        ending=_endings(group),
        some=matter.claims.account.whole is not None,
    )
    draft, found = compose(
        setting.paper, material, sources={}, templates=[Path(folder) for folder in setting.templates]
    )
    found = (*made.findings, *found)
    if draft is None:
        return _refused(group, found)
    act = PAPERS[setting.paper].act
    asked = material.due_for(act)
    return Made(
        group.id,
        draft.data,
        notes=tuple(_notes(group, setting, found)),
        asked=asked.asked,
        principal=asked.principal,
        court=made.case.choices.court if act == "sue" else "",
        fields=draft.receipt.fields if setting.paper == FORM else None,
    )


def _endings(group: Group) -> tuple[Ending, ...]:
    """Return until when limitation runs, or ran, by the rows: what papers ask about before they tell it."""
    from lexcollect.documents.endings import Ending

    return tuple(Ending((contract_id(row),), row.limitation.expiry) for row in group.rows if row.limitation.expiry)


def _refused(group: Group, found: Sequence[Finding]) -> Made:
    stops = [one for one in found if one.stops]
    return Made(group.id, None, tuple(_sentence(one) for one in stops), tuple(one.code for one in stops))


def _sentence(one: Finding) -> Text:
    return pair(f"{one.message('zh')}（{one.code}）", f"{one.message('en')} ({one.code})")


def _notes(group: Group, setting: Setting, found: Sequence[Finding]) -> list[Text]:
    """Return what a person should know of a paper that was written: gaps, doubts, what the ledger cannot show."""
    told = [one for one in dict.fromkeys(found) if not one.stops and not one.informs and one.code not in _KNOWN]
    if not group.first.address:
        told.append(finding("LX-G145"))
    told += [finding("LX-G146", row=row.number, name=row.guarantor) for row in group.rows if row.guarantor]
    if setting.paper in (COMPLAINT, FORM):
        told.append(finding("LX-G147"))
    return [_sentence(one) for one in told]


def with_law(setting: Setting, folder: Path) -> Setting:
    """Return the setting with templates, law, rates and calendar as they are on this machine.

    ``folder`` is that of the ledger: a local table of rates beside it counts. :class:`~lexcollect.findings.Refused`
    when a local table is wrong.
    """
    from lexcollect.findings import Refused, has_errors
    from lexcollect.law.calendar import shipped_calendar
    from lexcollect.law.rates import shipped_rates
    from lexcollect.matter.holidays import calendar_in_use
    from lexcollect.matter.rates import rates_in_use

    rates, about_rates = rates_in_use(folder)
    calendar, about_days = calendar_in_use()
    if has_errors((*about_rates, *about_days)):
        raise Refused((*about_rates, *about_days))
    own = (None if rates is shipped_rates() else rates, None if calendar is shipped_calendar() else calendar)
    here = law_here(setting)
    local = [hashlib.sha256(pickle.dumps(one)).hexdigest() for one in own if one is not None]
    book = _digest([here.law_book, *local]) if local else here.law_book
    return replace(here, law_book=book, rates=own[0], calendar=own[1])


def law_here(setting: Setting) -> Setting:
    """Return the setting with the digests of program, law book and templates of this machine, without local tables."""
    from lexcollect.documents.making import law_digest
    from lexcollect.version import __version__

    return replace(setting, law_book=law_digest(), program=__version__, template_digest=_templates(setting))


def _templates(setting: Setting) -> str:
    """Return the digest of the template and of every file in the user's own folders of templates."""
    from lexcollect.documents.papers import template_path
    from lexcollect.documents.register import PAPERS
    from lexcollect.files import sha256_file

    paper, folders = PAPERS[setting.paper], [Path(folder) for folder in setting.templates]
    path = None if paper.on_form else template_path(paper.template, folders)
    own = [file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
    return _digest([sha256_file(path) if path else "", *(sha256_file(file) for file in own)])
