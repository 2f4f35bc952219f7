"""The page of all keys of a case file, written from the models.

Run ``python docs/case_file.py`` to write ``docs/case-file.md`` anew; a test compares.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from lexcollect.casefile.kinds import WORDS
from lexcollect.casefile.labels import labels_of
from lexcollect.casefile.models import SCHEMA, Case, Fact
from lexcollect.cn.rates import Rate

PAGE = Path(__file__).resolve().parent / "case-file.md"
HEAD = f"""<!-- Written by `python docs/case_file.py`; do not edit. -->

# 案件文件的全部键 · All keys of a case file

第一行写 `schema: {SCHEMA}`。键写英文或中文都可以，顿号隔开的几种中文写法同样识别；选择项也可以写中文。
带 ● 的必填。怎样使用见[使用说明](guide.zh-CN.md)。

The first line is `schema: {SCHEMA}`. Keys may be written in English or in Chinese, in any of the spellings given;
so may the choices. ● is required. How to use it: [guide](guide.md).
"""
PLAIN = {
    Decimal: "金额（元） amount in yuan",
    date: "日期 date",
    bool: "是、否 yes or no",
    int: "整数 whole number",
    Rate: "如 每日万分之五 a rate, such as 0.05%/日",
    str: "文字 text",
}


def page() -> str:
    """Return the page: the whole case first, then every group in the order in which it is met."""
    parts = [HEAD]
    for key, model in groups():
        title = f"`{key}`　{labels_of('Case', key)[0] if key in Case.model_fields else model_label(key)}"
        doc = " ".join((model.__doc__ or "").split())
        parts.append(
            "\n".join(
                [
                    f"## {title if key else '案件 · the case'}",
                    "",
                    doc,
                    "",
                    "| 键 key | 中文写法 | ● | 内容 value |",
                    "|---|---|---|---|",
                    *rows(model),
                ]
            )
            + "\n"
        )
    return "\n".join(parts)


def groups() -> Iterator[tuple[str, type[Fact]]]:
    """Yield every group once: the case, its groups, and right after each group what is nested in it."""
    seen: set[type[Fact]] = set()

    def walk(key: str, model: type[Fact]) -> Iterator[tuple[str, type[Fact]]]:
        if model not in seen:
            seen.add(model)
            yield key, model
            for name, hint in fields(model):
                if inner := model_in(hint):
                    yield from walk(name, inner)

    return walk("", Case)


def fields(model: type[Fact]) -> Iterator[tuple[str, typing.Any]]:
    """Yield (key, annotation) of ``model`` without the place in the file."""
    for name, info in model.model_fields.items():
        if name != "where":
            yield info.alias or name, info.annotation


def rows(model: type[Fact]) -> Iterator[str]:
    """Yield one line of the table a key."""
    needed = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
    for key, hint in fields(model):
        chinese = "、".join(labels_of(model.__name__, key))
        yield f"| `{key}` | {chinese} | {'●' if key in needed else ''} | {value(key, hint)} |"


def value(key: str, hint: typing.Any) -> str:
    """Return what may stand after ``key``."""
    many = "，可写多项 list" if any(typing.get_origin(part) is tuple for part in parts_of(hint)) else ""
    if model := model_in(hint):
        first = next(k for k, m in groups() if m is model)
        return f"见 see `{first}`{many}"
    kind = next(part for part in parts_of(hint) if isinstance(part, type) and part is not type(None))
    if issubclass(kind, StrEnum):
        return "<br>".join(f"`{member}` {'、'.join(words)}" for member, words in WORDS[kind].items()) + many
    if key in ("evidence", "covers", "against"):
        return {"evidence": "证据目录的 id"}.get(key, "编号 ids") + many
    return PLAIN[kind] + many


def model_in(hint: typing.Any) -> type[Fact] | None:
    """Return the group of facts inside an annotation, if any."""
    return next((part for part in parts_of(hint) if isinstance(part, type) and issubclass(part, Fact)), None)


def model_label(key: str) -> str:
    """Return the Chinese name of a nested group."""
    return (labels_of("", key) or ("",))[0]


def parts_of(hint: typing.Any) -> Iterator[typing.Any]:
    """Yield an annotation and everything inside it."""
    yield hint
    for inner in typing.get_args(hint):
        yield from parts_of(inner)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
