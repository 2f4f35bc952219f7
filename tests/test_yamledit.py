"""Writing back into a YAML text: one value changes, everything a person wrote around it stays as it was."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml

from lexcollect.yamledit import CannotEdit, Drop, Edit, EditFailed, Insert, Put, Unreadable, edited, get, quoted, scalar
from lexcollect.yamledit.edits import applied, same
from lexcollect.yamledit.layout import Layout
from lexcollect.yamltree import parse_yaml
from yaml_styles import TEXTS, Hand, any_tree, any_value, places

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted([*ROOT.glob("examples/*/案件.yaml"), *ROOT.glob("examples/*/证据目录.yaml")])
SEEDS = range(500)


def after(text: str, *edits: Edit) -> str:
    return edited(text.encode(), edits, "案件.yaml").raw.decode()


def read(raw: bytes) -> Any:
    tree, findings = parse_yaml(raw, "x")
    assert tree is not None, findings
    return tree.data


def lines_of(raw: bytes) -> list[bytes]:
    return raw.splitlines(keepends=True)


def changed_lines(old: bytes, new: bytes) -> tuple[int, int]:
    """Return how many lines went and how many came."""
    gone = come = 0
    for what, i1, i2, j1, j2 in SequenceMatcher(None, lines_of(old), lines_of(new), autojunk=False).get_opcodes():
        if what != "equal":
            gone, come = gone + i2 - i1, come + j2 - j1
    return gone, come


def written_lines(raw: bytes) -> list[bytes]:
    return [line for line in raw.splitlines() if line.strip()]


def remarks(raw: bytes) -> list[str]:
    return Layout(raw.decode("utf-8-sig")).remarks()


# --- one value -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "value", "behind"),
    [
        ("金额: 100\n", "200.00", "金额: 200.00\n"),
        ("金额: 100   # 见回单\n", "2000", "金额: 2000  # 见回单\n"),
        ("金额: 100      # 见回单\n", "2000", "金额: 2000     # 见回单\n"),
        ("金额:             # 见回单\n", "20", "金额: 20          # 见回单\n"),
        ("金额: 100 # 见回单\r\n# 下一条\r\n", "1", "金额: 1 # 见回单\r\n# 下一条\r\n"),
        ("金额: 100", "１００万", "金额: １００万"),
        ('金额: "1-1"\n', "1-2", '金额: "1-2"\n'),
        ("金额: '1-1'\n", "it's", "金额: 'it''s'\n"),
        ("金额: 见合同\n", "附言：货款 # 二", '金额: "附言：货款 # 二"\n'),
        ("金额: ~\n", "5", "金额: 5\n"),
        ("金额:\n", "5", "金额: 5\n"),
        ("金额: 5  # 待查\n", None, "金额:  # 待查\n"),
        ("金额: 分两\n  行\n", "一行", "金额: 一行\n"),
        ('金额: "分两\n  行"   # x\n', "一行", '金额: "一行"   # x\n'),
        ("金额: |  # 照抄\n  一\n  二\n\n# 后面\n", "三\n四\n", "金额: |  # 照抄\n  三\n  四\n\n# 后面\n"),
        ("金额: >-\n     一\n     二\n", "三\n四", "金额: >-\n     三\n\n     四\n"),
        ("金额: 一行\n", "二\n行", "金额: |-\n  二\n  行\n"),
    ],
)
def test_a_value_is_written_in_the_manner_of_the_one_it_replaces(before: str, value: str | None, behind: str) -> None:
    assert after(before, Put(("金额",), value)) == behind


def test_values_between_braces_and_brackets() -> None:
    text = "payments:\n  - {id: 一, amount: 100, memo: , evidence: [回单, 流水]}   # 首付款\n"
    assert after(
        text,
        Put(("payments", 0, "amount"), "200"),
        Put(("payments", 0, "memo"), "货款"),
        Put(("payments", 0, "evidence", 1), "a, b"),
    ) == ('payments:\n  - {id: 一, amount: 200, memo: 货款, evidence: [回单, "a, b"]}   # 首付款\n')


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_value_of_an_example_changes_alone(path: Path) -> None:
    """One line differs, and what is read differs in exactly this place; all values together move no remark."""
    raw = path.read_bytes()
    data = read(raw)
    assert edited(raw, [], path.name).raw == raw
    texts = [place for place, value in places(data) if place and (value is None or isinstance(value, str))]
    assert edited(raw, [Put(place, get(data, place)) for place in texts], path.name).raw == raw
    for place in texts[:: max(len(texts) // 40, 1)]:
        new = edited(raw, [Put(place, "改成 x：1")], path.name).raw
        assert changed_lines(raw, new) == (1, 1), place
        assert same(read(new), applied(data, Put(place, "改成 x：1")))
    changed = edited(raw, [Put(place, "改") for place in texts], path.name).raw
    assert all(get(read(changed), place) == "改" for place in texts)
    assert len(lines_of(changed)) == len(lines_of(raw)) and remarks(changed) == remarks(raw)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_any_hand_an_edit_leaves_the_rest_byte_for_byte(seed: int) -> None:
    rng = random.Random(seed)
    tree = any_tree(rng)
    raw = Hand(seed).write(tree)
    assert edited(raw, [], "x").raw == raw
    assert edited(raw, [Put((), tree)], "x").raw == raw
    found = places(tree)
    rng.shuffle(found)
    texts = [place for place, old in found if place and (old is None or isinstance(old, str))]
    for place in texts[:2]:
        _one_text(raw, tree, place, rng.choice(["改 了", "a: b 改", "1"]))
    for place, old in [(place, old) for place, old in found if isinstance(old, list)][:1]:
        _one_entry(raw, tree, place, old, rng)
    for place, old in [(place, old) for place, old in found if isinstance(old, dict)][:1]:
        _one_key(raw, tree, place, old, rng)
    for place, _ in [one for one in found if one[0]][:1]:
        _one_less(raw, tree, place)


def _one_text(raw: bytes, tree: Any, place: Any, value: str) -> None:
    put = Put(place, value)
    new = edited(raw, [put], "x")
    assert same(read(new.raw), applied(tree, put))
    layout = Layout(raw.decode("utf-8-sig"))
    spot = layout.spot(place)
    if spot.manner in ("|", ">"):
        behind = new.raw.decode("utf-8-sig")
        assert behind.startswith(layout.text[: spot.start]) and behind.endswith(layout.text[spot.end :])
    else:
        in_lines = len(layout.text[spot.start : spot.end].splitlines()) or 1
        assert changed_lines(raw, new.raw) == (in_lines, 1)
    assert remarks(new.raw) == remarks(raw)


def _one_entry(raw: bytes, tree: Any, place: Any, old: list[Any], rng: random.Random) -> None:
    insert = Insert(place, rng.randint(0, len(old)), (rng.choice([{"id": "新", "金额": "1"}, "新"]),))
    new = edited(raw, [insert], "x")
    assert same(read(new.raw), applied(tree, insert))
    assert changed_lines(raw, new.raw)[0] <= 1
    assert remarks(new.raw) == remarks(raw) and not new.lost
    back = edited(new.raw, [Drop((*place, insert.index))], "x").raw
    if old:  # in files that set some entries apart and others not, a blank line may have moved
        assert written_lines(back) == written_lines(raw)


def _one_key(raw: bytes, tree: Any, place: Any, old: dict[str, Any], rng: random.Random) -> None:
    put = Put((*place, "新键"), rng.choice(["值", ["a", "b"], None]), after=rng.choice([None, *old]))
    new = edited(raw, [put], "x")
    assert same(read(new.raw), applied(tree, put))
    assert changed_lines(raw, new.raw)[0] <= 1
    assert remarks(new.raw) == remarks(raw) and not new.lost


def _one_less(raw: bytes, tree: Any, place: Any) -> None:
    new = edited(raw, [Drop(place)], "x")
    assert same(read(new.raw), applied(tree, Drop(place)))
    left = list(remarks(raw))
    for lost in new.lost:
        left.remove(lost)
    assert sorted(left) == sorted(remarks(new.raw))
    layout = Layout(raw.decode("utf-8-sig"))
    entry = layout.chain(place)[-1]
    own = layout.text[layout.line_start(entry.start) : layout.body_end(entry, layout.column(entry.start))]
    assert all(lost in own for lost in new.lost)


@pytest.mark.parametrize("seed", range(0, 500, 10))
def test_any_value_for_any_other_in_any_hand(seed: int) -> None:
    """Texts, lists and mappings change places, several edits in a row; what is read is what was meant."""
    rng = random.Random(seed)
    tree: Any = any_tree(rng)
    raw = Hand(seed).write(tree)
    for _ in range(12):
        place = rng.choice([one for one, _ in places(tree) if one] or [("id",)])
        edit = rng.choice([Put(place, any_value(rng, rng.choice([0, 3, 4]))), Drop(place)])
        if isinstance(edit, Drop) and len(place) == 1 and len(tree) == 1:
            continue
        try:
            new = edited(raw, [edit], "x")
        except KeyError:
            assert isinstance(edit, Drop)
            continue
        assert read(new.raw) == new.data
        assert new.data == applied(tree, edit) or list(places(new.data))  # keys keep the order they had
        raw, tree = new.raw, new.data


def test_the_reader_in_python_gives_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C part, the same text comes out."""
    for seed in range(0, 500, 20):
        rng = random.Random(seed)
        tree = any_tree(rng)
        raw = Hand(seed).write(tree)
        edits = [Put(place, "新 值") for place, old in places(tree) if place and isinstance(old, str)][:4]
        with_c = edited(raw, edits, "x").raw
        with monkeypatch.context() as patch:
            patch.setattr("lexcollect.yamltree.reading._LOADER", yaml.SafeLoader)
            patch.setattr("lexcollect.yamledit.layout._LOADER", yaml.SafeLoader)
            assert edited(raw, edits, "x").raw == with_c


# --- facts come and go ---------------------------------------------------------------------------------------

CASE = """\
# 沈河案
parties:
  # 原告
  - id: 甲
    name: 甲公司   # 与执照一致
    # legal_rep: {name: 周某}

  # 被告
  - id: 乙
    name: 乙公司
    # phone:

# 付款：照抄回单
payments:
  - {id: 一, amount: 100}   # 首付款
  # 对方说是运费，待核
  - {id: 二, amount: 200}

notes: []
"""


def test_a_new_party_stands_behind_the_remarks_of_the_last_one_and_set_apart_like_the_others() -> None:
    new = after(CASE, Insert(("parties",), 2, ({"id": "丙", "name": "丙", "evidence": ["合同", "a: b"]},)))
    own = '\n  - id: 丙\n    name: 丙\n    evidence: [合同, "a: b"]\n'
    assert new == CASE.replace("    # phone:\n", "    # phone:\n" + own)


def test_a_new_payment_is_written_between_braces_like_its_neighbours() -> None:
    new = after(CASE, Insert(("payments",), 1, ({"id": "三", "amount": "5"},)))
    assert new == CASE.replace("# 首付款\n", "# 首付款\n  - {id: 三, amount: 5}\n")


def test_a_payment_goes_and_the_remark_above_it_is_named() -> None:
    gone = edited(CASE.encode(), [Drop(("payments", 1))], "案件.yaml")
    assert gone.raw.decode() == CASE.replace("  - {id: 二, amount: 200}\n", "")
    assert gone.kept == ("# 对方说是运费，待核",)
    assert gone.lost == ()


def test_a_party_goes_with_the_keys_that_were_switched_off_in_it() -> None:
    gone = edited(CASE.encode(), [Drop(("parties", 0))], "案件.yaml")
    start, end = CASE.index("  - id: 甲"), CASE.index("  # 被告")
    assert gone.raw.decode() == CASE[:start] + CASE[end:]
    assert gone.lost == ("# 与执照一致", "# legal_rep: {name: 周某}")
    assert gone.kept == ("# 原告",)


def test_the_last_fact_of_a_group_leaves_an_empty_list_that_can_be_filled_again() -> None:
    emptied = after(CASE, Drop(("payments", 1)), Drop(("payments", 0)))
    assert "payments: []\n  # 对方说是运费，待核\n" in emptied
    filled = after(emptied, Insert(("payments",), 0, ({"id": "三", "due": {"day": "2024-01-01"}},)))
    assert "payments:\n  - id: 三\n    due: {day: 2024-01-01}\n  # 对方" in filled
    assert read(filled.encode())["payments"] == [{"id": "三", "due": {"day": "2024-01-01"}}]


def test_a_new_group_stands_behind_the_one_it_follows() -> None:
    new = after(CASE, Put(("securities",), [{"id": "保证", "cap": "800000"}], after="parties"))
    own = "\nsecurities:\n  - id: 保证\n    cap: 800000\n"
    assert new == CASE.replace("    # phone:\n", "    # phone:\n" + own)


def test_a_fact_without_its_first_key_begins_with_the_next() -> None:
    assert after("a:\n  - id: x  # 代号\n    b: 1\n", Drop(("a", 0, "id"))) == "a:\n  - b: 1\n"
    assert after("a:\n  - id: x\n    # 说明\n    b: 1\n", Drop(("a", 0, "id"))) == "a:\n  -\n    # 说明\n    b: 1\n"


def test_a_list_replaced_by_another_keeps_the_remarks_beside_what_both_hold() -> None:
    text = "evidence:\n  - 合同  # 原件在原告处\n  - 订单\n  - 回单  # 银行盖章\n"
    new = after(text, Put(("evidence",), ["合同", "回单", "流水"]))
    assert new == "evidence:\n  - 合同  # 原件在原告处\n  - 回单  # 银行盖章\n  - 流水\n"


@pytest.mark.parametrize(
    "value",
    [
        "甲，乙",
        "甲，role：乙",
        "“好”",
        "a:b",
        "备注：x",
        "［甲］",
        "｛甲",
        "－甲",
        "＃x",
        "-x",
        "\u3000x",
        "锟斤拷",
        "\ufffd",
        "a，b: c",
    ],
)
def test_what_a_keyboard_would_slip_is_written_so_that_it_reads_back(value: str) -> None:
    text = "a: [x, z]\nb: {c: 1, d: 2}\ne: f\ng:\n  - h\nk: 'q'\nm: |\n  n\n"
    for place in [("a", 0), ("b", "c"), ("e",), ("g", 0), ("k",), ("m",)]:
        new = edited(text.encode(), [Put(place, value)], "x")
        assert get(new.data, place) == value
    assert get(edited(text.encode(), [Put(("a",), [value, value + "甲"])], "x").data, ("a",)) == [value, value + "甲"]


def test_a_file_without_a_last_line_end_stays_one() -> None:
    assert after("a:\n  - 1\n  - 2", Insert(("a",), 2, ("3",))) == "a:\n  - 1\n  - 2\n  - 3"
    assert after("a:\n  - 1\n  - 2", Drop(("a", 1))) == "a:\n  - 1"
    assert after("a: 1\nb: 2", Drop(("b",))) == "a: 1"


def test_brackets_over_several_lines_keep_their_remarks() -> None:
    text = "a: [x,   # 一\n    y,   # 二\n    z]   # 三\n"
    assert after(text, Drop(("a", 1))) == "a: [x,   # 一\n    z]   # 三\n"
    assert after(text, Insert(("a",), 3, ("w",))) == "a: [x,   # 一\n    y,   # 二\n    z, w]   # 三\n"


# --- what cannot be edited -----------------------------------------------------------------------------------


def test_a_text_that_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(Unreadable) as refused:
        edited("amount：3\n".encode(), [], "案件.yaml")
    assert [f.code for f in refused.value.findings] == ["LX-A006"]


def test_a_missing_place_is_a_key_error() -> None:
    for edit in (Put(("x", "y"), "1"), Drop(("x",)), Insert(("x",), 0, ("1",)), Put(("a", 3), "1"), Drop(("a", 3))):
        with pytest.raises(KeyError):
            edited(b"a: [b]\n", [edit], "x")


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("? a\n", Put(("a",), "x")),
        ("a: [b: c]\n", Put(("a", 0, "d"), "x")),
        ("a: [b: c]\n", Drop(("a", 0, "b"))),
        ("a: b\n", Put((), {"c": "d"})),
    ],
)
def test_forms_that_are_not_edited_are_refused(text: str, edit: Edit) -> None:
    if edit == Put((), {"c": "d"}):
        assert after(text, edit) == "c: d\n"
        return
    with pytest.raises(CannotEdit):
        after(text, edit)


@pytest.mark.parametrize("text", [*TEXTS, "\u2028", "\ufeff", "\x85", "\x7f", "a\tb", "𠮷", "\U0001f4b0", "a\u200bb"])
def test_a_text_written_as_a_value_reads_back_unchanged(text: str) -> None:
    for written in (scalar(text), quoted(text)):
        if written:
            assert read(f"a: {written}\nb: [{written}]\nc: {{d: {written}}}\n".encode()) == {
                "a": text,
                "b": [text],
                "c": {"d": text},
            }


def test_half_a_character_is_a_programming_mistake() -> None:
    with pytest.raises(EditFailed):
        edited(b"a: b\n", [Put(("a",), "\ud83d")], "x")
