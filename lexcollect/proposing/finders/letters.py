"""Letters (催款函、律师函、催告函、解除通知书) as communications: day, addressee, sum, what was asked.

Owns what the text of a letter says; head and foot are read in ``letter_ends``. A letter shows what was written; that
it was sent and arrived is shown by waybill and tracking, which are joined later. What it says of contract and
guarantee is our own word and doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.letter_ends import Addressee, addressees, dated, heading, sender
from lexcollect.proposing.finders.parties import is_person, named
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, SUM, day_of, first, hits, id_numbers_in, sum_of, sums_in
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_KINDS = {
    PaperKind.DEMAND: "letter",
    PaperKind.SURETY_DEMAND: "letter",
    PaperKind.LAWYER_LETTER: "lawyer_letter",
    PaperKind.TERMINATION: "termination_notice",
}
_ADDRESS = regex(r"(?:^|\n)\s*地址\s*[：:]\s*(?P<value>[^\n，。；]{5,60})")
_SENTENCE = regex(r"[^。；;\n]+")
_OWES = regex(r"(?:尚|拖|仍)?欠(?:付|款)?")
_DEMANDS = regex(rf"付清[^，,。；;\n]{{0,8}}?(?P<value>{SUM})")
_PAID = regex(r"(?:仅|已)(?:支付|付)")
_TO_BEAR = regex(r"承担(?:连带|全部|相应|共同)*(?:的)?(?:清偿|保证|担保|还款)?责任|履行(?:连带)?(?:保证|担保)责任")
#: What a surety is asked for: the responsibility of one, by whom the letter speaks to.
_OF_SURETY = regex(
    r"(?:请|要求|通知|催告|望|应)\s*(?:您|你方|你|贵方|贵司|其)?[^。；;\n]{0,30}?"
    r"(?:承担|履行)(?:连带|相应)*(?:的)?(?:责任)?(?:保证|担保)责任|(?:您|你方?|贵[方司])[^。；;\n]{0,20}(?:作为|系|是)[^。；;\n]{0,12}(?:保证人|担保人)"
    r"|在(?:您的|你的|约定的)?(?:保证|担保)(?:责任)?范围内"
)
_REPAY = regex(r"偿还|归还|清偿|返还|还清|付清|支付|偿付")
_WANTS = regex(rf"{_REPAY.pattern}|{_TO_BEAR.pattern}|通知解除|还款")
#: A sentence that says what is owed or to be borne says more than one that only sets a time.
_OBJECT = regex(r"款|[本利租违]金|利息|本息|责任|债务|解除|[元圆]")
#: What is threatened is not what is asked for.
_THREAT = regex(r"^\s*(?:否则|如(?:果|您|你|贵|逾|未|不)|若|逾期(?:未|不|仍))")
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
    to, by, day, called = addressees(paper), sender(paper, kind), dated(paper), heading(paper)
    if not to or by is None or day is None:
        return
    yield named(by.value, by.spot, "creditor", kind.value)
    values = {
        "kind": Value(_KINDS[kind], to[0].name.spot),
        "date": day,
        **({"heading": called} if called else {}),
        **_what(paper),
    }
    for one in to:
        people = {"sender": by, "recipient": one.name}
        why = (text("proposing.why.letter"),)
        yield Found("communications", values, kind.value, Trust.LIKELY, why, people, (by.value, one.name.value))
        yield _addressee(paper, one.name, _side(paper, kind, to, one), kind)
    yield from _grounds(paper, kind, to[0].name)


def _side(paper: Paper, kind: PaperKind, to: list[Addressee], one: Addressee) -> str:
    """Return as what somebody is written to: as the line of the address says, else as what the letter asks for."""
    if one.side:
        return one.side
    alone = len(to) == 1 and bool(_OF_SURETY.search(paper.text))
    behind = is_person(one.name.value) and one is not to[0]
    return "surety" if kind is PaperKind.SURETY_DEMAND or alone or behind else "debtor"


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
    asking = [hit for hit in asking if not _THREAT.match(hit.match[0])] or asking
    asking = [hit for hit in asking if _OBJECT.search(hit.match[0])] or asking
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


def _grounds(paper: Paper, kind: PaperKind, to: Value) -> Iterator[Found]:
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
        yield Found("securities", values, kind.value, Trust.DOUBTFUL, doubt, {"grantor": to})
