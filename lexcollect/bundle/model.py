"""Shapes of the room: what a package is made from and what building it returns.

Owns :class:`Cover`, :class:`Profile`, :class:`Built` and what a user may choose of a package's make. Refuses
nothing; knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from lexcollect.cn.page_labels import Span
from lexcollect.findings import Finding, has_errors
from lexcollect.records import dataclass, field

#: Called with the number of steps done, the number of steps in all, and the number of the exhibit (证据编号).
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Cover:
    """What the head and foot of the index (证据目录) say.

    ``case_title`` is 原告…与被告…纠纷, ``submitter`` the party that files (提交人), ``opponents`` the number of
    opposing parties, ``cause`` the cause of action (案由; printed unless the title already names it), ``case_no``
    the case number (案号) once there is one.
    ``submitted_on`` is printed as 提交日期; without it the day the package was made is printed. ``open``: something
    of the cover is not known yet, and the package is a draft. ``enforcement``: what is filed applies for enforcement
    (申请执行), of which nobody but the court gets a set (执行工作规定 18).
    """

    case_title: str
    submitter: str
    opponents: int
    cause: str = ""
    case_no: str = ""
    submitted_on: date | None = None
    open: bool = False
    enforcement: bool = False

    @property
    def sets_to_file(self) -> int:
        """Return the number of sets to hand in: one for the court and, in a suit, one for each opposing party."""
        return 1 if self.enforcement else 1 + max(0, self.opponents)


class Per(StrEnum):
    """How many documents the reading copy is: one for ``all`` (全部一册), one for each ``group`` (每组一册)."""

    ALL = "all"
    GROUP = "group"


class Large(StrEnum):
    """What becomes of a page that is much larger than A4: scaled to A4 (缩印), or kept in its size (保留原幅面)."""

    SCALE = "scale"
    KEEP = "keep"


class Side(StrEnum):
    """Where in the foot of a page its number stands: left, centre, right (左、中、右)."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


#: The columns of the index (证据目录) in their usual order; no other can be printed.
COLUMNS = ("no", "title", "kind", "date", "source", "purpose", "count", "pages")
#: Those that an index has unless a profile says otherwise: 证据规定第19条第1款 asks for source and purpose.
USUAL = ("no", "title", "source", "purpose", "pages")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a package is made (装订方案); what is not said is as in the shipped ``standard``.

    ``per`` and the limits ``max_pages``, ``max_bytes`` (0: none) say how the reading copy is cut into documents,
    ``singles`` that each exhibit is also a document of its own (单份), called ``single_name``, cut at ``single_bytes``.
    ``columns`` are those of the index, ``lists`` writes it and a chronology (证据时间表) for Word and Excel too,
    ``dividers`` puts a sheet (分隔页) before each group, ``duplex`` begins every exhibit on the front of a leaf,
    ``unprinted`` lists what is not shown.
    ``large`` is for pages beyond A4, ``pictures`` how many slips and photographs share a sheet. ``version`` is the
    version of PDF that is promised. Stamp: colour (RGB, 0–1), size in points, side.
    ``jpeg_quality`` is used only for pictures that a PDF cannot hold as they are (HEIC, AVIF, WebP).
    ``sm3``: the payload is listed with SM3 (国密) besides, where this computer has it; that takes five times as long.
    """

    stamp_colour: tuple[float, float, float] = (0.04, 0.24, 0.66)
    stamp_size: float = 10.5
    jpeg_quality: int = 92
    sm3: bool = True
    name: str = "standard"
    title: str = ""
    stamp_side: Side = Side.RIGHT
    columns: tuple[str, ...] = USUAL
    per: Per = Per.ALL
    max_pages: int = 0
    max_bytes: int = 0
    singles: bool = False
    single_name: str = "{no}_{title}"
    single_bytes: int = 0
    lists: bool = True
    dividers: bool = False
    duplex: bool = False
    unprinted: bool = False
    large: Large = Large.SCALE
    pictures: int = 1
    version: str = "1.7"

    @property
    def drawn(self) -> tuple[int, str, int]:
        """Return what of it changes the pages of an exhibit; the rest is how they are bound."""
        return self.jpeg_quality, self.large, self.pictures


STANDARD = Profile()


@dataclass(frozen=True, slots=True)
class Built:
    """What building returned.

    ``folder`` is the package, or ``None`` when errors kept it from being written; ``pages`` gives the first and
    last page of each exhibit by its stable id; ``files`` are the paths inside the package; ``new`` tells whether
    this run wrote the folder or found that the last version already says the same. ``received`` gives the name under
    which each original came in, by its path in the package: that name stays in the matter. ``content`` and
    ``originals`` are the digests to be laid down elsewhere: of the manifest, and of its lines on originals. ``labels``
    are the labels printed on the pages of each exhibit; ``root`` is the root over the lines of the manifest (默克尔根).
    """

    folder: Path | None
    pages: Mapping[str, tuple[int, int]]
    total_pages: int
    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    index_pages: int = 0
    new: bool = True
    received: Mapping[str, str] = field(default_factory=dict)
    content: str = ""
    originals: str = ""
    labels: Mapping[str, Span] = field(default_factory=dict)
    root: str = ""

    @property
    def ok(self) -> bool:
        """Tell whether a package stands in ``folder`` and no finding is an error."""
        return self.folder is not None and not has_errors(self.findings)
