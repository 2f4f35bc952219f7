"""The lease matter: 21 files as a paralegal receives them, against the sheet of facts (section 5).

Question: is each accounted for, with its kind, its day where the file itself tells one, and its trap?
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake_kit import EXAMPLE, record
from lexcollect.evidence.catalogue import load_catalogue
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.intake.records import Intake
from lexcollect.layout import CATALOGUE, RAW
from lexcollect.matter.creation import create
from lexcollect.matter.receiving import receive

INBOX = EXAMPLE.parent / "matter-lease" / "inbox"
#: File → its kind, the days it tells by itself (not by its printed words) with their sources.
FILES: dict[str, tuple[FileKind, list[tuple[date, str]]]] = {
    "设备租赁合同LC-ZL-2024-011.pdf": (FileKind.PDF, []),
    "押金回单.pdf": (FileKind.PDF, []),
    "设备交接单20240301.jpg": (FileKind.JPEG, [(date(2024, 3, 1), "exif"), (date(2024, 3, 1), "name")]),
    "流水/交易明细20240201-20250731.csv": (
        FileKind.TEXT,
        [(date(2024, 2, 1), "name"), (date(2025, 7, 31), "name")],
    ),
    "催告函-连港.pdf": (FileKind.PDF, []),
    "EMS-1.jpg": (FileKind.JPEG, [(date(2025, 6, 10), "exif")]),
    "催告函-冯样例.pdf": (FileKind.PDF, []),
    "EMS-2.jpg": (FileKind.JPEG, [(date(2025, 6, 10), "exif")]),
    "EMS查询1-2.png": (FileKind.PNG, []),
    "解除通知书(致连港及冯样例).pdf": (FileKind.PDF, []),
    "EMS-3.jpg": (FileKind.JPEG, [(date(2025, 8, 1), "exif")]),
    "EMS-4.jpg": (FileKind.JPEG, []),  # no EXIF
    "EMS查询3-4.png": (FileKind.PNG, []),
    "与冯样例微信.txt": (FileKind.CHAT, [(date(2025, 6, 12), "chat_first"), (date(2025, 11, 20), "chat_last")]),
    "收回设备交接单.jpg": (FileKind.JPEG, [(date(2025, 9, 15), "exif")]),
    "挖机损坏照片/DSC00001.JPG": (FileKind.JPEG, [(date(2025, 9, 15), "exif")]),
    "挖机损坏照片/DSC00002.JPG": (FileKind.JPEG, [(date(2012, 1, 1), "exif")]),  # a clock that was reset
    "维修发票.pdf": (FileKind.PDF, []),
    "维修发票.ofd": (FileKind.OFD, []),
    "租金台账.xlsx": (FileKind.XLSX, []),
    "备注.txt": (FileKind.TEXT, []),
}
#: What the words printed on digital papers tell of their day, in the first catalogue.
PRINTED = {
    "设备租赁合同LC-ZL-2024-011.pdf": date(2024, 3, 1),
    "押金回单.pdf": date(2024, 2, 28),
    "催告函-连港.pdf": date(2025, 6, 10),
    "催告函-冯样例.pdf": date(2025, 6, 10),
    "解除通知书(致连港及冯样例).pdf": date(2025, 8, 1),
    "维修发票.pdf": date(2025, 9, 28),
}


@pytest.fixture(scope="module")
def lease(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Intake]:
    folder = tmp_path_factory.mktemp("lease") / "租赁案"
    create(folder, "案")
    return folder, receive(INBOX, folder).intake


def test_21_of_21_are_accounted_for(lease: tuple[Path, Intake]) -> None:
    _, intake = lease
    assert {one.name for one in intake.records} == set(FILES) and intake.summary.total == 21
    assert [one.name for one in intake.records if one.status is not Status.USABLE] == []


@pytest.mark.parametrize("name", FILES)
def test_each_has_its_kind_and_the_days_it_tells(lease: tuple[Path, Intake], name: str) -> None:
    kind, days = FILES[name]
    found = record(lease[1], name)
    assert found.kind is kind and [(one.day, one.source) for one in found.dates] == days


def test_the_traps_are_told(lease: tuple[Path, Intake]) -> None:
    told = {(one.where.file, one.code) for one in lease[1].findings}
    assert ("挖机损坏照片/DSC00002.JPG", "LX-I230") in told  # the clock of the camera was reset
    encodings = {name: record(lease[1], name).facts.get("encoding") for name in FILES}
    assert encodings["备注.txt"] == encodings["流水/交易明细20240201-20250731.csv"] == "gb18030"
    assert encodings["与冯样例微信.txt"] == "utf-8-sig"


def test_printed_days_stand_in_the_first_catalogue_and_internal_papers_stay_out(lease: tuple[Path, Intake]) -> None:
    folder, _ = lease
    catalogue, _ = load_catalogue(folder / CATALOGUE, folder / RAW)
    assert catalogue is not None
    days = {item.files[0].name: item.date for item in catalogue.items}
    assert {name: days[name] for name in PRINTED} == PRINTED
    assert days.get("挖机损坏照片/DSC00002.JPG") != date(2012, 1, 1)
    assert {"备注.txt", "租金台账.xlsx"} <= {one.name for one in catalogue.left_out}
