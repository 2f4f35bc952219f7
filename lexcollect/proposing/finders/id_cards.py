"""Identity cards (居民身份证): who it is, the number, day of birth, gender, ethnicity and address of the card.

Owns the labels of the card. The number is taken only where its check digit holds. On which side the person stands a
card does not say: other papers or the case file do.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, PERSON, day_of, first, id_numbers_in
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_IS = r"\s*[：:]?\s*"
_NAME = regex(rf"姓\s*名{_IS}(?P<value>{PERSON})(?=\s|$)")
_GENDER = regex(rf"性\s*别{_IS}(?P<value>[男女])")
_ETHNICITY = regex(rf"民\s*族{_IS}(?P<value>[\u4e00-\u9fff]{{1,5}}?)族?(?=\s|$|出)")
_BORN = regex(rf"出\s*生(?:日期)?{_IS}(?P<value>{DAY})")
#: The address fills up to three short lines, up to the number.
_ADDRESS = regex(rf"住\s*址{_IS}(?P<value>[^：:]{{5,70}}?)\s*(?=公\s*民\s*身|\n\s*\n|$)")


def id_cards_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the person of the card that ``paper`` is."""
    name = first(paper, _NAME) if kind is PaperKind.ID_CARD else None
    if name is None:
        return
    values = {"name": Value(name.match["value"], name.spot(paper, "value"))}
    for key, pattern in (("gender", _GENDER), ("ethnicity", _ETHNICITY), ("domicile", _ADDRESS)):
        if hit := first(paper, pattern):
            values[key] = Value("".join(hit.match["value"].split()), hit.spot(paper, "value"))
    if (born := first(paper, _BORN)) and (day := day_of(born.match["value"])):
        values["birth"] = Value(day.isoformat(), born.spot(paper, "value"))
    for passage in paper.passages:
        for mark in id_numbers_in(passage.text):
            values["id_no"] = Value(mark.value, paper.spot(passage, mark.start, mark.end))
    sure = "id_no" in values
    why = text("proposing.why.check_digit") if sure else text("proposing.why.id_card")
    yield Found("parties", values, PaperKind.ID_CARD.value, Trust.SURE if sure else Trust.LIKELY, (why,))
