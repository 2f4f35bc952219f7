"""Mailed (邮件里的聊天): the chat that WeChat sends as the body of a mail, with its pictures as attachments.

Owns finding it in a body. The time of the mail is that of the export and of no message.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.formats.said import LinkedBy

if TYPE_CHECKING:
    from lexcollect.formats.shapes import Message

#: By these words WeChat begins such a body, and so near to its begin.
_HEADING, _NEAR = "聊天记录如下，请查收。", 4_000


def chat_in(body: str, attached: Collection[str], path: Path) -> tuple[Message, ...]:
    """Return the messages of the chat in ``body``, those of ``attached`` found in them; none in any other mail."""
    if _HEADING not in body[:_NEAR]:
        return ()
    from lexcollect.formats.chats.remarks import Remarks
    from lexcollect.formats.chats.source import Source
    from lexcollect.formats.chats.wechat_text import read_body

    found = []
    for message in read_body(body, Source(path, Remarks())):
        files = tuple(
            replace(one, present=True, linked_by=LinkedBy.INSIDE) if one.name in attached else one
            for one in message.attachments
        )
        found.append(replace(message, attachments=files))
    return tuple(found)
