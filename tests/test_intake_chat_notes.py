"""Notes on many chats are told by what a person has to do; one chat, a warning, a line of it keep their own."""

from __future__ import annotations

from lexcollect.findings import Where, finding
from lexcollect.intake.chat_notes import put_together


def notes(*codes: str, chats: int) -> list[str]:
    """The codes that are told of ``chats`` chats of which each has ``codes``."""
    params = {"LX-I100": {"program": "微信", "count": 3}}
    found = [
        finding(code, Where(f"聊天{n}.txt"), **params.get(code, {"count": 1, "rows": "2"} if code == "LX-I119" else {}))
        for n in range(chats)
        for code in codes
    ]
    return [one.code for one in put_together(found)]


def test_two_chats_keep_their_notes() -> None:
    assert notes("LX-I100", "LX-I107", "LX-I114", chats=2) == ["LX-I100", "LX-I107", "LX-I114"] * 2


def test_many_chats_are_told_by_what_is_to_be_done() -> None:
    """Four notes of each of ten chats, of which two say one thing: three lines."""
    assert notes("LX-I100", "LX-I107", "LX-I108", "LX-I114", chats=10) == ["LX-I202", "LX-I201", "LX-I200"]


def test_a_warning_is_never_put_together() -> None:
    assert notes("LX-I110", chats=5) == ["LX-I110"] * 5


def test_the_line_names_some_files_and_counts_all() -> None:
    found = [finding("LX-I115", Where(f"聊天{n}.txt")) for n in range(7)]
    (one,) = put_together(found)
    assert one.message("zh").startswith("7 份聊天") and "聊天4.txt" in one.message("zh")
    assert "聊天5.txt" not in one.message("zh")
