"""Outline: the first 案件.yaml of a matter, explained line by line.

Owns which parts of the skeleton a matter of its cause needs, and filling them with what is already known. What is not
known stays blank, never a made-up value: loading then names each blank with its line.
"""

from __future__ import annotations

from lexcollect.cn.courts import names_a_court
from lexcollect.cn.guarantee_periods import read_guarantee_period
from lexcollect.cn.width import screen_width
from lexcollect.matter.answers import CALLED, Answers, PartyAnswer, named
from lexcollect.matter.entering import entered
from lexcollect.matter.everyday import Family, family_of
from lexcollect.matter.questions import JUDGED, LAWYER, TITLE_KINDS, pieces
from lexcollect.matter.rent_words import read_rent
from lexcollect.matter.skeleton import in_chinese, part
from lexcollect.matter.term_examples import EVENTS, example_of
from lexcollect.records import dataclass
from lexcollect.wording import Lang, language
from lexcollect.yamledit import scalar

_REMARK_COLUMN = 40


@dataclass(frozen=True, slots=True)
class _Writing:
    """The answers, the family of their cause, and the language the file is written in."""

    a: Answers
    family: Family
    lang: Lang

    def part(self, name: str, /, *, off: bool = False, **values: str) -> str:
        """Return a part of the skeleton."""
        return part(name, self.lang, off=off, **values)

    def said(self, text: str) -> str:
        """Return lines below ``contracts`` in the language of the file, without a line break at the end."""
        return (in_chinese(text, "contracts") if self.lang == "zh" else text).rstrip("\n")

    @property
    def debt(self) -> str:
        """How the first receivable is called."""
        named = {Family.LOAN: "借款", Family.WORKS: "结算款", Family.BILL: "票据一", Family.SALE: "订单一"}
        return named.get(self.family, "款项一" if self.family is not Family.GENERAL else "订单一")

    @property
    def payer(self) -> str:
        """How the first debtor is called."""
        return next(id for id, party in named(self.a, self.lang) if party.side == "debtor")


def outline(matter: str, answers: Answers | None = None) -> str:
    """Return the text of a case file called ``matter`` with ``answers`` filled in, in the language of the screen."""
    a = answers or Answers()
    w = _Writing(a, family_of(a.cause), language())
    text = w.part("head", matter=scalar(matter), kind=_kind_told(w)) + _parties(w) + "\n" + _agents(w) + "\n"
    text += _contract(w) + _facts(w) + _securities(w) + _judged(w)
    text = "\n".join(_aligned(line) for line in text.rstrip().splitlines()) + "\n"
    return entered(text, {asked: words for asked, words in a.more.items() if asked != JUDGED}, w.lang)


def _kind_told(w: _Writing) -> str:
    """Return for which kind of debt the file was laid out."""
    if w.lang == "en":
        return f"Laid out for: {w.a.cause or 'any debt (no cause was named)'}"
    if not w.a.cause:
        return "没有写案由，下面列出各种债共用的项目；案由写明以后，别的债才有的段落可以删去。"
    return f"按“{w.a.cause}”列出要填的项目。"


# --- parties -----------------------------------------------------------------------------------------------


def _parties(w: _Writing) -> str:
    parties = named(w.a, w.lang)
    return "\n".join(_party(w, id, party, [one for _, one in parties]) for id, party in parties)


def _party(w: _Writing, id: str, party: PartyAnswer, all_: list[PartyAnswer]) -> str:
    zh = w.lang == "zh"
    kind, number = ("natural", "id_no") if party.natural else ("organisation", "uscc")
    text = w.part(
        "party",
        id=id,
        role=CALLED[party.side][0] if zh else party.side,
        kind={"natural": "自然人", "organisation": "法人"}[kind] if zh else kind,
        name=scalar(party.name),
        number={"id_no": "公民身份号码", "uscc": "统一社会信用代码"}[number] if zh else number,
        number_value=scalar(party.number),
        number_remark=_number_told(party, zh=zh),
    )
    if not party.natural:
        text += w.part("rep")
    text += w.part("domicile")
    if party.side == "creditor":
        text += w.part("bank")
    if party.side == "spouse":
        text += w.part("tie_spouse")
    elif party.side in ("creditor", "debtor") and sum(one.side == party.side for one in all_) > 1:
        text += w.part("tie_side")
    return text


def _number_told(party: PartyAnswer, *, zh: bool) -> str:
    if not zh:
        return "18 characters" if party.name else "18 characters; a natural person has id_no instead"
    return "18 位" if party.name else "18 位；自然人改写 公民身份号码"


def _agents(w: _Writing) -> str:
    return "" if LAWYER in w.a.more else w.part("agents", off=True)


# --- contract ----------------------------------------------------------------------------------------------

_OF_CONTRACT = {
    Family.SALE: ("contract.sale",),
    Family.GENERAL: ("contract.sale",),
    Family.LEASE: ("contract.lease",),
    Family.FINANCE_LEASE: ("contract.lease",),
    Family.WORKS: ("contract.works",),
    Family.RECOURSE: ("contract.recourse",),
}


def _contract(w: _Writing) -> str:
    text = w.part("contract", cause=scalar(w.a.cause))
    text += w.part("contract.unwritten" if w.a.unwritten else "contract.name")
    if w.family not in (Family.LEASE, Family.FINANCE_LEASE, Family.BILL):
        text += _payment_term(w)
    if w.family is Family.LOAN:
        text += w.part("contract.loan", interest=_interest(w))
    elif w.family is not Family.BILL:
        text += w.part("contract.penalty", penalty=_penalty(w))
    if w.family in (Family.SALE, Family.GENERAL, Family.SERVICE):
        text += w.part("contract.loss")
    text += "".join(w.part(name) for name in _OF_CONTRACT.get(w.family, ()))
    return text + w.part("contract.end", jurisdiction=_jurisdiction(w))


def _aligned(line: str) -> str:
    """Put the remark behind a value into its column."""
    value, mark, remark = line.rpartition("  # ")
    # A quote behind the mark means that the mark stands inside a quoted value; remarks hold no quotes.
    if not mark or not value.strip() or '"' in remark or value.lstrip().startswith("#"):
        return line.rstrip()
    return value.rstrip() + " " * max(_REMARK_COLUMN - screen_width(value.rstrip()), 2) + "# " + remark


def _payment_term(w: _Writing) -> str:
    if not w.a.payment_term:
        return w.part("contract.term_blank", example=example_of(w.family))
    return w.part("contract.term", term=_term(w))


def _term(w: _Writing) -> str:
    """Return the payment term that was answered; of one that cannot be read only the words stay."""
    from lexcollect.cn.payment_terms import BadTerm, Term, read_term

    text = w.a.payment_term
    try:
        term = read_term(text)
    except BadTerm as bad:
        term = Term(number=bad.number, event="demand") if bad.reason == "demand" else Term()
    zh = w.lang == "zh"
    if term.day is not None:
        lines = [f"      day: {term.day.isoformat()}  # {'约定的还款日、到期日' if zh else 'fixed day'}"]
    else:
        lines = [
            f"      count: {term.number or ''}",
            f"      unit: {term.unit}  # {'日、月、年、工作日' if zh else 'day, month, year, workday'}",
            f"      after: {term.event or ''}  # {EVENTS[w.lang]}",
        ]
    lines += ["      clause:", "      text: \u0000"]
    said = w.said("    payment_term:\n" + "\n".join(lines)).split("\n", 1)[1]
    return said.replace("\u0000", scalar(text))


def _penalty(w: _Writing) -> str:
    if not w.a.penalty:
        return w.said("    # late_penalty: {rate: , clause: }  # 约定的逾期付款违约金，标准如 每日万分之五")
    said = w.said("    late_penalty:  # 逾期付款违约金\n      rate: \u0000\n      clause:")
    return said.replace("\u0000", scalar(w.a.penalty))


def _interest(w: _Writing) -> str:
    if not w.a.penalty:
        return w.said("    # term_interest: {rate: , clause: }  # 借款期限以内的利率，如 年利率12%；没有约定就不写")
    said = w.said("    term_interest:  # 借款期限以内的利率\n      rate: \u0000\n      clause:")
    return said.replace("\u0000", scalar(w.a.penalty))


def _jurisdiction(w: _Writing) -> str:
    if not w.a.jurisdiction:
        return w.said("    # jurisdiction:  # 争议解决条款的原话，如 甲方住所地人民法院")
    kind = "arbitration" if "仲裁" in w.a.jurisdiction else "court"
    key = "court" if names_a_court(w.a.jurisdiction) else "text"
    said = w.said(f"    jurisdiction:\n      kind: {kind}\n      {key}: \u0000")
    return said.replace("\u0000", scalar(w.a.jurisdiction))


# --- facts -------------------------------------------------------------------------------------------------


def _facts(w: _Writing) -> str:
    """Return the groups of facts that a matter of this family has, then those that every matter may have."""
    return (
        {
            Family.LOAN: _of_loan,
            Family.LEASE: _of_lease,
            Family.FINANCE_LEASE: _of_lease,
            Family.WORKS: _of_works,
            Family.BILL: _of_bill,
            Family.RECOURSE: _of_recourse,
            Family.FACTORING: _of_factoring,
            Family.SERVICE: _of_service,
        }.get(w.family, _of_sale)(w)
        + w.part("payments", payer=w.payer, debt=_first_debt(w))
        + w.part("proofs", payer=w.payer)
    )


def _first_debt(w: _Writing) -> str:
    return "2024-01" if w.family in (Family.LEASE, Family.FINANCE_LEASE) else w.debt


def _obligations(w: _Writing, each: str, what: str) -> str:
    return w.part("obligations", debt=w.debt, each=each, what=what)


def _of_sale(w: _Writing) -> str:
    text = _obligations(w, "每份订单、每一期或每张发票写一条", "货物")
    text += w.part("deliveries", debt=w.debt, did="交货")
    text += w.part("invoices", debt=w.debt, off=not w.a.unwritten) + w.part("milestones", off=True)
    if w.family is Family.GENERAL:
        text += w.part("payouts", debt=w.debt, paid_out="借款交付（民间借贷）", off=True)
        text += w.part(
            "rents", off=True, rent_amount="", rent_every="月" if w.lang == "zh" else "month", rent_day=_day(w, 5)
        )
        text += w.part("things", off=True)
    return text


def _of_service(w: _Writing) -> str:
    text = _obligations(w, "每一期或每张账单写一条", "服务内容")
    milestone = w.a.payment_term and any(word in w.a.payment_term for word in ("验收", "对账", "发票", "结算"))
    text += w.part("deliveries", debt=w.debt, did="履行（交付成果、提供服务、运到）", off=bool(milestone))
    return text + w.part("milestones", off=not milestone) + w.part("invoices", debt=w.debt, off=True)


def _of_loan(w: _Writing) -> str:
    return w.part("obligations.loan") + w.part("payouts", debt=w.debt, paid_out="借款交付")


def _of_recourse(w: _Writing) -> str:
    text = _obligations(w, "代为清偿的写一条", "")
    return text + w.part("payouts", debt=w.debt, paid_out="代为清偿")


def _of_bill(w: _Writing) -> str:
    return w.part("obligations.bill")


def _of_factoring(w: _Writing) -> str:
    text = w.part("assignments") + _obligations(w, "受让的每笔应收账款写一条", "货物或服务")
    return text + w.part("deliveries", debt=w.debt, did="基础合同的履行", off=True)


def _of_works(w: _Writing) -> str:
    return w.part("obligations.works") + w.part("milestones")


def _of_lease(w: _Writing) -> str:
    rent = read_rent(w.a.payment_term)
    zh = w.lang == "zh"
    every = {"month": "月", "quarter": "季", "half_year": "半年", "year": "年"}[rent.every] if zh else rent.every
    amount = f"{rent.amount:.2f}" if rent.amount else ""
    text = w.part("rents", rent_amount=amount, rent_every=every, rent_day=_day(w, rent.day))
    if rent.month_days:
        key = "折算天数" if zh else "month_days"
        text = text.replace(f"    # {key}:", f"    {key}: {rent.month_days}", 1)
    return text + w.part("things") + w.part("obligations.optional")


def _day(w: _Writing, day: int) -> str:
    """Return the line of the day on which rent falls due."""
    zh = w.lang == "zh"
    if day:
        return f"    付款日: {day}  # 每期首月几日付" if zh else f"    due_day: {day}"
    told = "每期首月几日付；没有约定的不写" if zh else "day of the first month of a period"
    return f"    # {'付款日' if zh else 'due_day'}: 5  # {told}"


def _securities(w: _Writing) -> str:
    sureties = [(id, party) for id, party in named(w.a, w.lang) if party.side == "surety"]
    if not sureties:
        return ""
    zh = w.lang == "zh"
    kinds = {"surety_joint": "连带责任保证", "surety_general": "一般保证", "surety_unclear": "保证方式未写清"}
    text = "\n" + w.part("security")
    for number, (id, party) in enumerate(sureties):
        kind = party.kind or w.a.surety_kind or "surety_unclear"
        mark = str(number + 1) if len(sureties) > 1 else ""
        one = w.part(
            "guarantee",
            id=f"保证{mark}",
            kind=kinds[kind] if zh else kind,
            grantor=id,
            cap=scalar(party.cap or w.a.surety_cap),
        )
        text += one + _guarantee_period(w, party.period or w.a.surety_period)
    return text


def _judged(w: _Writing) -> str:
    """Return the groups of a matter with a title: what it says, and its enforcement."""
    found = pieces(JUDGED, w.a.more.get(JUDGED, ""))
    if not found:
        return ""
    kind = found[0].name or "判决书"
    return w.part(
        "judged",
        id=kind,
        kind=kind if w.lang == "zh" else TITLE_KINDS[kind],
        case_no=scalar(found[0].number),
        effective_on=found[0].day.isoformat() if found[0].day else "",
        bound=", ".join(id for id, party in named(w.a, w.lang) if party.side != "creditor"),
    )


def _guarantee_period(w: _Writing, words: str) -> str:
    if not words:
        return ""
    read = read_guarantee_period(words) or {}
    lines = ["    period:  # 保证期间"]
    lines += [f"      {key}: {'是' if value == 'true' else value}" for key, value in read.items()]
    text = "securities:\n  - id: x\n" + "\n".join([*lines, "      text: \u0000"])
    said = (in_chinese(text) if w.lang == "zh" else text).rstrip("\n").split("\n", 2)[2]
    return said.replace("\u0000", scalar(words)) + "\n"
