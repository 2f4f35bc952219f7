"""A large catalogue that is edited: the text, and the remarks told, are those of looking at all of it."""

from __future__ import annotations

import random

import pytest

from lexcollect.evidence.places import catalogue_keys
from lexcollect.findings import Refused
from lexcollect.yamledit import Drop, Edited, Insert, Put, edited, editing
from lexcollect.yamledit.changes import Change, Set, changed
from lexcollect.yamledit.edits import Edit
from lexcollect.yamledit.window import window_of
from lexcollect.yamltree.reading import _composed

NAME = "证据目录.yaml"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of two hundred entries counts as large."""
    monkeypatch.setattr("lexcollect.yamledit.window.LARGE", 0)
    monkeypatch.setattr(editing, "LARGE", 0)
    monkeypatch.setattr("lexcollect.yamledit.window._WIDE", 30)


def catalogue(count: int = 200) -> bytes:
    """Return a catalogue with remarks beside, above and below its exhibits."""
    entries = (
        (f"  # 第{n}号之前\n" if n % 7 == 0 else "")
        + f"  - id: E{n}\n    title: 第{n}号送货单"
        + ("  # 待核对\n" if n % 5 == 0 else "\n")
        + f'    original: 有\n    files: ["送货单{n}.pdf"]\n'
        + ("    # purpose: 以后再写\n" if n % 11 == 0 else "")
        for n in range(count)
    )
    tail = "\n# 其余的文件\nleft_out:\n  - file: 甲.pdf\n    reason: 重复\n"
    return ("schema: lexcollect/catalogue/1\n\nitems:\n" + "".join(entries) + tail).encode()


def some(luck: random.Random) -> Edit:
    """Return an edit as the page makes them."""
    at = luck.choice((0, 1, 199, 198, luck.randrange(200)))
    return luck.choice(
        (
            Put(("items", at, "title"), "改过的名称"),
            Put(("items", at, "purpose"), "证明：交货", "title"),
            Put(("items", at, "files"), ["甲 1.pdf", "乙.pdf"]),
            Drop(("items", at)),
            Drop(("items", at, "original")),
            Insert(("items",), at, ({"id": "新", "title": "插入"},)),
            Insert(("items",), 200, ({"id": "新", "title": "末尾"},)),
            Put(("left_out", 0, "reason"), "无关"),
        )
    )


def looked_at_whole(raw: bytes, edits: list[Edit], monkeypatch: pytest.MonkeyPatch) -> Edited:
    """Return what comes of the edits when every one looks at the whole text."""
    with monkeypatch.context() as one:
        one.setattr(editing, "window_of", lambda *_: None)
        return edited(raw, edits, NAME)


@pytest.mark.parametrize("seed", range(40))
def test_an_edit_in_a_window_writes_what_the_whole_would_have_become(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given up to three edits anywhere in a list of 200: the same bytes, values, and remarks that went or stayed."""
    luck, raw = random.Random(seed), catalogue()
    edits = [some(luck)]
    if seed % 2:
        edits += [Put(("items", luck.randrange(150), "title"), f"另一名称{n}") for n in range(2)]
    assert edited(raw, edits, NAME) == looked_at_whole(raw, edits, monkeypatch)


@pytest.mark.parametrize("seed", range(6))
def test_a_group_counted_anew_writes_what_the_whole_would_have_become(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given many exhibits that change at once, near and far: the same bytes, values and remarks."""
    luck, raw = random.Random(seed), catalogue()
    chosen = sorted(luck.sample(range(200), luck.choice((5, 40, 150))))
    edits: list[Edit] = [Put(("items", at, "title"), f"第{at}号") for at in chosen]
    luck.shuffle(edits)
    assert edited(raw, edits, NAME) == looked_at_whole(raw, edits, monkeypatch)


#: How the number of an exhibit may stand; the last holds what is no number to every reader.
NUMBERS = (
    '    number: "2-{n}"\n',
    "    number: 2-{n}\n",
    "    number: '2-{n}'\n",
    '    number: "2-{n}"   # 待核对\n',
    "    number:   2-{n}\n",
    "    number: |-\n      2-{n}\n",
    "    number:\n      2-{n}\n",
    "    number: 2-\n",
)


@pytest.mark.parametrize("seed", range(16))
def test_numbers_counted_anew_write_what_the_whole_would_have_become(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given numbers that stand in many manners, most of them and some titles typed anew: the same bytes and remarks.

    Given the same text read by somebody who knows nothing of it: the same values.
    """
    luck = random.Random(seed)
    parts = catalogue().decode().split("    original: 有\n")
    own = [luck.choice(NUMBERS[: luck.choice((2, 3, 8))]).format(n=n) for n in range(len(parts) - 1)]
    raw = (
        parts[0] + "".join(f"{one}    original: 有\n{part}" for one, part in zip(own, parts[1:], strict=True))
    ).encode()
    chosen = luck.sample(range(200), 150)
    edits: list[Edit] = [Put(("items", at, "number"), f"3-{n}") for n, at in enumerate(chosen)]
    edits[70:70] = [
        Put(("items", luck.randrange(200), "title"), luck.choice(("5", "改过", "一\n二"))) for _ in range(3)
    ]
    edits.append(Put(("items", chosen[0], "number"), luck.choice(("9-9", "待定", "", None))))
    found = edited(raw, edits, NAME)
    with monkeypatch.context() as one:
        one.setattr(editing, "with_numbers", lambda text, step, name: (text, step, None))
        assert found == looked_at_whole(raw, edits, monkeypatch)
    read, _ = _composed(found.raw, NAME)
    assert read is not None
    assert read.data == found.data


def test_names_are_found_again_after_other_keys_of_their_entries_changed() -> None:
    """Given 200 exhibits that get new numbers one after the other, one renamed and one called twice: each is found."""
    keys = catalogue_keys()
    text = ("items:\n" + "".join(f"  - id: E{n}\n    number: 1-{n + 1}\n" for n in range(200))).encode()
    changes: list[Change] = [Set(("items", f"E{n}", "number"), f"2-{200 - n}") for n in range(200)]
    changes[100:100] = [Set(("items", "E7", "id"), "X7")]
    after = changed(text, changes[:150], keys, NAME)
    assert isinstance(after.data, dict)
    assert [one["number"] for one in after.data["items"][:2]] == ["2-200", "2-199"]
    assert after.data["items"][7]["id"] == "X7"
    with pytest.raises(Refused) as gone:
        changed(text, [*changes[:150], Set(("items", "E7", "number"), "3-1")], keys, NAME)
    assert [one.code for one in gone.value.findings] == ["LX-W010"]
    with pytest.raises(Refused) as twice:
        changed(text, [Set(("items", "E7", "id"), "E8"), Set(("items", "E8", "number"), "3-1")], keys, NAME)
    assert [one.code for one in twice.value.findings] == ["LX-W011"]


def test_an_edit_of_one_exhibit_looks_at_its_neighbours_only() -> None:
    """Given 200 exhibits, one of them renamed: the text looked at is that of some neighbours."""
    window = window_of(catalogue().decode(), NAME, [Put(("items", 100, "title"), "新名称")])
    assert window is not None
    assert len(window.text) < 3000
    assert "id: E100" in window.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("items:\n", "items: # 证据\n"),
        ("  - id: E0\n", "  -\n    id: E0\n"),
        ("\n", "\r\n"),
    ],
)
def test_what_is_written_otherwise_is_looked_at_whole(before: str, after: str) -> None:
    """Given a remark behind the key, a dash on a line of its own, or ends of another system: no window, same edit."""
    text = catalogue().decode().replace(before, after)
    put = Put(("items", 3, "title"), "新名称")
    assert window_of(text, NAME, [put]) is None
    assert "新名称" in edited(text.encode(), [put], NAME).raw.decode()


def test_an_exhibit_between_braces_in_a_large_list() -> None:
    """Given an exhibit between braces on two lines among 200: its title is changed where it stands."""
    text = (
        catalogue()
        .decode()
        .replace("  - id: E150\n    title: 第150号送货单  # 待核对\n", "  - {id: E150,\n     title: 名称}\n")
    )
    text = text.replace('     title: 名称}\n    original: 有\n    files: ["送货单150.pdf"]\n', "     title: 名称}\n")
    put = Put(("items", 150, "title"), "新名称")
    assert "title: 新名称" in edited(text.encode(), [put], NAME).raw.decode()
