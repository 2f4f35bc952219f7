"""Profile files (装订方案): how a package is made, as YAML that a user can write.

Owns the keys of a profile, the shipped profiles and where one is found by its name: the matter's own before the shipped
ones. Every mistake is told at once, with its line. Refuses columns that are internal: no profile can print them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lexcollect.bundle.model import COLUMNS, STANDARD, Large, Per, Profile, Side
from lexcollect.bundle.single_names import FIELDS, unknown_fields
from lexcollect.findings import Finding, Where, finding, has_errors
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import Text, pair, text
from lexcollect.yamltree import Tree, read_yaml

#: What the catalogue keeps for the firm alone, by its keys and as people call it: never a column of what is filed.
INTERNAL = frozenset(
    {
        *("original", "working_source", "date_source", "note", "notes", "files", "file", "received", "proof", "id"),
        *("原件", "原件/复印件", "原件情况", "内部来源", "日期来源", "备注", "内部说明", "原文件名", "证明类型"),
    }
)
#: What the index of evidence must say of each exhibit (证据规定第19条第1款).
_ASKED = ("source", "purpose")
_NEEDED = ("no", "title", "pages")
_YES = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}
_SIZE = regex(r"(\d{1,6}(?:\.\d{1,3})?)\s*(KB|MB|GB|K|M|G)", 2)
_UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
_COLOUR = regex(r"#[0-9A-Fa-f]{6}")
_NUMBER = regex(r"\d{1,4}(?:\.\d{1,2})?")
#: Smallest limits that make sense: a page and an index fit.
_LEAST_PAGES, _LEAST_BYTES = 10, 256 << 10
_NAME = regex(r"[\w.-]{1,60}")


class _Refused(Exception):
    """A value is not written as its key wants; ``shape`` says how."""

    def __init__(self, shape: Text) -> None:
        super().__init__()
        self.shape = shape


@dataclass(frozen=True, slots=True)
class Listed:
    """A profile that can be chosen: its name, what it is, and whether the matter brings it."""

    name: str
    title: Text
    own: bool


def shipped_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles, ``standard`` first."""
    found = sorted(path.name.removesuffix(".yaml") for path in _shipped_folder().iterdir() if path.suffix == ".yaml")
    return ("standard", *(name for name in found if name != "standard"))


def read_profile(word: str, own: Path | None = None) -> tuple[Profile | None, list[Finding]]:
    """Return the profile that ``word`` names: a file ``own/word.yaml``, a shipped one, or the path of a YAML file.

    ``own`` is the folder of a matter's profiles, which may not exist. ``None`` with the findings when there is none or
    something in it is wrong.
    """
    place = _place(word, own)
    if place is None:
        return None, [finding("LX-B230", name=word, known=_known(own))]
    path, name = place
    tree, found = read_yaml(path, path.name)
    if tree is None:
        return None, found
    reader = _Reader(tree)
    profile = reader.profile(name)
    return (None if has_errors(reader.found) else profile), reader.found


def listed(own: Path | None = None) -> tuple[list[Listed], list[Finding]]:
    """Return every profile that can be chosen, and what is wrong with those of the matter."""
    rows, found = [], []
    names = dict.fromkeys(shipped_names(), False) | dict.fromkeys(_own_names(own), True)
    for name, is_own in names.items():
        place = _place(name, own)
        tree, wrong = read_yaml(place[0], place[0].name) if place else (None, [])
        data = tree.data if tree and isinstance(tree.data, dict) else {}
        rows.append(Listed(name, pair(*_titles(data, name)), is_own))
        if is_own:
            found += wrong or read_profile(name, own)[1]
    return rows, found


def _titles(data: Mapping[str, Any], name: str) -> tuple[str, str]:
    chinese = data.get("title")
    zh = chinese if isinstance(chinese, str) else name
    english = data.get("title_en")
    return zh, english if isinstance(english, str) else zh


def _shipped_folder() -> Path:
    return Path(str(files("lexcollect.bundle"))) / "profiles"


def _own_names(own: Path | None) -> list[str]:
    if own is None or not own.is_dir():
        return []
    return sorted(p.name.removesuffix(".yaml") for p in own.iterdir() if p.suffix == ".yaml" and p.is_file())


def _known(own: Path | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*shipped_names(), *_own_names(own))))


def _place(word: str, own: Path | None) -> tuple[Path, str] | None:
    """Return the file of a profile and its name; a path is one that ends in ``.yaml``."""
    if word.endswith(".yaml"):
        path = Path(word)
        return (path, path.name.removesuffix(".yaml")) if path.is_file() else None
    if _NAME.fullmatch(word) is None or word.startswith("."):
        return None
    for folder in (own, _shipped_folder()):
        if folder is not None and (path := folder / f"{word}.yaml").is_file():
            return path, word
    return None


def is_shipped(profile: Profile) -> bool:
    """Tell whether ``profile`` is a shipped one as it is, under its own name."""
    return profile.name in shipped_names() and profile in (STANDARD, _shipped(profile.name))


@cache
def _shipped(name: str) -> Profile:
    profile, found = read_profile(name)
    if profile is None:
        raise AssertionError("; ".join(one.line("en") for one in found))
    return profile


class _Reader:
    """Turns one file into a profile, collecting every mistake."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.found: list[Finding] = []

    def profile(self, name: str) -> Profile:
        data = self.tree.data
        if not isinstance(data, dict):
            self.found.append(finding("LX-B232", self.tree.where(()), key=name, shape=text("binding.shape_keys")))
            return STANDARD
        based = self._base(data, name)
        values: dict[str, Any] = {"name": name, "title": _titles(data, name)[0]}
        for key, value in data.items():
            if key in _KEYS:
                field, read = _KEYS[key]
                self._take(values, key, field, read, value)
            elif key not in ("title", "title_en", "base"):
                self.found.append(finding("LX-B231", self.tree.where((key,)), key=key, known=tuple(_KEYS)))
        profile = replace(based, **values)
        self._check(profile)
        return profile

    def _base(self, data: Mapping[str, Any], name: str) -> Profile:
        """Return the shipped profile that this one begins with."""
        word = data.get("base")
        if word is None or name == word == "standard":
            return STANDARD
        if not isinstance(word, str) or word not in shipped_names():
            where = self.tree.where(("base",))
            self.found.append(finding("LX-B230", where, name=str(word), known=shipped_names()))
            return STANDARD
        return _shipped(word)

    def _take(self, values: dict[str, Any], key: str, field: str, read: Callable[[Any], Any], value: Any) -> None:
        if value is None or value == "":
            return
        try:
            values[field] = read(value)
        except _Refused as refused:
            said = value if isinstance(value, str) else ""
            self.found.append(
                finding("LX-B232", self.tree.where((key,)), key=f"{key}: {said}".rstrip(" :"), shape=refused.shape)
            )

    def _check(self, profile: Profile) -> None:
        self._check_columns(profile.columns)
        if unknown := unknown_fields(profile.single_name):
            where = self.tree.where(("single_name",))
            self.found.append(finding("LX-B237", where, unknown=unknown, known=tuple(f"{{{f}}}" for f in FIELDS)))

    def _check_columns(self, columns: Sequence[str]) -> None:
        where = self._column_place
        for at, column in enumerate(columns):
            if column in INTERNAL:
                self.found.append(finding("LX-B233", where(at), column=column))
            elif column not in COLUMNS:
                self.found.append(finding("LX-B234", where(at), column=column, known=COLUMNS))
            elif column in columns[:at]:
                self.found.append(finding("LX-B235", where(at), column=column))
        for column in _NEEDED:
            if column not in columns:
                self.found.append(finding("LX-B236", where(None), column=_called(column)))
        if lacking := tuple(_called(column) for column in _ASKED if column not in columns):
            self.found.append(finding("LX-B238", where(None), columns=lacking))

    def _column_place(self, at: int | None) -> Where:
        return self.tree.where(("columns",) if at is None else ("columns", at))


def _called(column: str) -> Text:
    return text("binding.quoted_column", column=column, name=text(f"bundle.column_{column}"))


def _one_of(choices: Mapping[str, Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in choices:
            raise _Refused(text("binding.shape_choice", choices=tuple(choices)))
        return choices[value]

    return read


def _yes(value: Any) -> bool:
    if not isinstance(value, str) or value.lower() not in _YES:
        raise _Refused(text("binding.shape_choice", choices=("yes", "no")))
    return _YES[value.lower()]


def _number(least: float, most: float, *, whole: bool = True) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if isinstance(value, str) and _NUMBER.fullmatch(value) and (not whole or value.isdecimal()):
            number = int(value) if whole else float(value)
            if least <= number <= most:
                return number
        raise _Refused(text("binding.shape_number", least=f"{least:g}", most=f"{most:g}"))

    return read


def _pages(value: Any) -> int:
    return int(_number(_LEAST_PAGES, 9999)(value))


def _size(value: Any) -> int:
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    size = int(float(found[1]) * _UNITS[found[2][0].upper()]) if found else 0
    if size < _LEAST_BYTES:
        raise _Refused(text("binding.shape_size", least=f"{_LEAST_BYTES >> 10} KB"))
    return size


def _colour(value: Any) -> tuple[float, float, float]:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise _Refused(text("binding.shape_colour"))
    red, green, blue = (round(int(value[at : at + 2], 16) / 255, 2) for at in (1, 3, 5))
    return red, green, blue


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > 80:
        raise _Refused(text("binding.shape_words"))
    return value


def _columns(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise _Refused(text("binding.shape_list"))
    return tuple(value)


def _choices(values: Iterator[Any]) -> Mapping[str, Any]:
    return {str(one): one for one in values}


#: Key of the file → field of :class:`Profile`, and how its value is read.
_KEYS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "pdf": ("per", _one_of(_choices(iter(Per)))),
    "max_pages": ("max_pages", _pages),
    "max_size": ("max_bytes", _size),
    "pdf_version": ("version", _one_of({"1.4": "1.4", "1.7": "1.7"})),
    "singles": ("singles", _yes),
    "single_name": ("single_name", _words),
    "single_max_size": ("single_bytes", _size),
    "columns": ("columns", _columns),
    "lists": ("lists", _yes),
    "dividers": ("dividers", _yes),
    "duplex": ("duplex", _yes),
    "unprinted": ("unprinted", _yes),
    "large_pages": ("large", _one_of(_choices(iter(Large)))),
    "pictures": ("pictures", _number(1, 2)),
    "stamp_side": ("stamp_side", _one_of(_choices(iter(Side)))),
    "stamp_colour": ("stamp_colour", _colour),
    "stamp_size": ("stamp_size", _number(7, 16, whole=False)),
    "jpeg_quality": ("jpeg_quality", _number(60, 100)),
    "sm3": ("sm3", _yes),
}
