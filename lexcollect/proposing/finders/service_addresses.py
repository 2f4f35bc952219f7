"""Addresses for notices and service (送达地址条款、通知地址): whose, where, to whom, by telephone, by mail or not.

Owns the clause of a contract that says it. An address is taken for the party whose label stands before it, and where a
clause takes the addresses at the head of the contract, those. A court's own forms, and a label that names nobody in
this paper, propose nothing. Whether a later change was notified is a person's.
"""

from __future__ import annotations

from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import (
    CREDITOR_WORDS,
    DEBTOR_WORDS,
    SURETY_WORDS,
    address_after,
    named_parties,
)
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import PERSON, Hit, hits
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Found, Trust, Value
from lexcollect.wording import text

_IN = frozenset({PaperKind.CONTRACT, PaperKind.SETTLEMENT, PaperKind.GUARANTEE, PaperKind.ORDER})
_LABEL = rf"(?:{CREDITOR_WORDS}|{DEBTOR_WORDS}|{SURETY_WORDS}|[甲乙丙丁]\s?方)"
#: The clause: its heading, or a sentence that begins with it, to the heading of the next one.
_CLAUSE = regex(
    r"(?:^|\n)[ 　]*(?P<no>第[一二三四五六七八九十百]+条|\d{1,2}(?:\.\d{1,2})?|[一二三四五六七八九十]{1,3}、)?"
    r"[\s、.．]*(?:双方|各方)?(?:(?:约定|确认)的?)?(?:通知|送达|联系)[^\n。：:]{0,10}(?=[\n：:　 ]|$)"
    r"(?P<body>(?:(?!\n[ 　]*(?:第[一二三四五六七八九十百]+条|[一二三四五六七八九十]{1,3}、))[\s\S]){4,1200})"
)
_SERVES = regex(r"送达|通知")
_HEAD = regex(
    r"以[^。；;\n]{0,14}(?:首部|上述|载明|列明|合同所列)[^。；;\n]{0,10}(?:住所|地址)[^。；;\n]{0,10}(?:为|作为)[^。；;\n]{0,10}(?:送达|通知)地址"
)
_EACH = regex(
    rf"(?P<label>{_LABEL})(?:[（(][^）)\n]{{1,20}}[）)])?(?:的)?(?:(?:送达|通知|联系|通讯|通信|收件)?地址)?\s*(?:为|是)?\s*[：:]?\s*"
    r"(?:(?:送达|通知|联系|通讯|通信)?地址\s*[：:]\s*)?"
    r"(?P<address>[\u4e00-\u9fff][^，,。；;：:\n（(]{1,24}?[省市区县州镇乡村路街][^，,。；;：:\n（(]{0,50})"
)
_RECIPIENT = regex(
    rf"(?:收件人|联系人|接收人|收信人)\s*[：:]?\s*(?P<value>{PERSON})(?=$|[\s，,。；;、（(\n]|电话|手机)"
)
_PHONE = regex(r"(?:联系电话|电话|手机(?:号码?)?)\s*[：:]?\s*(?P<value>1\d{10}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
#: A name, and a telephone, that stand behind the address without a word.
_BARE = regex(rf"[，,]\s*(?P<recipient>{PERSON})(?:[，,]\s*(?P<phone>1\d{{10}}))?(?=[，,。；;\n]|$)")
_MAIL = regex(r"(?P<value>[A-Za-z0-9._%+-]{1,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,30}){1,4})")
_POSTCODE = regex(r"邮(?:政编码|编)\s*[：:]?\s*(?P<value>\d{6})(?!\d)")
_BY_MAIL = regex(
    r"(?:同意|接受|可以|确认)[^。；;\n]{0,24}电子(?:方式)?送达|电子送达[^。；;\n]{0,10}(?:同样|具有同等|有效)"
)
_NOT_BY_MAIL = regex(r"不(?:同意|接受|适用)[^。；;\n]{0,12}电子(?:方式)?送达")
_MOST = 8


def service_addresses_in(paper: Paper, kind: PaperKind | None) -> Iterator[Found]:
    """Yield for each party the address that the contract fixes for notices and service."""
    if kind not in _IN:
        return
    people = named_parties(paper)
    if not people:
        return
    for hit in hits(paper, _CLAUSE):
        if not _SERVES.search(hit.match[0]):
            continue
        found = list(_of_clause(paper, hit, people, str(kind)))
        if found:
            yield from found
            return


def _of_clause(paper: Paper, hit: Hit, people: dict[str, str], kind: str) -> Iterator[Found]:
    words, (start, end) = hit.passage.text, hit.match.span("body")
    met = list(_EACH.finditer(words, start, end))[:_MOST]
    electronic = _electronic(hit.match[0])
    clause = {"clause": no} if (no := (hit.match["no"] or "")).startswith("第") else {}
    for at, one in enumerate(met):
        name = people.get(_plain(one["label"]))
        if name is None:
            continue
        stop = met[at + 1].start() if at + 1 < len(met) else end
        stop = min(stop, next((i for i in (words.find(sign, one.end()) for sign in "；;。\n") if i >= 0), stop))
        said = {"address": _plain(one["address"]), **_more(words, one.end(), stop), **electronic, **clause}
        spot = paper.spot(hit.passage, one.start(), stop)
        yield _found(name, said, spot, kind, "service_address")
    if met or not _HEAD.search(hit.match[0]):
        return
    for name in dict.fromkeys(people.values()):
        if address := address_after(paper, name):
            said = {"address": _plain(str(address.value)), **electronic, **clause}
            yield _found(name, said, address.spot, kind, "service_head")


def _found(name: str, said: dict[str, object], spot: object, kind: str, why: str) -> Found:
    values = {"name": Value(name, spot), "service_address": Value(said, spot)}  # type: ignore[arg-type]
    return Found("parties", values, kind, Trust.LIKELY, (text(f"proposing.why.{why}"),))


def _more(words: str, start: int, end: int) -> dict[str, str]:
    """Return recipient, telephone, mail and postcode that stand between the address and the next party."""
    pairs = (("postcode", _POSTCODE), ("recipient", _RECIPIENT), ("phone", _PHONE), ("email", _MAIL))
    said = {key: found["value"] for key, pattern in pairs if (found := pattern.search(words, start, end))}
    bare = _BARE.match(words, start, end)
    if bare and "recipient" not in said:
        said |= {key: bare[key] for key in ("recipient", "phone") if bare[key]}
    return said


def _electronic(clause: str) -> dict[str, bool]:
    if _NOT_BY_MAIL.search(clause):
        return {"electronic": False}
    return {"electronic": True} if _BY_MAIL.search(clause) else {}


def _plain(words: str) -> str:
    return "".join(words.split())
