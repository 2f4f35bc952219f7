"""Mutations: hostile files made from honest ones, the same from the same seed.

Besides blind damage (bits, cuts, splices) there is damage that knows how files are made: numbers and length fields with
the values at the edges, words that mean something to a parser, lines that come twice or not at all, and for containers
the same inside one member, packed again so that its check sum is right.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

#: A mutation never makes a file longer than this.
LONGEST = 600_000
_EDGES = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_SAID = (b"0", b"-1", b"1", b"4294967295", b"99999999999999999999", b"1e400", b"NaN", b"", b"00", b"\xef\xbc\x95")
_DIGITS = re.compile(rb"\d{1,12}")
_TOKENS: tuple[bytes, ...] = (
    # text and its encodings
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3\x28", b"\x81\x30\x81\x30", b"\r", b"\x0c", b"\x1a"),
    *("\u202e".encode(), "\u2028".encode(), "㐂".encode("gb18030"), "合同".encode("gbk"), "\U0001f600".encode()),
    # days and sums
    *(b"2024-13-45 99:99:99", b"0000-00-00", b"9999-12-31T23:59:60+25:00", b"-1709259910", b"1709259910123456789"),
    *("昨天 10:30".encode(), "2024年2月30日".encode(), b"1,23,4.5.6", "玖仟亿万".encode(), b"-0.00", b"1e30"),
    # JSON
    *(b"{", b"}", b"[", b"]", b'"', b"\\", b":", b",", b"null", b"true", b'"\\ud800"', b"\\u", b"1e999", b"-"),
    *(b"[" * 3000, b'{"a":' * 1500, b'{"content":{"content":' * 300),
    # XML and pages
    *(b"<", b">", b"&", b"&#0;", b"&#xD800;", b"&#99999999999;", b"&lol;", b"<![CDATA[", b"]]>", b"<!--", b"-->"),
    *(b'<!DOCTYPE a [<!ENTITY lol "lol">]>', b"<?xml version='1.0' encoding='utf-7'?>", b"<a>" * 3000, b"<script>"),
    # tables
    *(b'"', b'""', b",", b"\t", b"'", b",,,,,,,,,,,,,,,,", b"=1+1", b'"\r\n'),
    # mails
    *(b"\r\n\r\n", b"\n\n", b"--", b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", b"=?utf-8?b?////?="),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Content-Type: message/rfc822\r\n\r\n", b'charset="undefined"'),
    *(b"\nFrom ", b"Date: Mon, 99 Foo 2024 25:61:61 +9999\r\n", b"filename*=utf-8''%ff%fe", b"begin 644 a\n"),
    # PDF
    *(b"obj", b"endobj", b"stream\n", b"endstream", b"1 0 R", b"/Kids [1 0 R 1 0 R]", b"/Parent 1 0 R", b"xref"),
    *(b"/Length -1", b"/Filter [/FlateDecode /FlateDecode]", b"/Type /Page", b"/Count 99999999", b"<<" * 600),
    *(b"trailer", b"startxref\n0\n%%EOF", b"/Rotate 90.5", b"/MediaBox [0 0 1e38 -5]", b"/UserUnit 0", b"/Annots 7"),
    # containers and pictures
    *(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"\xff\xd8", b"\xff\xd9", b"\xff\xe1", b"\xff\xff"),
    *(b"IHDR", b"IEND", b"eXIf", b"acTL", b"Exif\0\0MM\0*", b"ftypheic", b"moov", b"SQLite format 3\0", b"Msg_"),
    # what chats are made of
    *("[图片]".encode(), "[转账]".encode(), "「甲：乙」".encode(), b"<msg><appmsg>", b"<revokemsg>", b"wxid_"),
    *("撤回了一条消息".encode(), b"<<", b">>", b"* * *", b"----------------", "—————  2024-03-01  —————".encode()),
)
_Mutation = Callable[[random.Random, bytearray], None]


def mutated(draw: random.Random, data: bytes) -> bytes:
    """Return ``data`` damaged in one to eight ways."""
    if data[:2] == b"PK" and draw.random() < 0.6 and (packed := _inside(draw, data)) is not None:
        return packed
    return _several(draw, data)


def _several(draw: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        draw.choice(_ALL)(draw, out)
        del out[LONGEST:]  # what is doubled and doubled again would fill the memory before anybody reads it
    return bytes(out)


def _inside(draw: random.Random, data: bytes) -> bytes | None:
    """Return the container with one member mutated and packed again; ``None`` when it does not open."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            members = [info for info in box.infolist() if not info.is_dir()]
            hit = draw.choice(members).filename
            for info in members:
                inside = box.read(info)
                if info.filename == hit:
                    inside = mutated(draw, inside)
                    if draw.random() < 0.05:
                        continue
                made.writestr(zipfile.ZipInfo(info.filename), inside, zipfile.ZIP_DEFLATED)  # no clock in it
    except (zipfile.BadZipFile, IndexError, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    return out.getvalue()[:LONGEST]


def _place(draw: random.Random, data: bytearray) -> int:
    """A third of all damage is done at the begin, a sixth at the end, where formats keep what they are."""
    edge = draw.random()
    if edge < 0.33:
        return draw.randrange(min(len(data), 256) + 1)
    return draw.randrange(max(0, len(data) - 256), len(data) + 1) if edge < 0.5 else draw.randrange(len(data) + 1)


def _flip(draw: random.Random, data: bytearray) -> None:
    for _ in range(draw.choice((1, 1, 3, 20))):
        if data:
            data[min(_place(draw, data), len(data) - 1)] ^= 1 << draw.randrange(8)


def _cut(draw: random.Random, data: bytearray) -> None:
    del data[_place(draw, data) :]


def _remove(draw: random.Random, data: bytearray) -> None:
    at = _place(draw, data)
    del data[at : at + draw.choice((1, 2, 5, 40, 700))]


def _swap(draw: random.Random, data: bytearray) -> None:
    size = draw.choice((2, 8, 64, 512))
    one, two = sorted((_place(draw, data), _place(draw, data)))
    if one + size <= two and two + size <= len(data):
        data[one : one + size], data[two : two + size] = data[two : two + size], data[one : one + size]


def _repeat(draw: random.Random, data: bytearray) -> None:
    at, size = _place(draw, data), draw.choice((1, 20, 300, 3000))
    data[at:at] = bytes(data[at : at + size]) * draw.choice((1, 1, 2, 40))


def _field(draw: random.Random, data: bytearray) -> None:
    """Set a number of one to eight bytes, in either order, to a value at an edge or near the size of the file."""
    width = draw.choice((1, 2, 2, 4, 4, 8))
    value = draw.choice((*_EDGES, len(data), len(data) + 1, max(0, len(data) - 1), draw.randrange(1 << 16)))
    at = _place(draw, data)
    order = draw.choice(("little", "big"))
    data[at : at + width] = (value & ((1 << 8 * width) - 1)).to_bytes(width, order)  # type: ignore[arg-type]


def _number(draw: random.Random, data: bytearray) -> None:
    """Set a number that is written in digits to another."""
    begin = _place(draw, data)
    found = _DIGITS.search(data, begin) or _DIGITS.search(data)
    if found:
        data[found.start() : found.end()] = draw.choice((*_SAID, str(len(data)).encode()))


def _token(draw: random.Random, data: bytearray) -> None:
    at, token = _place(draw, data), draw.choice(_TOKENS)
    data[at : at + draw.choice((0, 0, len(token)))] = token


def _line(draw: random.Random, data: bytearray) -> None:
    """A line twice, gone, moved, a hundred times, or without its end."""
    lines = bytes(data).splitlines(keepends=True)
    if not lines:
        return
    at = draw.randrange(len(lines))
    what = draw.randrange(5)
    if what == 0:
        lines.insert(at, lines[draw.randrange(len(lines))])
    elif what == 1:
        del lines[at]
    elif what == 2:
        lines.insert(draw.randrange(len(lines)), lines.pop(at))
    elif what == 3:
        lines[at] *= 100
    else:
        lines[at] = lines[at].rstrip(b"\r\n")
    data[:] = b"".join(lines)


_ALL: tuple[_Mutation, ...] = (
    *(_flip, _flip, _cut, _remove, _swap, _repeat),
    *(_field, _field, _number, _number, _token, _token, _token, _line),
)
