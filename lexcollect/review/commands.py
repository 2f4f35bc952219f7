"""Commands: what a finding says of verbs and keys of the terminal, told as the page where the same is done.

Owns the papers by their titles in place of ``draft demand``, the pages of sums and deadlines in place of ``calc``
and ``due``, and in English the fields by their names in place of keys (in Chinese a finding names fields anyway). A
command with options of its own (``--contract``) has no page and stays: it is the only way.
"""

from __future__ import annotations

import re
from functools import cache

from lexcollect.patterns import regex
from lexcollect.wording import language, say

#: A paper in brackets behind its own name; with the verb before it; alone.
_BRACKETS = regex(r"（(?:lexcollect )?draft ([a-z_]+)）")
_RUN = regex(r"(?:运行 ?)(?:lexcollect )?draft ([a-z_]+)(?! ?[-a-z])")
_PAPER = regex(r" ?(?:lexcollect )?draft ([a-z_]+)(?! ?[-a-z]) ?")
_FIGURES = regex(r"(?:(?:运行|用) ?| ?)(?<![A-Za-z-])(?:lexcollect )?(?:calc|due)(?! ?[a-z-])(?:、(?:calc|due))? ?")
#: A key of two words or more, as a file has it: guarantor_consents.
_KEY = regex(r"(?<![\w./-])[a-z]+(?:_[a-z]+)+(?![\w./-])")


def in_fields(words: str) -> str:
    """Return words of the terminal with keys called as the fields of the page are; English only."""
    return words if language() == "zh" else _KEY.sub(lambda found: _fields().get(found[0], found[0]), words)


@cache
def _fields() -> dict[str, str]:
    """Return what the page calls each key of a case file or a catalogue, in English."""
    from lexcollect.casefile.english import english_of
    from lexcollect.casefile.labels import LABELS
    from lexcollect.evidence.keys import LISTS

    keys = {name.rpartition(".")[2] for name in LABELS} | {key for keys in LISTS.values() for key in keys}
    return {key: f"“{english_of('', key)}”" for key in keys}


#: The same in English, where the verb of the terminal stands in a sentence: as the name of a paper, or to make it.
_IN_BRACKETS = regex(r" \((?:lexcollect )?draft ([a-z_]+)\)")
_NAMED = regex(r"\b(use|with|send|or|see|write) (?:lexcollect )?draft ([a-z_]+)(?! ?(?:--|[A-Z]))")
_TELLS = regex(r"(?<![A-Za-z-])draft ([a-z_]+)(?= tells)")
_DRAFTED = regex(r"(?:\brun )?(?<![A-Za-z-])(?:lexcollect )?draft ([a-z_]+)(?! ?(?:--|[A-Z]))")
_SUMS = regex(r"(?<![A-Za-z-])(?:calc and due|(?<=see )(?:calc|due)(?! [a-z]+ --)|due(?= reminds))(?![A-Za-z-])")


def on_page(words: str) -> str:
    """Return a remedy of the terminal with its papers, figures and fields as the pages call them."""
    if not ("draft" in words or "calc" in words or "due" in words):
        return in_fields(words)
    return _chinese(words) if language() == "zh" else _english(words)


def _english(words: str) -> str:
    words = _IN_BRACKETS.sub(lambda found: "" if _title(found[1]) else found[0], words)
    words = _NAMED.sub(lambda found: f"{found[1]} {_made(found, '', 2)}" if _title(found[2]) else found[0], words)
    words = _TELLS.sub(lambda found: _made(found, ""), words)
    words = _DRAFTED.sub(lambda found: _made(found, say("desk.do.make_one")), words)
    return in_fields(_SUMS.sub(f"“{say('desk.nav_money')}”", words))


def _chinese(words: str) -> str:
    words = _BRACKETS.sub(lambda found: "" if _title(found[1]) else found[0], words)
    words = _RUN.sub(lambda found: _made(found, say("desk.do.make_one")), words)
    words = _PAPER.sub(lambda found: _made(found, ""), words)
    figures = f"“{say('desk.nav_money')}”"
    return _FIGURES.sub(lambda found: f"在{figures}" if found[0].startswith(("用", "运行")) else figures, words)


def _made(found: re.Match[str], verb: str, at: int = 1) -> str:
    title = _title(found[at])
    return f"{verb}“{title}”" if title else found[0]


def _title(paper: str) -> str:
    from lexcollect.documents.register import FILING, FILING_TITLE, PAPERS

    if paper == FILING:
        return FILING_TITLE if language() == "zh" else say("desk.do.papers_of_suit")
    if paper not in PAPERS:
        return ""
    return PAPERS[paper].title if language() == "zh" else PAPERS[paper].title_en
