"""Commands: what a remedy says of a verb of the terminal, told as the page where the same is done.

Owns the papers by their titles in place of ``draft demand``, and the pages of sums and deadlines in place of ``calc``
and ``due``. A command with options of its own (``--contract``) has no page and stays: it is the only way.
"""

from __future__ import annotations

import re

from lexcollect.patterns import regex
from lexcollect.wording import language, say

#: A paper in brackets behind its own name; with the verb before it; alone.
_BRACKETS = regex(r"（(?:lexcollect )?draft ([a-z_]+)）")
_RUN = regex(r"(?:运行 ?)(?:lexcollect )?draft ([a-z_]+)(?! ?[-a-z])")
_PAPER = regex(r" ?(?:lexcollect )?draft ([a-z_]+)(?! ?[-a-z]) ?")
_FIGURES = regex(r"(?:(?:运行|用) ?| ?)(?<![A-Za-z-])(?:lexcollect )?(?:calc|due)(?! ?[a-z-])(?:、(?:calc|due))? ?")


def on_page(words: str) -> str:
    """Return a remedy of the terminal with its papers and figures as the pages call them; Chinese only."""
    if language() != "zh" or not ("draft" in words or "calc" in words or "due" in words):
        return words
    words = _BRACKETS.sub(lambda found: "" if _title(found[1]) else found[0], words)
    words = _RUN.sub(lambda found: _made(found, say("desk.do.make_one")), words)
    words = _PAPER.sub(lambda found: _made(found, ""), words)
    figures = f"“{say('desk.nav_money')}”"
    return _FIGURES.sub(lambda found: f"在{figures}" if found[0].startswith(("用", "运行")) else figures, words)


def _made(found: re.Match[str], verb: str) -> str:
    title = _title(found[1])
    return f"{verb}“{title}”" if title else found[0]


def _title(paper: str) -> str:
    from lexcollect.documents.register import FILING, FILING_TITLE, PAPERS

    if paper == FILING:
        return FILING_TITLE
    return PAPERS[paper].title if paper in PAPERS else ""
