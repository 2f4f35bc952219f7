"""Transcripts: 20,000 messages of a chat set as pages, in seconds and megabytes, beside reading the chat alone.

Usage: python benchmarks/bench_transcript.py [messages]. Limits for 20,000 messages: 10 s, 400 MB.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

from lexcollect.bundle.canvas import Canvas
from lexcollect.bundle.problems import Notes
from lexcollect.bundle.written.lines import Words
from lexcollect.bundle.written.transcript import Neighbour, add_chat
from lexcollect.formats.reading import content

_HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender"
_SAID = "尾款851600我们认，年前先安排一部分，剩下的五月底前结清。👍"
_SECONDS, _MEGABYTES = 10, 400


def make_chat(path: Path, count: int) -> None:
    """Write a MemoTrace table of ``count`` messages of one to four sentences."""
    at = datetime(2023, 1, 1, 9, tzinfo=UTC)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(_HEAD.split(","))
        for n in range(count):
            at += timedelta(minutes=37)
            who = ("何姐", "何样文", "wxid_theirs" if n % 2 else "wxid_ours")
            said = _SAID * (1 + n % 4)
            out.writerow([n + 1, 3, 1, 0, n % 2, int(at.timestamp()), "", said, at.strftime("%Y-%m-%d %H:%M:%S"), *who])


def main() -> None:
    """Print seconds, pages and the largest memory."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory(prefix="lexcollect-") as name:
        folder = Path(name)
        chat = folder / "聊天.csv"
        make_chat(chat, count)
        start = process_time()
        read = sum(1 for _ in content(chat).messages())
        reading = process_time() - start
        canvas, notes = Canvas(folder, "exhibit"), Notes(chat.name, "证据5-1")
        start = process_time()
        add_chat(
            canvas, chat.name, (Neighbour(chat.name, chat),), Words("微信聊天记录", chat.name, "0" * 64), None, notes
        )
        _, pages = canvas.finish()
        setting = process_time() - start
        assert read == count and not notes.found
    limit = _SECONDS * count / 20_000
    print(
        f"{count:,} messages on {pages:,} pages: {setting:.1f} s, {setting / limit:.2f} of the limit of {limit:.1f} s"
    )
    print(f"reading alone {reading:.2f} s: setting takes {setting / reading:.1f} times as long")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"largest memory {peak:.0f} MB, {peak / _MEGABYTES:.2f} of the limit of {_MEGABYTES} MB")


if __name__ == "__main__":
    main()
