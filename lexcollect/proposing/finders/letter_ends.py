"""Head and foot of a letter: to whom it went and as what, who signed it, its day.

Owns the lines above and below the text, for companies and for persons (赵示例： … 林示例（签名） 2021年8月30日). A
person is taken only where a whole line is nothing but the name, and an addressee only above the text. What a letter
asks is not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lexcollect.patterns import regex
from lexcollect.proposing.finders.parties import CREDITOR_WORDS, DEBTOR_WORDS, SURETY_WORDS
from lexcollect.proposing.kinds import PaperKind
from lexcollect.proposing.marks import DAY, NAME, ORGANISATION, PERSON, day_of, first, hits
from lexcollect.proposing.papers import Paper
from lexcollect.proposing.shapes import Value
from lexcollect.records import dataclass

_DEBTORS = rf"共同借款人|主债务人|被催告人|{DEBTOR_WORDS}"
_SURETIES = rf"连带责任保证人|连带保证人|一般保证人|{SURETY_WORDS}"
#: Words of two to four characters that stand where a person's name could.
_NO_PERSON = (
    "敬启|您好|你好|各位|先生|女士|特此|此致|敬礼|顺颂|商祺|主题|事由|关于|内容|附件|抄送|正文|贵方|我方|附后|催款|催告"
    "|通知|函告|联系"
)
_PERSON = rf"(?!{_NO_PERSON}){PERSON.replace('{2,4}', '{2,4}?', 1)}"
#: A name with what stands beside it: as what it is addressed before it, a form of address and a bracket behind it.
_ONE = (
    rf"(?:尊敬的)?\s*(?:(?:{_DEBTORS}|{_SURETIES})\s*[：:]?\s*)?(?:{ORGANISATION}|{_PERSON})"
    r"(?:先生|女士|小姐|同志)?(?:[（(][^）)\n]{1,40}[）)])?"
)
_ONE_OF = regex(
    rf"(?:尊敬的)?\s*(?:(?P<as>{_DEBTORS}|{_SURETIES})\s*[：:]?\s*)?(?P<value>{ORGANISATION}|{_PERSON})"
    r"(?:先生|女士|小姐|同志)?(?:[（(](?P<also>[^）)\n]{1,40})[）)])?(?=\s*(?:$|[、和及与，,；;]|[：:]))"
)
_BETWEEN = r"\s*(?:[、和及与，,；;])\s*"
#: The line that is the address: 致 and names, or names and a colon alone.
_TO = regex(rf"(?:^|\n)\s*致\s*[：:]?\s*(?P<value>{_ONE}(?:{_BETWEEN}{_ONE})*)\s*[：:]?\s*(?=\n|$)")
_TO_LINE = regex(rf"(?:^|\n)\s*(?P<value>{_ONE}(?:{_BETWEEN}{_ONE})*)\s*[：:]\s*(?=\n|$)")
#: Where the line goes on behind the names, they are those up to the first that is none.
_TO_BEGIN = regex(rf"(?:^|\n)\s*致\s*[：:]\s*(?P<value>{NAME})")
_SIGNS = r"盖章|公章|印|签名|签字|签章|捺印|按印|指印"
_SIGNED = rf"(?:[（(][^）)\n]{{0,6}}(?:{_SIGNS})[^）)\n]{{0,8}}[）)])?"
_SENDERS = rf"催告人|催款人|催收人|通知人|发函人|致函人|发件人|{CREDITOR_WORDS}"
_FOOT = regex(
    rf"(?:^|\n)\s*(?:(?:{_SENDERS})\s*{_SIGNED}\s*[：:]\s*)?(?P<name>{ORGANISATION}|{_PERSON})\s*{_SIGNED}"
    rf"\s*\n?\s*(?:日期\s*[：:])?\s*(?P<day>{DAY})\s*(?=\n|$)"
)
_LAST_DAY = regex(rf"(?P<day>{DAY})\s*(?=\n|$)")
_CLIENT = regex(
    rf"受\s*(?:(?:委托人|{CREDITOR_WORDS})\s*)?(?P<value>{ORGANISATION}|{_PERSON})(?:先生|女士)?"
    r"\s*(?:[（(][^）)\n]{1,40}[）)])?\s*(?:的)?\s*委托"
)
_HEADING = regex(r"(?:^|\n)[ ]*(?P<value>[^\n：:，。；《》]{2,30}(?:函|通知书|通知|告知书|催款单|催缴单))[ ]*(?=\n|$)")
#: A heading stands among the first lines.
_HEAD = 4


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is addressed to; ``side`` is as what, where the line says it (``debtor``, ``surety``)."""

    name: Value
    side: str = ""


def addressees(paper: Paper) -> list[Addressee]:
    """Return to whom the letter is addressed, in its order."""
    for pattern in (_TO, _TO_BEGIN, _TO_LINE):
        if hit := first(paper, pattern):
            start = hit.match.start("value")
            return [
                Addressee(
                    Value(
                        one["value"],
                        paper.spot(hit.passage, start + one.start("value"), start + one.end("value")),
                    ),
                    _side(one["as"] or "", one["also"] or ""),
                )
                for one in _each(hit.match["value"])
            ]
    return []


def _each(line: str) -> Iterator[re.Match[str]]:
    """Yield each name of the line; it ends with the first piece that is none."""
    at = 0
    while found := _ONE_OF.match(line, at):
        yield found
        between = regex(_BETWEEN).match(line, found.end())
        if between is None:
            return
        at = between.end()


def _side(*words: str) -> str:
    for word in words:
        for side, known in (("debtor", _DEBTORS), ("surety", _SURETIES)):
            if any(one in word for one in known.split("|")):
                return side
    return ""


def sender(paper: Paper, kind: PaperKind) -> Value | None:
    """Return who speaks: whom the lawyer acts for, else who signed at the foot."""
    if kind is PaperKind.LAWYER_LETTER:
        hit = first(paper, _CLIENT)
        return Value(hit.match["value"], hit.spot(paper, "value")) if hit else None
    return signed_at_foot(paper)


def signed_at_foot(paper: Paper) -> Value | None:
    """Return who signed a paper at its foot, before the day that ends a line."""
    foot = next(reversed(list(hits(paper, _FOOT))), None)
    return Value(foot.match["name"], foot.spot(paper, "name")) if foot else None


def dated(paper: Paper) -> Value | None:
    """Return the day at the foot: the last that ends a line."""
    hit = next(reversed(list(hits(paper, _LAST_DAY))), None)
    day = day_of(hit.match["day"]) if hit else None
    return Value(day.isoformat(), hit.spot(paper, "day")) if hit and day else None


def heading(paper: Paper) -> Value | None:
    """Return what the letter calls itself in one of its first lines (催告函 is none that is called 催款函)."""
    hit = first(paper, _HEADING)
    if hit is None or hit.match.string[: hit.match.start("value")].count("\n") >= _HEAD:
        return None
    return Value("".join(hit.match["value"].split()), hit.spot(paper, "value"))
