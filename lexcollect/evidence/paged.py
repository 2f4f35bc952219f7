"""Paged (转正、略去页): which pages of an exhibit stand turned in the reading copy, and which are not printed.

Owns the words for it, in the catalogue and in one cell of the sheet: the name of a file of the exhibit, its pages, and
which way they are turned (``合同.pdf 第3至4页右转90度；照片.jpg 左转90度``). The name goes with the words, so that
files change places without harm; it may be missing where there is one file only. Refuses words that name no page, no
turn or a file of another exhibit. Opens no file but to count its pages (:func:`count_of`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lexcollect.evidence.items import Paged, SourceFile
from lexcollect.formats.kinds import PICTURES, FileKind
from lexcollect.formats.limits import MAX_PAGES
from lexcollect.patterns import regex

#: The keys of an exhibit that say it.
TURNED, LEFT_OUT = "turned", "pages_left_out"
PAGE_KEYS = (TURNED, LEFT_OUT)
#: Files whose pages are their own. Those that another program sets (Office) and those that we set have none that stay;
#: what intake does not know is left to whoever reads it.
WITH_PAGES = frozenset((FileKind.PDF, FileKind.OFD, FileKind.UNKNOWN, *PICTURES))
#: Stands for every page of a file that is not named besides.
EVERY = 0

_ENDS = ";；\n"
_RUN = r"\d{1,6}(?:\s*(?:[-–—~至到]|to)\s*第?\s*\d{1,6})?"
_RUNS = rf"(?:第|pages?|pp?\.)?\s*(?P<runs>{_RUN}(?:\s*页?\s*[、,和及]\s*第?\s*{_RUN})*)\s*页?"
_TURN = (
    r"(?P<over>倒转|颠倒|upside down)|"
    r"(?:向?(?P<way>右|左)(?:转|旋转)|(?P<clock>顺|逆)时针(?:旋转|转)?|(?P<word>right|left)|(?:旋转|转|turned)(?=\s*180))"
    r"\s*(?P<degrees>90|180|270)?(?!\d)\s*(?:度|°|degrees?)?"
)
_TURNED = regex(rf"\s*,?\s*(?:{_RUNS}|全部|每页|all)?\s*(?:{_TURN})")
_LEFT = regex(rf"^\s*{_RUNS}\s*(?:略去|不付印|left out)?\s*$")
_NUMBERS = regex(r"\d+")
#: Quarter turns clockwise in the words of the catalogue.
_WORDS = {1: "右转90度", 2: "转180度", 3: "左转90度"}


class BadPages(ValueError):
    """Words that say nothing of pages: the number of the finding, and what it tells."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def said_of(value: str | Mapping[str, str], names: Sequence[str], sole: str = "") -> dict[str, str]:
    """Return what is said of each file among ``names``, in the order in which it is said.

    ``value`` is one text, or a mapping with the names as keys; words without a name are about ``sole``, the only file
    there is. :class:`BadPages` for a file that is none of them.
    """
    found: dict[str, str] = {}
    only = sole or (names[0] if len(names) == 1 else "")
    pairs = value.items() if isinstance(value, Mapping) else _pairs(value, names, only)
    for name, words in pairs:
        if name not in names:
            raise BadPages("LX-E141", file=name)
        found[name] = f"{found[name]},{words.strip()}" if name in found else words.strip()
    return found


def _pairs(text: str, names: Sequence[str], sole: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a text with what is said of them; names may hold every sign, and the longest is meant."""
    rest = text
    while rest.strip(_ENDS + " \t"):
        name = max((one for one in names if _begins(rest, one)), key=len, default="")
        if not name and rest != (bare := rest.lstrip(_ENDS + " \t")):
            rest = bare  # a name may begin with such a sign: only what begins no name is a sign between
            continue
        behind = rest[len(name) :].lstrip(" \t:：")
        at = min((found for sign in _ENDS if (found := behind.find(sign)) >= 0), default=len(behind))
        words, rest = behind[:at], behind[at + 1 :]
        if not name:
            if not _speaks(words):
                head = words.split()[0] if words.split() else words
                raise BadPages("LX-E141" if len(words.split()) > 1 else "LX-E140", file=head, text=words)
            if not sole:
                raise BadPages("LX-E146", text=words)
            name = sole
        yield name, words


def _begins(text: str, name: str) -> bool:
    return bool(name) and text.startswith(name) and text[len(name) : len(name) + 1] in ("", " ", "\t", ":", "：")


def _speaks(words: str) -> bool:
    folded = _folded(words)
    return bool(_TURNED.match(folded) or _LEFT.match(folded))


def turns_of(words: str) -> tuple[tuple[int, int], ...]:
    """Return (page, quarter turns clockwise) of the words on one file; page :data:`EVERY` where none is named.

    :class:`BadPages` for words that are no turn, and for a page that is turned two ways.
    """
    text, at, found = _folded(words), 0, dict[int, int]()
    while at < len(text):
        match = _TURNED.match(text, at)
        if match is None or match.end() == at:
            raise BadPages("LX-E140", text=words)
        turn = 2 if match["over"] else int(match["degrees"] or 90) // 90
        if match["way"] == "左" or match["clock"] == "逆" or match["word"] == "left":
            turn = 4 - turn
        for page in _pages(match["runs"], words) if match["runs"] else (EVERY,):
            if found.setdefault(page, turn) != turn:
                raise BadPages("LX-E147", text=words)
        at = match.end()
    if not found:
        raise BadPages("LX-E140", text=words)
    return tuple(sorted(found.items()))


def left_out_of(words: str) -> tuple[int, ...]:
    """Return the pages that the words on one file leave out; :class:`BadPages` for words that name none."""
    match = _LEFT.match(_folded(words))
    if match is None:
        raise BadPages("LX-E148", text=words)
    return tuple(sorted(set(_pages(match["runs"], words))))


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).strip().casefold()


def _pages(runs: str, words: str) -> Iterator[int]:
    for run in _separated(runs):
        ends = [int(number) for number in _NUMBERS.findall(run)]
        first, last = ends[0], ends[-1]
        if not 1 <= first <= last <= MAX_PAGES:
            raise BadPages("LX-E148", text=words)
        yield from range(first, last + 1)


def _separated(runs: str) -> list[str]:
    """Return the runs of pages one by one, each with one number or two."""
    for sign in ("、", "和", "及"):
        runs = runs.replace(sign, ",")
    return runs.split(",")


def turn_words(turns: Iterable[tuple[int, int]]) -> str:
    """Return the turns of the pages of one file as the catalogue says them: 第3至4页右转90度，第6页转180度."""
    by_turn: dict[int, list[int]] = {}
    for page, turn in sorted(turns):
        by_turn.setdefault(turn % 4, []).append(page)
    said = []
    for turn, pages in sorted(by_turn.items(), key=lambda one: one[1]):
        if turn:
            named = [page for page in pages if page != EVERY]
            said += [_WORDS[turn]] if EVERY in pages else []
            said += [f"{page_words(named)}{_WORDS[turn]}"] if named else []
    return "，".join(said)


def page_words(pages: Iterable[int]) -> str:
    """Return pages as the catalogue says them: 第1、3至5页."""
    said = [str(first) if first == last else f"{first}至{last}" for first, last in runs_of(pages)]
    return f"第{'、'.join(said)}页" if said else ""


def runs_of(pages: Iterable[int]) -> list[tuple[int, int]]:
    """Return pages in any order as runs of first and last page."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return [(first, last) for first, last in runs]


def cell_of(said: Mapping[str, str]) -> str:
    """Return what is said of each file as one text; nothing where nothing is said."""
    return "；".join(f"{name} {words}" for name, words in said.items() if words)


def as_cell(value: Any) -> str:
    """Return what stands under one of the keys as one text, however it is written."""
    if isinstance(value, Mapping):
        return cell_of({str(name): words for name, words in value.items() if isinstance(words, str)})
    return value.strip() if isinstance(value, str) else ""


def kept_for(files: Collection[str], cells: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    """Return the text for an exhibit of ``files`` from ``cells``, each with the files it was about.

    What is about a file that is gone falls away. ``None`` when one of them cannot be read: then nothing is changed.
    """
    found: dict[str, str] = {}
    try:
        for cell, names in cells:
            found |= said_of(cell, names)
    except BadPages:
        return None
    return cell_of({name: words for name, words in found.items() if name in files})


def paged(turns: str, left_out: str, count: int) -> Paged:
    """Return what the words on one file mean for its pages; ``count`` is how many it has, 0 where nobody knows.

    :class:`BadPages` for words that cannot be, for pages that are not there, and when no page would be left.
    """
    turned = turns_of(turns) if turns else ()
    out = left_out_of(left_out) if left_out else ()
    if count:
        from lexcollect.formats.shapes import page_list  # only a catalogue that says something of pages needs it

        absent = [page for page in (*(page for page, _ in turned), *out) if page > count]
        if absent:
            raise BadPages("LX-E142", pages=page_list(absent), count=count)
        if len(out) == count:
            raise BadPages("LX-E143", count=count)
    return Paged(turned, out, count)


def told_of(files: Sequence[SourceFile]) -> tuple[str, str]:
    """Return what is turned and what is left out of ``files``, known by their digests: as a record of what was served.

    The digest is missing where there is one file; the order of the files plays no part.
    """
    turned: dict[str, str] = {}
    left_out: dict[str, str] = {}
    for file in sorted(files, key=lambda one: one.sha256):
        if file.paged is not None:
            turned[file.sha256] = turn_words(file.paged.turns)
            left_out[file.sha256] = page_words(file.paged.left_out)
    if len(files) == 1:
        return "".join(turned.values()), "".join(left_out.values())
    return cell_of(turned), cell_of(left_out)


def has_pages(file: SourceFile) -> bool:
    """Tell whether a file may have pages of its own."""
    return FileKind(file.kind) in WITH_PAGES if file.kind else True


def count_of(path: Path, kind: FileKind) -> int | None:
    """Return how many pages a file has: 0 where a password or another program decides, ``None`` for what is damaged."""
    from lexcollect.formats.refusals import BadFile, Reason

    try:
        if kind is FileKind.PDF:
            from lexcollect.formats.readers.pdf import open_pdf, pages_of

            with open_pdf(path) as pdf:
                return len(pages_of(pdf)) or None
        if kind in PICTURES:
            from lexcollect.formats.readers.picture import frames_of, open_picture

            with open_picture(path) as picture:
                return frames_of(picture) if picture.format == "TIFF" else 1
        if kind is FileKind.OFD:
            from lexcollect.formats.readers.ofd import count_pages

            return count_pages(path)
    except BadFile as bad:
        return 0 if bad.reason is Reason.LOCKED else None
    return None
