"""Acknowledgements (对账单、还款计划、承诺): what the debtor agreed it owes.

Owns the words by which a debtor says so in a statement with its seal, a plan, a mail. A statement that only the
creditor sent is none; what the creditor writes of the debt is none. Reported speech is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lexcollect.cn.amounts import BadAmount
from lexcollect.cn.capitals import parse_capitals
from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import CAPITALS, DAY, NAME, ORGANISATION, SUM, day_of, first, hits, sum_of
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_TO = regex(rf"(?:^|\n)\s*(?:致\s*[：:]\s*)?(?P<value>{ORGANISATION})\s*[：:]\s*(?=\n|$)")
_OWED = regex(
    rf"(?:应付|尚欠|结欠|欠付|余额(?:为)?)(?:本公司|我司|我公司|贵司|你方)?(?:货款|租金|工程款|款项|金额)?(?:共计|合计|人民币)*\s*(?P<value>{SUM})"
)
_CONFIRMED = regex(
    r"(?:(?:核对|确认|证明|数据|信息)[^\n。]{0,6}无误|相符)[^\n]{0,8}?[。：:，,\s]*(?:[（(][^）)\n]{0,8}[）)])?\s*"
    rf"(?P<name>{ORGANISATION})\s*(?:[（(](?P<seal>[^）)]{{2,10}}章)[）)])?\s*(?P<day>{DAY})?"
)
#: The form of a statement with its confirmation filled in by hand and seal.
_ADDRESSEE = regex(rf"(?:^|\n)\s*致\s*[：:]\s*(?P<value>{ORGANISATION})(?=\s|$)")
_FILLED_IN = regex(
    r"(?:核对|确认)[^\n。]{0,8}无误[^\n]{0,20}\n(?:[^\n]{0,40}\n){0,3}?[^\n]{0,40}日期\s*[：:]?\s*"
    rf"(?P<day>{DAY})"
)
_BALANCE = regex(
    rf"(?:余额|结欠|尚欠)\s*[：:]?\s*(?P<value>[¥￥]?\s*\d{{1,3}}(?:[,，]\d{{3}})+\.\d{{2}})(?:元)?"
    rf"(?:[^\n]{{0,8}}大写\s*[：:]?\s*(?P<capitals>{CAPITALS}))?"
)
_FOOT = regex(
    rf"(?:^|\n)\s*(?P<name>{ORGANISATION})\s*(?:[（(](?P<seal>[^）)]{{2,10}})[）)])?\s*(?P<day>{DAY})\s*(?=\n|$)"
)
_MAIL_OWED = regex(
    rf"(?:我司|我公司|本公司|我方|我们)(?:尚|仍|还|共)?欠(?:付|贵司|贵公司|你司|你们)*[^，,。；;\n\d]{{0,8}}?(?P<value>{SUM})"
)
_NOTE_KINDS = (("iou", r"欠\s*条"), ("repayment_plan", r"还款计划"), ("promise_message", r"承诺"))
_NOTE_OWED = regex(rf"(?:今|兹|尚|仍|共|拖|结)?欠(?:付|到)?[^，,。；;\n]{{0,30}}?(?P<value>{SUM})")
_SIGNED = regex(rf"(?:欠款人|承诺人|还款人|债务人|借款人)\s*(?:[（(][^）)]{{1,8}}[）)])?\s*[：:]\s*(?P<value>{NAME})")
_LAST_DAY = regex(rf"(?P<value>{DAY})\s*(?=\n|$)")
_PLAN = regex(r"分期|计划|安排")


def acknowledgements_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield what the debtor agreed to in the statement or plan that ``paper`` is, or in the mail."""
    if kind is PaperKind.STATEMENT:
        yield from _statement(paper)
    elif kind is PaperKind.PLAN:
        yield from _note(paper)
    elif paper.sender:
        yield from _mail(paper)


def _statement(paper: Paper) -> Iterator[Found]:
    confirmed, owed = first(paper, _CONFIRMED), first(paper, _OWED)
    if confirmed is None:
        yield from _by_hand(paper)
        return
    if confirmed is None or owed is None:  # sent and not answered: it binds nobody
        return
    amount = sum_of(owed.match["value"])
    last = confirmed.match["day"]
    day = day_of(last) if last else None
    if amount is None or day is None:
        return
    kind = PaperKind.STATEMENT
    who = Value(confirmed.match["name"], confirmed.spot(paper, "name"))
    values = {
        "kind": Value("statement", confirmed.spot(paper)),
        "date": Value(day.isoformat(), confirmed.spot(paper, "day")),
        "amount": Value(f"{amount:.2f}", owed.spot(paper, "value")),
    }
    if confirmed.match["seal"]:
        values["seal"] = Value(confirmed.match["seal"], confirmed.spot(paper, "seal"))
    writer = next((hit.match["name"] for hit in hits(paper, _FOOT) if hit.match["name"] != who.value), "")
    yield Found(
        "acknowledgements",
        values,
        kind.value,
        Trust.LIKELY,
        (text("proposing.why.statement"),),
        {"by": who},
        (writer, who.value),
    )
    yield named(who.value, who.spot, "debtor", kind.value)


def _by_hand(paper: Paper) -> Iterator[Found]:
    """Yield the balance that the addressee confirmed with a day filled in; its name stands in the seal alone."""
    to, filled, balance = first(paper, _ADDRESSEE), first(paper, _FILLED_IN), first(paper, _BALANCE)
    day = day_of(filled.match["day"]) if filled else None
    if to is None or filled is None or balance is None or day is None:
        return
    amount = sum_of(f"{balance.match['value']}元")
    if amount is None or (balance.match["capitals"] and _in_capitals(balance.match["capitals"]) != amount):
        return
    who = Value(to.match["value"], to.spot(paper, "value"))
    values = {
        "kind": Value("statement", filled.spot(paper)),
        "date": Value(day.isoformat(), filled.spot(paper, "day")),
        "amount": Value(f"{amount:.2f}", balance.spot(paper, "value")),
    }
    why = (text("proposing.why.statement"),)
    kind = PaperKind.STATEMENT.value
    yield Found("acknowledgements", values, kind, Trust.DOUBTFUL, why, {"by": who}, ("", who.value))


def _in_capitals(words: str) -> Decimal | None:
    try:
        return parse_capitals(words)
    except BadAmount:
        return None


def _note(paper: Paper) -> Iterator[Found]:
    """Yield the debt in a note, plan or promise that the debtor signed; unsigned it is nobody's."""
    signed, owed = first(paper, _SIGNED), first(paper, _NOTE_OWED)
    dated = next(reversed(list(hits(paper, _LAST_DAY))), None)
    day = day_of(dated.match["value"]) if dated else None
    if signed is None or dated is None or day is None:
        return
    head = paper.text[:40]
    kind = next(kind for kind, words in (*_NOTE_KINDS, ("promise_message", "")) if regex(words).search(head))
    who = Value(signed.match["value"], signed.spot(paper, "value"))
    values = {"kind": Value(kind, signed.spot(paper)), "date": Value(day.isoformat(), dated.spot(paper, "value"))}
    if owed and (amount := sum_of(owed.match["value"])) is not None:
        values["amount"] = Value(f"{amount:.2f}", owed.spot(paper, "value"))
    why = (text("proposing.why.note"),)
    yield Found("acknowledgements", values, PaperKind.PLAN.value, Trust.LIKELY, why, {"by": who}, ("", who.value))
    yield named(who.value, who.spot, "debtor", PaperKind.PLAN.value)


def _mail(paper: Paper) -> Iterator[Found]:
    """Yield the debt that the sender of a mail says it owes; whose mail it is stays doubtful until a person looked."""
    own = regex(r"(?m)^\s*>").split(paper.text)[0]
    hit = next((h for h in hits(paper, _MAIL_OWED) if h.match[0] in own), None)
    amount = sum_of(hit.match["value"]) if hit else None
    if hit is None or amount is None or not paper.day:
        return
    plan = _PLAN.search(own) is not None
    spot = hit.spot(paper)
    values = {
        "kind": Value("repayment_plan" if plan else "promise_message", spot),
        "date": Value(paper.day, Spot(paper.file, 0, 0, paper.day)),
        "amount": Value(f"{amount:.2f}", hit.spot(paper, "value")),
        "channel": Value("email", spot),
        "content": Value(hit.match[0].strip(), spot),
    }
    yield Found(
        "acknowledgements",
        values,
        "电子邮件",
        Trust.DOUBTFUL,
        (text("proposing.why.mail", sender=paper.sender),),
    )
