"""Notes of calls (电话记录): that somebody on our side wrote down a call, and when.

Owns the head of such a note, its day, what it says was asked and whether it was recorded. A note is one-sided and no
proof (deadlines give it no grade): it is a clue to a recording, and says so. Who was called is a name beside the
number, if it is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.marks import DAY, day_of, first
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

#: What the note is called as a paper.
CALL_NOTE = "电话记录"
_HEAD = regex(r"^\s*(?:电话|通话)(?:沟通|催收|催款)?(?:记录|纪要|备忘)")
_WHEN = regex(rf"(?:时间|日期|通话时间)\s*[：:]\s*(?P<value>{DAY})")
_WHAT = regex(r"(?:内容|通话内容)\s*[：:]\s*(?P<value>[^\n]{4,400})")
#: What the note says of a recording; a denial is looked for first, for it holds the words of the other.
_NOT_RECORDED = regex(r"(?:未|没有?|无)(?:做|作|进行)?\s*(?:通话)?录音|录音\s*[：:]\s*(?:无|否|没有)")
_RECORDED = regex(
    r"(?:已|有|做了|全程|同步)(?:通话)?录音|录了音|录音\s*[：:]\s*(?:有|是|已)|录音(?:存|在|保存|文件|编号)"
)
#: A note without a number says only that somebody was called.
_DEMAND = regex(r"催|欠|付款|还款|货款|租金|违约金|清偿")


def calls_in(paper: Paper) -> Iterator[Found]:
    """Yield the call that ``paper`` is a note of; whom it reached is the business of who knows the sides."""
    if not _HEAD.match(paper.text):
        return
    when, what = first(paper, _WHEN), first(paper, _WHAT)
    day = day_of(when.match["value"]) if when else None
    if when is None or what is None or day is None or not _DEMAND.search(what.match["value"]):
        return
    spot = what.spot(paper, "value")
    values = {
        "kind": Value("call", spot),
        "date": Value(day.isoformat(), when.spot(paper, "value")),
        "content": Value(what.match["value"].strip(), spot),
        **_recorded(paper),
    }
    yield Found("communications", values, CALL_NOTE, Trust.DOUBTFUL, (text("proposing.said.call_note"),))


def _recorded(paper: Paper) -> dict[str, Value]:
    """Return what the note itself says of a recording, at its words; nothing where it is silent."""
    for pattern, value in ((_NOT_RECORDED, False), (_RECORDED, True)):
        if hit := first(paper, pattern):
            return {"recorded": Value(value, hit.spot(paper))}
    return {}
