"""Keys: how the keys of a catalogue are called, in English and in Chinese.

Owns both spellings and the way from a catalogue with Chinese keys (编号、名称、证明对象) to one with the English keys
that every reader knows, places and all. Knows no value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lexcollect.wording import Lang, language
from lexcollect.yamltree import Path_, Tree

#: The keys of a catalogue, of a group, an exhibit, a file left out and a decision, in the order in which they are
#: written; of each its Chinese label first, then what else people write.
TOP: Mapping[str, tuple[str, ...]] = {
    "schema": ("格式",),
    "groups": ("分组", "组别"),
    "items": ("证据", "证据清单"),
    "left_out": ("不提交", "不提交的文件"),
    "decisions": ("提交决定", "决定"),
}
GROUP: Mapping[str, tuple[str, ...]] = {"number": ("序号", "组号"), "title": ("名称", "组名")}
ITEM: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "代号"),
    "number": ("序号", "证据序号"),
    "title": ("名称", "证据名称"),
    "date": ("日期", "形成日期"),
    "date_source": ("日期来源",),
    "kind": ("种类", "证据种类"),
    "working_source": ("内部来源", "材料来源"),
    "source": ("来源", "证据来源"),
    "purpose": ("证明对象", "证明目的", "证明内容"),
    "original": ("原件",),
    "proof": ("证明类型",),
    "files": ("文件",),
    "excerpt": ("节选", "节选消息"),
    "turned": ("转正", "转正的页"),
    "pages_left_out": ("略去页", "不付印的页", "略去的页"),
    "collected_by": ("采集人", "采集人员"),
    "collected_on": ("采集时间", "采集日期"),
    "collected_from": ("采集设备或账号", "采集设备", "采集账号"),
    "collected_with": ("采集工具", "采集软件"),
    "collected_how": ("采集方法", "采集步骤"),
    "carrier": ("原始载体",),
    "withdrawn": ("撤回", "撤回日期"),
    "withdrawn_why": ("撤回理由", "撤回原因"),
}
LEFT: Mapping[str, tuple[str, ...]] = {"file": ("文件",), "reason": ("原因",), "note": ("备注", "说明")}
DECISION: Mapping[str, tuple[str, ...]] = {
    "file": ("文件",),
    "about": ("事项", "决定事项"),
    "decision": ("决定",),
    "by": ("决定人",),
    "date": ("日期",),
    "why": ("理由", "原因"),
}
#: What stands in the entries of each list.
LISTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "groups": GROUP,
    "items": ITEM,
    "left_out": LEFT,
    "decisions": DECISION,
}


def label_of(key: str) -> str:
    """Return the Chinese name of a key, or the key itself."""
    return next((keys[key][0] for keys in (TOP, ITEM, LEFT, DECISION) if key in keys), key)


def called(key: str, lang: Lang | None = None) -> str:
    """Return a key as a catalogue for a reader of ``lang`` writes it."""
    return label_of(key) if (lang or language()) == "zh" else key


def spellings(keys: Iterable[str], of: Mapping[str, tuple[str, ...]]) -> Sequence[str]:
    """Return the words that may stand for ``keys`` in the language of the reader."""
    return [of[key][0] if language() == "zh" else key for key in keys]


def in_english(tree: Tree) -> Tree:
    """Return ``tree`` with English keys at the same places; a key that is written twice, or unknown, stays."""
    if not isinstance(tree.data, dict):
        return tree
    names: dict[Path_, Path_] = {}
    data: dict[str, Any] = {}
    for written, key in _renamed(tree.data, TOP).items():
        names[(written,)] = (key,)
        value, keys = tree.data[written], LISTS.get(key)
        if keys is not None and isinstance(value, list):
            entries: list[Any] = []
            for at, entry in enumerate(value):
                known = _renamed(entry, keys) if isinstance(entry, dict) else {}
                names |= {(written, at, inner): (key, at, name) for inner, name in known.items()}
                entries.append({name: entry[inner] for inner, name in known.items()} if known else entry)
            value = entries
        data[key] = value
    if all(old == new for old, new in names.items()):
        return tree
    moved = {_moved(path, names): mark for path, mark in tree.marks.items()}
    return replace(tree, data=data, marks=moved, bare=frozenset(_moved(path, names) for path in tree.bare))


#: English keys by every spelling, of each list of keys.
_SPELLED = {
    id(keys): {spelling: key for key, labels in keys.items() for spelling in (key, *labels)}
    for keys in (TOP, *LISTS.values())
}


def _renamed(entry: Mapping[str, Any], keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return what each key of ``entry`` is called in English, in the order in which they stand."""
    known = _SPELLED[id(keys)]
    out: dict[str, str] = {}
    for written in entry:
        key = known.get(written.strip(), written)
        out[written] = written if key in out.values() or (key != written and key in entry) else key
    return out


def _moved(path: Path_, names: Mapping[Path_, Path_]) -> Path_:
    """Return where a place stands after its keys were renamed."""
    inner = names.get(path[:3])
    if len(path) > 2 and inner is not None:
        return (*inner, *path[3:])
    first = names.get(path[:1])
    return (*first, *path[1:]) if first is not None else path
