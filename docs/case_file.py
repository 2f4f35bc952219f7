"""The page of all keys of a case file, written from the models.

Run ``python docs/case_file.py`` to write ``docs/case-file.md`` anew; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexcollect.casefile.english import content_of, meaning_of
from lexcollect.casefile.facts import Fact, Field, fields_of
from lexcollect.casefile.labels import labels_of
from lexcollect.casefile.models import SCHEMA, Case

PAGE = Path(__file__).resolve().parent / "case-file.md"
HEAD = f"""<!-- Written by `python docs/case_file.py`; do not edit. -->

# 案件文件的全部键 · All keys of a case file

第一行写 `schema: {SCHEMA}`。键写英文或中文都可以，顿号隔开的几种中文写法同样识别；选择项也可以写中文。
带 ● 的必填。怎样使用见[使用说明](guide.zh-CN.md)。

The first line is `schema: {SCHEMA}`. Keys may be written in English or in Chinese, in any of the spellings given;
so may the choices. ● is required. How to use it: [guide](guide.md).
"""
TOP = {field.key for field in fields_of(Case)}


def page() -> str:
    """Return the page: the whole case first, then every group in the order in which it is met."""
    parts = [HEAD]
    for key, model in groups():
        title = f"`{key}`　{labels_of('Case', key)[0] if key in TOP else model_label(key)}"
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
            for field in fields_of(model):
                if field.model is not None:
                    yield from walk(field.key, field.model)

    return walk("", Case)


def rows(model: type[Fact]) -> Iterator[str]:
    """Yield one line of the table a key."""
    for field in fields_of(model):
        chinese = "、".join(labels_of(model.__name__, field.key))
        yield f"| `{field.key}` | {chinese} | {'●' if field.required else ''} | {value(field)}{meaning(model, field)} |"


def value(field: Field) -> str:
    """Return what may stand after a key."""
    many = "，可写多项 list" if field.many else ""
    if field.model is not None:
        first = next(key for key, model in groups() if model is field.model)
        return f"见 see `{first}`{many}"
    if field.kind is not None:
        return "<br>".join(f"`{member}` {'、'.join(member.words)}" for member in field.kind) + many
    return " ".join(content_of(field)) + many


def meaning(model: type[Fact], field: Field) -> str:
    """Return what a key means, where that is easily taken for something else."""
    found = meaning_of("" if model is Case else model.__name__, field.key)
    return f"<br>{found.zh}。<br>{found.en}." if found else ""


def model_label(key: str) -> str:
    """Return the Chinese name of a nested group."""
    return (labels_of("", key) or ("",))[0]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
