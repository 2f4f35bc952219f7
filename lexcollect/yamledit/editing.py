"""Editing: a YAML text with some values changed and everything else as it was, byte for byte.

Owns the way from bytes to bytes: byte order mark, line ends, the order of edits, and the proof. After every step the
new text is read again and must hold exactly the values that were meant; a text that does not is never handed back.
Knows nothing of what the keys mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lexcollect.findings import Finding
from lexcollect.records import dataclass
from lexcollect.yamledit.cuts import CannotEdit, Way, spliced
from lexcollect.yamledit.edits import Drop, Edit, Insert, Put, applied, get, has, parted, same
from lexcollect.yamledit.layout import Layout
from lexcollect.yamledit.numbers import with_numbers
from lexcollect.yamledit.splices import ways
from lexcollect.yamledit.style import style_of
from lexcollect.yamledit.window import LARGE, together, window_of
from lexcollect.yamltree import Path_, Plain, parse_yaml

_BOM = b"\xef\xbb\xbf"
#: A step that needs more windows is made on one reading of the whole text.
_WINDOWS = 24


class Unreadable(Exception):
    """The text cannot be read, so it cannot be edited; ``findings`` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f.code for f in findings))


class EditFailed(RuntimeError):
    """No way of writing the edit read back as meant: a programming mistake. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after its edits.

    ``raw`` are its bytes, ``data`` its values. ``lost`` are the remarks that went with what was taken away;
    ``kept`` those that stood directly above it and are still there, now above something else.
    """

    raw: bytes
    data: Plain
    lost: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def edited(raw: bytes, edits: Iterable[Edit], name: str) -> Edited:
    """Return ``raw`` (the file ``name``) after ``edits``, one after the other.

    A collection put in the place of one of its kind is written as the smallest changes that make it so.
    :class:`Unreadable` when the text cannot be read, :class:`KeyError` when a place is missing,
    :class:`lexcollect.yamledit.CannotEdit` when it is written in a form that is not edited.
    """
    mark = _BOM if raw.startswith(_BOM) else b""
    data = _read(raw, name)
    text = raw[len(mark) :].decode("utf-8")
    remarks, kept = Counter[str](), list[str]()
    for step in _steps(data, _joined(edits)):
        meant = data
        for edit in step:
            meant = applied(meant, edit)
        if same(meant, data):
            continue
        before = text
        text = _in_windows(text, step, data, name, kept, remarks) or ""
        if not text:
            text = _stepped(before, step, meant, name, kept)
            _count(remarks, before, text)
        data = meant
    return Edited(mark + text.encode("utf-8"), data, tuple((+remarks).elements()), tuple(kept))


def _count(remarks: Counter[str], before: str, after: str) -> None:
    """Count the remarks that went with a step, less those that came."""
    remarks.update(Layout(before).remarks())
    remarks.subtract(Layout(after).remarks())


def _in_windows(
    text: str, step: list[Edit], data: Plain, name: str, kept: list[str], remarks: Counter[str]
) -> str | None:
    """Return a large text after a step whose edits touch single entries of lists; ``None``: look at the whole."""
    if len(text) < LARGE:
        return None
    text, step, data = _counted(text, step, data, name)
    groups = together(step)
    if len(groups) > _WINDOWS:
        return None
    told, counted = list[str](), Counter[str]()
    for edits in groups:
        window = window_of(text, name, edits)
        if window is None:
            return None
        more = 0
        for edit in edits:
            data = applied(data, edit)
            more += len(edit.values) if isinstance(edit, Insert) and len(edit.path) == 1 else 0
            more -= isinstance(edit, Drop) and len(edit.path) == 2
        try:
            small = _stepped(window.text, [window.edit(edit) for edit in edits], window.data(data, more), name, told)
        except (EditFailed, CannotEdit, KeyError):
            return None  # the whole text tells of it, with the place it has there
        new = window.exchanged(text, small)
        tree = parse_yaml(new, name)[0] if new is not None else None
        if new is None or tree is None or not same(tree.data, data):
            return None
        _count(counted, window.text, small)
        text = new
    kept += told
    remarks.update(counted)
    return text


def _counted(text: str, step: list[Edit], data: Plain, name: str) -> tuple[str, list[Edit], Plain]:
    """Return a large text after those edits that put a number for a number, the edits left over, and what it holds."""
    new, left, held = with_numbers(text, step, name)
    if len(left) == len(step):
        return text, step, data
    tree, _ = parse_yaml(new, name)
    return (new, left, held) if tree is not None and same(tree.data, held) else (text, step, data)


def _read(raw: bytes, name: str) -> Plain:
    tree, findings = parse_yaml(raw, name)
    if tree is None:
        raise Unreadable(findings)
    return tree.data


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield ``edits``, those that write entry behind entry into one list as one."""
    waiting: Insert | None = None
    for edit in edits:
        behind = waiting and (waiting.path, waiting.index + len(waiting.values))
        if waiting and isinstance(edit, Insert) and (edit.path, edit.index) == behind:
            waiting = Insert(edit.path, waiting.index, (*waiting.values, *edit.values))
            continue
        if waiting:
            yield waiting
        waiting = edit if isinstance(edit, Insert) else None
        if waiting is None:
            yield edit
    if waiting:
        yield waiting


def _steps(data: Plain, edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Yield the edits in steps, each made on one reading of the text: one edit, or many texts for texts."""
    step: list[Edit] = []
    touched = set[Path_]()
    for edit in edits:
        for part in parted(data, edit) if isinstance(edit, Put) else (edit,):
            alone = not _is_simple(data, part)
            if step and (alone or part.path in touched):
                yield step
                step = []
                touched.clear()
            data = applied(data, part)
            if not alone:
                step.append(part)
                touched.add(part.path)
            else:
                yield [part]
    if step:
        yield step


def _is_simple(data: Plain, edit: Edit) -> bool:
    """Tell whether ``edit`` puts a text where a text (or nothing) stands: such edits do not move each other."""
    if not isinstance(edit, Put) or not has(data, edit.path):
        return False
    return all(one is None or isinstance(one, str) for one in (edit.value, get(data, edit.path)))


def _stepped(text: str, step: list[Edit], meant: Plain, name: str, kept: list[str]) -> str:
    layout = Layout(text)
    style = style_of(layout)
    for edit in step:
        if isinstance(edit, Drop):
            kept += _above(layout, edit.path)
    for way in _together([list(ways(layout, style, edit)) for edit in step]):
        new = spliced(text, way)
        tree, findings = parse_yaml(new, name)
        if tree is not None and not findings and same(tree.data, meant):
            return new
    raise EditFailed(f"no way found for {step!r}")


def _together(choices: list[list[Way]]) -> Iterator[Way]:
    """Yield one way for all edits of a step: the best of each first, then each edit's other ways in turn."""
    if not all(choices):
        return
    best = [ways_[0] for ways_ in choices]
    yield tuple(cut for way in best for cut in way)
    for at, ways_ in enumerate(choices):
        for other in ways_[1:]:
            yield tuple(cut for way in (*best[:at], other, *best[at + 1 :]) for cut in way)


def _above(layout: Layout, path: Path_) -> list[str]:
    entry = layout.chain(path)[-1]
    return layout.remarks_above(entry.start) if layout.begins_line(entry.start) else []
