"""Letters (催款函、律师函、催告函、解除通知书) as communications: day, addressee, sum, what was asked.

Owns the head and the foot of a letter. A letter shows what was written; that it was sent and arrived is shown by
waybill and tracking, which are joined later. What it says of contract and guarantee is our own word and doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import is_person, named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, NAME, ORGANISATION, SUM, day_of, first, hits, id_numbers_in, sum_of, sums_in
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_KINDS = {
    PaperKind.DEMAND: "letter",
    PaperKind.SURETY_DEMAND: "letter",
    PaperKind.LAWYER_LETTER: "lawyer_letter",
    PaperKind.TERMINATION: "termination_notice",
}
_HEADING = regex(r"^\s*(?P<value>[^\n：:，。]{2,30}(?:函|通知书|通知))\s*(?=\n|$)")
_TO = regex(rf"(?:^|\n)\s*致\s*[：:]\s*(?P<value>{NAME})")
_TO_LINE = regex(rf"(?:^|\n)\s*(?P<value>{ORGANISATION})\s*[：:]\s*(?=\n|$)")
_MORE = regex(rf"^(?:（[^）]*）)?[、和及]\s*(?P<value>{NAME})")
_FOOT = regex(
    rf"(?:^|\n)\s*(?P<name>{ORGANISATION})\s*(?:[（(](?:盖章|公章|印)[）)])?\s*\n?\s*(?P<day>{DAY})\s*(?=\n|$)"
)
_LAST_DAY = regex(rf"(?P<day>{DAY})\s*(?=\n|$)")
_CLIENT = regex(rf"受\s*(?P<value>{ORGANISATION})\s*(?:的)?\s*委托")
_ADDRESS = regex(r"(?:^|\n)\s*地址\s*[：:]\s*(?P<value>[^\n，。；]{5,60})")
_SENTENCE = regex(r"[^。；;\n]+")
_OWES = regex(r"(?:尚|拖|仍)?欠(?:付|款)?")
_DEMANDS = regex(rf"付清[^，,。；;\n]{{0,8}}?(?P<value>{SUM})")
_PAID = regex(r"(?:仅|已)(?:支付|付)")
_WANTS = regex(r"付清|承担(?:连带)?(?:清偿|保证)?责任|通知解除|支付")
_GUARANTEE = regex(
    rf"(?:您|你方|贵方)(?:于(?P<day>{DAY}))?[^。]{{0,30}}?(?:出具|签署|签订)《(?P<name>[^》]{{2,30}}保证[^》]{{0,10}})》"
)
_CAP = regex(rf"最高(?:债权|担保|保证)?(?:额|限额)\s*(?P<value>{SUM})")
_CONTRACT = regex(
    rf"于(?P<day>{DAY})签订(?:的)?(?:编号(?:为)?\s*(?P<number>[A-Za-z0-9-]{{4,30}})(?:的)?)?《(?P<name>[^》]{{2,30}}(?:合同|协议))》"
)


def letters_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield a communication to each addressee of the letter that ``paper`` is, and what it says of its grounds."""
    if kind not in _KINDS:
        return
    to, sender, day = _addressees(paper), _sender(paper, kind), _dated(paper)
    if not to or sender is None or day is None:
        return
    yield named(sender.value, sender.spot, "creditor", kind.value)
    values = {
        "kind": Value(_KINDS[kind], to[0].spot),
        "date": day,
        **_heading(paper),
        **_what(paper),
    }
    for one in to:
        surety = kind is PaperKind.SURETY_DEMAND or (is_person(one.value) and one is not to[0])
        people = {"sender": sender, "recipient": one}
        why = (text("proposing.why.letter"),)
        yield Found("communications", values, kind.value, Trust.LIKELY, why, people, (sender.value, one.value))
        yield _addressee(paper, one, "surety" if surety else "debtor", kind)
    yield from _grounds(paper, kind, to)


def _sender(paper: Paper, kind: PaperKind) -> Value | None:
    """Return who speaks: whom the lawyer acts for, else who signed at the foot."""
    if kind is PaperKind.LAWYER_LETTER:
        hit = first(paper, _CLIENT)
        return Value(hit.match["value"], hit.spot(paper, "value")) if hit else None
    foot = next(reversed(list(hits(paper, _FOOT))), None)
    return Value(foot.match["name"], foot.spot(paper, "name")) if foot else None


def _dated(paper: Paper) -> Value | None:
    """Return the day at the foot: the last that ends a line."""
    hit = next(reversed(list(hits(paper, _LAST_DAY))), None)
    day = day_of(hit.match["day"]) if hit else None
    return Value(day.isoformat(), hit.spot(paper, "day")) if hit and day else None


def _heading(paper: Paper) -> dict[str, Value]:
    """Return what the letter is called by its own first line: for the title of the exhibit, no key of a fact."""
    hit = first(paper, _HEADING)
    return {"heading": Value("".join(hit.match["value"].split()), hit.spot(paper, "value"))} if hit else {}


def _addressees(paper: Paper) -> list[Value]:
    hit = first(paper, _TO) or first(paper, _TO_LINE)
    if hit is None:
        return []
    out = [Value(hit.match["value"], hit.spot(paper, "value"))]
    line = hit.passage.text
    at = hit.match.end("value")
    while found := _MORE.match(line[at : line.find("\n", at) if "\n" in line[at:] else None]):
        start = at + found.start("value")
        out.append(Value(found["value"], paper.spot(hit.passage, start, at + found.end("value"))))
        at += found.end("value")
    return out


def _addressee(paper: Paper, one: Value, side: str, kind: PaperKind) -> Found:
    more: dict[str, Value] = {}
    if is_person(one.value):
        for passage in paper.passages:
            for mark in id_numbers_in(passage.text):
                more["id_no"] = Value(mark.value, paper.spot(passage, mark.start, mark.end))
    if hit := first(paper, _ADDRESS):
        more["domicile"] = Value(hit.match["value"].strip(), hit.spot(paper, "value"))
    return named(one.value, one.spot, side, kind.value, **more)


def _what(paper: Paper) -> dict[str, Value]:
    values: dict[str, Value] = {}
    if owed := _owed(paper):
        values["amount"] = owed
    asking = [hit for hit in hits(paper, _SENTENCE) if _WANTS.search(hit.match[0])]
    if asking:
        words = asking[-1].match[0]
        start = asking[-1].match.start() + len(words) - len(words.lstrip())
        spot = paper.spot(asking[-1].passage, start, start + len(words.strip()))
        values["content"] = Value(words.strip(), spot)
    return values


def _owed(paper: Paper) -> Value | None:
    """Return the sum that the letter asks for; where its sentences say different sums, none."""
    found: list[Value] = []
    for hit in hits(paper, _SENTENCE):
        sentence, start = hit.match[0], hit.match.start()
        owes = next((o for o in _OWES.finditer(sentence)), None)
        marks = [mark for mark in sums_in(sentence) if owes and mark.start >= owes.start()]
        if marks:
            total = sentence.find("合计", owes.start()) if owes else -1
            mark = next((m for m in marks if total >= 0 and m.start > total and not _PAID.search(sentence)), marks[0])
            found.append(Value(mark.value, paper.spot(hit.passage, start + mark.start, start + mark.end)))
        if (asked := _DEMANDS.search(sentence)) and (amount := sum_of(asked["value"])) is not None:
            spot = paper.spot(hit.passage, start + asked.start("value"), start + asked.end("value"))
            found.append(Value(f"{amount:.2f}", spot))
    return found[0] if len({one.value for one in found}) == 1 else None


def _grounds(paper: Paper, kind: PaperKind, to: list[Value]) -> Iterator[Found]:
    """Yield contract and guarantee as our own letter tells them: to be compared with the papers themselves."""
    doubt = (text("proposing.why.own_word"),)
    if hit := first(paper, _CONTRACT):
        values = {"name": Value(hit.match["name"], hit.spot(paper, "name"))}
        if day := day_of(hit.match["day"]):
            values["signed_on"] = Value(day.isoformat(), hit.spot(paper, "day"))
        if hit.match["number"]:
            values["number"] = Value(hit.match["number"], hit.spot(paper, "number"))
        yield Found("contracts", values, kind.value, Trust.DOUBTFUL, doubt)
    if kind is PaperKind.SURETY_DEMAND and (hit := first(paper, _GUARANTEE)):
        joint = re.search(r"连带(?:责任)?保证|连带", paper.text)
        values = {
            "kind": Value("surety_joint" if joint else "surety_unclear", hit.spot(paper)),
            "name": Value(hit.match["name"], hit.spot(paper, "name")),
        }
        if hit.match["day"] and (day := day_of(hit.match["day"])):
            values["created_on"] = Value(day.isoformat(), hit.spot(paper, "day"))
        if (cap := first(paper, _CAP)) and (amount := sum_of(cap.match["value"])) is not None:
            values["cap"] = Value(f"{amount:.2f}", cap.spot(paper, "value"))
        yield Found("securities", values, kind.value, Trust.DOUBTFUL, doubt, {"grantor": to[0]})
