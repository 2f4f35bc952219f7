"""The first catalogue beside the order a lawyer gave: groups, days and titles that are right, with facts and without.

Wanted is section 6 of the two matters as filed (their 证据目录.yaml). A proposal stays 待确认 either way.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from intake_kit import EXAMPLE
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.evidence.items import OPEN, Catalogue, Item
from lexcollect.evidence.posting import Piece, together
from lexcollect.evidence.progress import progress_of
from lexcollect.evidence.proposal import draft_catalogue
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.shapes import DateCandidate
from lexcollect.intake.clocks import CLOCK, Photo, doubtful
from lexcollect.intake.records import Record
from lexcollect.layout import CASE, CATALOGUE, RAW
from lexcollect.matter.creation import create
from lexcollect.matter.receiving import receive
from lexcollect.proposing.waybills import unnamed_contents
from proposing_kit import paper
from test_proposing_finders import WAYBILL

LEASE = EXAMPLE.parent / "matter-lease"


def first(folder: Path, example: Path, *, with_facts: bool) -> tuple[Catalogue, Catalogue]:
    """The first catalogue of the example's raw material, and the one as filed."""
    create(folder, "案")
    if with_facts:
        shutil.copy(example / "案件.yaml", folder / CASE)
    receive(example / "inbox", folder)
    got, _ = load_catalogue(folder / CATALOGUE, folder / RAW)
    wanted, _ = load_catalogue(example / "证据目录.yaml", folder / RAW)
    assert got is not None and wanted is not None
    return got, wanted


def by_file(catalogue: Catalogue) -> dict[str, Item]:
    return {item.files[0].name: item for item in catalogue.items}


def rights(got: Catalogue, wanted: Catalogue) -> tuple[int, int, int]:
    """How many exhibits have the group, the day, and a title that says what the paper is."""
    ours, theirs = by_file(got), by_file(wanted)
    groups = sum(
        got.group_title(ours[name].group) == wanted.group_title(one.group)
        for name, one in theirs.items()
        if name in ours
    )
    days = sum(ours[name].date == one.date for name, one in theirs.items() if name in ours)
    titles = sum(not ours[name].title.startswith((f"{OPEN}：图片", f"{OPEN}：书面")) for name in theirs if name in ours)
    return groups, days, titles


@pytest.fixture(scope="module")
def steel(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, tuple[Catalogue, Catalogue]]:
    folder = tmp_path_factory.mktemp("m")
    return {given: first(folder / str(given), EXAMPLE, with_facts=given) for given in (False, True)}


def test_of_28_exhibits_21_groups_are_right_without_facts_and_27_with(
    steel: dict[bool, tuple[Catalogue, Catalogue]],
) -> None:
    """What is not found: eight pictures whose names are a camera's or a program's, until facts tell their days.

    With facts the group of one screen shot is still open: it bears the day on which it was saved.
    """
    assert len(steel[True][1].items) == 28
    assert rights(*steel[False]) == (21, 20, 21)
    assert rights(*steel[True]) == (27, 25, 27)


def test_no_title_is_a_file_name(steel: dict[bool, tuple[Catalogue, Catalogue]]) -> None:
    for got, _ in steel.values():
        for item in got.items:
            assert not any(word in item.title for word in ("IMG_", "微信图片", "mmexport", ".jpg")), item.title


def test_a_day_alone_is_a_question(steel: dict[bool, tuple[Catalogue, Catalogue]]) -> None:
    """IMG_2031.jpg was taken on 2023-04-12, a day of one delivery; nobody has read it."""
    found = by_file(steel[True][0])
    assert found["IMG_2031.jpg"].title == "待确认：似为送货单 SH-0412（2023年4月12日，刘小样签收）"
    assert found["送货单　0828.png"].title == "送货单 SH-0828（2023年8月28日，刘小样签收）"  # its name says what it is
    assert found["送货单　0828.png"].date == date(2023, 8, 28)


def test_a_waybill_stands_behind_its_letter(steel: dict[bool, tuple[Catalogue, Catalogue]]) -> None:
    names = [item.files[0].name for item in steel[True][0].items]
    at = names.index("催款函（2025.5.20）.pdf")
    assert names[at + 1] == "EMS面单.jpg"
    at = names.index("致郑样例催告函.pdf")
    assert names[at + 1] == "IMG_3310.HEIC"  # posted on the day of the letter, by the facts


def test_nobody_has_looked_at_what_a_program_proposed(steel: dict[bool, tuple[Catalogue, Catalogue]]) -> None:
    got, filed = steel[True]
    assert progress_of(got).done == 0
    whole = progress_of(filed)
    assert (whole.left, whole.done) == ((), whole.total)


def test_the_lease_puts_letters_waybills_and_tracking_together(tmp_path: Path) -> None:
    """EMS查询1-2 shows EMS-1 and EMS-2; the deposit has the day its slip prints; a reset clock gives no day."""
    got, _ = first(tmp_path / "案", LEASE, with_facts=False)
    order = [item.files[0].name for item in got.items if got.group_title(item.group) == "催收与时效"]
    assert order.index("EMS查询1-2.png") == order.index("EMS-2.jpg") + 1
    assert order.index("EMS查询3-4.png") == order.index("EMS-4.jpg") + 1
    found = by_file(got)
    assert found["押金回单.pdf"].date == date(2024, 2, 28)
    assert "挖机损坏照片/DSC00002.JPG" in {file.name for item in got.items for file in item.files}
    assert all(item.date != date(2012, 1, 1) for item in got.items)


# --- the rules --------------------------------------------------------------------------------------------------------


def piece(at: int, paper: str, day: str = "", *numbers: str, name: str = "") -> Piece:
    return Piece(at, paper, date.fromisoformat(day) if day else None, numbers, name)


def test_the_same_number_joins_and_two_letters_of_one_day_do_not() -> None:
    letter, other = piece(0, "催款函", "2025-06-10", "EA1"), piece(1, "律师函", "2025-06-10", "EA2")
    pieces = [
        letter,
        other,
        piece(2, "邮件详情单", "2025-06-10", "EA2"),
        piece(3, "邮件投递查询结果", "2025-06-12", "EA1"),
    ]
    assert together(pieces) == ([0, 3, 1, 2], {2: 1, 3: 0})
    unknown = [letter, other, piece(2, "邮件详情单", "2025-06-10")]
    assert together(unknown) == ([0, 1, 2], {})  # either letter could be meant


def test_a_waybill_of_another_month_stays_alone() -> None:
    assert together([piece(0, "催款函", "2025-06-10"), piece(1, "邮件详情单", "2025-08-01")])[1] == {}


def photo(name: str, raw: str, camera: str = "") -> Photo:
    year, month, day = map(int, raw[:10].split(":"))
    return Photo(name, DateCandidate(date(year, month, day), "exif", raw), camera)


@pytest.mark.parametrize(
    ("raw", "reset"),
    [
        ("2012:01:01 00:03:17", True),  # the example: a clock that began anew three minutes ago
        ("1970:01:01 08:00:00", True),  # no camera of that year wrote a day into its files
        ("2024:01:01 09:30:00", False),  # a morning of the holiday
        ("2024:01:02 00:03:17", False),
    ],
)
def test_a_clock_that_was_reset(raw: str, reset: bool) -> None:
    why, found = doubtful([photo("a/DSC00002.JPG", raw)])
    assert (why == {"a/DSC00002.JPG": "reset"}) is reset
    assert [f.code for f in found] == (["LX-I230"] if reset else [])


def test_numbers_of_one_camera_only_go_up() -> None:
    days = ("2025:09:15", "2025:09:15", "2025:03:02", "2025:09:16")
    photos = [photo(f"a/IMG_000{n}.JPG", f"{day} 10:00:00") for n, day in enumerate(days, 1)]
    why, found = doubtful(photos)
    assert why == {"a/IMG_0003.JPG": "order"} and [f.code for f in found] == ["LX-I231"]
    assert doubtful(photos[1:3]) == ({}, [])  # of two nothing says which is wrong
    named_by_day = [photo(f"a/IMG_2025091{n}_1.JPG", f"{day} 10:00:00") for n, day in enumerate(days, 1)]
    assert doubtful(named_by_day) == ({}, [])  # a day in a name is no counter


def test_two_cameras_a_year_apart_in_one_folder() -> None:
    apart = [photo("a/1x.JPG", "2024:01:05 10:00:00", "A"), photo("a/2x.JPG", "2025:09:15 10:00:00", "B")]
    why, found = doubtful(apart)
    assert [f.code for f in found] == ["LX-I232"] and {*why.values()} == {"cameras"}
    near = [apart[0], photo("a/2x.JPG", "2024:03:05 10:00:00", "B")]
    assert doubtful(near) == ({}, [])
    assert doubtful([apart[0], photo("b/2x.JPG", "2025:09:15 10:00:00", "B")]) == ({}, [])  # another folder


def test_a_doubtful_clock_gives_no_day_of_its_own() -> None:
    taken = DateCandidate(date(2012, 1, 1), "exif", "2012:01:01 00:03:17")
    alone = Record("DSC00002.JPG", 1, "0" * 64, FileKind.JPEG, dates=(taken,), facts={CLOCK: "reset"})
    written = draft_catalogue([alone])
    assert "日期: 2012-01-01" not in written and "2012-01-01（照片拍摄时间，相机时钟存疑）" in written
    named = Record("0915.JPG", 1, "0" * 64, FileKind.JPEG, dates=(taken, DateCandidate(date(2025, 9, 15), "name")))
    with_name = draft_catalogue([Record(**{**_fields(named), "facts": {CLOCK: "reset"}})])
    assert "日期: 2025-09-15" in with_name and "另有日期：2012-01-01" in with_name


def _fields(record: Record) -> dict[str, object]:
    return {key: getattr(record, key) for key in ("name", "size", "sha256", "kind", "status", "twin", "dates", "asks")}


def test_a_waybill_that_says_only_papers_is_told() -> None:
    """诉讼时效规定8: what was delivered must be the demand; 文件 may be anything."""
    said = [line for line in WAYBILL.split("\n") if "内件" in line]
    assert said
    bare = WAYBILL.replace(said[0], "内件品名：文件")
    assert [f.code for f in unnamed_contents([paper(bare)])] == ["LX-I233"]
    assert [f.code for f in unnamed_contents([paper(WAYBILL)])] == []
