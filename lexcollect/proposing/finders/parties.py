"""Parties (当事人) as papers name them: name, credit code or ID number, domicile, legal representative, side.

Owns the labels before a name (出卖人、购买方、保证人 …) and which side each means. A code is taken only where its check
digit holds and it stands in the same party's words. A name without a label is nobody's here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lexcollect.formats.page_words import Origin
from lexcollect.patterns import regex
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import NAME, ORGANISATION, PERSON, Hit, codes_in, hits, id_numbers_in
from lexcollect.proposing.papers import Paper, Spot
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import Text, text

#: Who is owed and who owes, by what a paper calls them.
CREDITOR_WORDS = (
    "卖方|出卖人|供方|供货方|供货单位|供应商|销货方|出租方|出租人|承包方|承包人|出借人|贷款人|承揽人"
    "|服务方|受托方|债权人"
)
DEBTOR_WORDS = (
    "买方|买受人|需方|采购方|采购单位|购货方|购货单位|承租方|承租人|发包方|发包人|借款人|定作人|委托方|债务人"
)
SURETY_WORDS = "保证人|担保人|担保方"
_LETTER = "[甲乙丙丁]方"
_ALIAS = rf"(?:{CREDITOR_WORDS}|{DEBTOR_WORDS}|{SURETY_WORDS}|{_LETTER})"
#: ``出租方（甲方）：名称``: the label, what stands in its bracket, the name.
_PARTY = regex(rf"(?P<label>{_ALIAS})\s*(?:[（(](?P<also>[^）)]{{1,10}})[）)])?\s*[：:]\s*(?P<name>{NAME})")
#: An address has a place in it; 甲方住所地人民法院 is no address.
_ADDRESS = regex(
    r"(?<![方告人])(?:住所地?|住址|注册地址|地址|住)\s*[：:]?\s*"
    r"(?P<value>(?![^，。；\n]{0,12}(?:法院|管辖))[\u4e00-\u9fff][^，,。；;\n\s（(]{1,20}?[省市区县州镇乡村路街][^，,。；;\n\s（(]{0,40})"
)
_REP = regex(rf"(?:法定代表人|负责人)\s*[：:]?\s*(?P<value>{PERSON})(?=$|[\s，,。；;、（(\n])")
_GENDER = regex(r"(?:性别\s*[：:]?\s*|[，,（(]\s*)(?P<value>[男女])(?=[性，,。；;）)\s]|$)")
_PARTY_LABEL = regex(rf"{_ALIAS}\s*(?:[（(][^）)]{{1,10}}[）)])?\s*[：:]")
_END = regex(rf"{_ALIAS}\s*(?:[（(][^）)]{{1,10}}[）)])?\s*[：:]|\n\s*(?:第一条|[一二三四五六七八九十]{1, 3}、)")
_TO_SIGN = regex(r"[签印章]")
_FAR = 220
#: So many names with a label are looked at in one paper.
_MOST = 60


def parties_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield every party that ``paper`` names with a label of its side."""
    if kind in (PaperKind.REGISTER, PaperKind.LICENCE):
        yield from _registered(paper, kind)
    elif kind in (PaperKind.CONTRACT, PaperKind.GUARANTEE, PaperKind.SETTLEMENT, PaperKind.ORDER):
        for hit in islice(hits(paper, _PARTY), _MOST):
            if _is_hand(hit):
                continue
            if side := side_of(hit.match["label"], hit.match["also"] or ""):
                yield _party(paper, hit, side, str(kind))


def named_parties(paper: Paper) -> dict[str, str]:
    """Return the name by each label that the paper gives it: 甲方, 出卖人 and the like; the first one counts."""
    found: dict[str, str] = {}
    for hit in islice(hits(paper, _PARTY), _MOST):
        if not _is_hand(hit):
            for label in (hit.match["label"], hit.match["also"] or ""):
                if label:
                    found.setdefault(label, hit.match["name"])
    return found


def address_after(paper: Paper, name: str) -> Value | None:
    """Return the domicile that stands in the words of the party ``name``, as its head tells it."""
    for hit in islice(hits(paper, _PARTY), _MOST):
        if hit.match["name"] == name:
            held = _party(paper, hit, "", "").values.get("domicile")
            if held is not None:
                return held
    return None


def _is_hand(hit: Hit) -> bool:
    """Tell whether the name is a signature in a picture: handwriting is read with letters missing (郑样 for 郑样例)."""
    return hit.passage.origin is Origin.OCR and bool(_TO_SIGN.search(hit.match["also"] or ""))


def side_of(label: str, also: str = "") -> str:
    """Return the side that a label means: ``creditor``, ``debtor``, ``surety``; empty where it says none (甲方)."""
    for words in (label, also):
        for side, known in (("creditor", CREDITOR_WORDS), ("debtor", DEBTOR_WORDS), ("surety", SURETY_WORDS)):
            if words in known.split("|"):
                return side
    return ""


def is_person(name: str) -> bool:
    """Tell whether ``name`` is that of a person: short, and no organisation ends so."""
    return len(name.replace("·", "")) <= 4 and not regex(rf"{ORGANISATION}$").match(name)


def _party(paper: Paper, hit: Hit, side: str, kind: str) -> Found:
    name = hit.match["name"]
    values = {"name": Value(name, hit.spot(paper, "name")), "role": Value(side, hit.spot(paper, "label"))}
    words = hit.passage.text
    until = _END.search(words, hit.match.end())
    end = min(until.start() if until else len(words), hit.match.end() + _FAR)
    if _shares_its_line(words, hit):  # two columns: what stands below may be the other's
        end = min(end, line_end(words, hit.match.end()))
    values |= _of_a_party(paper, hit, end, person=is_person(name))
    return Found("parties", values, kind, _trust(values), _why(values, kind))


def _shares_its_line(words: str, hit: Hit) -> bool:
    """Tell whether another party is named on the same line."""
    start = max(words.rfind("\n", 0, hit.match.start()) + 1, hit.match.start() - _FAR)
    end = min(line_end(words, hit.match.end()), hit.match.end() + _FAR)
    return len(_PARTY_LABEL.findall(words, start, end)) > 1


def line_end(words: str, at: int) -> int:
    """Return where the line that holds ``at`` ends."""
    end = words.find("\n", at)
    return len(words) if end < 0 else end


def _of_a_party(paper: Paper, hit: Hit, end: int, *, person: bool) -> dict[str, Value]:
    start, words = hit.match.end("name"), hit.passage.text

    def value(said: str, first: int, last: int) -> Value:
        return Value(said, paper.spot(hit.passage, first, last))

    out: dict[str, Value] = {}
    piece = words[start:end]
    number = next(id_numbers_in(piece) if person else codes_in(piece), None)
    if number:
        key = "id_no" if person else "uscc"
        out[key] = value(number.value, start + number.start, start + number.end)
    if found := _ADDRESS.search(words, start, end):
        out["domicile"] = value(found["value"], *found.span("value"))
    if person and (found := _GENDER.search(words, start, end)):
        out["gender"] = value(found["value"], *found.span("value"))
    if not person and (found := _REP.search(words, start, end)):
        out["legal_rep"] = value(found["value"], *found.span("value"))
    return out


_REGISTERED = regex(rf"(?:企业名称|名称)\s*[：:]?\s*(?P<name>{ORGANISATION})(?=$|[\s，,。；;\n])")


def _registered(paper: Paper, kind: PaperKind) -> Iterator[Found]:
    """Yield the company of a register extract: no side, but everything as it is registered."""
    hit = next(hits(paper, _REGISTERED), None)
    if hit is None:
        return
    values = {"name": Value(hit.match["name"], hit.spot(paper, "name"))}
    values |= _of_a_party(paper, hit, len(hit.passage.text), person=False)
    if "uscc" not in values and (code := next(codes_in(hit.passage.text), None)):
        values["uscc"] = Value(code.value, paper.spot(hit.passage, code.start, code.end))
    yield Found("parties", values, str(kind), Trust.SURE, (text("proposing.why.register"),))


def named(name: str, spot: Spot, side: str, kind: str, **more: Value) -> Found:
    """Return a party that another finder met, with the side it stands on there."""
    values = {"name": Value(name, spot), "role": Value(side, spot), **more}
    return Found("parties", values, kind, _trust(values), _why(values, kind))


def _trust(values: dict[str, Value]) -> Trust:
    return Trust.SURE if "uscc" in values or "id_no" in values else Trust.LIKELY


def _why(values: dict[str, Value], kind: str) -> tuple[Text, ...]:
    if "uscc" in values or "id_no" in values:
        return (text("proposing.why.check_digit"),)
    return (text("proposing.why.named", paper=kind),)
