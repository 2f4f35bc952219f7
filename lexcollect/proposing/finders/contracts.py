"""Contracts (合同): name, number, day, time for payment, penalty for delay, deposit, dispute clause, receivers.

Owns which sentence of a contract says each. A clause is read by the readers of the case file itself; what those refuse
is not proposed. A penalty for late delivery is not one for late payment; two times for payment are none of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from lexcollect.cn.floating import Unread, read_floating
from lexcollect.cn.payment_terms import BadTerm, read_term
from lexcollect.cn.rates import BadRate, parse_rate, rate_words
from lexcollect.patterns import regex
from lexcollect.proposing.finders.clauses import appropriation_in, clause_of
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, PERSON, SUM, Hit, day_of, first, hits, sum_of
from lexcollect.proposing.papers import Paper, squeezed
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_TITLE = regex(r"^\s*(?P<value>[^\n：:，。]{2,30}?(?:合同|协议)(?:书)?)(?=\s|（|\(|$)")
#: Below a line with its number, a title stands alone.
_TITLE_BELOW = regex(r"^(?:[^\n]*\n){1,3}?[ ]*(?P<value>[^\n：:，。；《》、 ]{2,30}(?:合同|协议)(?:书)?)[ ]*(?=\n)")
_NUMBER = regex(r"合同编?号\s*[：:]\s*(?P<value>[A-Za-z0-9〔〕()（）\u4e00-\u9fff/_-]{3,40}?)(?=$|\s|，|,|。|；)")
_BESIDE_TITLE = regex(r"^[^\n]{2,30}(?:合同|协议)(?:书)?\s+(?P<value>[A-Za-z]{1,8}-[A-Za-z0-9-]{3,30})(?=\s|（|$)")
_SIGNED = regex(rf"(?:签订|签署|签约)(?:日期|时间)\s*[：:]?\s*(?P<value>{DAY})")
_LAST_DAY = regex(rf"(?:^|\n)\s*(?:日期[：:]\s*)?(?P<value>{DAY})\s*(?:（[^）]*）)?\s*(?=\n|$)")
_SENTENCE = regex(r"[^。；;\n]{4,160}")
_PAYS = regex(r"付清|付款|支付|付至|结清")
_TERM = regex(
    rf"(?:[^，,。；;\n]{{0,24}}(?:签收|收货|验收合格|到货|货到|交货|开票|收到发票|对账|结算|月结)[^，,。；;\n]{{0,16}}"
    rf"?(?:\d{{1,3}}|[一二两三四五六七八九十百]{{1,5}})\s*个?(?:工作)?(?:日|天|月)(?:之)?内|月结\s*\d{{1,3}}\s*天|(?:于|在)\s*{DAY}\s*(?:前|之前))"
)
_PART = regex(r"\d\s*%|百分之|进度款|预付|首付|定金|质量?保[证修]?金|尾款")
_RATE = regex(
    r"(?:每逾期[一1][日天][，,]?[^，,。；;\n]{0,16}?|每日|每天|按日|日(?:利率)?)\s*(?:[^，,。；;\n\d]{0,8}?)"
    r"(?:(?:万|千|百)分之\s*[\d.一二三四五六七八九十]+|\d+(?:\.\d+)?\s*[%‰‱])"
)
#: A rate by month or year, and one that hangs on a published rate.
_LONG_RATE = regex(
    r"(?:按|以)?(?P<per>月利率|每月|按月|年利率|每年|按年)[^，,。；;\n\d]{0,6}?"
    r"(?P<core>(?:万|千|百)分之\s*[\d.一二三四五六七八九十]+|\d+(?:\.\d+)?\s*[%‰])"
)
_ON_LPR = regex(
    r"(?:全国银行间|同业拆借中心|中国人民银行|同期|违约时|合同成立时|合同签订时|[一1]年期|贷款市场报价利率|LPR)"
    r"[^。；;\n]{0,40}?(?:LPR|贷款市场报价利率|报价利率)[^，,。；;\n]{0,12}?(?:倍|\d\s*%)|LPR[^，,。；;\n]{0,12}?(?:倍|\d\s*%)"
)
_RATE_CORE = regex(r"(?:(?:万|千|百)分之\s*[\d.一二三四五六七八九十]+|\d+(?:\.\d+)?\s*[%‰‱])")
_LATE_PAY = regex(
    r"逾期(?:付款|支付|还款|未付)|逾期的?(?:货款|租金|金额|款项)|(?:货款|租金|款项|价款)[^，。]{0,6}逾期|未(?:按[时期])?付款|拖欠|迟延付款"
)
_LATE_OTHER = regex(r"逾期(?:交货|交付|供货|竣工|完工|提货|返还)|延期交|迟延交")
_DISPUTE = regex(r"争议|纠纷|管辖|起诉|诉讼解决")
_COURT = regex(
    r"(?P<value>(?:(?:甲|乙|丙)方|出租方|承租方|出卖人|买受人|卖方|买方|供方|需方|承包人|发包人|原告|被告|合同签订地|合同履行地)"
    r"(?:（[^）]{1,6}）)?(?:住所地|所在地)?(?:有管辖权的)?(?:人民)?法院"
    r"|(?:(?![由向交至])[\u4e00-\u9fff]){2,6}?(?:省|市|区|县)[\u4e00-\u9fff]{0,12}?人民法院"
    r"|(?:(?![由向交至])[\u4e00-\u9fff]){2,12}仲裁委员会)"
)
_DEPOSIT = regex(rf"(?:押金|租赁保证金)(?:人民币|为|计|：|:)?\s*(?P<value>{SUM})")
_RECEIVER = regex(
    rf"指定收货人\s*[：:]?\s*(?P<name>{PERSON})(?=[（(，,。\s])(?:[（(][^）)]*?(?P<phone>1\d{{10}})[^）)]*[）)])?"
)
_STATEMENT = regex(r"授权(?P<name>[^，。（(]{2,14})[（(](?P<more>[^）)]{5,120})[）)][^。]{0,10}对账")
_POST = regex(r"^.*(?:经理|会计|主管|人员|总监|部长|职员|员工)")


def contracts_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the contract that ``paper`` is."""
    if kind is not PaperKind.CONTRACT:
        return
    values: dict[str, Value] = {}
    for key, patterns in (("name", (_TITLE, _TITLE_BELOW)), ("number", (_NUMBER, _BESIDE_TITLE))):
        if found := next((hit for p in patterns if (hit := first(paper, p))), None):
            values[key] = Value(found.match["value"].strip("《》 "), found.spot(paper, "value"))
    if "name" not in values:
        return
    values |= _signed(paper)
    values |= _terms(paper)
    yield Found("contracts", values, kind.value, Trust.LIKELY, (text("proposing.why.contract"),))


def _signed(paper: Paper) -> dict[str, Value]:
    hit = first(paper, _SIGNED) or next(reversed(list(hits(paper, _LAST_DAY))), None)
    day = day_of(hit.match["value"]) if hit else None
    return {"signed_on": Value(day.isoformat(), hit.spot(paper, "value"))} if hit and day else {}


def _terms(paper: Paper) -> dict[str, Value]:
    values: dict[str, Value] = {}
    due: list[tuple[str, Value]] = []
    for hit in hits(paper, _SENTENCE):
        due += _due(paper, hit)
        if "late_penalty" not in values and (penalty := _penalty(paper, hit)):
            values["late_penalty"] = penalty
    if len(due) == 1 and due[0][0] == "whole":  # several times are parts of a price, each of its own
        values["payment_term"] = due[0][1]
    if court := _court(paper):
        values["jurisdiction"] = court
    if (paid := first(paper, _DEPOSIT)) and (amount := sum_of(paid.match["value"])) is not None:
        values["deposit"] = Value({"amount": f"{amount:.2f}", **clause_of(paid)}, paid.spot(paper, "value"))
    values |= _people(paper)
    if order := appropriation_in(paper):
        values["appropriation"] = order
    return values


def _due(paper: Paper, hit: Hit) -> list[tuple[str, Value]]:
    """Return the time for payment that a sentence says, as the case file's own reader takes it."""
    sentence = hit.match[0]
    found = _TERM.search(sentence)
    if not found or not _PAYS.search(sentence) or _LATE_PAY.search(sentence):
        return []
    words = re.sub(r"^[\s\d.．、]+|^第[一二三四五六七八九十百]+条\s*", "", found[0]).strip("　 ，,于在")
    try:
        term = read_term(words)
    except BadTerm:
        return []
    if term.up_to or _PART.search(sentence):
        return [("part", Value("", hit.spot(paper)))]
    start = hit.match.start() + found.start()
    said = {"text": words, **clause_of(hit)}
    if term.day is not None:
        said = {"day": term.day.isoformat(), **clause_of(hit)}
    else:
        said = {"count": str(term.number), "unit": str(term.unit), "after": str(term.event), **said}
    return [("whole", Value(said, paper.spot(hit.passage, start, start + len(found[0]))))]


def _penalty(paper: Paper, hit: Hit) -> Value | None:
    sentence = hit.match[0]
    if not _LATE_PAY.search(sentence) or _LATE_OTHER.search(sentence):
        return None
    read = [one for one in (_by_day(sentence), _by_month_or_year(sentence), _on_lpr(sentence)) if one]
    if len(read) != 1:  # two rates: which of them is that for late payment, a person reads
        return None
    ((rate, found),) = read
    start = hit.match.start() + found.start()
    return Value({"rate": rate, **clause_of(hit)}, paper.spot(hit.passage, start, start + len(found[0])))


def _by_day(sentence: str) -> tuple[str, re.Match[str]] | None:
    found = _RATE.search(sentence)
    core = _RATE_CORE.search(found[0]) if found else None
    with suppress(BadRate):
        return (rate_words(parse_rate(f"每日{core[0]}")), found) if found and core else None
    return None


def _by_month_or_year(sentence: str) -> tuple[str, re.Match[str]] | None:
    found = _LONG_RATE.search(sentence)
    per = "月利率" if found and "月" in found["per"] else "年利率"
    with suppress(BadRate):
        return (rate_words(parse_rate(f"{per}{found['core']}")), found) if found else None
    return None


def _on_lpr(sentence: str) -> tuple[str, re.Match[str]] | None:
    found = _ON_LPR.search(sentence)
    with suppress(Unread):
        return (squeezed(found[0]), found) if found and read_floating(squeezed(found[0])) else None
    return None


def _court(paper: Paper) -> Value | None:
    for hit in hits(paper, _SENTENCE):
        if _DISPUTE.search(hit.match[0]) and (found := _COURT.search(hit.match[0])):
            start = hit.match.start() + found.start()
            return Value(found["value"], paper.spot(hit.passage, start, start + len(found[0])))
    return None


def _people(paper: Paper) -> dict[str, Value]:
    """Return whom the contract names for receipt of goods and for statements."""
    values: dict[str, Value] = {}
    if hit := first(paper, _RECEIVER):
        one = {"name": hit.match["name"], **({"phone": hit.match["phone"]} if hit.match["phone"] else {})}
        values["receivers"] = Value([{**one, **clause_of(hit)}], hit.spot(paper))
    if hit := first(paper, _STATEMENT):
        name = _POST.sub("", hit.match["name"])
        more = hit.match["more"]
        one = {"name": name}
        for key, label in (
            ("phone", r"(1\d{10})"),
            ("im_account", r"微信号?\s*[：:]?([\w-]{4,30})"),
            ("email", r"([\w.-]+@[\w.-]+)"),
        ):
            if found := re.search(label, more, re.ASCII):
                one[key] = found[1]
        if 1 < len(name) <= 4:
            values["statement_authority"] = Value([{**one, **clause_of(hit)}], hit.spot(paper))
    return values
