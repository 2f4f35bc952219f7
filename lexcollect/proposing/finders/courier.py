"""Courier proofs (邮寄面单、投递查询): waybill, addressee, content line, day of posting, day and person of receipt.

Owns the labels of a waybill. A content line that names the letter links the parcel with it; 文件 alone does not. Yields
pieces of communications by waybill number: the letter itself is joined in ``joining``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.cn.identifiers import check_s10
from lexcollect.formats.courier_track import Fate, tracks_in
from lexcollect.patterns import regex
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, NAME, day_of, first, hits
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

#: The group under which parcels wait for their letter; it is none of the case file.
PARCELS = "parcels"
#: Between a label and what it labels: a colon, or the gap between two cells of a form.
_IS = r"(?:\s*[：:]\s*|[ ]{2,})"
_NUMBER = regex(
    r"(?:邮件号码?|运单号|快递单号|单号)\s*[：:]?\s*(?P<value>[A-Z]{2}\d{9,12}[A-Z]{0,2}|\d{10,15})(?![0-9A-Za-z])"
)
_TO = regex(rf"收件人(?:姓名|名称|单位)?{_IS}(?P<value>{NAME})")
_ADDRESS = regex(
    rf"(?:收件地址{_IS}|(?<![寄件])地址\s*[：:]\s*)(?P<value>[^\n，。；]{{5,60}}?)(?=\s{{2}}|\n|[，。；]|$)"
)
_INSIDE = regex(rf"内件(?:品名|名称)?{_IS}(?P<value>[^\n]{{1,80}}?)(?=\s{{2}}|\n|$)")
_POSTED = regex(rf"(?:收寄|寄件|交寄)(?:日期|时间){_IS}(?P<value>{DAY})")
#: A number of the postal form needs no label on a waybill: its check digit says what it is.
_POSTAL = regex(r"(?<![0-9A-Za-z])(?P<value>[A-Z]{2}\d{9}[A-Z]{2})(?![0-9A-Za-z])")
_TO_LINE = regex(r"(?:^|\n)[ ]*收件(?:人|单位|地址)[^\n]{0,120}")
_NAMES_LETTER = regex(r"函|通知书|律师")


def parcels_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield the parcel of a waybill, and each parcel of a track."""
    if kind is PaperKind.WAYBILL:
        yield from _waybill(paper)
    yield from _tracks(paper, by_days=kind is PaperKind.TRACK)


def _waybill(paper: Paper) -> Iterator[Found]:
    number = first(paper, _NUMBER) or next((h for h in hits(paper, _POSTAL) if not check_s10(h.match["value"])), None)
    if number is None:
        return
    values = {"tracking_no": Value(number.match["value"], number.spot(paper, "value"))}
    for key, pattern in (("address", _ADDRESS), ("inside", _INSIDE)):
        if hit := first(paper, pattern):
            values[key] = Value(hit.match["value"].strip(), hit.spot(paper, "value"))
    if (hit := first(paper, _POSTED)) and (day := day_of(hit.match["value"])):
        values["posted_on"] = Value(day.isoformat(), hit.spot(paper, "value"))
    if inside := values.get("inside"):
        values["contents_named"] = Value(bool(_NAMES_LETTER.search(str(inside.value))), inside.spot)
    lines = list(hits(paper, _TO_LINE))
    if lines:
        values["addressee_lines"] = Value("\n".join(hit.match[0] for hit in lines), lines[0].spot(paper))
    people = {}
    if to := first(paper, _TO):
        people["recipient"] = Value(to.match["value"], to.spot(paper, "value"))
    trust, why = _of_number(number.match["value"])
    yield Found(PARCELS, values, PaperKind.WAYBILL.value, trust, (text(f"proposing.why.{why}"),), people)


def _of_number(number: str) -> tuple[Trust, str]:
    """Return how far a waybill number is believed: one of the postal form carries a check digit."""
    if len(number) == 13 and number.isalnum() and number[:2].isalpha():
        return (Trust.DOUBTFUL, "waybill_digit") if check_s10(number) else (Trust.SURE, "waybill_checked")
    return Trust.LIKELY, "waybill"


def _tracks(paper: Paper, *, by_days: bool) -> Iterator[Found]:
    for passage in paper.passages:
        tracks = tracks_in(passage.text, by_days=by_days)
        named = list(_TO.finditer(passage.text)) if by_days else []
        for track in tracks:
            at = passage.text.find(track.number)
            spot = paper.spot(passage, at, at + len(track.number))
            values = {"tracking_no": Value(track.number, spot)}
            if len(tracks) == len(named) == 1:  # on a page of several parcels a name is nobody's in particular
                values["named"] = Value(named[0]["value"], paper.spot(passage, *named[0].span("value")))
            if sent := track.last(Fate.SENT):
                values["posted_on"] = Value(sent.time.date().isoformat(), _spot(paper, passage.page, sent.words))
            if ended := track.last(Fate.DELIVERED, Fate.REFUSED, Fate.RETURNED):
                refused = track.last(Fate.REFUSED)
                end = refused or ended
                values["delivered_on"] = Value(end.time.date().isoformat(), _spot(paper, passage.page, end.words))
                values["status"] = Value(str(end.fate), _spot(paper, passage.page, end.words))
                if track.signer and not refused:
                    values["signed_by"] = Value(track.signer, _spot(paper, passage.page, end.words))
            trust, why = _of_number(track.number)
            yield Found(PARCELS, values, PaperKind.TRACK.value, trust, (text(f"proposing.why.{why}"),))


def _spot(paper: Paper, page: int, words: str) -> Spot:
    passage = next(p for p in paper.passages if p.page == page)
    return Spot(paper.file, page, max(passage.text.find(words), 0), words)
