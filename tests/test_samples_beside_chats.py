"""Statements, invoices, tracks, photographs and sound, against what a person wrote down about each sample.

The same list as for chats (``tests/data/chats/expected.yaml``), which was written before the readers. Every file of the
folder is compared with its entry, or lies beside one that names it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from intake_kit import codes, jpeg, record, taken
from lexcollect.formats.bank_table import BankRow, BankTable, bank_table
from lexcollect.formats.camera import camera_of, exif_of
from lexcollect.formats.courier_track import Fate, Track, tracks_in
from lexcollect.formats.e_invoice import EInvoice, read_e_invoice
from lexcollect.formats.kinds import FileKind, Status
from lexcollect.formats.ofd_pages import invoice_of_ofd, pages_of_ofd
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.formats.said import PaymentState, TimeSource
from lexcollect.formats.shapes import Look, MessageKind
from lexcollect.formats.times import CHINA, moment_of
from lexcollect.intake.taking import take_in

DATA = Path(__file__).resolve().parent / "data" / "chats"
FILES: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "expected.yaml").read_text("utf-8"))["files"]
#: What is read here; chats and mails have tests of their own.
NAMES = [name for name in FILES if name[:2] > "28"]
#: Files without an entry of their own → the entry that they lie beside.
BESIDE = {
    "README.md": "",
    "expected.yaml": "",
    "08-memotrace-2x/沈阳北辰-王海涛部长.html": "08-memotrace-2x/沈阳北辰-王海涛部长.html.json",
    "08-memotrace-2x/file/2023-08/购销合同HZ-2023-0816.pdf": "08-memotrace-2x/沈阳北辰-王海涛部长.html.json",
    "10-pywxdump/users.json": "10-pywxdump/wxid_bc1d3f5g7h9j21_0_30.csv",
    "18-qq/resources/files/对账函20240229.pdf": "18-qq/qce-private.json",
    "21-whatsapp/00000012-INV-0305.pdf": "21-whatsapp/_chat.txt",
    "22-telegram/files/INV-0305.pdf": "22-telegram/result.json",
}


def test_every_file_of_the_samples_is_compared_or_lies_beside_one_that_is() -> None:
    there = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert there == set(FILES) | set(BESIDE) and not set(FILES) & set(BESIDE)
    assert {entry for entry in BESIDE.values() if entry} <= set(FILES)
    compared = {"chats": [n for n in FILES if n[:2] <= "27"], "mails": [n for n in FILES if n[:2] == "28"]}
    assert len(compared["chats"]) + len(compared["mails"]) + len(NAMES) == len(FILES)
    assert set(NAMES) == set(SAMPLES)


def test_the_files_beside_a_chat_are_found_by_it() -> None:
    """A contract, a statement of account and two invoices: each chat that they lie beside says that they are there."""
    for name, entry in BESIDE.items():
        if name.endswith(".pdf"):
            seen = look(DATA / entry, entry, identify(DATA / entry, entry))
            assert name in seen.refers or _attached(entry, Path(name).name), name


def _attached(entry: str, name: str) -> bool:
    from lexcollect.formats.chats.linking import linked

    path = DATA / entry
    messages = linked(content(path, identify(path, entry)).messages(), path.parent)
    return any(one.present and Path(one.found).name == name for m in messages for one in m.attachments)


def seen(name: str) -> Look:
    return look(DATA / name, name, identify(DATA / name, name))


def at(words: str) -> datetime:
    return datetime.fromisoformat(words)


# --- statements -------------------------------------------------------------------------------------------------


def table(name: str) -> BankTable:
    found = bank_table(piece.text for piece in content(DATA / name).text())
    assert found is not None
    return found


def row_as_written(row: BankRow) -> dict[str, str]:
    assert row.time.value is not None and row.time.source is TimeSource.ASSUMED
    return {
        "time": row.time.value.isoformat(),
        "amount": str(row.received),
        "counterparty": row.counterparty,
        "memo": row.memo,
        "serial": row.serial,
    }


def statement(name: str, expected: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    found = table(name)
    buyer = "沈阳铁西北辰重型机械制造有限公司"
    return {
        "format": lambda value: "header found at line 3" in value and found.rows[0].line == 4,
        "encoding": lambda value: seen(name).facts["encoding"] == value,
        "rows": lambda value: len(found.rows) == value,
        "credits_from_debtor": lambda value: (
            [row_as_written(r) for r in found.rows if r.counterparty == buyer] == value
        ),
    }


def bill(name: str, expected: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    found = table(name)
    return {
        "format": lambda value: value == "wechat-pay-bill-csv",
        "encoding": lambda value: seen(name).facts["encoding"] == value,
        "rows": lambda value: len(found.rows) == value,
        "declared_rows": lambda value: found.declared == value,
        "match": lambda value: matched(found, value),
    }


def matched(found: BankTable, value: dict[str, str]) -> bool:
    """The row of the bill and the card of the chat are one payment: one number of theirs agrees, and sum and second."""
    (row,) = [r for r in found.rows if r.received is not None]
    path = DATA / "14-ciphertalk.json"
    paid = [(m, p) for m in content(path).messages() for p in m.money if m.kind is MessageKind.TRANSFER]
    (received,) = [(m, p) for m, p in paid if p.state is PaymentState.RECEIVED]
    assert row.serial == value["bill_transaction"] == value["chat_transcationid"]
    assert row.merchant_serial == value["chat_transferid"]
    assert (received[1].transfer, received[1].transaction) == (row.merchant_serial, row.serial)
    assert row.received == received[1].amount == Decimal(value["amount"])
    return row.time.value == received[0].time.value == at(value["received"])


# --- invoices ---------------------------------------------------------------------------------------------------


def of_invoice(found: EInvoice | None) -> dict[str, Callable[[Any], bool]]:
    assert found is not None
    return {
        "number": lambda value: found.number == value,
        "issued": lambda value: moment_of(found.issued).value == at(value),
        "seller": lambda value: found.seller == value,
        "buyer": lambda value: found.buyer == value,
        "amount_without_tax": lambda value: found.amount == Decimal(value),
        "tax": lambda value: found.tax == Decimal(value),
        "total": lambda value: found.total == Decimal(value),
    }


def invoice_xml(name: str, expected: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    raw = (DATA / name).read_bytes()
    found = read_e_invoice(raw)
    assert found is not None

    def checks(value: list[str]) -> bool:
        assert [one.split(":")[0] for one in value] == [
            "amount + tax = total",
            "20 digits",
            "no signature in this sample",
        ]
        return found.adds_up and len(found.number) == 20 and b"Signature" not in raw

    return of_invoice(found) | {
        "format": lambda value: identify(DATA / name).kind is FileKind.XML,
        "checks": checks,
    }


def invoice_ofd(name: str, expected: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    known = seen(name)
    return of_invoice(invoice_of_ofd(DATA / name)) | {
        "format": lambda value: identify(DATA / name).kind is FileKind.OFD,
        "pages": lambda value: known.facts["pages"] == str(value) == str(len(list(pages_of_ofd(DATA / name)))),
        "signatures": lambda value: known.facts["signatures"] == str(value),
        "warnings": lambda value: len(value) == 1 and "LX-I260" in {f.code for f in known.findings},
    }


# --- tracks -----------------------------------------------------------------------------------------------------


def track(name: str, expected: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    (found,) = tracks_in((DATA / name).read_text("utf-8"))
    return {
        "format": lambda value: True,
        "waybill": lambda value: found.number == value,
        "events": lambda value: len(found.events) == value,
        "delivered": lambda value: delivered(found) == at(value),
        "signed_by": lambda value: signed(found, value.split(" ")[0]),
    }


def delivered(found: Track) -> datetime:
    ended = found.last(Fate.DELIVERED)
    assert ended is not None
    return ended.time.replace(tzinfo=CHINA)


def signed(found: Track, value: str) -> bool:
    """Who signed is told, and the words by which another took it for the addressee stand in the event."""
    ended = found.last(Fate.DELIVERED)
    assert ended is not None
    return value.endswith(found.signer) and value in ended.words and "代收" in ended.words


# --- photographs and sound --------------------------------------------------------------------------------------


def photo(name: str, expected: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    known = seen(name)
    with Image.open(DATA / name) as picture:
        camera = camera_of(exif_of(picture))
    told = {found.code for found in known.findings}

    def original(value: str | None) -> bool:
        if value is None:
            return camera.taken.value is None and not known.dates and "taken" not in known.facts
        when = at(value.split(" ")[0])
        assert camera.taken.value == when and camera.taken.source is TimeSource.IN_DATA
        return known.facts["taken"] == when.isoformat() and [d.day for d in known.dates] == [when.date()]

    return {
        "format": lambda value: (
            identify(DATA / name).kind is FileKind.JPEG and ("+exif" in value) is bool(camera.device)
        ),
        "DateTimeOriginal": original,
        "gps": lambda value: camera.place == pytest.approx((value["lat"], value["lon"])) and "LX-I039" in told,
        "gps_time_utc": lambda value: camera.satellite == at(value),
        "device": lambda value: camera.device == value == known.facts["device"],
        # 15:39:58 in China is 07:39:58 in Greenwich: eight seconds behind 07:39:50
        "consistency": lambda value: "8 s" in value and camera.apart == timedelta(seconds=8) and "LX-I261" not in told,
        "warnings": lambda value: (
            value[0].startswith("exif.absent") and not camera.located and "gps" not in known.facts
        ),
    }


def sound(name: str, expected: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    known = seen(name)
    kind = identify(DATA / name, name).kind
    return {
        "format": lambda value: kind is FileKind.AUDIO and known.status is Status.USABLE,
        # 250 frames of 20 ms
        "duration_seconds": lambda value: (
            Decimal(known.facts["seconds"]) == Decimal(str(value)) == 250 * Decimal("0.02")
        ),
        "how": lambda value: "250 frames" in value,
        "event_time": lambda value: value.startswith("none") and not known.dates,
        "must": lambda value: not known.findings and "seconds" not in known.facts,
    }


SAMPLES: dict[str, Callable[[str, dict[str, Any]], dict[str, Callable[[Any], bool]]]] = {
    "29-bank/statement.csv": statement,
    "29-bank/wechat-pay-bill.csv": bill,
    "30-invoice/digital-invoice.xml": invoice_xml,
    "30-invoice/digital-invoice.ofd": invoice_ofd,
    "31-logistics/sf-routes.json": track,
    "31-logistics/ems-track.txt": track,
    "32-media/delivery-note-photo.jpg": photo,
    "32-media/delivery-note-from-wechat.jpg": photo,
    "32-media/call-2024-09-18.amr": sound,
    "32-media/voice.silk": sound,
}
#: Keys that explain and demand nothing that could be compared.
PROSE = {"trap", "note"}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_reads_as_a_person_wrote_it_down(name: str) -> None:
    checks = SAMPLES[name](name, FILES[name])
    for key, value in FILES[name].items():
        if key not in PROSE:
            assert checks[key](value), (key, value)


def test_taken_in_the_samples_have_a_line_each_and_are_usable(tmp_path: Path) -> None:
    got = take_in(DATA, tmp_path / "案")
    assert {name for name in NAMES if record(got, name).status is Status.USABLE} == set(NAMES)
    assert record(got, "32-media/call-2024-09-18.amr").dates[0].source == "name"  # 2024-09-18 stands in its name only


def written(exif: Image.Exif) -> Image.Exif:
    """Return the block as it is read back from a file."""
    found = Image.Exif()
    found.load(exif.tobytes())
    return found


# --- what the samples do not have -------------------------------------------------------------------------------


def test_a_recording_that_breaks_off_says_where(tmp_path: Path) -> None:
    """A frame of mode 7 has 32 bytes: behind the mark of six bytes a hundred whole ones and half of another."""
    raw = (DATA / "32-media/call-2024-09-18.amr").read_bytes()
    got = taken(tmp_path, {"录音.amr": raw[: 6 + 100 * 32 + 16], "全.amr": raw[: 6 + 100 * 32]})
    assert codes(got, "录音.amr") == {"LX-I262"} and codes(got, "全.amr") == set()
    assert record(got, "录音.amr").facts["seconds"] == record(got, "全.amr").facts["seconds"] == "2.00"


def test_a_camera_whose_clock_is_wrong_is_told(tmp_path: Path) -> None:
    """Set to the time of London: 07:39:58 for the Chinese 15:39:58, eight hours beside the satellites' 07:39:50 UTC."""
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2023:08:28 07:39:58"}
    exif[0x8825] = {1: "N", 2: (41.0, 48.0, 18.0), 3: "E", 4: (123.0, 21.0, 36.0), 7: (7, 39, 50), 29: "2023:08:28"}
    got = taken(tmp_path, {"货.jpg": jpeg(exif=exif.tobytes())})
    (told,) = [f for f in got.findings if f.code == "LX-I261"]
    assert dict(told.params)["minutes"] == 480 and "480 分钟" in told.message("zh")
    assert record(got, "货.jpg").facts["taken"] == "2023-08-28T07:39:58+08:00"


def test_a_photo_with_a_day_and_no_clock_claims_no_time(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2023:08:28"}
    exif[0x8825] = {7: (7, 39, 50), 29: "2023:08:28"}
    got = record(taken(tmp_path, {"货.jpg": jpeg(exif=exif.tobytes())}), "货.jpg")
    assert "taken" not in got.facts and [d.day.isoformat() for d in got.dates] == ["2023-08-28"]


def test_a_place_that_is_broken_is_none() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (0.0, 0.0), 3: "E", 4: (9e9, 0.0, 0.0), 7: (99, 99, 99), 29: "2023:08:28"}
    found = camera_of(written(exif))
    assert found.located and found.place is None and found.satellite is None


def test_an_invoice_that_is_signed_is_not_called_unsigned(tmp_path: Path) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(DATA / "30-invoice/digital-invoice.ofd") as box, zipfile.ZipFile(out, "w") as made:
        for info in box.infolist():
            made.writestr(info.filename, box.read(info))
        made.writestr("Doc_0/Signs/Sign_0/Signature.xml", b"<ofd:Signature xmlns:ofd='o'/>")
    got = taken(tmp_path, {"票.ofd": out.getvalue()})
    assert record(got, "票.ofd").facts["signatures"] == "1" and "LX-I260" not in codes(got)


def test_the_day_in_greenwich_may_be_another() -> None:
    """Taken at 07:30 on the 1st in China: in Greenwich it is 23:30 on the day before."""
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2024:03:01 07:30:00"}
    exif[0x8825] = {7: (23, 30, 0), 29: "2024:02:29"}
    found = camera_of(written(exif))
    assert found.satellite == datetime(2024, 2, 29, 23, 30, tzinfo=UTC) and found.apart == timedelta(0)
