"""Rulings (裁定) and what was frozen under them (保全情况告知书): withdrawal, jurisdiction, measures.

Owns the words of their operative part. A ruling on preservation is no measure yet: what was frozen, when and until
when stands in the notice of what was done (财产保全规定 18; 民诉法解释 485); without it the day is a person's. Where
a notice states no end, none is proposed: the law's own end is the deadline engine's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.court_marks import (
    NUMBER,
    between_of,
    court_of,
    foot_day,
    in_one_form,
    number_in,
    sides_in,
)
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, SUM, Hit, day_of, first, hits, sum_of
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_OPERATIVE = regex(r"裁定如下")
_WITHDRAWN = regex(
    r"准许(?:原告|申请人)?[^。\n]{0,40}撤(?:回)?(?:起)?诉|(?:本案)?按[^。\n]{0,30}撤(?:回)?(?:起)?诉处理"
)
_REFUSED = regex(r"驳回[^。\n]{0,60}管辖权[^。\n]{0,12}异议")
_UPHELD = regex(r"管辖权?异议[^。\n]{0,8}成立|本案移送(?P<court>[\u4e00-\u9fff]{2,20}人民法院)处理")
_OBJECTOR = regex(
    r"(?:被告|被申请人)\s*(?P<who>[^\s，,。；;：:（(]{2,40}?)(?:在提交答辩状期间|对本案|对管辖权|以|向本院|提出)"
)
_ENDED = regex(r"终结本次执行程序")
_BASIS = regex(rf"(?P<no>{NUMBER})\s*(?P<what>民事判决书|民事调解书|裁决书)")
_IN_WORDS = {"民事判决书": "judgment", "民事调解书": "mediation_paper", "裁决书": "award"}
_THING = r"(?P<what>[^。；;\n]{2,120}?)"
#: What is frozen: 冻结被申请人某某名下……；the owner stands before 名下 or 所有的.
_TAKEN = regex(
    r"(?P<act>轮候冻结|轮候查封|冻结|查封|扣押)\s*(?:了)?\s*(?:被申请人|被告|被执行人)?(?P<owner>[^\s，,。；;：:（(]{2,40}?)"
    rf"(?:名下的?|所有的|持有的|在(?=[^，。；]{{2,30}}(?:银行|公司|支行|登记)))\s*{_THING}(?=[，,。；;\n]|$)"
)
_SPAN = regex(rf"(?:自|从)?\s*(?P<first>{DAY})\s*(?:起)?\s*(?:至|到|—|－|-|~)\s*(?P<last>{DAY})")
_ON = regex(rf"(?:已)?于\s*(?P<value>{DAY})")
_ENDS = regex(rf"(?:到期日|届满日|期限至|截止(?:日期)?(?:为|至)?)\s*[：:]?\s*(?P<value>{DAY})")
_AMOUNT = regex(rf"(?:实际冻结|限额|额度|金额|限)(?:金额)?(?:为|人民币)?\s*[：:]?\s*(?P<value>{SUM})|(?P<bare>{SUM})")
_ASSETS = (
    ("other_right", regex(r"股权|股份|投资权益|债权|专利|商标|基金|证券")),
    ("immovable", regex(r"不动产|房产|房屋|土地|商铺|厂房|车位")),
    ("movable", regex(r"车辆|号牌|机器|设备|存货|钢材|货物|动产")),
    ("bank", regex(r"存款|账户|账号|银行|支付宝|微信|财付通")),
)


def rulings_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield what a ruling decided, or what a notice says was frozen."""
    if kind not in (PaperKind.RULING, PaperKind.PRESERVED):
        return
    number = number_in(paper)
    if number is None:
        return
    if kind is PaperKind.PRESERVED:
        yield from _measures(paper, kind, number)
        return
    if operative := first(paper, _OPERATIVE):
        yield from _decided(paper, number, operative)


def _after(hit: Hit, mark: Hit) -> bool:
    """Tell whether ``hit`` stands in the operative part."""
    if hit.passage is mark.passage:
        return hit.match.start() >= mark.match.start()
    return hit.passage.page > mark.passage.page


def _decided(paper: Paper, number: Value, mark: Hit) -> Iterator[Found]:
    between, day = between_of(*sides_in(paper)), foot_day(paper)
    suit = {"kind": Value("suit", number.spot), "case_no": number}

    def ruled(pattern: re.Pattern[str]) -> Hit | None:
        return next((h for h in hits(paper, pattern) if _after(h, mark)), None)

    if hit := ruled(_WITHDRAWN):
        values = {**suit, "outcome": Value("withdrawn", hit.spot(paper))}
        if day:
            values["ended_on"] = day
        why = (text("proposing.why.withdrawn"),)
        yield Found("filings", values, PaperKind.RULING.value, Trust.DOUBTFUL, why, {}, between)
    refused, upheld = ruled(_REFUSED), ruled(_UPHELD)
    if refused or upheld:
        yield from _objection(paper, suit, upheld or refused, upheld is not None, between)
    if hit := ruled(_ENDED):
        yield from _terminated(paper, hit, day)
    if day is not None:
        yield from _ordered(paper, number, mark)


def _objection(
    paper: Paper, suit: dict[str, Value], hit: Hit | None, upheld: bool, between: tuple[str, str]
) -> Iterator[Found]:
    who = first(paper, _OBJECTOR)
    if who is None or hit is None:
        return
    said = {"by": who.match["who"], "upheld": upheld}
    if upheld and "court" in hit.match.groupdict() and hit.match["court"]:
        said["court"] = hit.match["court"]
    values = {**suit, "objection": Value(said, hit.spot(paper))}
    why = (text("proposing.why.objection"),)
    yield Found("filings", values, PaperKind.RULING.value, Trust.LIKELY, why, {}, between)


def _terminated(paper: Paper, hit: Hit, day: Value | None) -> Iterator[Found]:
    """Yield that the enforcement of a title ended for now: the title is the one the ruling names, if it names one."""
    named = {in_one_form(h.match["no"]): h for h in hits(paper, _BASIS)}
    if day is None or len(named) != 1:
        return
    ((no, basis),) = named.items()
    values = {
        "case_no": Value(no, basis.spot(paper, "no")),
        "kind": Value(_IN_WORDS[basis.match["what"]], basis.spot(paper, "what")),
        "terminated_on": day,
    }
    yield Found("titles", values, PaperKind.RULING.value, Trust.LIKELY, (text("proposing.why.terminated"),))


def _ordered(paper: Paper, number: Value, mark: Hit) -> Iterator[Found]:
    """Yield what a ruling orders to be frozen: no day, which is that of the act itself."""
    for hit in hits(paper, _TAKEN):
        if not _after(hit, mark):
            continue
        values = _measure(paper, hit, number)
        values.pop("taken_on", None)
        values["ruling_no"] = number
        people = {"owner": Value(hit.match["owner"], hit.spot(paper, "owner"))}
        why = (text("proposing.why.ordered"),)
        yield Found("measures", values, PaperKind.RULING.value, Trust.DOUBTFUL, why, people)


def _measures(paper: Paper, kind: PaperKind, number: Value) -> Iterator[Found]:
    for hit in hits(paper, _TAKEN):
        values = _measure(paper, hit, number)
        if court := court_of(paper):
            values["organ"] = court
        people = {"owner": Value(hit.match["owner"], hit.spot(paper, "owner"))}
        known = "taken_on" in values
        why = (text(f"proposing.why.{'measure' if known else 'measure_undated'}"),)
        yield Found("measures", values, kind.value, Trust.LIKELY if known else Trust.DOUBTFUL, why, people)


def _measure(paper: Paper, hit: Hit, number: Value) -> dict[str, Value]:
    """Return what the sentence around ``hit`` says of the measure."""
    words, start = hit.passage.text, hit.match.start()
    end = min((at for at in (words.find(sign, hit.match.end()) for sign in "。；;\n") if at >= 0), default=len(words))
    before = max(words.rfind(sign, 0, start) for sign in "。；;\n") + 1

    def value(said: object, first_: int, last: int) -> Value:
        return Value(said, paper.spot(hit.passage, first_, last))

    what = hit.match["what"].strip()
    asset = next((name for name, sign in _ASSETS if sign.search(what)), "")
    values = {"case_no": number, "description": value(what, *hit.match.span("what"))}
    if asset:
        values["asset"] = value(asset, *hit.match.span("what"))
    if "轮候" in hit.match["act"]:
        values["waiting"] = value(True, *hit.match.span("act"))
    if span := _SPAN.search(words, start, end):
        for key, group in (("taken_on", "first"), ("notified_end", "last")):
            if day := day_of(span[group]):
                values[key] = value(day.isoformat(), *span.span(group))
    elif (on := _ON.search(words, before, end)) and (day := day_of(on["value"])):
        values["taken_on"] = value(day.isoformat(), *on.span("value"))
    if "notified_end" not in values and (ends := _ENDS.search(words, start, end)) and (day := day_of(ends["value"])):
        values["notified_end"] = value(day.isoformat(), *ends.span("value"))
    if asset == "bank" and (amount := _AMOUNT.search(words, hit.match.start("what"), end)):
        group = "value" if amount["value"] else "bare"
        if (sum_ := sum_of(amount[group])) is not None:
            values["amount"] = value(f"{sum_:.2f}", *amount.span(group))
    return values
