"""Places: a value found by what it is called, not by where it happens to stand.

Owns the way from a place (keys in any accepted spelling, entries of a list by name or position) to the path as written,
and the comparison of two texts place by place. What the keys are is told by the caller as :class:`Key`; nothing here
knows a case or a catalogue. Refuses places that are not there, or that two entries claim, with :class:`NoPlace`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from lexcollect.records import dataclass
from lexcollect.yamltree import Path_, Plain

#: Keys of a mapping by name, in the order in which they are written when nothing else is known.
Keys = Mapping[str, "Key"]
#: Keys, positions (from 0) and names of entries, outermost first.
Place = tuple[str | int, ...]
#: A place, what stood there, and what stands there now.
Difference = tuple[Place, Plain, Plain]


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what may stand under it.

    ``spellings`` are its other names, the Chinese label first. ``below`` gives the keys of the mapping, or of each
    entry of the list (``many``), that stands there; nothing for texts. ``names`` are the keys by whose value an entry
    of the list is called; entries that are texts are called by themselves. ``split`` reads a list written as one text.
    """

    name: str
    spellings: tuple[str, ...] = ()
    below: Callable[[], Keys] | None = None
    many: bool = False
    names: tuple[str, ...] = ()
    split: Callable[[str], list[str]] | None = None

    def keys(self) -> Keys:
        """Return the keys below; none for texts."""
        return self.below() if self.below else {}


class NoPlace(Exception):
    """There is no such place: ``part`` of ``place`` is missing, or (``twice``) two entries are called so."""

    def __init__(self, place: Place, part: str | int, *, twice: bool = False) -> None:
        self.place = place
        self.part = part
        self.twice = twice
        super().__init__(f"no place {place!r} ({part!r})")


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text: ``path`` as written, ``key`` that says what stands there (nothing for unknown keys).

    ``missing`` are the keys that still have to be written, spelled like their neighbours; the first of them goes behind
    the key ``after``. ``chinese`` tells the language of the keys around. ``inside`` is the name or position of an
    entry in a list that is written as one text, which ``path`` leads to.
    """

    path: Path_
    key: Key | None
    missing: tuple[str, ...] = ()
    after: str | None = None
    chinese: bool = False
    inside: int | None = None


def find(data: Plain, place: Place, keys: Keys) -> Found:
    """Return where ``place`` stands in ``data``. Keys at its end may be missing; :class:`NoPlace` for all else."""
    at: Key | None = Key("", below=lambda: keys)
    path: list[str | int] = []
    chinese = _chinese(data, keys)
    for i, part in enumerate(place):
        if isinstance(data, str) and at is not None and at.many:
            return _inside_text(data, place, i, tuple(path), at, chinese)
        if isinstance(data, list):
            part = _entry(data, part, at, place)
            at = Key(at.name, at.spellings, at.below) if at else None
        elif isinstance(data, dict) or (data is None and not (at and at.many)):
            below = at.keys() if at else {}
            chinese = _chinese(data, below, chinese)
            written, known = _written(data or {}, part, below)
            if written is None:
                return _missing(data or {}, place, i, tuple(path), below, chinese)
            part, at = written, known
        else:
            raise NoPlace(place, part)
        path.append(part)
        data = data[part]  # type: ignore[index]  # a list with a position, or a mapping with its key
    return Found(tuple(path), at, chinese=_chinese(data, at.keys() if at else {}, chinese))


def spelled(value: Plain, key: Key | None, *, chinese: bool) -> Plain:
    """Return ``value`` with its keys spelled in Chinese or in English, where they are known; the values stay."""
    below = key.keys() if key else {}
    if isinstance(value, list):
        return [spelled(one, key, chinese=chinese) for one in value]
    if not isinstance(value, dict) or not below:
        return value
    out: dict[str, Any] = {}
    for written, one in value.items():
        known = _known(written, below)
        name = written if known is None else _name(known, chinese)
        out[name] = spelled(one, known, chinese=chinese)
    return out


def differences(old: Plain, new: Plain, keys: Keys) -> Iterator[Difference]:
    """Yield place, old and new value of everything that ``old`` and ``new`` do not share; nothing counts as missing.

    Places are told by English keys and by the names of entries. A fact that is in one of the two only is told whole.
    """
    yield from _of_maps(old or {}, new or {}, keys, ())


# --- finding ---------------------------------------------------------------------------------------------------


def _written(data: Mapping[str, Any], part: str | int, below: Keys) -> tuple[str | None, Key | None]:
    """Return how the key ``part`` is written in ``data`` (nothing if it is not), and what is known of it."""
    known = _known(part, below)
    if known is not None:
        return next((w for w in data if _known(w, below) is known), None), known
    return (str(part), None) if part in data else (None, None)


def _known(written: str | int, below: Keys) -> Key | None:
    if not isinstance(written, str):
        return None
    bare = written.strip()
    return below.get(bare) or next((key for key in below.values() if bare in key.spellings), None)


def _entry(data: list[Any], part: str | int, at: Key | None, place: Place) -> int:
    if isinstance(part, int):
        if not 0 <= part < len(data):
            raise NoPlace(place, part)
        return part
    found = _positions(data, at).get(_bare(part))
    if found is None or found < 0:
        raise NoPlace(place, part, twice=found is not None)
    return found


#: Where the entries of the lists that were last looked through stand, by their names; -1 for a name of several.
_looked: list[tuple[list[Any], Key | None, dict[str, int]]] = []
#: So many lists are remembered; a shorter one is looked through as often as it is asked for.
_REMEMBERED, _SHORT = 4, 100


def _positions(data: list[Any], at: Key | None) -> dict[str, int]:
    names = at.names if at else ()
    for held, by, known in _looked:
        if held is data and (by.names if by else ()) == names:
            return known
    below, found = at.keys() if at else {}, dict[str, int]()
    for i, one in enumerate(data):
        name = _called(one, at, below)
        if name is not None:
            found[name] = -1 if name in found else i
    _remember(data, at, found)
    return found


def _remember(data: list[Any], at: Key | None, found: dict[str, int]) -> None:
    if len(data) >= _SHORT:
        _looked.insert(0, (data, at, found))
        del _looked[_REMEMBERED:]


def carry(before: Plain, after: Plain, path: Path_) -> None:
    """Remember of ``after``, which is ``before`` but for a value in an entry of a list, where its entries stand."""
    if len(path) < 3 or not isinstance(before, dict) or not isinstance(after, dict):
        return
    old, new, i = before.get(str(path[0])), after.get(str(path[0])), path[1]
    if not isinstance(old, list) or not isinstance(new, list) or not isinstance(i, int) or len(old) != len(new):
        return
    for held, at, found in _looked:
        if held is old:
            if _called(old[i], at) == _called(new[i], at):
                _remember(new, at, found)
            return


def _called(entry: Plain, at: Key | None, below: Keys | None = None) -> str | None:
    """Return the name of an entry of a list; ``below`` are the keys of its entries where they are at hand."""
    if isinstance(entry, str):
        return _bare(entry)
    if not isinstance(entry, dict) or at is None:
        return None
    below = at.keys() if below is None else below
    for name in at.names:
        written, _ = _written(entry, name, below)
        if written is not None and isinstance(entry[written], str):
            return _bare(entry[written])
    return None


def _bare(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _inside_text(text: str, place: Place, i: int, path: Path_, at: Key, chinese: bool) -> Found:
    """An entry of a list that is written as one text."""
    words, part = (at.split(text) if at.split else [text]), place[i]
    if i + 1 < len(place):
        raise NoPlace(place, part)
    return Found(path, at, chinese=chinese, inside=_entry(words, part, at, place))


def _missing(data: Mapping[str, Any], place: Place, i: int, path: Path_, below: Keys, chinese: bool) -> Found:
    """Keys at the end of a place that are not written yet."""
    names: list[str] = []
    after = _before(data, place[i], below)
    known: Key | None = None
    for part in place[i:]:
        known = None if known is not None and known.many else _known(part, below)
        if known is None:
            raise NoPlace(place, part)
        names.append(_name(known, chinese))
        below = known.keys()
    return Found(path, known, tuple(names), after, chinese)


def _before(data: Mapping[str, Any], part: str | int, below: Keys) -> str | None:
    """Return the written key behind which a new key belongs: the nearest that comes before it in order."""
    order = {name: i for i, name in enumerate(below)}
    known = _known(part, below)
    if known is None:
        return None
    written = {w: order[key.name] for w in data if (key := _known(w, below)) is not None}
    earlier = [w for w in written if written[w] < order[known.name]]
    return max(earlier, key=lambda w: written[w], default=None)


def _name(key: Key, chinese: bool) -> str:
    return key.spellings[0] if chinese and key.spellings else key.name


def _chinese(data: Plain, below: Keys, else_: bool = False) -> bool:
    """Tell whether the keys of a mapping are written in Chinese; ``else_`` where they do not tell."""
    if isinstance(data, list) and data:
        return _chinese(data[-1], below, else_)
    if not isinstance(data, dict):
        return else_
    written = [w.strip() == key.name for w in data if (key := _known(w, below)) is not None]
    english, chinese = written.count(True), written.count(False)
    return chinese > english if chinese != english else else_


# --- comparing -------------------------------------------------------------------------------------------------


def _of_maps(old: Plain, new: Plain, below: Keys, place: Place) -> Iterator[Difference]:
    was, now = _by_name(old, below), _by_name(new, below)
    for name in [*now, *(name for name in was if name not in now)]:
        yield from _of_values(was.get(name), now.get(name), below.get(name), (*place, name))


def _by_name(data: Plain, below: Keys) -> dict[str, Any]:
    assert isinstance(data, dict)
    named = {(known.name if (known := _known(w, below)) else w): value for w, value in data.items()}
    return {name: value for name, value in named.items() if value is not None}


def _of_values(old: Plain, new: Plain, key: Key | None, place: Place) -> Iterator[Difference]:
    if old is new:
        return  # trees of texts that are alike share what is
    if key is not None and key.many:
        old, new = _as_list(old, key), _as_list(new, key)
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _of_maps(old, new, key.keys() if key else {}, place)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, key, place)
    elif old != new:
        yield place, old, new


def _as_list(value: Plain, key: Key) -> Plain:
    if value is None:
        return []
    if isinstance(value, str):
        return list(key.split(value)) if key.split else [value]
    return value


def _of_lists(old: list[Any], new: list[Any], key: Key | None, place: Place) -> Iterator[Difference]:
    below = key.keys() if key else {}
    was, now = [_called(one, key, below) for one in old], [_called(one, key, below) for one in new]
    if None in was or None in now or len(set(was)) < len(was) or len(set(now)) < len(now):
        yield from _by_position(old, new, key, place)
        return
    entry = Key(key.name, key.spellings, key.below) if key else None
    before = {str(name): one for name, one in zip(was, old, strict=True)}
    behind = {str(name): one for name, one in zip(now, new, strict=True)}
    for name in [*behind, *(name for name in before if name not in behind)]:
        yield from _of_values(before.get(name), behind.get(name), entry, (*place, name))
    kept, moved = [n for n in before if n in behind], [n for n in behind if n in before]
    if kept != moved:
        yield place, list(kept), list(moved)


def _by_position(old: list[Any], new: list[Any], key: Key | None, place: Place) -> Iterator[Difference]:
    entry = Key(key.name, key.spellings, key.below) if key else None
    matcher = SequenceMatcher(None, [repr(one) for one in old], [repr(one) for one in new], autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for i in range(both):
            yield from _of_values(old[i1 + i], new[j1 + i], entry, (*place, j1 + i))
        for i in range(i1 + both, i2):
            yield (*place, i), old[i], None
        for j in range(j1 + both, j2):
            yield (*place, j), None, new[j]
