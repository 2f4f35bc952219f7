"""Items: what a confirmed evidence catalogue consists of.

Owns the plain shapes: :class:`SourceFile`, :class:`Group`, :class:`Item`, :class:`LeftOut`, :class:`Decision` and
:class:`Catalogue`. Refuses nothing; reading and checking is done in ``catalogue``. Knows nothing of pages or of cases.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.records import dataclass

if TYPE_CHECKING:
    from lexcollect.formats.shapes import Part
    from lexcollect.intake.origin import About
    from lexcollect.intake.private_words import Mark

#: The eight kinds of evidence (证据种类) of 民事诉讼法第66条第1款, in the order of the article.
EVIDENCE_KINDS: tuple[str, ...] = (
    "当事人的陈述",
    "书证",
    "物证",
    "视听资料",
    "电子数据",
    "证人证言",
    "鉴定意见",
    "勘验笔录",
)

#: Where the original (原件) is: held by us, not held, or the evidence is electronic.
ORIGINALS: tuple[str, ...] = ("有", "无", "电子")


@dataclass(frozen=True, slots=True)
class Paged:
    """Which pages of a file stand turned in the reading copy (转正), and which are not printed (略去页).

    ``turns`` are (page from 1, quarter turns clockwise 1–3), page 0 for every page that is not named besides;
    ``left_out`` are pages in rising order; ``count`` is how many pages the file has, 0 where nobody counted.
    """

    turns: tuple[tuple[int, int], ...] = ()
    left_out: tuple[int, ...] = ()
    count: int = 0

    def turn(self, page: int) -> int:
        """Return by how many degrees clockwise a page is turned: 0, 90, 180 or 270."""
        turns = dict(self.turns)
        return 90 * turns.get(page, turns.get(0, 0))

    @property
    def shown(self) -> tuple[int, ...]:
        """Return the pages that are printed; none where nobody counted them."""
        return tuple(page for page in range(1, self.count + 1) if page not in self.left_out)

    @property
    def plain(self) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
        """Return turns and pages left out, page by page where they are counted: what two files are compared by."""
        turned = [(page, self.turn(page) // 90) for page in range(1, self.count + 1) if self.turn(page)]
        return tuple(turned) if self.count else self.turns, self.left_out


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the raw material as it was received.

    ``path`` is absolute, ``name`` is the relative POSIX path below ``1-收到的材料``, ``sha256`` is lower-case
    hexadecimal (empty where no byte was read and intake remembers none), ``size`` is in bytes, ``kind`` is a value of
    :class:`lexcollect.formats.kinds.FileKind`; ``part`` names the pages or messages that are the exhibit, ``None`` when
    the whole file is; ``asks`` is what must be decided before the file may be packed; ``paged`` says which of its
    pages are turned or not printed, ``None`` where all stand as they came; ``private`` are the messages of a chat that
    may be private.
    """

    path: Path
    name: str
    sha256: str
    size: int
    kind: str
    part: Part | None = None
    asks: tuple[About, ...] = ()
    paged: Paged | None = None
    private: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of exhibits (证据组): its number from 1, and its title."""

    no: int
    title: str


#: What a proposal writes where the user has to decide (待确认).
OPEN = "待确认"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That an exhibit was withdrawn (撤回) after it was served: on which ``day``, and ``why``, which stays inside."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Collected:
    """How an exhibit was collected (采集), as its submitter states it; all may be empty.

    ``by`` is who took it, on ``day`` at ``time`` (``15:30``), from the device or account ``source``, with ``tool``, in
    these ``steps``; ``carrier`` is where the first carrier (原始载体) is and who keeps it. All of it goes out with the
    package.
    """

    by: str = ""
    day: date | None = None
    time: str = ""
    source: str = ""
    tool: str = ""
    steps: tuple[str, ...] = ()
    carrier: str = ""

    @property
    def moment(self) -> str:
        """Return day and time in the form of ISO 8601: ``2023-09-07 15:30``."""
        return " ".join((self.day.isoformat(), *((self.time,) if self.time else ()))) if self.day else ""


@dataclass(frozen=True, slots=True)
class Item:
    """An exhibit (证据): one line of the evidence index, with the files that make it up.

    ``id`` is stable and is what the case file refers to; ``no`` is the number as filed (``3-2``, ``4-2a``);
    ``date`` is the day the exhibit was made (形成日期) and ``date_source`` says where that day comes from;
    ``kind`` is one of :data:`EVIDENCE_KINDS`; ``working_source`` is internal and never filed, ``source`` is
    the filed wording (证据来源); ``purpose`` is what it proves (证明对象); ``original`` is one of
    :data:`ORIGINALS`, or :data:`OPEN` while nobody has said;
    ``files`` begins with the main file, the others are attachments shown within the item;
    ``proof`` says what it is as a proof (证明类型: 邮寄面单, 投递查询 …), as keys of :mod:`lexcollect.law.carriers`;
    of one that does not say so no date can rest. ``withdrawn``: it is no longer relied on, and keeps number and pages.
    ``collected`` is how it was collected, where that is stated.
    """

    id: str
    no: str
    group: int
    title: str
    date: date | None
    date_source: str
    kind: str
    working_source: str
    source: str
    purpose: str
    original: str
    files: tuple[SourceFile, ...]
    proof: tuple[str, ...] = ()
    withdrawn: Withdrawn | None = None
    collected: Collected | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not submitted (不提交), with the reason; ``note`` is internal."""

    name: str
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a file that must not be packed without it (决定).

    ``about`` are the questions that were answered; ``submit`` is the answer: submitted (提交) or not (不提交);
    ``by`` is who decided, on ``day``, and ``why``.
    """

    file: str
    about: tuple[About, ...]
    submit: bool
    by: str
    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A confirmed evidence catalogue (证据目录).

    ``items`` stand in the order of the bundle: by group, then by number. ``digest`` is a SHA-256 over the
    content of the catalogue including the hash of every file: same catalogue, same digest. ``unlisted`` are files of
    the material that it says nothing of: they came later, or were forgotten.
    """

    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    digest: str
    decisions: tuple[Decision, ...] = ()
    unlisted: tuple[str, ...] = ()

    def item(self, item_id: str) -> Item | None:
        """Return the exhibit with stable id ``item_id``, or ``None``."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def unconfirmed(self) -> bool:
        """Tell whether a package of it is a draft.

        It is where a text that the index prints is still one of a proposal, or a file of the material is not accounted
        for.
        """
        return bool(self.unlisted) or any(
            OPEN in text for item in self.items for text in (item.title, item.source, item.purpose)
        )

    def group_title(self, no: int) -> str:
        """Return the title of group ``no``; empty when there is no such group."""
        return next((group.title for group in self.groups if group.no == no), "")

    def files(self) -> tuple[SourceFile, ...]:
        """Return every submitted file in the order of the bundle."""
        return tuple(file for item in self.items for file in item.files)
