"""Screens (聊天截图): pictures whose names say that they show a chat of which there is an export.

Owns the signs: a name that stands in the chat (何会计), a picture called 聊天截图 where there is one chat alone, one
beside the export. The picture is proposed as part of the same exhibit; what it shows, a person looks. Words recognised
in it would come in as those of the file and be compared with the messages.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from lexcollect.patterns import regex
from lexcollect.proposing.sayings.hearing import Heard

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".heic", ".bmp", ".gif"})
_CHAT = regex(r"聊天|会话|对话|微信记录|聊天记录")
_SCREEN = regex(r"截图|截屏|长图|屏幕|聊天|会话")
_PARTS = regex(r"[-_—－·\s（）()@|/.，,]+")
#: A picture of a paper, whoever sent it.
_PAPER = regex(r"合同|协议|订单|送货|发货|收货|签收单|发票|回单|对账|身份证|执照|担保|保证书|面单|快递|EMS|函|照片")
#: A name as short as this (王总) needs a word for a screen beside it.
_SHORT = 2
_HAN = regex(r"[\u4e00-\u9fff]{2,12}")
#: What a chat may be called by and many other things too.
_COMMON = frozenset(
    {"微信", "聊天", "聊天记录", "微信聊天", "对方", "消息", "图片", "记录", "客户", "老板", "私聊", "群聊"}
)


def screens_of(names: Iterable[str], talks: Mapping[str, Heard]) -> dict[str, str]:
    """Return which of the files ``names`` are pictures of which chat, by their names alone."""
    chats = {file: _called(file, one) for file, one in talks.items() if one.talk.program != "mail"}
    out = {}
    for name in names:
        if PurePosixPath(name).suffix.lower() in _PICTURES and (chat := _chat_of(name, chats)):
            out[name] = chat
    return out


def _chat_of(name: str, chats: Mapping[str, frozenset[str]]) -> str:
    last = unicodedata.normalize("NFKC", name).rpartition("/")[2]
    if _PAPER.search(last):
        return ""
    screen = _SCREEN.search(last) is not None
    named = [f for f, words in chats.items() if any(w in last and (screen or len(w) > _SHORT) for w in words)]
    if named:
        return named[0] if len(named) == 1 else ""
    if len(chats) == 1 and _CHAT.search(last) and _SCREEN.search(last):
        return next(iter(chats))
    beside = [file for file in chats if PurePosixPath(file).parent == PurePosixPath(name).parent]
    return beside[0] if len(beside) == 1 and "/" in name and _SCREEN.search(last) else ""


def _called(file: str, heard: Heard) -> frozenset[str]:
    """Return the words by which the other side of a chat is called: names of speakers, of the chat, of its file."""
    names = [PurePosixPath(file).stem, heard.talk.title]
    names += [name for one in heard.talk.speakers if one.owner is not True for name in one.names]
    names += [who.person for who in heard.who.values()]
    parts = {part for name in names for part in _PARTS.split(name) if _HAN.fullmatch(part)}
    return frozenset(parts - _COMMON)
