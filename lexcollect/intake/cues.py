"""Cues: which files should probably stay out of a bundle.

Owns the words and counts that make the tool propose to leave a file out. Proposes only: a cue is never a
decision, and a password that stands in a note is never looked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from lexcollect.cn.identifiers import check_id_number

Reason = Literal["", "privileged", "personal", "draft", "internal"]

#: Words of lawyers' and internal papers. In a contract 保密 is an ordinary clause: only names are searched for it.
_PRIVILEGED_NAME = re.compile(
    r"勿外传|内部讨论|诉讼风险|诉讼策略|风险分析|律师意见|谈判底线|保密(?!协议|条款|承诺|合同)"
)
_PRIVILEGED_TEXT = re.compile(r"勿外传|内部讨论|诉讼策略|谈判底线|律师工作资料")
_INTERNAL = re.compile(r"备忘(?!录)|内部请示|内部资料|仅供内部")
#: A title is the first line; the same word further down is only talked about.
_TITLE_CHARS = 60
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
#: Two numbers may be the two sides of a contract; three are a list of people.
_LIST_OF_PEOPLE = 3


def privileged_cue(name: str, text: str) -> str:
    """Return the word that makes the file look privileged (律师工作资料、保密), or an empty text."""
    found = _PRIVILEGED_NAME.search(name) or _PRIVILEGED_TEXT.search(_title(text))
    return found[0] if found else ""


def internal_cue(name: str, text: str) -> str:
    """Return the word that makes the file look like an internal note, or an empty text."""
    found = _INTERNAL.search(name) or _INTERNAL.search(_title(text))
    return found[0] if found else ""


def foreign_people(text: str, known_ids: Collection[str]) -> int:
    """Return how many people's ID numbers (公民身份号码) stand in ``text`` that are not in ``known_ids``.

    Counts only when they are a list of people (three or more), otherwise 0.
    """
    numbers = {number.upper() for number in _ID_NUMBER.findall(text)} - {k.upper() for k in known_ids}
    valid = [
        number
        for number in numbers
        if "checksum" not in (problems := check_id_number(number)) and "birth" not in problems
    ]
    return len(valid) if len(valid) >= _LIST_OF_PEOPLE else 0


def _title(text: str) -> str:
    return text.lstrip().partition("\n")[0][:_TITLE_CHARS]
