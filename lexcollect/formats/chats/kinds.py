"""Kinds (消息类型): the numbers and names by which platforms and exporters call what a message is.

Owns these tables, and nothing else: WeChat's numbers in both generations, the names of exporters, ChatLab's numbers,
the words that stand in place of a picture or a call. An unknown name is ``None``, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping

from lexcollect.formats.shapes import MessageKind

K = MessageKind

#: WeChat's own numbers of types (3.x); 49 is told apart by its second number.
WECHAT: Mapping[int, MessageKind] = {
    1: K.TEXT,
    3: K.IMAGE,
    34: K.VOICE,
    42: K.CONTACT_CARD,
    43: K.VIDEO,
    47: K.STICKER,
    48: K.LOCATION,
    50: K.CALL,
    62: K.VIDEO,
    66: K.CONTACT_CARD,
    10000: K.SYSTEM,
    10002: K.SYSTEM,
}
CARDS: Mapping[int, MessageKind] = {
    3: K.LINK,
    4: K.LINK,
    5: K.LINK,
    6: K.FILE,
    8: K.STICKER,
    17: K.LOCATION,
    19: K.MERGED_FORWARD,
    33: K.MINI_PROGRAM,
    36: K.MINI_PROGRAM,
    51: K.LINK,
    57: K.QUOTE,
    62: K.SYSTEM,
    74: K.FILE,
    87: K.SYSTEM,
    2000: K.TRANSFER,
    2001: K.RED_PACKET,
}
#: The type of a card in WeChat; its second number says which.
CARD = 49
#: The names exporters give to types.
NAMES: Mapping[str, MessageKind] = {
    "文本": K.TEXT,
    "文本消息": K.TEXT,
    "图片": K.IMAGE,
    "图片消息": K.IMAGE,
    "语音": K.VOICE,
    "语音消息": K.VOICE,
    "视频": K.VIDEO,
    "视频消息": K.VIDEO,
    "文件": K.FILE,
    "文件消息": K.FILE,
    "动画表情": K.STICKER,
    "表情包": K.STICKER,
    "表情": K.STICKER,
    "位置": K.LOCATION,
    "位置消息": K.LOCATION,
    "名片": K.CONTACT_CARD,
    "名片消息": K.CONTACT_CARD,
    "(分享)卡片式链接": K.LINK,
    "链接": K.LINK,
    "链接消息": K.LINK,
    "卡片式链接": K.LINK,
    "音乐分享": K.LINK,
    "小程序": K.MINI_PROGRAM,
    "合并转发的聊天记录": K.MERGED_FORWARD,
    "聊天记录": K.MERGED_FORWARD,
    "引用消息": K.QUOTE,
    "引用回复": K.QUOTE,
    "转账": K.TRANSFER,
    "转账消息": K.TRANSFER,
    "红包": K.RED_PACKET,
    "红包消息": K.RED_PACKET,
    "语音通话": K.CALL,
    "音视频通话": K.CALL,
    "通话消息": K.CALL,
    "系统消息": K.SYSTEM,
    "系统通知": K.SYSTEM,
    "拍一拍": K.SYSTEM,
    "邀请加群": K.SYSTEM,
}
CHATLAB: Mapping[int, MessageKind] = {
    0: K.TEXT,
    1: K.IMAGE,
    2: K.VOICE,
    3: K.VIDEO,
    4: K.FILE,
    5: K.STICKER,
    7: K.LINK,
    8: K.LOCATION,
    20: K.RED_PACKET,
    21: K.TRANSFER,
    22: K.SYSTEM,
    23: K.CALL,
    24: K.LINK,
    25: K.QUOTE,
    26: K.MERGED_FORWARD,
    27: K.CONTACT_CARD,
    80: K.SYSTEM,
    81: K.RECALL,
}
#: What stands in place of something that is no text, without its brackets.
PLACEHOLDERS: Mapping[str, MessageKind] = {
    **{name: kind for name, kind in NAMES.items() if kind not in (K.TEXT, K.QUOTE, K.SYSTEM)},
    "视频/语音通话": K.CALL,
    "视频通话": K.CALL,
    "微信转账": K.TRANSFER,
    "微信红包": K.RED_PACKET,
    "照片": K.IMAGE,
    "写真": K.IMAGE,
    "檔案": K.FILE,
    "貼圖": K.STICKER,
    "スタンプ": K.STICKER,
    "影片": K.VIDEO,
    "Photo": K.IMAGE,
    "File": K.FILE,
    "Sticker": K.STICKER,
    "Video": K.VIDEO,
    "Voice message": K.VOICE,
    "其他消息": K.OTHER,
    "未知": K.OTHER,
    "链接": K.LINK,
}


def whole(value: object) -> int | None:
    """Return the whole number that ``value`` writes, however it is written; ``None`` when it is none."""
    try:
        return int(str(value))
    except ValueError:
        return None


def wechat(kind: int | None, card: int | None = None) -> MessageKind | None:
    """Return what WeChat means by a type and its second number; both may stand in one number (4.x)."""
    if kind is None or kind < 0:
        return None
    if kind >> 32:
        kind, card = kind & 0xFFFFFFFF, kind >> 32
    return CARDS.get(card or 0) if kind == CARD else WECHAT.get(kind)


def flag(value: object) -> bool | None:
    """Return what a flag says: 1, 0, true or false, also as text; ``None`` when it is none of them."""
    return {"1": True, "0": False, "True": True, "False": False}.get(str(value))
