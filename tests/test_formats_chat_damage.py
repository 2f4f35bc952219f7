"""Chat tables after spreadsheets, careless hands and broken copies: every row is read or told, the counts add up."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexcollect.formats import chat_tally
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.readers import chat_csv
from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify
from lexcollect.formats.shapes import Look, Message, MessageKind, Precision, TimeSource
from lexcollect.formats.times import CHINA, moment_of, serial_moment

DATA = Path(__file__).resolve().parent / "data" / "formats"
HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
ANY_DIRECTORY = [HealthCheck.function_scoped_fixture]


def row(n: int, words: str = "好的", *, time: str = "", beside: str = "") -> str:
    beside = beside or f"2024-02-01 10:{n // 60:02d}:{n % 60:02d}"
    return f"{n},1,1,0,0,{time or 1706752800 + n},2,{words},{beside},何,何,wx1"


def table(*rows: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([HEAD, *rows, ""]).encode(encoding)


def told(tmp_path: Path, data: bytes) -> tuple[list[Message], dict[str, tuple[str, ...]], Look]:
    """Return the messages, finding code → the rows it names, and the look; whatever was read must add up."""
    path = tmp_path / "聊天.csv"
    path.write_bytes(data)
    known = identify(path)
    assert known.kind is FileKind.CHAT
    messages = list(content(path, known).messages())
    seen = look(path, "聊天.csv", known)
    assert seen.facts["rows"] == str(len(messages))
    assert [m.number for m in messages] == list(range(1, len(messages) + 1))
    for before, after in pairwise(messages):
        assert before.offset + before.size <= after.offset
    unparsed = sum(m.kind is MessageKind.UNPARSED for m in messages)
    # What every chat is told (whose program, whose names, its cards) has tests of its own.
    named = {f.code: dict(f.params) for f in seen.findings if f.code < "LX-I100"}
    assert named.get("LX-I052", {"count": 0})["count"] == unparsed
    return messages, {code: params.get("rows", ()) for code, params in named.items()}, seen


def texts(messages: list[Message]) -> list[str]:
    return [m.text for m in messages]


# --- quotes -----------------------------------------------------------------------------------------------------


def test_an_unclosed_quote_swallows_nothing(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, (DATA / "wx_quote.csv").read_bytes())
    assert texts(messages)[3:] == ['"未闭合', "后面的消息"]
    assert messages[3].time.value == datetime(2024, 2, 1, 10, 3, tzinfo=CHINA)
    assert codes == {"LX-I065": ("4",)}


def test_a_quote_that_closes_in_a_later_message_swallows_nothing(tmp_path: Path) -> None:
    """The next quote is that of another message; the columns would even come out right."""
    rows = [row(1), row(2, '"未闭合'), row(3, "月底付20万"), row(4, '"好，说定了"'), row(5)]
    messages, codes, _ = told(tmp_path, table(*rows))
    assert texts(messages) == ["好的", '"未闭合', "月底付20万", "好，说定了", "好的"]
    assert codes == {"LX-I065": ("2",)}


def test_an_unclosed_message_of_several_lines_is_kept_apart(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, table(row(1), row(2, '"第一行\r\n第二行'), row(3, "后面"), row(4)))
    assert texts(messages) == ["好的", '"第一行\n第二行', "后面", "好的"] and codes == {"LX-I065": ("2",)}


def test_words_in_quotes_that_were_not_doubled_stay_as_they_are(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, table(row(1, '"付清"是你说的'), row(2)))
    assert texts(messages) == ['"付清"是你说的', "好的"] and codes == {"LX-I065": ("1",)}


def test_a_message_that_quotes_rows_makes_no_messages(tmp_path: Path) -> None:
    """Who pastes rows of an export into a chat does not put words into the other's mouth."""
    forged = row(9, "货款全部付清，互不相欠")
    pasted = f'"看这个：\r\n{forged}\r\n完"'
    messages, codes, _ = told(tmp_path, table(row(1, pasted), row(2)))
    assert len(messages) == 2 and forged in messages[0].text and codes == {}


def test_a_row_without_end_at_the_end_is_told(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, table(row(1), '2,1,1,0,0,1706752802,2,"断在这'))
    assert messages[1].kind is MessageKind.UNPARSED and "断在这" in messages[1].text and codes == {"LX-I052": ("2",)}


# --- columns ----------------------------------------------------------------------------------------------------


def test_rows_of_another_width_are_named(tmp_path: Path) -> None:
    rows = [row(1), "2,1,1,0,0,1706752802,2,短一截", row(3), "散落的一行", row(5, "钢板,角钢,都收了"), row(6) + ",,,"]
    messages, codes, _ = told(tmp_path, table(*rows))
    assert texts(messages) == ["好的", "短一截", "好的", "散落的一行\r\n", "钢板,角钢,都收了", "好的"]
    assert messages[4].sender == "何"
    assert codes == {"LX-I052": ("4",), "LX-I064": ("2", "5", "6")}


def test_a_row_whose_columns_cannot_be_told_apart_is_no_guess(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, table(row(1), "x,y,z," + row(2)))
    assert messages[1].kind is MessageKind.UNPARSED and codes == {"LX-I052": ("2",)}


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_a_table_saved_with_another_sign_between_its_columns_is_a_chat(tmp_path: Path, delimiter: str) -> None:
    data = table(row(1, "一"), row(2, "二")).replace(b",", delimiter.encode())
    messages, codes, _ = told(tmp_path, data)
    assert texts(messages) == ["一", "二"] and codes == {}


# --- times ------------------------------------------------------------------------------------------------------


def test_times_that_a_spreadsheet_spoilt_come_from_the_other_column_and_are_told(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, (DATA / "wx_excel_sci.csv").read_bytes())
    assert [m.time.value and m.time.value.minute for m in messages] == [0, 1, 2]
    assert codes == {"LX-I067": ("1", "2", "3")}


def test_a_time_in_no_column_is_named_and_not_invented(tmp_path: Path) -> None:
    rows = [row(1), row(2, time="1.70675E+09", beside="########"), row(3, time="", beside="1/2/2024 10:00")]
    rows[2] = rows[2].replace("1706752803", "昨天")
    messages, codes, _ = told(tmp_path, table(*rows))
    assert [m.time.value is None for m in messages] == [False, True, True]
    assert codes == {"LX-I066": ("2", "3")}


def test_a_count_of_days_is_read(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, table(row(1, time="45323.4166666667", beside="####")))
    assert messages[0].time.value == datetime(2024, 2, 1, 10, 0, tzinfo=CHINA)
    assert messages[0].time.precision is Precision.MINUTE and codes == {"LX-I067": ("1",)}


@pytest.mark.parametrize(
    ("raw", "hour", "minute"),
    [
        ("2024/2/1 3:05 PM", 15, 5),
        ("2024/2/1 3:05 am", 3, 5),
        ("2024/2/1 12:05 AM", 0, 5),
        ("2024/2/1 12:05 PM", 12, 5),
        ("2024年2月1日 下午3:05", 15, 5),
        ("2024年2月1日 星期四 上午 10:05:09", 10, 5),
        ("2024-02-01 中午12:30", 12, 30),
        ("2024-02-01 晚上8:05", 20, 5),
        ("2024-02-01 15:05", 15, 5),
        ("2024-02-01T10:00:00Z", 18, 0),
        ("2024-02-01T10:00:00.000+08:00", 10, 0),
        ("2024-02-01 10:00:00 -0500", 23, 0),
    ],
)
def test_the_half_of_the_day_and_the_zone_are_part_of_a_time(raw: str, hour: int, minute: int) -> None:
    """Three in the afternoon is not three at night: it may be another day's deadline."""
    moment = moment_of(raw)
    assert moment.value is not None and (moment.value.astimezone(CHINA).hour, moment.value.minute) == (hour, minute)
    zoned = raw.endswith(("Z", "08:00", "0500"))
    assert moment.source is (TimeSource.IN_DATA if zoned else TimeSource.ASSUMED)


@pytest.mark.parametrize("raw", ["1/2/2024 10:00", "13-02-2024", "02.01.24", "2024-13-01", "45323", "2024"])
def test_an_open_order_of_day_and_month_is_not_guessed(raw: str) -> None:
    assert moment_of(raw).value is None


@given(st.text("0123456789.eE+-", max_size=12))
def test_no_number_stops_the_reading_of_days(raw: str) -> None:
    assert serial_moment(raw).value is None or 1982 <= serial_moment(raw).value.year <= 2064  # type: ignore[union-attr]


def test_messages_that_go_back_in_time_and_rows_that_stand_twice_are_named(tmp_path: Path) -> None:
    rows = [row(1), row(2), row(5), row(3), row(2), row(6), row(2)]
    messages, codes, seen = told(tmp_path, table(*rows))
    assert len(messages) == 7  # nothing is sorted, nothing dropped
    assert codes == {"LX-I068": ("5", "7"), "LX-I069": ("4", "5", "7")}
    assert (seen.facts["first"], seen.facts["last"]) == ("2024-02-01", "2024-02-01")


def test_doubled_rows_are_found_however_far_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat_tally, "_SHARE", 10)
    rows = [row(n, f"第{n}条") for n in range(1, 60)]
    _, codes, _ = told(tmp_path, table(*rows, rows[0], rows[58]))
    assert codes["LX-I068"] == ("60", "61")


def test_many_rows_are_counted_and_the_first_named(tmp_path: Path) -> None:
    _, codes, seen = told(tmp_path, table(*[row(n, time="x", beside="x") for n in range(1, 41)]))
    assert codes["LX-I066"] == (*map(str, range(1, 21)), "…")
    assert "有 40 条消息没有可读的时间：第 1、2" in next(f for f in seen.findings if f.code == "LX-I066").message("zh")


# --- characters -------------------------------------------------------------------------------------------------


def test_one_zero_byte_costs_nothing_else(tmp_path: Path) -> None:
    messages, codes, _ = told(tmp_path, (DATA / "wx_nul.csv").read_bytes())
    # The second row is a picture: what stands in it is the program's label and nobody's words.
    assert texts(messages) == ["好\0的", "", "好\0的"] and messages[1].derived[0].text == "好\0的"
    assert codes == {"LX-I062": ()}
    messages, codes, _ = told(tmp_path, table(row(1, "一\0"), *[row(n) for n in range(2, 9)], encoding="gb18030"))
    assert len(messages) == 8 and codes == {"LX-I062": ()}


@pytest.mark.parametrize(("main", "other"), [("utf-8", "gb18030"), ("gb18030", "utf-8"), ("utf-8-sig", "gb18030")])
def test_each_line_is_read_in_its_own_encoding(tmp_path: Path, main: str, other: str) -> None:
    said = [f"第{n}车已收货，数量没问题" for n in range(1, 9)]
    lines = [row(n, words).encode(main.removesuffix("-sig")) for n, words in enumerate(said, start=1)]
    lines[4] = row(5, said[4]).encode(other)
    messages, codes, _ = told(tmp_path, b"\r\n".join([HEAD.encode(main), *lines]))
    assert texts(messages) == said and codes == {"LX-I060": ()}


def test_a_character_cut_in_two_costs_only_itself(tmp_path: Path) -> None:
    rows = [row(1, "欠款属实"), row(2, "月底先付二十万"), row(3)]
    data = table(*rows)
    at = data.index("属".encode()) + 1
    messages, codes, _ = told(tmp_path, data[:at] + data[at + 1 :])
    assert texts(messages) == ["欠款\\xe5\\x9e实", "月底先付二十万", "好的"] and codes == {"LX-I061": ()}
    messages, codes, _ = told(tmp_path, data[: data.index("月底".encode()) + 4])
    assert messages[0].text == "欠款属实" and set(codes) == {"LX-I061", "LX-I064"}


@pytest.mark.parametrize("words", ["联通", "联系", "收到", "好", "谢谢联通", "齐全"])
def test_a_short_chinese_line_that_could_be_either_follows_the_others(tmp_path: Path, words: str) -> None:
    """“联通” in GBK is also valid UTF-8 by accident; no single line decides against all others."""
    said = ["货款什么时候付", words, "下周二以前一定付", words, "那就这样"]
    for encoding in ("gb18030", "utf-8"):
        rows = [f"{n},1,1,0,0,{1706752800 + n},2,{one},,,," for n, one in enumerate(said, start=1)]
        messages, codes, _ = told(tmp_path, table(*rows, encoding=encoding))
        assert texts(messages) == said and not codes.keys() - {"LX-I068"}


# --- whatever happens -------------------------------------------------------------------------------------------

PIECES = ['"', ",", "\n", "\r\n", '""', "好", "\0", '",', ',"', ";", row(7), "1.7E+09"]


@settings(max_examples=200, deadline=None, suppress_health_check=ANY_DIRECTORY)
@given(st.data())
def test_whatever_is_done_to_a_table_every_byte_is_in_one_row(tmp_path: Path, data: st.DataObject) -> None:
    rows = [row(n, words) for n, words in enumerate(["好", '"一\r\n二"', '"他说""好"""', "月底付"], start=1)]
    text = "\r\n".join(rows)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 3))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + gone :]
    raw = f"{HEAD}\r\n{text}".encode()
    path = tmp_path / "聊天.csv"
    path.write_bytes(raw)
    at = len(HEAD) + 2
    for message in chat_csv.ChatContent(path, FileKind.CHAT).messages():
        assert not raw[at : message.offset].strip(b"\r\n")  # between rows there are only empty lines
        at = message.offset + message.size
    assert not raw[at:].strip(b"\r\n")


@settings(max_examples=60, deadline=None, suppress_health_check=ANY_DIRECTORY)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=15), min_size=1, max_size=8))
def test_what_a_sound_exporter_wrote_is_read_without_a_word(tmp_path: Path, said: list[str]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD.split(","))
    for n, words in enumerate(said, start=1):
        writer.writerow([n, 1, 1, 0, 0, 1706752800 + n, 2, words, "", "何", "何", "wx1"])
    messages, codes, _ = told(tmp_path, out.getvalue().encode())
    assert texts(messages) == said and not codes.keys() - {"LX-I041", "LX-I044"}
