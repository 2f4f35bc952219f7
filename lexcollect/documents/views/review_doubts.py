"""Errors and doubts on the review sheet (审查单的错误和疑点): those of one kind in one row, with how many there are.

Owns how what is alike is told together: the words in which the complaints differ, or each of them whole. The sentences
are in ``review.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from lexcollect.documents import circumstances as c
from lexcollect.documents.material import View, listed, series
from lexcollect.documents.overview import Kind, Overview
from lexcollect.findings import Finding
from lexcollect.wording import Text

#: So many complaints of one kind are told beside the first; the screen and the lists have each.
_NAMED = 30


def rows(found: View, overview: Overview) -> list[dict[str, str]]:
    """Return a row for each kind of error or doubt, the gravest first."""
    return [
        {
            "轻重": found.pen.one("review.level", {}, c.those({f"level.{kind.level.value}": True})),
            "事项": _matter(found, kind),
            "处理": series(dict.fromkeys(one.remedy("zh") for one in kind.findings[:_NAMED])),
            "编号": kind.code,
        }
        for kind in overview.kinds
    ]


def _matter(found: View, kind: Kind) -> str:
    first, *rest = kind.findings
    if not rest:
        return first.message("zh")
    others = _differing(kind.findings) or _whole(kind.findings)
    shown = others[:_NAMED]
    said = {
        "事项": first.message("zh"),
        "处数": str(len(kind.findings)),
        "其余": (listed if _differing(kind.findings) else series)(shown),
        "未列": str(len(others) - len(shown)) if len(others) > len(shown) else "",
    }
    return found.pen.one("review.alike", said)


def _differing(ones: Sequence[Finding]) -> list[str]:
    """Return the words in which the others differ from the first, where it is one word of the sentence."""
    given = [dict(one.params) for one in ones]
    keys = [key for key in given[0] if len({_word(each.get(key)) for each in given}) > 1]
    if len(keys) != 1:
        return []
    words = list(dict.fromkeys(_word(each.get(keys[0])) for each in given))
    return words[1:] if all(words) else []


def _word(value: object) -> str:
    return value.render("zh") if isinstance(value, Text) else value if isinstance(value, str) else str(value or "")


def _whole(ones: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(one.message("zh") for one in ones))[1:]
