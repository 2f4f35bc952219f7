"""Cues: which files should probably stay out of a bundle.

Owns the words, addresses and counts that make the tool ask before a file is packed. A cue is never a decision, and a
password that stands in a note is never looked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lexcollect.cn.identifiers import check_id_number
from lexcollect.layout import CONFLICTS, CUSTOMERS, OFFICE, PLAN
from lexcollect.patterns import regex

#: Words of lawyers' and internal papers. In a contract 保密 is an ordinary clause: only names are searched for it.
_PRIVILEGED_NAME = regex(
    r"勿外传|内部讨论|诉讼风险|诉讼策略|谈判策略|风险分析|律师意见|法律意见|律师备忘|底线|让步|保密(?!协议|条款|承诺|合同)"
)
_PRIVILEGED_TEXT = regex(r"勿外传|内部讨论|诉讼策略|谈判底线|律师工作资料")
#: What is only said among one's own people, wherever it stands in a text.
_CONFIDED = regex(
    r"(?:最低|最多|至少|底线).{0,3}(?:可以?|能|愿意?)接受|(?:可以?|能|愿意?)接受.{0,4}(?:最低|底线)"
    r"|谈判底线|(?:我方|我们的?|公司)底线|底线是"
    r"|(?:不要|别|不能|勿)(?:让|告诉|透露给)对方|内部掌握|仅限?(?:我方|内部)(?:掌握|使用)"
)
_INTERNAL = regex(r"备忘(?!录)|内部请示|内部资料|仅供内部")
_INTERNAL_NAME = regex(r"备忘(?!录)|备注|内部|测算|请示|讨论稿|工作群|公司群|项目群")
#: What an office keeps beside its matters: notes on customers, conflict checks, plans.
_OF_THE_OFFICE = frozenset({CUSTOMERS, CONFLICTS, OFFICE, PLAN})
#: What both sides may have made together: signed or stamped it is a paper between them.
_TOGETHER = regex(r"备忘录|纪要|会议")
_SIGNED = regex(r"盖章|签字|签署|签章|双方")
_COUNSEL = regex(r"律师|律所|lawyer|law-?firm|attorney|solicitor", re.IGNORECASE)
_ADDRESS = regex(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+){1,6}")
_PROVIDER = regex(
    r"(?:vip\.)?(?:163|126|139|189|qq|foxmail|sina|sohu|yeah|aliyun|21cn|tom|gmail|outlook|hotmail|live|icloud|msn|yahoo)"
    r"\.(?:com|cn|net|com\.cn)$"
)
#: Endings of what is seen as it is: pictures, pages, recordings.
_SHOWN = (
    *(".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".pdf", ".ofd"),
    *(".mp3", ".m4a", ".amr", ".wav", ".aac", ".mp4", ".mov", ".avi", ".mkv", ".3gp"),
)
#: A title is the first line; the same word further down is only talked about.
_TITLE_CHARS = 60
_ID_NUMBER = regex(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
#: Two numbers may be the two sides of a contract; three are a list of people.
_LIST_OF_PEOPLE = 3


def privileged_cue(name: str, text: str) -> str:
    """Return the word that makes the file look privileged (律师工作资料、保密), or an empty text."""
    found = _PRIVILEGED_NAME.search(name) or _PRIVILEGED_TEXT.search(_title(text)) or _CONFIDED.search(text)
    return found[0] if found else ""


def internal_cue(name: str, text: str) -> str:
    """Return the word that makes the file look like an internal note, or an empty text."""
    for each in name.split("\n"):
        if each.rpartition("/")[2] in _OF_THE_OFFICE:
            return each.rpartition("/")[2]
    found = _INTERNAL_NAME.search(name) or _INTERNAL.search(_title(text))
    if not found and not _SIGNED.search(name):
        found = _TOGETHER.search(name)
    return found[0] if found else ""


def counsel(people: str) -> str:
    """Return the words that make one of the ``people`` of a mail a lawyer (律师), or an empty text."""
    found = _COUNSEL.search(people)
    return found[0] if found else ""


def one_house(people: str) -> str:
    """Return the domain that two or more addresses among ``people`` share when there is no other, or an empty text.

    The domain of a mail provider is nobody's house.
    """
    addresses = {found[0].lower() for found in _ADDRESS.finditer(people)}
    domains = {address.rpartition("@")[2] for address in addresses}
    alone = domains.pop() if len(addresses) > 1 and len(domains) == 1 else ""
    return "" if _PROVIDER.match(alone) else alone


def shows_itself(name: str) -> bool:
    """Tell whether ``name`` ends like a picture, a page or a recording."""
    return name.lower().endswith(_SHOWN)


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
