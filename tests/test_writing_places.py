"""Changes by place: a fact is found by its id, a key in either language, and only what was asked for changes."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from case_hands import EXAMPLES, changed_places, facts, typed
from lexcollect.casefile import parse_case
from lexcollect.findings import Refused
from lexcollect.layout import CASE, CATALOGUE
from lexcollect.matter.sources import Sources
from lexcollect.matter.writing import revise
from lexcollect.yamledit.changes import Add, Change, Remove, Set

STEEL = EXAMPLES[0].read_bytes()
EXHIBITS = (EXAMPLES[0].parent / "证据目录.yaml").read_bytes()
#: Texts that may change without a check finding fault.
FREE = ("goods", "memo", "note", "phone", "content", "quantity", "tied_to", "clause")


def after(raw: bytes, *changes: Change) -> bytes:
    return revise(Sources(raw), case=changes).sources.case


def lines(old: bytes, new: bytes) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came."""
    was, now = old.decode().splitlines(), new.decode().splitlines()
    gone: list[str] = []
    come: list[str] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what != "equal":
            gone, come = gone + was[i1:i2], come + now[j1:j2]
    return gone, come


def refusal(*changes: Change, raw: bytes = STEEL) -> list[str]:
    with pytest.raises(Refused) as refused:
        after(raw, *changes)
    return [f.code for f in refused.value.findings]


# --- the steel matter ------------------------------------------------------------------------------------------


def test_the_second_payment_was_less() -> None:
    gone, come = lines(STEEL, after(STEEL, Set(("payments", "付款二", "amount"), Decimal("140000.00"))))
    assert [line.replace("150000.00", "140000.00") for line in gone] == come
    assert "id: 付款二" in come[0] and "amount: 140000.00" in come[0]


def test_places_are_told_in_either_language_and_by_position() -> None:
    english = after(STEEL, Set(("payments", "付款二", "amount"), "1"))
    assert (
        english == after(STEEL, Set(("付款", "付款二", "金额"), "1")) == after(STEEL, Set(("payments", 1, "金额"), "1"))
    )


def test_a_new_key_stands_where_the_case_file_has_it() -> None:
    gone, come = lines(STEEL, after(STEEL, Set(("parties", "津渤", "email"), "a@example.cn")))
    assert (gone, come) == ([], ['    email: "a@example.cn"'])
    text = after(STEEL, Set(("parties", "津渤", "email"), "a@example.cn")).decode()
    assert text.index("phone: 022-00000018") < text.index("email:") < text.index("service_address:")


def test_a_new_payment_of_a_day_and_an_amount() -> None:
    fact = {
        "id": "付款三",
        "date": date(2026, 1, 5),
        "amount": Decimal("1000"),
        "payer": "沈河",
        "evidence": ["回单0105"],
    }
    new = after(STEEL, Add(("payments",), fact))
    own = "  - {id: 付款三, date: 2026-01-05, amount: 1000, payer: 沈河, evidence: [回单0105]}"
    assert lines(STEEL, new) == ([], [own])
    old_case, new_case = parse_case(STEEL).case, parse_case(new).case
    assert old_case and new_case
    assert new_case.payments[:2] == old_case.payments and new_case.payments[2].amount == 1000


def test_a_group_that_was_not_there_yet_is_spelled_like_its_neighbours() -> None:
    cost = {"kind": "公证费", "amount": "800"}
    assert (
        "costs:\n  - kind: 公证费\n    amount: 800\n"
        in after(STEEL.replace(b"\ncosts:", b"\nx_costs:"), Add(("costs",), cost)).decode()
    )
    chinese = "格式: lexcollect/case/1\n案名: 甲\n当事人:\n  - 编号: 乙\n    身份: 债务人\n".encode()
    assert (
        after(chinese, Add(("costs",), cost)).decode() == chinese.decode() + "费用:\n  - 类型: 公证费\n    金额: 800\n"
    )
    assert after(chinese, Set(("parties", "乙", "phone"), "1")).decode() == chinese.decode() + "    电话: 1\n"


def test_a_key_below_a_key_that_is_not_there_yet() -> None:
    text = "schema: x\nsettlement:\n  note: 甲\n".encode()
    new = after(text, Set(("choices", "letter", "days"), "15"))
    assert new.decode() == text.decode() + "choices:\n  letter: {days: 15}\n"


def test_exhibits_of_a_fact_come_and_go_however_they_are_written() -> None:
    assert "evidence: [回单0714, 流水]" in after(STEEL, Add(("payments", "付款一", "evidence"), "流水")).decode()
    text = STEEL.replace("evidence: 回单0714".encode(), "evidence: 回单0714、流水".encode())
    assert "evidence: [回单0714]" in after(text, Remove(("payments", "付款一", "evidence", "流水"))).decode()
    assert (
        "evidence: [回单0714, 对账单]"
        in after(text, Set(("payments", "付款一", "evidence", "流水"), "对账单")).decode()
    )


def test_what_comes_later_finds_what_came_before() -> None:
    new = after(
        STEEL,
        Add(("payments",), {"id": "付款三", "date": "2026-01-05", "amount": "1"}),
        Set(("payments", "付款三", "amount"), "2"),
        Remove(("payments", "付款一")),
        Set(("payments", 0, "memo"), "货款"),
    )
    case = parse_case(new).case
    assert case is not None
    assert [(p.id, p.memo) for p in case.payments] == [("付款二", "货款"), ("付款三", "")]
    assert case.payments[1].amount == 2


def test_the_catalogue_is_changed_by_the_same_road() -> None:
    revision = revise(
        Sources(STEEL, EXHIBITS),
        catalogue=[
            Set(("items", "合同", "number"), "2-9"),
            Set(("groups", "3", "title"), "交货"),
            Add(("items", "合同", "files"), "合同附页.pdf"),
            Add(("left_out",), {"file": "草稿.docx", "reason": "草稿"}),
        ],
    )
    assert set(revision.after) == {CATALOGUE}
    gone, come = lines(EXHIBITS, revision.after[CATALOGUE])
    assert len(gone) == 3 and len(come) == 5
    assert [(one.place, one.old, one.new) for one in revision.differences] == [
        (("groups", "3", "title"), "交货与开票", "交货"),
        (("items", "合同", "number"), "2-1", "2-9"),
        (("items", "合同", "files", "合同附页.pdf"), None, "合同附页.pdf"),
        (("left_out", "草稿.docx"), None, {"file": "草稿.docx", "reason": "草稿"}),
    ]


def test_remarks_above_and_in_a_fact_that_goes_are_told() -> None:
    lease = EXAMPLES[1].read_bytes()
    revision = revise(Sources(lease), case=[Remove(("communications", "催告冯"))])
    assert [f.code for f in revision.findings] == ["LX-W020"]
    assert "证明力弱" in revision.findings[0].message("zh")
    party = revise(Sources(STEEL), case=[Remove(("parties", "郑样例"))])
    assert {f.code for f in party.findings} == {"LX-W021"}


def test_a_missing_a_double_and_an_odd_place_are_findings() -> None:
    assert refusal(Set(("payments", "付款九", "amount"), "1")) == ["LX-W010"]
    assert refusal(Set(("payments", 9, "amount"), "1")) == ["LX-W010"]
    assert refusal(Set(("payments", "付款一", "amuont"), "1")) == ["LX-W010"]
    assert refusal(Set(("payments", "付款一", "amount", "x"), "1")) == ["LX-W010"]
    assert refusal(Remove(("payments", "付款一", "kind"))) == ["LX-W010"]
    assert refusal(Add(("matter",), "x")) == ["LX-W010"]
    assert refusal(Add(("payments",), {"id": "x"}, at=7)) == ["LX-W010"]
    double = STEEL.replace("id: 付款二".encode(), "id: 付款一".encode())
    assert refusal(Set(("payments", "付款一", "amount"), "1"), raw=double) == ["LX-W011"]
    odd = "schema: x\npayments: [id: 甲]\n".encode()
    assert refusal(Set(("payments", "甲", "amount"), "1"), raw=odd) == ["LX-W012"]
    assert refusal(Set(("matter",), "x"), raw="amount：3\n".encode()) == ["LX-A006"]


def test_a_float_is_a_programming_mistake() -> None:
    with pytest.raises(TypeError):
        after(STEEL, Set(("payments", "付款一", "amount"), 0.1))


# --- five hundred hands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(500))
def test_in_any_hand_one_value_changes_and_nothing_else(seed: int) -> None:
    raw, _ = typed(seed)
    rng = random.Random(seed)
    loaded = parse_case(raw)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    assert revise(Sources(raw)).sources.case == raw
    place = rng.choice([p for p, value in facts(loaded.case).items() if p[-1] in FREE and value not in ("", None)])
    assert after(raw, Set(place, _text_at(raw, place))) == raw
    new = after(raw, Set(place, "改过的 文字，第二"))
    case = parse_case(new).case
    assert case is not None
    assert changed_places(loaded.case, case) == {place: "改过的 文字，第二"}
    gone, come = lines(raw, new)
    assert (len(gone), len(come)) == (1, 1) or _was_long(raw, place)


@pytest.mark.parametrize("seed", range(0, 500, 2))
def test_in_any_hand_a_payment_comes_and_goes(seed: int) -> None:
    raw, _ = typed(seed)
    rng = random.Random(seed)
    old = parse_case(raw).case
    assert old is not None
    at = rng.randint(0, len(old.payments))
    fact: dict[str, Any] = {"id": "新付款", "date": date(2026, 1, 5), "amount": Decimal("1.50"), "memo": "a: b"}
    added = after(raw, Add(("payments",), fact, at))
    case = parse_case(added).case
    assert case is not None
    assert [p.id for p in case.payments] == [
        *(p.id for p in old.payments[:at]),
        "新付款",
        *(p.id for p in old.payments[at:]),
    ]
    assert case.payments[at].amount == Decimal("1.50") and case.payments[at].memo == "a: b"
    gone = after(added, Remove(("payments", "新付款")))
    back = parse_case(gone).case
    assert back is not None and changed_places(old, back) == {}
    assert [line for line in gone.splitlines() if line.strip()] == [line for line in raw.splitlines() if line.strip()]


def _text_at(raw: bytes, place: tuple[Any, ...]) -> Any:
    from lexcollect.casefile.places import case_keys
    from lexcollect.yamledit import find, get
    from lexcollect.yamltree import parse_yaml

    tree, _ = parse_yaml(raw, "x")
    assert tree is not None
    return get(tree.data, find(tree.data, place, case_keys()).path)


def _was_long(raw: bytes, place: tuple[Any, ...]) -> bool:
    """Whether the value stood on more than one line."""
    from lexcollect.casefile.places import case_keys
    from lexcollect.yamledit import find
    from lexcollect.yamledit.layout import Layout
    from lexcollect.yamltree import parse_yaml

    tree, _ = parse_yaml(raw, "x")
    assert tree is not None
    layout = Layout(raw.decode("utf-8-sig"))
    spot = layout.spot(find(tree.data, place, case_keys()).path)
    return layout.line_start(spot.start) != layout.line_start(spot.end)


def test_the_examples_are_files_of_this_kind() -> None:
    assert all(path.name == Path(CASE).name for path in EXAMPLES)
