"""A large catalogue of which a few lines changed: what is read of it is what reading all of it gives."""

from __future__ import annotations

import random

import pytest

from lexcollect.yamltree import again, parse_yaml
from lexcollect.yamltree.reading import _composed

HEAD = "schema: lexcollect/catalogue/1\n# 分组\ngroups:\n  - number: 1\n    title: 主体\n\nitems:\n"
TAIL = "\nleft_out:\n  - file: 甲.pdf\n    reason: 重复\n"
COUNT = 150
#: Lines that a person, a program or an accident may leave in an entry.
LINES = (
    "    purpose: 另一个证明对象",
    '    title: "带引号: 的名称"',
    "    files: [甲.pdf, 乙.pdf]",
    "    note: |\n      第一行\n\n      第二行",
    "    # 一句备注",
    "",
    "  - id: 新的\n    title: 插进来的",
    "    title: '没有关上",
    "    source： 全角冒号",
    "...",
    "---",
    "other: 顶格的键",
    " - id: 浅一格",
    "   - id: 深一格",
    "    deep: &x 锚",
    "      更深的一行",
    "-",
    "  -",
    "\tid: 制表符",
)


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered of other tests, and a text need not be long to be remembered."""
    monkeypatch.setattr("lexcollect.yamltree.reading._AGAIN", 0)
    monkeypatch.setattr(again, "_known", ())


def catalogue(count: int = COUNT) -> str:
    """Return a catalogue of so many exhibits."""
    entries = (
        f"  - id: E{n}\n    title: 第{n}号送货单\n    purpose: 证明第{n}次交货及其数量、单价与收货人签字\n"
        f'    original: 有\n    files: ["送货单{n:04d}.pdf"]\n'
        for n in range(count)
    )
    return HEAD + "".join(entries) + TAIL


def whole(text: str) -> object:
    """Return what reading the whole text gives."""
    tree, found = _composed(text, "证据目录.yaml")
    return found if tree is None else (tree.data, tree.marks, tree.bare, tree.file)


def read(text: str) -> object:
    """Return what the reader gives, which may know a text like it."""
    tree, found = parse_yaml(text, "证据目录.yaml")
    return found if tree is None else (tree.data, tree.marks, tree.bare, tree.file)


def test_one_word_changed_is_read_by_its_entry_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a catalogue of 150 exhibits, a title of one is typed anew: only that exhibit goes through the parser."""
    read(catalogue())
    asked: list[int] = []
    composed = _composed

    def counted(raw: bytes | str, name: str) -> object:
        asked.append(len(raw))
        return composed(raw, name)

    monkeypatch.setattr("lexcollect.yamltree.reading._composed", counted)
    text = catalogue().replace("第70号送货单", "送货单（签收）")
    assert read(text) == whole(text)
    assert asked
    assert max(asked) < 400
    # The same bytes under another name, as another reader asks for them: nothing is read at all.
    tree, _ = parse_yaml(text.encode(), "")
    assert tree is not None
    assert tree.file == ""
    assert len(asked) == 1


@pytest.mark.parametrize("seed", range(12))
def test_whatever_becomes_of_some_lines_reads_as_if_all_were_read(seed: int) -> None:
    """Given lines put in, taken out, written over, one after the other: the same tree, or the same slips."""
    luck, text = random.Random(seed), catalogue()
    read(text)
    for _ in range(40):
        lines = text.split("\n")
        at = luck.choice([luck.randrange(len(lines)), luck.randrange(4, 20), len(lines) - luck.randrange(1, 12)])
        what = luck.randrange(4)
        if what == 0:
            lines.insert(at, luck.choice(LINES))
        elif what == 1:
            del lines[at : at + luck.randrange(1, 8)]
        elif what == 2:
            lines[at] = luck.choice(LINES)
        else:
            lines[at] = lines[at].replace("第", "其").replace("有", "无")
        changed = "\n".join(lines)
        found = read(changed)
        assert found == whole(changed), f"line {at}, {what}"
        if isinstance(found, tuple):
            text = changed
        else:
            read(text)


#: Lines with a number before, and as somebody or something leaves them.
COUNTED = (
    ('    number: "5-1"', '    number: "5-2"'),
    ("    number: 5-1", "    number: 12"),
    ("    number: '5-1'", "    number: '5-22'"),
    ("    number: 5-1", '    number: "5-1"'),
    ("    number: 5-1", "    number: -"),
    ("    number: 5-1", "    number: 5-1: 2"),
    ("    number: 5-1", "   number: 5-2"),
    ("    number: 5-1\n      续行", "    number: 5-2\n      续行"),
    ("    note: |\n      number: 5-1", "    note: |\n      number: 5-2"),
    ("    note: '引文\n    number: 5-1\n      完'", "    note: '引文\n    number: 5-2\n      完'"),
    ("    more: {a: 甲,\n     number: 5-1\n     }", "    more: {a: 甲,\n     number: 5-2\n     }"),
    ("    more: [\n     5-1]", "    more: [\n     5-2]"),
    ('    note: "一\u2028二"\n    number: 5-1', '    note: "一\u2028二"\n    number: 5-2'),
    ("    number: 5-1\n    number: 5-1", "    number: 5-1\n    number: 5-2"),
)


@pytest.mark.parametrize("seed", range(24))
def test_numbers_that_changed_everywhere_read_as_if_all_were_read(seed: int) -> None:
    """Given another number at most exhibits (plain, quoted, or only seeming to be one): the same tree, or slips."""
    luck = random.Random(seed)
    kinds = COUNTED[:3] if seed % 2 else [*COUNTED[:3], luck.choice(COUNTED[3:])]
    chosen = [
        luck.choice(kinds) if luck.random() < 0.8 else ("    number: 5-1", "    number: 5-1") for _ in range(COUNT)
    ]
    chosen[luck.randrange(COUNT)] = kinds[-1]

    def text(side: int) -> str:
        parts = catalogue().split("    original: 有\n")
        return parts[0] + "".join(
            f"{one[side]}\n    original: 有\n{part}" for one, part in zip(chosen, parts[1:], strict=True)
        )

    assert read(text(0)) == whole(text(0))
    assert read(text(1)) == whole(text(1))
    assert read(text(0)) == whole(text(0))


def test_numbers_alone_are_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given 150 exhibits that all get another number, first key of their entry or not: nothing goes to the parser."""
    first = catalogue().replace("  - id: E", "  - number: 5-1\n    id: E")
    read(first)
    monkeypatch.setattr("lexcollect.yamltree.reading._composed", lambda *_: pytest.fail("parsed"))
    second = first.replace("number: 5-1", "number: 5-2")
    assert read(second) == whole(second)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end: str) -> None:
    """Given a catalogue from Windows, or with ends of an old Mac: an edit reads as all of it would."""
    first = catalogue().replace("\n", end)
    second = first.replace("第3号送货单", "另一名称")
    assert read(first) == whole(first)
    assert read(second) == whole(second)


def test_a_tree_that_is_remembered_is_not_changed_by_the_next() -> None:
    """Given three texts in turn, each a change of the last: the first still says what it said."""
    first = catalogue()
    kept, _ = parse_yaml(first, "a")
    assert kept is not None
    before = repr(kept.data), dict(kept.marks)
    for number in (5, 6, 7):
        read(first.replace(f"  - id: E{number}\n", f"  - id: E{number}\n    note: 新\n    date: 2024-01-0{number}\n"))
    assert (repr(kept.data), kept.marks) == before
