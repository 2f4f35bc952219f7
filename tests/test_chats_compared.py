"""Two exports of one chat, taken in together: what only one of them has is told; what was ticked is not blamed.

The chat has seven messages from 1 to 7 March 2024 at ten. The second export was made later and lacks that of the 4th.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from intake_kit import codes, finding_of, taken
from lexcollect.formats.times import CHINA

WORDS = ["在吗", "月底先付20万", "好的", "账对得上", "剩下的六月底", "收到", "发票寄了"]


def text(*, without: int = 0) -> bytes:
    days = [(day, words) for day, words in enumerate(WORDS, start=1) if day != without]
    return "".join(f"2024-03-{day:02d} 10:00:00 {'甲乙'[day % 2]}\n{words}\n\n" for day, words in days).encode()


def listed(*, without: int = 0, changed: int = 0) -> bytes:
    rows = [
        {
            "localId": day,
            "createTime": int(datetime(2024, 3, day, 10, tzinfo=CHINA).timestamp()),
            "localType": 1,
            "content": words + "了" * (day == changed),
            "isSend": day % 2,
            "senderUsername": "wxid_a",
        }
        for day, words in enumerate(WORDS, start=1)
        if day != without
    ]
    return json.dumps({"weflow": {}, "session": {"messageCount": len(rows)}, "messages": rows}).encode()


def test_a_message_that_only_one_export_has_is_told(tmp_path: Path) -> None:
    got = taken(tmp_path, {"手机.txt": text(), "电脑.json": listed(without=4)})
    told = finding_of(got.findings, "LX-I131")
    assert told.where.file == "电脑.json" and dict(told.params) == {"other": "手机.txt", "here": 0, "there": 1}


def test_a_message_whose_words_were_changed_is_missing_on_both_sides(tmp_path: Path) -> None:
    got = taken(tmp_path, {"手机.txt": text(), "电脑.json": listed(changed=4)})
    assert dict(finding_of(got.findings, "LX-I131").params)["here"] == 1
    assert dict(finding_of(got.findings, "LX-I131").params)["there"] == 1


def test_exports_that_agree_are_told_to_agree(tmp_path: Path) -> None:
    got = taken(tmp_path, {"手机.txt": text(), "电脑.json": listed()})
    assert dict(finding_of(got.findings, "LX-I132").params)["count"] == 7 and "LX-I131" not in codes(got)


def test_a_later_export_that_ends_later_lacks_nothing(tmp_path: Path) -> None:
    """The first ends on the 6th: the message of the 7th is outside of the time that both cover."""
    got = taken(tmp_path, {"手机.txt": text(without=7), "电脑.json": listed()})
    assert "LX-I132" in codes(got) and "LX-I131" not in codes(got)


def test_what_was_ticked_is_not_blamed_for_what_was_not(tmp_path: Path) -> None:
    lines = [f"\n—————  2024-03-{day:02d}  —————\n\n\n乙  10:00\n\n{WORDS[day - 1]}\n" for day in (1, 2, 3, 5, 6)]
    mailed = "甲 和 乙 在微信上的聊天记录如下，请查收。\n" + "".join(lines)
    got = taken(tmp_path, {"邮件.txt": mailed.encode(), "电脑.json": listed()})
    assert "LX-I132" in codes(got, "邮件.txt") and "LX-I131" not in codes(got)


def test_other_chats_are_not_compared(tmp_path: Path) -> None:
    other = text().replace("20万".encode(), "30万".encode()).replace(b"2024-03", b"2023-05")
    assert not {"LX-I131", "LX-I132"} & codes(taken(tmp_path, {"甲.txt": text(), "乙.txt": other}))
