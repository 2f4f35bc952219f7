"""What reading chats costs: a million messages as text, as JSON, as lines of JSON, as a page's XML and as a database.

CPU and peak memory of this process. Usage::

    python benchmarks/bench_chats.py [ROWS]

Each format is measured on ROWS messages and told for a million, with its ratio to the table (CSV). Ends with 1 when one
of them would take above 60 s to look at, or 300 MB.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import md5
from pathlib import Path

from lexcollect.formats.reading import content, look
from lexcollect.formats.recognise import identify

MILLION = 1_000_000
SECONDS, MEGABYTES = 60, 300
HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
BEGIN = 1_600_000_000


def said(n: int) -> str:
    return f"第{n}条：货款还差一点，月底前安排"


def stamp(n: int) -> str:
    return (datetime.fromtimestamp(BEGIN + n * 60, UTC) + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S")


def table(rows: int) -> Iterator[str]:
    yield "\ufeff" + HEAD + "\r\n"
    for n in range(rows):
        yield f"{n},218,1,0,{n % 2},{BEGIN + n * 60},2,{said(n)},{stamp(n)},王例成,诚信钢材-王,wxid_x\r\n"


def words(rows: int) -> Iterator[str]:
    for n in range(rows):
        yield f"{stamp(n)} {('王例成', '刘建平')[n % 2]}\n{said(n)}\n\n"


def whatsapp(rows: int) -> Iterator[str]:
    for n in range(rows):
        yield f"[{stamp(n).replace('-', '/')}] Winnie Wong: {said(n)}\n"


def row(n: int) -> dict[str, object]:
    return {
        "localId": n + 1,
        "createTime": BEGIN + n * 60,
        "formattedTime": stamp(n),
        "type": "文本消息",
        "localType": 1,
        "content": said(n),
        "isSend": n % 2,
        "senderUsername": "wxid_bc1d3f5g7h9j21",
        "senderDisplayName": "王例成",
        "platformMessageId": str(5_510_323_336_190_340_515 + n),
    }


def weflow(rows: int) -> Iterator[str]:
    session = {"displayName": "王", "messageCount": rows}
    yield json.dumps({"weflow": {}, "session": session})[:-1] + ', "messages": [\n'
    for n in range(rows):
        yield ("," if n else "") + json.dumps(row(n), ensure_ascii=False) + "\n"
    yield "]}\n"


def lines(rows: int) -> Iterator[str]:
    yield '{"_type": "header", "chatlab": {"version": "0.0.2"}, "meta": {"name": "王", "platform": "wechat"}}\n'
    for n in range(rows):
        message = {"_type": "message", "sender": "wxid_x", "accountName": "王例成", "timestamp": BEGIN + n * 60}
        yield json.dumps(message | {"type": 0, "content": said(n)}, ensure_ascii=False) + "\n"


def phone(rows: int) -> Iterator[str]:
    yield f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{rows}\">\n"
    for n in range(rows):
        date = f"{BEGIN + n * 60}123"
        yield f'  <sms address="+8613900000001" date="{date}" type="{n % 2 + 1}" body="{said(n)}" />\n'
    yield "</smses>\n"


def database(path: Path, rows: int) -> None:
    name = "Msg_" + md5(b"wxid_b").hexdigest()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE Name2Id(user_name TEXT, is_session INTEGER)")
        base.executemany("INSERT INTO Name2Id VALUES (?, 1)", [("wxid_a",), ("wxid_b",)])
        base.execute(
            f"CREATE TABLE {name}(local_id INTEGER PRIMARY KEY AUTOINCREMENT, server_id INTEGER, local_type INTEGER, "
            "sort_seq INTEGER, real_sender_id INTEGER, create_time INTEGER, message_content TEXT)"
        )
        base.executemany(
            f"INSERT INTO {name} VALUES (?, ?, 1, 0, ?, ?, ?)",
            ((n + 1, 5_510_323_336_190_340_515 + n, n % 2 + 1, BEGIN + n * 60, said(n)) for n in range(rows)),
        )
    base.close()


def written(path: Path, pieces: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(pieces)


FORMATS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "table (CSV)": ("聊天.csv", lambda path, rows: written(path, table(rows))),
    "text, MemoTrace": ("聊天.txt", lambda path, rows: written(path, words(rows))),
    "text, WhatsApp": ("_chat.txt", lambda path, rows: written(path, whatsapp(rows))),
    "JSON, WeFlow": ("聊天.json", lambda path, rows: written(path, weflow(rows))),
    "lines of JSON": ("聊天.jsonl", lambda path, rows: written(path, lines(rows))),
    "XML of short messages": ("sms.xml", lambda path, rows: written(path, phone(rows))),
    "SQLite, WeChat 4": ("message_0.db", database),
}


def measured(path: Path, rows: int) -> tuple[float, float]:
    """Return CPU seconds of a look for a million messages, and peak megabytes of Python memory while reading."""
    known, begun = identify(path), time.process_time()
    look(path, path.name, known)
    seconds = (time.process_time() - begun) * MILLION / rows
    tracemalloc.start()
    assert sum(1 for _ in content(path, known).messages()) == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, peak / 1e6


def main() -> int:
    """Print all figures with their limits."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    base, failed = 0.0, False
    for name, (file, made) in FORMATS.items():
        with tempfile.TemporaryDirectory() as work:
            path = Path(work) / file
            made(path, rows)
            seconds, peak = measured(path, rows)
        base = base or seconds
        failed = failed or seconds > SECONDS or peak > MEGABYTES
        print(f"{name:24s}{seconds:7.1f} s CPU for a million   {seconds / base:5.2f} × the table   {peak:6.1f} MB")
    print(f"limits {SECONDS} s and {MEGABYTES} MB; measured on {rows} messages each")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
