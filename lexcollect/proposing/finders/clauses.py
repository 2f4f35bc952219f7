"""Clauses of a contract (合同条款): the order in which payments are applied, and the number of the clause at a place.

Owns the words of an order in which payments are applied (清偿抵充, 民法典 560, 561) and the number of the clause around
a place. An order that is left to one side, or that names one rung only, is none.
"""

from __future__ import annotations

from lexcollect.patterns import regex
from lexcollect.proposing.marks import Hit, hits
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Value

#: A number opens a line, or stands behind the end of a sentence where several clauses share one paragraph.
_CLAUSE = regex(
    r"(?:^|[\n。；;])\s*(?:第(?P<han>[一二三四五六七八九十百]+)条"
    r"|(?P<dotted>\d{1,2}\.\d{1,2})(?![\d.]*\s*(?:[%％‰/／]|[元万亿吨米毫厘千公件根支张倍]))(?!\d|\.\d))"
)
_NUMBERED = regex(r"^\d{1,2}(?:\.\d{1,2})?[、.\s]*")
#: A sentence that says how payments are applied, and that it is an order.
_APPLIED = regex(r"[^。\n]{0,160}(?:冲抵|抵充|抵扣|清偿)[^。\n]{0,160}")
_ORDERED = regex(r"顺序|先后|依次|首先|优先|[先再后]行?(?:冲抵|抵充|抵扣|清偿)|最后")
_LEFT_OPEN = regex(
    r"(?:有权|可以?)(?:自行|任意|单方)?(?:决定|指定|选择|调整)[^。，,]{0,10}(?:顺序|冲抵|抵充|抵扣)|另行(?:约定|协商)"
)
_DESIGNATED = regex(r"(?:指明|指定|注明)[^。；;]{0,24}(?:从其|按其|以其)(?:指明|指定|注明|约定)?")
#: The rungs by the words of them, none of which is a part of another.
_RUNGS = (
    ("costs", regex(r"费用")),
    ("interest", regex(r"利息(?!损失)")),
    ("penalty", regex(r"违约金|滞纳金")),
    ("oldest_principal", regex(r"本金|(?:冲抵|抵充|抵扣|清偿)[^，,。；;]{0,6}(?:货款|租金|价款|工程款|欠款)")),
)


def appropriation_in(paper: Paper) -> Value | None:
    """Return the order in which the contract applies payments, as the case file has it; ``None`` without one."""
    for hit in hits(paper, _APPLIED):
        sentence = hit.match[0]
        if not _ORDERED.search(sentence) or _LEFT_OPEN.search(sentence):
            continue
        met = [(found.start(), rung) for rung, words in _RUNGS if (found := words.search(sentence))]
        order = [rung for _, rung in sorted(met)]
        if len(order) < 2:
            continue
        if _DESIGNATED.search(sentence):
            order.insert(0, "designated")
        words = _NUMBERED.sub("", sentence.strip())
        start = hit.match.start() + sentence.index(words)
        spot = paper.spot(hit.passage, start, start + len(words))
        return Value({"order": order, **clause_of(hit), "text": words}, spot)
    return None


def clause_of(hit: Hit) -> dict[str, str]:
    """Return the number of the clause that a place stands in: 第4.1条, 第五条."""
    last = None
    for found in _CLAUSE.finditer(hit.passage.text, 0, hit.match.end()):
        last = found
    if last is None:
        return {}
    return {"clause": f"第{last['han'] or last['dotted']}条"}
