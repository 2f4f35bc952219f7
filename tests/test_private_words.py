"""Private words of a chat: told by message and day where a run of it is chosen, on the file's page, before handing in.

Facts: 沈河案, exhibit 微信, its chat in the place of which another one was received: family, health and belief of the
debtor's bookkeeper, a card and an ID number, the telephone of a driver, a talk before the court, and what our
own lawyer said. Question: is each told once with its number and day, is nothing held back without being told, what has
to be decided by whom (律师法 38), and is an ordinary chat left alone? Statutes: 个人信息保护法 28, 民事诉讼法 71,
民诉法解释 107 (only what was conceded in a suit for mediation or settlement).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from lexcollect.evidence.decisions import waiting
from lexcollect.formats.kinds import FileKind
from lexcollect.formats.reading import content
from lexcollect.formats.recognise import identify
from lexcollect.formats.refusals import BadFile
from lexcollect.intake.origin import About
from lexcollect.intake.private_words import KINDS, every_row, kinds_in, marks_of, packed, tails_in, told, unpacked
from lexcollect.intake.taking import take_in
from lexcollect.layout import CATALOGUE, RAW
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.opening import Parts, read_parts
from lexcollect.matter.sources import read_sources
from lexcollect.resources import resource
from lexcollect.review.keys import key_of
from lexcollect.review.painting import Painting
from lexcollect.wording import speaking
from review_kit import Page, desk_of

DATA = Path(__file__).parent / "data"
HEAD = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
#: (what was said, by us, what is to be told of it)
CHAT: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("何会计，6月的货款133,600元什么时候付", 1, ()),
    ("年底前付，最近老板在住院化疗，顾不上", 0, ("health",)),
    ("那住院部大楼那批H型钢的单子先签了", 1, ()),
    ("他正闹离婚，房子也在分，你们别急", 0, ("family",)),
    ("我信佛，不会赖账", 0, ("religion",)),
    ("下礼拜先付5万，佛山那边回款就打", 0, ()),
    ("打到这张卡：6222 0200 0000 0000 000", 0, ("bank_card",)),
    ("身份证11010519491231002X，你核一下", 0, ("id_number",)),
    ("司机电话13800000000，车牌辽A12345", 1, ("phone",)),
    ("你们王总的电话我有", 0, ()),
    ("昨天法官让我们商量调解方案，本金打八折行不行", 0, ("settlement",)),
    ("我们律师建议先别提时效，等他认了再说", 1, ("privileged",)),
    ("律师函已经发了，请尽快付款", 1, ()),
    ("我律师说了，时效已经过了", 0, ()),
    ("对账单核对无误，欠133,600元没错", 0, ()),
)


def export() -> str:
    rows = (
        f'{n},218,1,0,{ours},{1_709_254_800 + n * 60},,"{words}",2024-03-01 09:{n:02}:00,王例成,王,wxid_{ours}\n'
        for n, (words, ours, _) in enumerate(CHAT, 1)
    )
    return HEAD + "".join(rows)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return 沈河案 as it is when this chat was received in the place of the other."""
    folder = tmp_path_factory.mktemp("private")
    example = load_example("steel")
    matter, inbox = folder / "案", folder / "收"
    shutil.copytree(example.inbox, inbox)
    chat = next(inbox.rglob("沈河样例-何会计.csv"))
    chat.chmod(0o644)
    chat.write_text(export(), "utf-8-sig")
    prepare(example, matter)
    (matter / RAW).mkdir(exist_ok=True)
    take_in(inbox, matter)
    return matter


@pytest.fixture
def matter(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "案", symlinks=True))


@pytest.fixture
def painting() -> Iterator[Painting]:
    found = Painting()
    yield found
    found.close()


def words_of(body: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def cut(matter: Path, run: str) -> None:
    """Write into the catalogue which messages are the exhibit."""
    path = matter / CATALOGUE
    text = path.read_text("utf-8")
    at = text.index("微信聊天记录")
    line = text.rindex("\n", 0, at) + 1
    indent = re.match(r"[\s-]*", text[line:])[0].replace("-", " ")  # type: ignore[index]
    end = text.index("\n", at) + 1
    path.write_text(f"{text[:end]}{indent}节选: {run}\n{text[end:]}", "utf-8")


def parts_of(matter: Path) -> Parts:
    return read_parts(matter, read_sources(matter))


def of_private(matter: Path, lang: str = "zh") -> dict[str, str]:
    with speaking(lang):  # type: ignore[arg-type]
        return {f.code: f.message() for f in parts_of(matter).findings if f.code in ("LX-E149", "LX-E150")}


@pytest.mark.parametrize("row", every_row(), ids=lambda row: f"{row.kind} {row.example[:8]}")
def test_every_row_of_the_list_finds_its_example_and_leaves_the_harmless_one(row: object) -> None:
    found = [kind for kind, _ in kinds_in(row.example)]  # type: ignore[attr-defined]
    assert row.kind in found and row.kind in KINDS  # type: ignore[attr-defined]
    assert not kinds_in(row.counter_example)  # type: ignore[attr-defined]
    assert row.basis and row.source and row.verified_on.isoformat() >= "2026-12-01"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("words", "ours", "kinds"), CHAT)
def test_what_is_told_of_each_message(words: str, ours: int, kinds: tuple[str, ...]) -> None:
    assert tuple(kind for kind, _ in kinds_in(words, theirs=not ours)) == kinds


def test_ordinary_chats_are_left_alone() -> None:
    """Every chat of the tests and of the shipped examples, several hundred messages about debts: nothing is told."""
    roots = (DATA, resource("examples"))
    count, found = 0, list[tuple[str, int, tuple[tuple[str, str], ...]]]()
    for path in sorted(p for root in roots for p in root.rglob("*") if p.is_file()):
        if path.suffix.lower() in (".pdf", ".jpg", ".png", ".ofd", ".docx", ".xlsx", ".py"):
            continue
        if identify(path, path.name).kind is not FileKind.CHAT:
            continue
        try:
            for message in content(path).messages():
                count += 1
                if kinds := kinds_in(message.text, theirs=message.outgoing is False):
                    found.append((path.name, message.number, kinds))
        except BadFile:  # what is damaged on purpose
            continue
    assert count > 100 and found == []


def test_marks_are_kept_by_number_and_day_and_hold_no_number_of_a_person() -> None:
    marks = marks_of((n, "2024-03-01", words, bool(ours)) for n, (words, ours, _) in enumerate(CHAT, 1))
    fact = packed(marks)
    assert unpacked(fact) == marks and "13800000000" not in fact and "0000:9@2024-03-01" in fact
    assert not told(marks, tails_in("电话: 13800000000"), 9, 9), "the telephone of a party is no secret"
    assert list(told(marks, frozenset(), 9, 9)) == ["phone"]
    assert unpacked("nonsense;health:x@;unknown:3@2024-01-01") == ()


def test_the_whole_chat_is_told_by_messages_and_days(matter: Path) -> None:
    found = of_private(matter)
    assert "健康：第2条（2024-03-01）" in found["LX-E149"]
    assert "家事：第4条（2024-03-01）" in found["LX-E149"] and "信仰：第5条" in found["LX-E149"]
    assert "身份证号：第8条" in found["LX-E149"] and "银行卡号：第7条" in found["LX-E149"]
    assert "第11条（2024-03-01）谈的是调解" in found["LX-E150"]
    assert "住院部" not in found["LX-E149"] and "第3条" not in found["LX-E149"]
    english = of_private(matter, "en")
    assert "health: message 2 (2024-03-01)" in english["LX-E149"]
    assert "mediation, settlement or concessions: message 11 (2024-03-01)" in english["LX-E150"]


def test_a_run_without_them_is_told_nothing(matter: Path) -> None:
    cut(matter, "13-15")
    assert of_private(matter) == {}
    catalogue = parts_of(matter).catalogue
    assert catalogue is not None and not [w for w in waiting(catalogue) if "何会计" in w.file.name]


def test_what_our_lawyer_said_waits_for_a_name_and_a_reason(matter: Path) -> None:
    catalogue = parts_of(matter).catalogue
    assert catalogue is not None
    one = next(w for w in waiting(catalogue) if "何会计" in w.file.name)
    assert one.about == (About.PRIVILEGED,) and "保密" in one.line
    cut(matter, "1-11")
    catalogue = parts_of(matter).catalogue
    assert catalogue is not None and not [w for w in waiting(catalogue) if "何会计" in w.file.name]


def test_the_page_tells_it_at_the_run_at_the_message_and_at_the_file(matter: Path, painting: Painting) -> None:
    page = Page(desk_of(matter), painting).enter()
    key = key_of("item:微信")
    chat = f"/chat/{key}/0"
    whole = words_of(page.get(chat).body)
    assert "交出去以前看一看" in whole and "健康：第2条（2024-03-01）" in whole
    assert "己方律师的意见、只对自己人说的话：第12条" in whole
    assert "可能不宜照样交：健康" in whole and whole.count("可能不宜照样交：") == sum(bool(k) for _, _, k in CHAT)
    run = words_of(page.get(f"{chat}?first=13&last=15").body)
    assert "交出去以前看一看" not in run
    told_at = words_of(page.get(f"{chat}?first=4&last=6").body)
    assert "家事：第4条（2024-03-01）" in told_at and "健康：" not in told_at
    file = words_of(page.get(f"/file/{key}").body)
    assert "交出去以前看一看" in file and "调解、和解或让步：第11条" in file
    assert "先记录决定" in file or "保密" in file
    findings = words_of(page.get("/findings").body)
    assert "LX-E149" in findings and "LX-E150" in findings


def test_a_decision_on_the_page_lets_it_go(matter: Path, painting: Painting) -> None:
    page = Page(desk_of(matter), painting).enter()
    key = key_of("item:微信")
    assert 'id="decide"' in page.get(f"/file/{key}").body
    page.post(f"/decide/{key}", ("by", "陈律师"), ("why", "对方已在场听到，不再保密"), ("answer", "submit"))
    assert 'id="decide"' not in page.get(f"/file/{key}").body
    catalogue = page.review.desk.parts.catalogue
    assert catalogue is not None and not [w for w in waiting(catalogue) if "何会计" in w.file.name]
