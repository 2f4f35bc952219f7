"""Letters: the characters of a mail, whatever programs on its way made of them.

Owns charset labels (``gb2312`` and ``gbk`` are read as GB18030, their superset), labels that are unknown or lie,
encoded words, names of attachments. Bytes outside any encoding are written as ``\\xNN``, never dropped; what had to be
guessed is kept in :class:`Doubts`, so that it can be told.
"""

from __future__ import annotations

import binascii
import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

from lexcollect.formats.refusals import BadFile, Reason
from lexcollect.patterns import regex
from lexcollect.records import dataclass, field

if TYPE_CHECKING:
    from email.message import Message as Letter

_GB = frozenset({"gb2312", "gbk", "eucgb2312_cn", "gb_2312-80", "gb-2312", "cp936", "ms936", "x-gbk", "euc-cn"})
#: Programs put these where they do not know: they fit any bytes, and Chinese in them is nonsense.
_WESTERN = frozenset({"ascii", "iso8859-1", "iso8859-15", "cp1252"})
#: Codecs of Python that are no charsets of mail; some of them take time without bound.
_NO_CHARSET = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
#: An encoded word; one that was broken in the middle by a line end is one all the same.
_WORD = regex(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_QUOTED = regex(rb"=([0-9A-Fa-f]{2})")


#: No type of a part is longer; what a broken mail runs into it is left out.
_KIND_CHARS = 80


@dataclass(slots=True)
class Doubts:
    """What had to be guessed: charset labels that did not fit, and how many pieces hold bytes of no encoding."""

    labels: dict[str, None] = field(default_factory=dict)
    lost: int = 0


def characters(raw: bytes, label: str, doubts: Doubts) -> str:
    """Return ``raw`` as text, by ``label`` where it fits, else as UTF-8 or GB18030."""
    named = label.strip("\"' \t").lower()
    if named and (text := _by_label(raw, named)) is not None:
        return text
    if named and not raw.isascii():
        doubts.labels[named[:40]] = None
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    if named and (western := _codec(named)) in _WESTERN - {"ascii"}:
        return raw.decode(western, "backslashreplace")
    doubts.lost += 1
    return raw.decode("utf-8", "backslashreplace")


def header(raw: str, doubts: Doubts) -> str:
    """Return a header as text on one line: encoded words decoded, raw 8-bit characters recognised, never an error."""
    if any(0xDC80 <= ord(c) <= 0xDCFF for c in raw):
        raw = characters(raw.encode("utf-8", "surrogateescape"), "", doubts)
    out: list[str] = []
    held: tuple[str, bytes] = ("", b"")
    at = 0
    for match in _WORD.finditer(raw):
        between = raw[at : match.start()]
        word = _word(match)
        label = match[1].partition("*")[0].lower()  # RFC 2231 allows a language behind the charset
        if word is None:
            continue
        if held[1] and not between.strip() and held[0] == label:
            held = (label, held[1] + word)  # one character may be cut over two words
        else:
            out.append(characters(held[1], held[0], doubts) if held[1] else "")
            out.append(between if between.strip() or not held[1] else "")
            held = (label, word)
        at = match.end()
    out.append(characters(held[1], held[0], doubts) if held[1] else "")
    return " ".join("".join([*out, raw[at:]]).split())


def attached_name(part: Letter, doubts: Doubts) -> str:
    """Return the file name that a part of a mail bears, without folders and invisible characters; often empty."""
    for head, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            raw = part.get_param(parameter, header=head)
        except Exception:  # parameters can be damaged in many ways; the part is then a part without a name
            continue
        if isinstance(raw, tuple):
            raw = characters(_bytes(raw[2]), raw[0] or "", doubts)
        if raw and (name := _safe(header(str(raw), doubts))):
            return name
    return ""


def kind_name(part: Letter, doubts: Doubts) -> str:
    """Return what a part without a name is called: its type, of which a broken mail makes anything; never empty."""
    kind = header(part.get_content_type(), doubts)[:_KIND_CHARS]
    return _safe(kind.replace("/", "-")) or "text-plain"


def _safe(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()
    return "" if shown in (".", "..") else shown


def _by_label(raw: bytes, label: str) -> str | None:
    """Return ``raw`` as ``label`` says, or ``None`` when that cannot be what its sender wrote."""
    codec = "gb18030" if label in _GB else _codec(label)
    if not codec:
        return None
    utf8 = _utf8(raw)
    if codec in _WESTERN and not raw.isascii() and (utf8 is not None or _is_hanzi(raw)):
        return None
    if codec == "gb18030" and utf8 is not None and sum(c >= "\u0800" for c in utf8) > 1:
        return None  # Chinese as UTF-8 is no Chinese as GB18030
    try:
        return raw.decode(codec)
    except (ValueError, LookupError):  # some codecs raise no UnicodeDecodeError but its parents
        return None


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label).name.replace("_", "-")
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_CHARSET else name


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_hanzi(raw: bytes) -> bool:
    """Tell whether the bytes above ASCII come in the pairs of common Chinese characters; accents come alone."""
    try:
        return any("\u4e00" <= c <= "\u9fff" for c in raw.decode("gb2312"))
    except UnicodeDecodeError:
        return False


def _word(match: re.Match[str]) -> bytes | None:
    """Return the bytes that an encoded word stands for; ``None`` when it is damaged and stays as it is written."""
    data = match[3].encode("utf-8", "surrogateescape")
    if match[2] in "qQ":
        data = re.sub(rb"\r?\n[ \t]*", b"", data).replace(b"_", b" ")
        return _QUOTED.sub(lambda code: bytes([int(code[1], 16)]), data)
    data = b"".join(data.split()).rstrip(b"=")
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except ValueError:
        return None


def _bytes(text: str) -> bytes:
    """Return the bytes behind a parameter that the parser took apart: each of its characters stands for one."""
    return b"".join(
        bytes([ord(c) & 0xFF]) if ord(c) < 0x100 or 0xDC80 <= ord(c) <= 0xDCFF else c.encode("utf-8", "replace")
        for c in text
    )


def parsed(raw: bytes) -> Letter:
    """Return a mail in its parts; :class:`BadFile` when they lie in each other deeper than anything is read."""
    from email.parser import BytesParser
    from email.policy import Compat32

    class RawHeaders(Compat32):
        """Headers as they stand: raw Chinese in them is read by us, and would be lost otherwise."""

        def header_fetch_parse(self, name: str, value: str) -> str:
            return value

    try:
        return BytesParser(policy=RawHeaders()).parsebytes(raw)
    except RecursionError as error:
        raise BadFile(Reason.NESTED) from error


def addresses(heads: list[str]) -> tuple[str, ...]:
    """Return the addresses in the lines of a header; none where groups in groups lead the library astray."""
    from email.utils import getaddresses

    try:
        return tuple(address for _, address in getaddresses(heads) if address)
    except RecursionError:
        return ()
