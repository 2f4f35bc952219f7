"""Skeleton: the parts of a first 案件.yaml (``templates/matter/case.yaml``), in the language of the user.

Owns the parts and their rendering: keys become the labels of the case file, choices the words of their kind, remarks
the half that is meant for the reader. Which parts a matter needs, and with what, is told by ``matter.outline``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Template

from lexcollect.casefile.facts import Fact, Field, fields_of
from lexcollect.casefile.labels import label_of
from lexcollect.casefile.models import Case
from lexcollect.patterns import regex
from lexcollect.resources import resource
from lexcollect.wording import Lang

_PART = regex(r"^%% (\S+)$")
#: Where the remark for the other language begins.
_OTHER = " ‖ "
_KEY = regex(r"([a-z][a-z_]*):(?= |$)")
#: A line with a key: behind a mark of an optional paragraph, its blanks, a dash.
_LINE = regex(r"^(?P<off># )?(?P<blanks> *)(?P<inner># )?(?P<dash>- )?(?P<body>[a-z][a-z_]*:(?: .*)?)$")
#: Parts of a group whose keys stand in the part before: the group they go on with.
_GOES_ON = {
    "party": "parties",
    "rep": "parties",
    "domicile": "parties",
    "bank": "parties",
    "tie": "parties",
    "contract": "contracts",
    "guarantee": "securities",
}


#: What a receivable is for, as ``matter.outline`` fills it in.
_FOR = ("货物", "服务内容", "货物或服务")


@cache
def _parts(file: str) -> Mapping[str, str]:
    """Return the text of every part of a file by its name."""
    out: dict[str, list[str]] = {}
    for line in (resource("templates") / "matter" / file).read_text("utf-8").splitlines():
        found = _PART.match(line)
        if found:
            lines = out.setdefault(found[1], [])
        else:
            lines.append(line)
    return {name: "\n".join(lines) + "\n" for name, lines in out.items()}


def part(name: str, lang: Lang, /, *, off: bool = False, file: str = "case.yaml", **values: str) -> str:
    """Return the part ``name`` with ``values`` (already YAML) filled in; ``off`` makes it an optional paragraph.

    ``file`` is another one with parts of a case: ``creditor.yaml`` is what all papers of a ledger share.
    """
    text = _parts(file)[name]
    if off:
        text = "".join(f"# {line}\n" if line and line[:1] != "#" else f"{line}\n" for line in text.splitlines())
    group = _GOES_ON.get(re.split(r"[._]", name)[0], "") if name != "contract" else ""
    said = "\n".join(_said(line, lang) for line in text.splitlines()) + "\n"
    return Template(said if lang == "en" else in_chinese(said, group)).substitute(values)


def is_own_remark(remark: str) -> bool:
    """Tell whether ``remark`` (from its #) is one that a first case file came with, in either language."""
    return any(pattern.fullmatch(remark.strip()) for pattern in _own_remarks())


@cache
def _own_remarks() -> tuple[re.Pattern[str], ...]:
    """Return what the remarks of a first case file look like: behind a value, or whole lines that are optional."""
    remarks = {f"# {what}" for what in _FOR}
    for name in _parts("case.yaml"):
        group = _GOES_ON.get(re.split(r"[._]", name)[0], "") if name != "contract" else ""
        for lang in ("zh", "en"):
            said = "\n".join(_said(line, lang) for line in _parts("case.yaml")[name].splitlines()) + "\n"
            for line in (said if lang == "en" else in_chinese(said, group)).splitlines():
                remark = line[line.index("# ") :].rstrip() if "# " in line else ""
                if re.sub(r"\$\w+|\W", "", remark):  # what is nothing but a blank to fill in is like any remark
                    remarks.add(remark)
    marks = (re.sub(r"\\\$\w+", ".*", re.escape(remark)) for remark in remarks)
    return tuple(re.compile(re.sub(r"(\\ )+", r"\\s+", mark)) for mark in sorted(marks))


def _said(line: str, lang: Lang) -> str:
    """Return ``line`` with the half of its remark that is meant for readers of ``lang``."""
    if _OTHER not in line:
        return line
    chinese, english = line.split(_OTHER, 1)
    return chinese if lang == "zh" else f"{chinese[: chinese.rindex('# ')]}# {english}"


def in_chinese(text: str, group: str = "") -> str:
    """Return ``text``, lines of a case file with English keys, with Chinese keys and choices.

    ``group`` is the group of the case whose entry the lines go on with.
    """
    inner = {field.key: field for field in fields_of(Case)}[group].model if group else None
    stack: list[tuple[int, type[Fact]]] = [(-1, Case), *([(0, inner)] if inner else [])]
    return "\n".join(_line_in_chinese(line, stack) for line in text.splitlines()) + "\n"


def _line_in_chinese(line: str, stack: list[tuple[int, type[Fact]]]) -> str:
    found = _LINE.match(line)
    if not found:
        return line
    body, mark, remark = found["body"].partition("  # ")
    indent = len(found["blanks"]) + (2 if found["dash"] else 0)
    while stack[-1][0] >= indent:
        stack.pop()
    model = stack[-1][1]
    key, _, rest = body.partition(":")
    field = next((f for f in fields_of(model) if f.key == key), None)
    if field is None:
        return line
    if field.model is not None:
        stack.append((indent, field.model))
    before = "".join(found[name] or "" for name in ("off", "blanks", "inner", "dash"))
    return f"{before}{label_of(model.__name__, key)}:{_value(rest, field)}{mark}{remark}"


def _value(rest: str, field: Field) -> str:
    """Return the value behind a key: its choices in Chinese, the keys between braces too."""
    if field.kind is not None:
        return re.sub(r"[a-z][a-z_]*", lambda word: _choice(word[0], field), rest)
    if field.model is None or "{" not in rest:
        return rest
    model = field.model
    fields = {f.key: f for f in fields_of(model)}

    def entry(found: re.Match[str]) -> str:
        inner = fields.get(found[1])
        return f"{label_of(model.__name__, found[1])}:{_value(found[2], inner)}" if inner else found[0]

    return re.sub(r"([a-z][a-z_]*):( (?:\[[^\]]*\]|[^,}]*))", entry, rest)


def _choice(word: str, field: Field) -> str:
    assert field.kind is not None
    return next((member.label for member in field.kind if member.value == word), word)
