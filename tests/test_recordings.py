"""Recordings (视听资料): length, coding and day as the file tells them, and the sheet that stands in their place."""

from __future__ import annotations

import io
import wave
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundle_kit import bundle_of, codes, item, material, packed, page_text
from lexcollect.bundle.recording_source import length
from lexcollect.formats.reading import look
from lexcollect.formats.recognise import identify
from lexcollect.formats.recordings import recording_of

AMR = b"#!AMR\n" + (bytes([7 << 3]) + bytes(31)) * 4150  # frames of 20 ms at 12.2 kbit/s: 83 seconds


def box(name: bytes, data: bytes) -> bytes:
    return (8 + len(data)).to_bytes(4, "big") + name + data


def film(made: datetime, seconds: int, *, wide: bool = False, brand: bytes = b"isom") -> bytes:
    """Return a film as telephones write it: the head behind the pictures."""
    since = int((made - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    size = 8 if wide else 4
    times = since.to_bytes(size, "big") * 2 + (600).to_bytes(4, "big") + (seconds * 600).to_bytes(size, "big")
    head = bytes([int(wide), 0, 0, 0]) + times + bytes(80)
    return box(b"ftyp", brand + bytes(8)) + box(b"mdat", bytes(400)) + box(b"moov", box(b"mvhd", head))


def tone(seconds: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(bytes(16000 * seconds))
    return buffer.getvalue()


def mp3(frames: int) -> bytes:
    """Return frames of MPEG-1 layer III at 128 kbit/s and 44.1 kHz: 417 bytes and 1152 samples each."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames


@pytest.mark.parametrize(
    ("name", "data", "seconds"),
    [
        ("通话.amr", AMR, "83.00"),
        ("通话.m4a", film(datetime(2024, 9, 18, 7, 30, tzinfo=UTC), 125, brand=b"M4A "), "125.00"),
        ("现场.mp4", film(datetime(2024, 9, 18, 7, 30, tzinfo=UTC), 4000, wide=True), "4000.00"),
        ("录音.wav", tone(3), "3.00"),
        ("录音.mp3", mp3(1000), "26.12"),
    ],
)
def test_the_length_is_what_the_file_says(tmp_path: Path, name: str, data: bytes, seconds: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert Decimal(look(path, name, identify(path, name)).facts["seconds"]) == pytest.approx(
        Decimal(seconds), abs=Decimal("0.06")
    )


def test_a_film_tells_its_day_in_chinas_time_and_the_day_is_a_proposal(tmp_path: Path) -> None:
    """16:30 UTC on the 18th is half past midnight of the 19th here."""
    path = tmp_path / "a.mp4"
    path.write_bytes(film(datetime(2024, 9, 18, 16, 30, tzinfo=UTC), 60))
    seen = look(path, "a.mp4", identify(path, "a.mp4"))
    assert [(one.day.isoformat(), one.source) for one in seen.dates] == [("2024-09-19", "recorded")]


def test_a_clock_that_was_never_set_tells_no_day(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(film(datetime(1904, 1, 1, tzinfo=UTC), 60))
    assert look(path, "a.mp4", identify(path, "a.mp4")).dates == []


def test_the_sheet_of_a_recording_says_length_time_and_that_its_words_are_missing(tmp_path: Path) -> None:
    """证据规定15: the original carrier; a judge reads before listening."""
    source = material(tmp_path, "通话.m4a", film(datetime(2024, 9, 18, 7, 30, 5, tzinfo=UTC), 125, brand=b"M4A "))
    built = packed(tmp_path, item("5-1", source, title="2024年9月18日通话录音"))
    said = page_text(bundle_of(built), 2).replace(" ", "")
    for words in ("2024年9月18日通话录音", "2分5秒", "2024-09-1815:30:05", "文字整理未附", source.sha256[:20]):
        assert words in said
    assert codes(built) == ["LX-B286"]


def test_with_its_words_beside_it_the_sheet_points_to_them(tmp_path: Path) -> None:
    sound = material(tmp_path, "通话.amr", AMR)
    words = material(tmp_path, "文字稿.txt", "王：尾款什么时候付？何：月底。".encode())
    built = packed(tmp_path, item("5-1", sound, words))
    said = page_text(bundle_of(built), 2).replace(" ", "")
    assert "1分23秒" in said and "见本证据其余各页" in said and codes(built) == ["LX-B285"]
    assert "尾款什么时候付" in page_text(bundle_of(built), 3)


@pytest.mark.parametrize(
    ("seconds", "said"), [("0.4", "1秒"), ("59.5", "1分0秒"), ("3599.4", "59分59秒"), ("3661", "1小时1分1秒")]
)
def test_lengths_in_words(seconds: str, said: str) -> None:
    assert length(Decimal(seconds)) == said


@given(
    st.binary(max_size=200),
    st.sampled_from([AMR[:60], mp3(2), tone(1)[:80], film(datetime(2024, 1, 1, tzinfo=UTC), 9)]),
)
@settings(max_examples=300, deadline=None)
def test_damage_brings_an_answer_and_never_a_day_out_of_nothing(tmp_path_factory, noise: bytes, head: bytes) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("noise") / "a.bin"
    path.write_bytes(head[: len(noise) * 3 % len(head)] + noise + head[len(noise) % len(head) :])
    found = recording_of(path)
    assert found.seconds is None or 0 < found.seconds <= 31 * 24 * 3600
    assert found.made is None or found.made.year >= 2000
