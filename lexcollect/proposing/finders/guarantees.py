"""Guarantees (保证): kind, guarantor, ceiling, period, scope, in a paper of their own or a clause of the contract.

Owns the words of each. What is not said stays unsaid: without 连带 the kind is not clear (民法典 686), a period is
taken as it is written and read by the case file.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.cn.guarantee_periods import read_guarantee_period
from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, NAME, PERSON, SUM, Hit, day_of, first, hits, sum_of
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_GRANTOR = regex(rf"(?:保证人|担保人|担保方)\s*(?:[（(][^）)]{{1,10}}[）)])?\s*[：:]\s*(?P<value>{NAME})")
_SELF = regex(rf"本人\s*(?P<value>{PERSON})(?=[，,（(\s])")
_JOINT, _GENERAL = regex(r"连带(?:责任)?(?:保证|担保|清偿)|连带责任"), regex(r"一般保证")
_CAP = regex(rf"最高(?:债权|担保|保证)?(?:额|限额|余额)[^\d¥￥。]{{0,12}}(?P<value>{SUM})")
_PERIOD = regex(r"保证期间\s*(?:为|[：:])?\s*(?P<value>[^。；;\n]{3,60})")
_UNTIL = regex(r"承担保证责任(?P<value>直至[^。；;\n]{2,40}时?为止)")
_EACH = regex(r"[，,]\s*分别计?算?$")
#: The debts of a guarantee up to a ceiling arise between two days (最高额保证的债权确定期间, 民法典 690, 423).
_BETWEEN = regex(
    rf"(?:债权|债务|主合同)[^。；;\n]{{0,24}}?(?P<first>{DAY})\s*(?:起)?\s*(?:至|到)\s*(?P<last>{DAY})\s*(?:止)?\s*"
    r"(?:的)?(?:期间|之间|期限)"
)
_SCOPE = regex(r"[^。\n]{0,100}承担[^。\n]{0,20}保证")
_PARTS = (
    ("principal", r"货款|租金|本金|借款|主债权|工程款"),
    ("interest", r"利息"),
    ("penalty", r"违约金"),
    ("damages", r"赔偿|损失|占用费|使用费"),
    ("costs", r"实现债权|费用"),
)
#: The list of what is guaranteed: behind the words that open it, up to those that say how it is.
_LISTED = regex(
    r"(?:范围(?:包括|为|是)?\s*[：:]?|项下的?|应(?:当)?(?:支付|承担|履行)的|所(?:欠|负)的?|[的对])"
    r"(?P<value>(?:全部|所有|一切)?"
    r"(?:主债权|债权本金|本金|租金|货款|借款|工程款|欠款|服务费|债务|义务)[^。；;\n]{0,80}?)"
    r"(?=(?:[，,][^，,。、]{0,12}?)?(?:承担|提供|负(?!债))|[，,]?(?:均|等\s*$)|[。；;\n]|$)"
)
_LAST_DAY = regex(rf"(?P<value>{DAY})\s*(?:（[^）]*）)?\s*(?=\n|$)")
_NAME = regex(r"^\s*《?(?P<value>[^\n：:，。]{0,20}(?:保证|担保)(?:书|函|合同))》?")


def guarantees_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the guarantee that ``paper`` is or contains, and its guarantor."""
    if kind not in (PaperKind.GUARANTEE, PaperKind.CONTRACT):
        return
    grantor = first(paper, _GRANTOR) or (first(paper, _SELF) if kind is PaperKind.GUARANTEE else None)
    clause = next((h for h in hits(paper, _SCOPE) if _JOINT.search(h.match[0]) or _GENERAL.search(h.match[0])), None)
    if grantor is None or (kind is PaperKind.CONTRACT and clause is None):
        return
    who = Value(grantor.match["value"], grantor.spot(paper, "value"))
    values = _values(paper, kind, grantor, clause)
    why = (text("proposing.why.guarantee"),)
    yield Found("securities", values, kind.value, Trust.LIKELY, why, {"grantor": who})
    if kind is PaperKind.GUARANTEE:
        yield named(who.value, who.spot, "surety", kind.value)


def _read(words: str) -> str:
    """Return the part of ``words`` that is a period, without that it is counted debt by debt (分别计算)."""
    said = _EACH.sub("", words).strip()
    return said if read_guarantee_period(said) else ""


def _values(paper: Paper, kind: PaperKind, grantor: Hit, clause: Hit | None) -> dict[str, Value]:
    words = clause.match[0] if clause else paper.text
    said = "surety_joint" if _JOINT.search(words) else "surety_general" if _GENERAL.search(words) else "surety_unclear"
    at = (clause or grantor).spot(paper)
    values = {"kind": Value(said, at)}
    if kind is PaperKind.GUARANTEE and (hit := first(paper, _NAME)):
        values["name"] = Value(hit.match["value"], hit.spot(paper, "value"))
    days = list(hits(paper, _LAST_DAY))
    if days and (day := day_of(days[-1].match["value"])):
        values["created_on"] = Value(day.isoformat(), days[-1].spot(paper, "value"))
    if (cap := first(paper, _CAP)) and (amount := sum_of(cap.match["value"])) is not None:
        values["cap"] = Value(f"{amount:.2f}", cap.spot(paper, "value"))
    period = first(paper, _PERIOD) or first(paper, _UNTIL)
    if period and (said_of_it := _read(period.match["value"])):
        start = period.match.start("value")
        values["period"] = Value(said_of_it, paper.spot(period.passage, start, start + len(said_of_it)))
    if (span := first(paper, _BETWEEN)) and (ends := (day_of(span.match["first"]), day_of(span.match["last"]))):
        for key, end, group in (("debts_from", ends[0], "first"), ("debts_to", ends[1], "last")):
            if end is not None and ends[0] is not None and ends[1] is not None and ends[0] < ends[1]:
                values[key] = Value(end.isoformat(), span.spot(paper, group))
    scope = [part for part, sign in _PARTS if clause and regex(sign).search(clause.match[0])]
    if len(scope) > 1:  # one word alone names the debt; several are a list of what is covered
        values["scope"] = Value(scope, at)
    if clause and (words := _scope_words(clause.match[0])):
        start = clause.match.start() + clause.match[0].index(words)
        values["scope_text"] = Value(words, paper.spot(clause.passage, start, start + len(words)))
    return values


def _scope_words(clause: str) -> str:
    """Return the list by which ``clause`` says what is guaranteed, word for word; empty where it lists nothing."""
    found = _LISTED.search(clause)
    words = found["value"].strip("，、 ") if found else ""
    return words if any(sign in words for sign in ("、", "及", "和")) else ""
