"""Papers: a file of the material as finders read it.

Owns :class:`Paper`, the mending of lines that a page broke (a name cut by the margin, 1,3|01,600元), and :class:`Spot`,
the place of words. Positions count in the mended text of a page, which is what a person is shown. Changes no
character that carries meaning: only widths of letters and digits, blanks beside digits, and breaks of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lexcollect.cn.width import fold, screen_width, without_unseen
from lexcollect.formats.bank_table import BankTable
from lexcollect.formats.e_invoice import EInvoice
from lexcollect.formats.page_words import Origin, Said
from lexcollect.patterns import regex
from lexcollect.proposing.sayings.shapes import At, Talk
from lexcollect.records import dataclass

#: A line as long as this part of the longest one was broken by the margin, unless it ends a sentence.
_FULL, _SHORTEST, _FEW = 0.88, 48, 3
_ENDS = regex(r"[。；;：:！？!?）)】]\s*$")
_BEGINS = regex(
    r"^(?:[　 ]{2}|第[一二三四五六七八九十百]+条(?=\s|$)|\d{1,2}\.\d|[一二三四五六七八九十]{1,3}、"
    r"|[^\s，。：:]{2,14}[：:]|项目名称|合计|备注"
    r"|[\d二〇○零]{4}\s*年[^年月日]{1,4}月[^年月日]{1,4}日\s*$)"
)
_CELLS = regex(r"\S {2,}\S")
_RUN = regex(r" {5,}")
_CUT_NAME = regex(r"(?:有限|股份|有限责任|有限公)$")
_REST_OF_NAME = regex(r"^(?:公司|责任公司|任公司|有限公司|司(?=$|\s))")
_CUT_DAY = regex(r"\d\s*$")
_REST_OF_DAY = regex(r"^[年月日号元]")
#: A picture leaves no blank between day and time.
_GLUED = regex(r"(?<!\d)\d{4}[-/.]\d{2}[-/.]\d{2}(?=\d{1,2}:\d{2})")
_WIDE = str.maketrans(
    {chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
)
_HAN = "\u4e00-\u9fff（）《》，。：；、"
_BESIDE = regex(rf"(?<=[{_HAN}])[ \u00a0](?=[0-9A-Za-z¥￥])|(?<=[0-9A-Za-z])[ \u00a0](?=[{_HAN}%])")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand: the file by its name in the material, the page (0: no pages), the offset, the words.

    ``said`` is the message they were said in; the offset is then that of its record in the file.
    """

    file: str
    page: int
    start: int
    words: str
    said: At | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The mended text of one page; ``sure``: from where to where it was recognised how surely, in thousandths."""

    page: int
    text: str
    origin: Origin = Origin.TEXT
    sure: tuple[tuple[int, int, int], ...] = ()

    def surely(self, start: int, end: int) -> int:
        """Return how surely ``text[start:end]`` was read, in thousandths; what nobody vouches for counts nothing."""
        if self.origin is not Origin.OCR:
            return 1000
        return min((sure for first, last, sure in self.sure if first < end and start < last), default=0)


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: its name, its passages, what it may not be believed for.

    ``draft``: it has tracked changes or calls itself one; ``loose``: anybody may have typed it (text, table, Word).
    ``invoice`` are the fields of an e-invoice, ``sender`` and ``day`` those of a mail, ``table`` the rows of an
    account, ``talk`` what is kept of a chat or mail as a conversation.
    """

    file: str
    passages: tuple[Passage, ...]
    draft: bool = False
    loose: bool = False
    invoice: EInvoice | None = None
    sender: str = ""
    day: str = ""
    table: BankTable | None = None
    talk: Talk | None = None

    @property
    def recognised(self) -> bool:
        """Whether its words were recognised in a picture."""
        return any(passage.origin is Origin.OCR for passage in self.passages)

    @property
    def text(self) -> str:
        """Return the words of all pages."""
        return "\n".join(passage.text for passage in self.passages)

    def spot(self, passage: Passage, start: int, end: int) -> Spot:
        """Return the place of ``passage.text[start:end]``."""
        return Spot(self.file, passage.page, start, passage.text[start:end])


#: What a paper that was never signed calls itself.
_DRAFT = regex(r"谈判稿|草稿|讨论稿|征求意见稿|修改稿|（草案）|未签署|\bdraft\b", re.IGNORECASE)


def paper_of(
    file: str,
    said: Sequence[Said],
    *,
    draft: bool = False,
    loose: bool = False,
    invoice: EInvoice | None = None,
    sender: str = "",
    day: str = "",
    table: BankTable | None = None,
    talk: Talk | None = None,
) -> Paper:
    """Return the paper that ``file`` is, its pages mended."""
    passages = tuple(_passage(one) for one in said)
    calls_itself = bool(_DRAFT.search(file)) or any(_DRAFT.search(p.text[:200] + p.text[-60:]) for p in passages[:1])
    return Paper(file, passages, draft or calls_itself, loose, invoice, sender, day, table, talk)


def _passage(one: Said) -> Passage:
    if one.origin is not Origin.OCR:
        return Passage(one.page, mended(one.text), one.origin)
    text = _GLUED.sub(r"\g<0> ", mended(one.text, rows=True))
    return Passage(one.page, text, one.origin, tuple(_sure(text, one.sure)))


def _sure(text: str, pieces: Sequence[tuple[str, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield where each piece stands in the mended ``text``; one that is not found weighs on what is left."""
    at, lost = 0, 1000
    for words, sure in pieces:
        piece = _GLUED.sub(r"\g<0> ", mended(words))
        start = text.find(piece, at)
        if start < 0:
            lost = min(lost, sure)
            continue
        if lost < 1000:
            yield at, start, lost
            lost = 1000
        at = start + len(piece)
        yield start, at, sure
    if lost < 1000:
        yield at, len(text), lost


def mended(text: str, *, rows: bool = False) -> str:
    """Return ``text`` with lines that only the margin broke joined, letters and digits of one width, one blank form.

    ``rows``: cells of a form stand two blanks apart, and a line that has several is never the begin or rest of another.
    """
    lines = [line.rstrip() for line in _plain(text).split("\n")]
    longest = max((screen_width(line) for line in lines), default=0)
    out: list[str] = []
    before = ""
    for line in lines:
        apart = rows and bool(_CELLS.search(before) or _CELLS.search(line))
        if before and line and not apart and _goes_on(before, line, longest):
            out[-1] += line.lstrip()
        elif line or before:  # one empty line parts as well as a thousand
            out.append(_RUN.sub("    ", line))
        before = line
    return "\n".join(_BESIDE.sub("", line) for line in out)


def _plain(text: str) -> str:
    text = without_unseen(text).translate(_WIDE)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u3000", "  ")


def _goes_on(line: str, after: str, longest: int) -> bool:
    """Tell whether ``after`` is the rest of ``line``."""
    if _CUT_NAME.search(line) and _REST_OF_NAME.match(after):
        return True
    if _CUT_DAY.search(line) and _REST_OF_DAY.match(after) and len(after) < _FEW:
        return True
    if longest < _SHORTEST or _ENDS.search(line) or _BEGINS.match(after):
        return False
    return screen_width(line) >= _FULL * longest


def squeezed(words: str) -> str:
    """Return ``words`` in half width without blanks."""
    return "".join(fold(words).split())
