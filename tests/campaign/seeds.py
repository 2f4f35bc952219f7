"""Seeds: honest files for every reader of the program, by the reader's name.

A reader is a card of the registry, a program whose chats are read, or what reads data out of a recognised file. Where
the samples of the tests hold no file of a program, a small one is made by the signs by which that program is known.
"""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from functools import cache
from hashlib import md5
from pathlib import Path

from lexcollect.formats.chats.dialects import JSONS, OTHERS, TEXTS, Dialect
from lexcollect.formats.recognise import identify_stream
from lexcollect.formats.registry import formats

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    ROOT / "tests" / "data" / "chats",
    ROOT / "tests" / "data" / "formats",
    ROOT / "tests" / "data" / "proposing",
)
INBOX = ROOT / "examples" / "matter-steel" / "inbox"
#: Largest seed: damage deep in a large file shows nothing that damage in a small one does not.
LARGEST = 60_000
#: Program → reader's own name among the dialects.
DIALECTS: dict[str, Dialect] = {**TEXTS, **JSONS, **OTHERS}
#: Readers of data inside a file that was recognised → the names of their seeds, by their ends.
INSIDE: dict[str, tuple[str, ...]] = {
    "bank_table": ("statement.csv", "wechat-pay-bill.csv"),
    "bank_table_of_workbook": ("流水.xlsx",),
    "e_invoice": ("digital-invoice.xml",),
    "ofd_pages": ("digital-invoice.ofd",),
    "courier_track": ("ems-track.txt", "sf-routes.json"),
    "page_words": ("digital-invoice.ofd", "freetext-noap.pdf", "made.docx", "raw-utf8-name.eml", "海涛.html"),
}


@cache
def samples() -> dict[str, bytes]:
    """Return every small sample by a name of its own."""
    found: dict[str, bytes] = {}
    for folder in (*FOLDERS, INBOX):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.stat().st_size <= LARGEST and path.suffix not in (".md", ".yaml"):
                found[f"{folder.name}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return found | {
        f"made/{name}": data for name, data in (*_pictures().items(), *_documents().items(), *_texts().items())
    }


@cache
def by_card() -> dict[str, tuple[str, ...]]:
    """Return card (the module of the reader) → names of samples that are recognised as its files."""
    cards = {card.look.__module__ + card.mark.name: [] for card in formats()}  # type: ignore[var-annotated]
    for name, data in samples().items():
        card = identify_stream(io.BytesIO(data), name.rpartition("/")[2]).format
        cards[card.look.__module__ + card.mark.name].append(name)
    return {card_name(card): tuple(cards[card.look.__module__ + card.mark.name]) for card in formats()}


@cache
def by_dialect() -> dict[str, tuple[str, ...]]:
    """Return program → names of samples that are its chats."""
    from lexcollect.formats.chats.dialects import dialect_of, of_zip
    from lexcollect.formats.start import Start

    found: dict[str, list[str]] = {name: [] for name in DIALECTS}
    for name in by_card()["chat"]:
        start = Start(io.BytesIO(samples()[name]))
        dialect = of_zip(start) or dialect_of(start)
        if dialect is not None:
            found[dialect.name].append(name)
    return {name: tuple(names) for name, names in found.items()}


def by_inside(reader: str) -> tuple[str, ...]:
    """Return the names of samples for a reader of data inside a file."""
    return tuple(name for name in samples() if name.endswith(INSIDE[reader]))


def card_name(card: object) -> str:
    """Return the name of a card: that of the module that holds it."""
    from importlib import import_module
    from pkgutil import iter_modules

    from lexcollect.formats import readers

    return next(
        info.name
        for info in iter_modules(readers.__path__)
        if import_module(f"{readers.__name__}.{info.name}").FORMAT is card
    )


# --- made ---------------------------------------------------------------------------------------------------------


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a container with ``members``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in members.items():
            box.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # no clock in it
    return out.getvalue()


def _pictures() -> dict[str, bytes]:
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (120, 80), "white")
    ImageDraw.Draw(page).text((8, 20), "No 123456", fill="black", font_size=18)
    other = page.rotate(180)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8769] = {0x9003: "2023:08:28 15:39:58"}
    exif[0x8825] = {1: "N", 2: (41.0, 48.0, 18.0), 3: "E", 4: (123.0, 21.0, 36.0)}
    found: dict[str, bytes] = {}
    for name, options in {
        "图.png": {"exif": exif},
        "图.jpg": {"exif": exif},
        "级.jpg": {"progressive": True},
        "图.bmp": {},
        "动.gif": {"save_all": True, "append_images": [other]},
        "图.webp": {"exif": exif},
        "动.webp": {"save_all": True, "append_images": [other]},
        "页.tif": {"compression": "tiff_lzw", "save_all": True, "append_images": [other, page]},
        "传真.tif": {"compression": "group4"},
        "新.avif": {"exif": exif},
    }.items():
        out, ending = io.BytesIO(), name.rpartition(".")[2]
        kind = {"jpg": "JPEG", "tif": "TIFF"}.get(ending, ending.upper())
        (page.convert("1") if name == "传真.tif" else page).save(out, kind, **options)  # type: ignore[arg-type]
        found[name] = out.getvalue()
    found["高.heic"] = (INBOX / "IMG_3310.HEIC").read_bytes()
    return found


_ODT = "application/vnd.oasis.opendocument.text"


def _documents() -> dict[str, bytes]:
    from docx import Document
    from openpyxl import Workbook

    letter, words = Document(), io.BytesIO()
    letter.add_paragraph("购销合同：单价 4180 元/吨")
    letter.add_table(2, 2).cell(0, 0).text = "数量"
    letter.save(words)
    book, sheet = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (
        ("户名：", "甲有限公司"),
        ("交易日期", "收入金额", "支出金额", "余额", "对方户名", "摘要"),
        ("2024-03-04", 58000, None, 374000.5, "乙有限公司", "货款"),
    ):
        book.active.append(row)
    book.create_sheet("隐").sheet_state = "hidden"
    book.save(sheet)
    return {
        "made.docx": words.getvalue(),
        "流水.xlsx": sheet.getvalue(),
        "讲.pptx": zipped({"[Content_Types].xml": "<Types/>", "ppt/slides/slide1.xml": "<p:sld xmlns:p='p'/>"}),
        "文.odt": zipped({"mimetype": _ODT, "META-INF/manifest.xml": "<a/>", "content.xml": "<a>合同</a>"}),
        "书.epub": zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a/>"}),
        "深.zip": zipped({"内.zip": zipped({"再.zip": zipped({"x.txt": "x"})}), "照片/1.png": _pictures()["图.png"]}),
        "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8,
        "录.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0\0\0\x10moov\0\0\0\x08free" + b"\0" * 200,
        "录.wav": b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0@\x1f\0\0\x80>\0\0\2\0\x10\0data\0\0\0\0",
        "包.tar.gz": b"\x1f\x8b\x08\0" + b"\0" * 40,
        "空.txt": b"",
        "不明.bin": bytes(range(256)),
    }


def _texts() -> dict[str, bytes]:
    said = "欠款属实，月底前先付二十万元，余款六月底前付清。\r\n" * 8
    texts = {
        "字.rtf": b"{\\rtf1\\ansi " + said.encode("gbk") + b"}",
        "网.html": ("<html><head><style>a</style></head><body><p>" + said + "</p></body></html>").encode(),
        "混.txt": said.encode() + said.encode("gb18030"),
        "十六.txt": said.encode("utf-16"),
        "表.csv": "日期,摘要,金额\n".encode() + b"2023-01-01,a,1\n" * 8,
    }
    return texts | {name: words.encode() for name, words in _CHATS.items()} | _databases()


_ECHO = (
    '{"session": {"wxid": "wxid_b", "displayName": "海涛", "type": "私聊", "messageCount": 2}, "messages": ['
    '{"localId": 1, "createTime": 1709259910, "type": "文本消息", "content": "月底付", "isSend": 0, '
    '"senderUsername": "wxid_b", "senderDisplayName": "海涛"},'
    '{"localId": 2, "createTime": 1709259922, "type": "文本消息", "content": "好的", "isSend": 1, '
    '"senderUsername": "wxid_a", "senderDisplayName": "刘建平"}]}'
)
_DUMP = (
    '[{"id": 1, "MsgSvrID": "5510323336190340515", "type_name": "文本", "is_sender": 0, "talker": "wxid_b", '
    '"room_name": "wxid_b", "msg": "月底付二十万", "src": "", "extra": {}, "CreateTime": "2024-03-01 10:25:10"},'
    '{"id": 2, "MsgSvrID": "5510323336190340516", "type_name": "图片", "is_sender": 1, "talker": "我", '
    '"room_name": "wxid_b", "msg": "图片", "src": "img/a.jpg", "extra": {}, "CreateTime": "2024-03-01 10:26:10"}]'
)
_LITERAL = (
    "<!DOCTYPE html><html><body><script>const chatMessages = [\n"
    r"{ type:1, text:'账对得上，\'欠\'541796.80\n没错',is_send:0,avatar_path:'./a.png',timestamp:1709259910,"
    "is_chatroom:0,displayname:'海涛'},\n"
    "{ type:3, text:'',path:'./image/a.jpg',is_send:1,avatar_path:'',timestamp:1709259922,is_chatroom:0,"
    "displayname:'刘建平'},\n];</script></body></html>\n"
)
_CALLS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count=\"2\">\n"
    '  <call number="+8613900000001" duration="75" date="1709259910000" type="1" contact_name="王海涛" />\n'
    '  <call number="+8613900000001" duration="0" date="1709269910000" type="3" contact_name="王海涛" />\n</calls>\n'
)
_CHATS = {
    "decrypt.txt": "[2024-03-01 10:25] 海涛: 月底付二十万\n[2024-03-01 10:26] 刘建平: 好的\n第二行\n",
    "welink.txt": "王海涛(w00123456)\t2024-03-01 10:25:10\n月底付二十万\n刘建平(l001)\t2024-03-01 10:26:10\n好的\n",
    "echotrace.json": _ECHO,
    "pywxdump.json": _DUMP,
    "留痕一.html": _LITERAL,
    "calls.xml": _CALLS,
    "wecom.jsonl": '{"seq": 1, "encrypt_random_key": "a", "encrypt_chat_msg": "b", "publickey_ver": 1}\n' * 3,
}


def _databases() -> dict[str, bytes]:
    table = "Chat_" + md5(b"wxid_b").hexdigest()
    windows = """
        CREATE TABLE MSG(localId INTEGER PRIMARY KEY AUTOINCREMENT, TalkerId INT, MsgSvrID INT, Type INT, SubType INT,
        IsSender INT, CreateTime INT, Sequence INT, StatusEx INT, FlagEx INT, Status INT, StrTalker TEXT,
        StrContent TEXT);
        INSERT INTO MSG(MsgSvrID, Type, SubType, IsSender, CreateTime, StrTalker, StrContent) VALUES
        (5510323336190340515, 1, 0, 0, 1709259910, 'wxid_b', '月底付'),
        (5510323336190340516, 10000, 0, 0, 1709259920, 'wxid_b', '你撤回了一条消息');
    """
    phone = f"""
        CREATE TABLE {table}(mesLocalID INTEGER PRIMARY KEY, mesSvrID INT, msgCreateTime INT, msgContent TEXT,
        messageType INT, mesDes INT);
        INSERT INTO {table} VALUES (1, 5510323336190340515, 1709259910, '月底付', 1, 1),
        (2, 5510323336190340516, 1709259920, '好的', 1, 0);
    """
    return {"MSG0.db": _database(windows), "MM.sqlite": _database(phone)}


def _database(script: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.db")
        base = sqlite3.connect(path)
        base.execute("PRAGMA page_size = 1024")
        base.executescript(script)
        base.commit()
        base.close()
        return path.read_bytes()
