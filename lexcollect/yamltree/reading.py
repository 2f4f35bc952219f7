"""Reading: YAML → tree, or everything that is wrong with it, at once.

Owns the way through the parser: bounds, events, what is refused whole (anchors, tags, several documents, bottomless
nesting), and the walk that keeps texts and places and names what only looks like a value. A line that can be mended for
certain is mended in memory, so that the slips behind it are told in the same run; a file with a slip is never used.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lexcollect.cn.width import without_unseen
from lexcollect.files import TooLarge, read_bounded
from lexcollect.findings import Finding, Where, finding
from lexcollect.patterns import regex
from lexcollect.system import reason_of
from lexcollect.wording import text
from lexcollect.yamltree import slips
from lexcollect.yamltree.again import composed
from lexcollect.yamltree.decoding import BREAK, decoded, excerpt, lost, unseen
from lexcollect.yamltree.tree import Path_, Plain, Tree

#: Largest file taken, in bytes: a thousand times a usual case file.
MAX_BYTES = 4_000_000
MAX_DEPTH = 24

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Texts up to this length are read once for all who read them behind each other; so many of them are remembered.
#: Of larger ones, ``again`` remembers the last.
_AGAIN, _TEXTS = 200_000, 6
#: How many slips of syntax are looked for behind each other, and up to which length of a text.
_MOST_SLIPS, _MENDED_UP_TO = 12, 300_000
#: What a change of encoding leaves of Chinese text. In quotes it is kept: files from broken archives bear such names.
LOST = regex("\ufffd|锟斤拷")
#: A key at the margin. An entry of a list may stand there too, and belongs to the key above it.
_AT_MARGIN = regex(r"[^\s#\-\]})][^:：]*[:：]")
_ODD_BLANK = regex("[\u3000\u00a0\u2000-\u200d\u2060\ufeff]")


def read_yaml(path: Path, name: str | None = None) -> tuple[Tree | None, list[Finding]]:
    """Read the file ``path``; ``name`` is how findings call it. Never raises for what the file holds."""
    raw, findings = read_bytes(path, name)
    return (None, findings) if raw is None else parse_yaml(raw, name or path.name)


def read_bytes(path: Path, name: str | None = None) -> tuple[bytes | None, list[Finding]]:
    """Return the bytes of the file ``path``, or the finding why it cannot be read or is too large."""
    name = name or path.name
    try:
        return read_bounded(path, MAX_BYTES), []
    except TooLarge as error:
        return None, [finding("LX-A005", Where(name), size=error.size, limit=MAX_BYTES)]
    except FileNotFoundError:
        return None, [finding("LX-A001", Where(name))]
    except OSError as error:
        return None, [finding("LX-A002", Where(name), reason=reason_of(error))]


def parse_yaml(raw: bytes | str, name: str) -> tuple[Tree | None, list[Finding]]:
    """Compose ``raw`` into a :class:`Tree`, which nobody may change; returns findings instead of raising."""
    tree, found = _composed_again(raw, name) if len(raw) <= _AGAIN else composed(raw, name, _composed)
    return tree, list(found)


def _composed(raw: bytes | str, name: str) -> tuple[Tree | None, list[Finding]]:
    text, found = decoded(raw, name)
    if found:
        return None, found
    text, events, found = _parsed(text, name)
    if events is None:
        return None, found
    node = _compose(events)
    walker = _Walker(name, BREAK.split(text))
    data = walker.plain(node, ()) if node is not None else {}
    if isinstance(data, str) and not walker.findings:
        walker.findings.append(_no_keys(data, name))
    found = sorted([*found, *walker.findings], key=lambda one: (one.where.line, one.where.column))
    return (None, found) if found else (Tree(data, name, walker.marks, frozenset(walker.bare)), [])


#: One text is read by several readers behind each other: the checks, the rows, the comparison with what was saved.
_composed_again = lru_cache(maxsize=_TEXTS)(_composed)


def as_meant(raw: bytes | str, name: str) -> tuple[Tree | None, bool]:
    """Return what ``raw``, which has slips, says once they are mended, to tell what else is wrong; never to work with.

    Lines keep their numbers. A part (a key at the margin with what stands below it) whose slip cannot be mended for
    certain is left out; the second value says that one was.
    """
    text, refused = decoded(raw, name)
    if refused or len(text) > _MENDED_UP_TO:
        return None, False
    lines, cut = BREAK.split(text), False
    for _ in range(_MOST_SLIPS):
        tree, told = _with_slips("\n".join(lines), name)
        if not told:
            return tree, cut
        for slip in told:
            if slip.mended is not None and slip.mended != lines[slip.row]:
                lines[slip.row] = slip.mended
            else:
                _blank_part(lines, slip.row)
                cut = True
    return None, cut


def _with_slips(text: str, name: str) -> tuple[Tree | None, list[slips.Slip]]:
    """Return the tree of ``text``, or its slips; neither where it is refused whole."""
    try:
        events, refused = _read_events(text, name)
    except yaml.YAMLError as error:
        return None, [slips.slip_of(error, text)]
    if refused:
        return None, []
    node = _compose(events)
    walker = _Walker(name, BREAK.split(text))
    data = walker.plain(node, ()) if node is not None else {}
    return Tree(data, name, walker.marks, frozenset(walker.bare)), list({s.row: s for s in walker.slips}.values())


def _blank_part(lines: list[str], row: int) -> None:
    """Leave the part of ``row`` out: from its key at the margin to the next one."""
    first = next((at for at in range(row, -1, -1) if _AT_MARGIN.match(lines[at])), 0)
    last = next((at for at in range(first + 1, len(lines)) if _AT_MARGIN.match(lines[at])), len(lines))
    lines[first:last] = [""] * (last - first)


def _parsed(text: str, name: str) -> tuple[str, list[yaml.Event] | None, list[Finding]]:
    """Return the text (mended where a slip was told), its events unless there is no way on, and what was told."""
    found: list[Finding] = []
    mended: set[int] = set()
    for _ in range(_MOST_SLIPS):
        try:
            events, refused = _read_events(text, name)
        except yaml.YAMLError as error:
            slip = slips.slip_of(error, text)
            if slip.mended is None and slip.row in mended:
                return text, None, found  # what a line lacks after it was mended follows from how it was
            told = slip.finding(name)
            if told not in found:
                found.append(told)
            mended.add(slip.row)
            lines = BREAK.split(text)
            if slip.mended is None or slip.mended == lines[slip.row] or len(text) > _MENDED_UP_TO:
                return text, None, found
            lines[slip.row] = slip.mended
            text = "\n".join(lines)
        else:
            return text, None if refused else events, found + refused
    return text, None, found


def _no_keys(data: str, name: str) -> Finding:
    """Return the finding for a file that holds one text and no keys."""
    told = text("general.yaml.no_keys"), text("general.yaml_do.no_keys")
    return finding("LX-A004", Where(name, 1, 1), reason=told[0], remedy=told[1], text=excerpt(data, 0))


def _read_events(text: str, name: str) -> tuple[list[yaml.Event], list[Finding]]:
    """Return the events of the stream, and what is refused: nothing is built from aliases or bottomless nesting."""
    events: list[yaml.Event] = []
    found: list[Finding] = []
    documents = 0
    try:
        for event, depth in _events(text):
            if depth > MAX_DEPTH:
                return [], [finding("LX-A008", _where(event, name), limit=MAX_DEPTH)]
            events.append(event)
            if anchor := getattr(event, "anchor", None):
                sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                found.append(finding("LX-A009", _where(event, name), text=sign + anchor))
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    found.append(finding("LX-A010", _where(event, name)))
    except yaml.YAMLError as error:
        if too_deep := _too_deep_before(error, text):
            return [], [finding("LX-A008", _where(too_deep, name), limit=MAX_DEPTH)]
        raise
    return events, found


def _events(text: str) -> Iterator[tuple[yaml.Event, int]]:
    """Yield every event with the number of mappings and lists that are open at it."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        yield event, depth
        depth -= isinstance(event, yaml.CollectionEndEvent)


def _too_deep_before(error: yaml.YAMLError, text: str) -> yaml.Event | None:
    """Return the first event too deep among what stands before the place of ``error``.

    A scanner reads ahead of its events, and may meet a limit or a slip of its own (PyYAML 6.0.4 stops at a thousand
    open brackets) before the depth that is refused here was ever told. So what it had taken by then is counted alone.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return None
    with suppress(yaml.YAMLError):  # cut off in the middle, it ends in a slip: only what comes before that counts
        return next((event for event, depth in _events(text[: mark.index]) if depth > MAX_DEPTH), None)
    return None


def _where(event: yaml.Event, name: str) -> Where:
    mark = event.start_mark
    assert mark is not None  # only events made by hand have no mark
    return Where(name, mark.line + 1, mark.column + 1)


def _compose(events: list[yaml.Event]) -> yaml.Node | None:
    """Return the one document among ``events`` as nodes; ``None`` when there is none.

    Built from the events that were looked at: reading the text a second time would cost as much again.
    """
    left = iter(events)
    starts = any(isinstance(event, yaml.DocumentStartEvent) for event in left)
    return _node(next(left), left) if starts else None


def _node(event: yaml.Event, left: Iterator[yaml.Event]) -> yaml.Node:
    start: Any = event.start_mark  # of the C library or of PyYAML itself
    if isinstance(event, yaml.ScalarEvent):
        merges = event.value == "<<" and event.implicit[0]
        tag = _tag(event, "merge" if merges else "str")
        end: Any = event.end_mark
        return yaml.ScalarNode(tag, event.value, start, end, style=event.style)
    value: list[Any] = []
    if isinstance(event, yaml.SequenceStartEvent):
        for inner in left:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            value.append(_node(inner, left))
        return yaml.SequenceNode(_tag(event, "seq"), value, start, flow_style=event.flow_style)
    assert isinstance(event, yaml.MappingStartEvent)  # aliases are refused before
    for inner in left:
        if isinstance(inner, yaml.MappingEndEvent):
            break
        value.append((_node(inner, left), _node(next(left), left)))
    return yaml.MappingNode(_tag(event, "map"), value, start, flow_style=event.flow_style)


def _tag(event: yaml.NodeEvent, kind: str) -> str:
    """Return the tag that was written, or else ``kind``: every scalar is a text here, whatever YAML makes of it."""
    given = getattr(event, "tag", None)
    return f"tag:yaml.org,2002:{kind}" if given is None or given == "!" else str(given)


_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge")
)


def _is_plain_tag(node: yaml.Node) -> bool:
    return node.tag in _PLAIN_TAGS


class _Walker:
    """Walks a composed node tree once, collecting text, marks and everything that is refused."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.marks: dict[Path_, tuple[int, int]] = {}
        self.bare: list[Path_] = []
        self.findings: list[Finding] = []
        self.slips: list[slips.Slip] = []

    def plain(self, node: yaml.Node, path: Path_, inside: yaml.Node | None = None) -> Plain:
        """Return what ``node`` holds; ``inside`` is the mapping or list between braces in which it stands."""
        self.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if not _is_plain_tag(node):
            self._refuse("LX-A012", node, tag=node.tag.removeprefix("tag:yaml.org,2002:"))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            around = node if node.flow_style else None
            return [self.plain(child, (*path, i), around) for i, child in enumerate(node.value)]
        return self._scalar(node, path, inside)  # only scalars are left

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        out: dict[str, Any] = {}
        first_line: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == "tag:yaml.org,2002:merge":
                self._refuse("LX-A009", key_node, text="<<")
                continue
            key = str(key_node.value)
            if self._no_key(key_node, key, value_node):
                continue
            if key in out:
                self._refuse("LX-A011", key_node, key=key, first=first_line[key])
                continue
            first_line[key] = key_node.start_mark.line + 1
            out[key] = self.plain(value_node, (*path, key), node if node.flow_style else None)
            self.marks[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return out

    def _no_key(self, node: yaml.ScalarNode, key: str, value: yaml.Node) -> bool:
        """Tell whether what stands for a key is a slip of the keyboard; it is noted."""
        row, column = node.start_mark.line, node.start_mark.column
        line = self.lines[row]
        if LOST.search(key) and not node.style:
            self.findings.append(lost(Where(self.name, row + 1, column + 1), key))
        elif node.style:
            return False
        elif _ODD_BLANK.match(key) and not line[:column].strip(" \t"):
            blanks = line[: len(line) - len(slips.seen_part(line))]
            self._note(slips.indent_slip(line, row, blanks, self.lines[:row]))
        elif (odd := _ODD_BLANK.search(key)) and (odd.end() in (1, len(key)) or not without_unseen(odd[0])):
            at = column + odd.start()
            mended = excerpt((line[:at] + line[at + 1 :]).strip(), 0)
            self.findings.append(unseen(Where(self.name, row + 1, at + 1), odd[0], mended))
        elif found := slips.WRONG_START.match(key):
            end = column + len(found[0])
            self._note(slips.sign_slip(line, row, column, end, slips.start_meant(found[2])))
        elif slips.in_curly(key):
            self._note(slips.quote_slip(line, row, column, column + len(key)))
        elif key[:1] in ("｛", "［"):
            self._note(slips.sign_slip(line, row, column, column + 1, slips.BRACES[key[0]]))
        elif key[:1] == "-" and len(key) > 1:
            self._note(slips.dash_slip(line, row, column))
        elif getattr(value, "value", None) == "" and (found := slips.colon_in(key)):
            self._note(slips.colon_slip(line, row, column + found.end(1), found[1], slips.fault_of(key[found.end(1)])))
        else:
            return False
        return True

    def _scalar(self, node: yaml.Node, path: Path_, inside: yaml.Node | None) -> str | None:
        value = str(node.value)
        if not getattr(node, "style", None):
            if LOST.search(value):
                where = Where(self.name, node.start_mark.line + 1, node.start_mark.column + 1)
                self.findings.append(lost(where, value))
            if inside is not None:
                self.bare.append(path)
            self._looks_like_a_value(node, value, inside)
            if value in ("", "~", "null"):
                return None
        return value

    def _looks_like_a_value(self, node: yaml.Node, value: str, inside: yaml.Node | None) -> None:
        """Note a text without quotes that was meant as something else: quoted, a list, two entries, the next key."""
        if not value or (value.isascii() and ":" not in value):
            return
        row, column = node.start_mark.line, node.start_mark.column
        line = self.lines[row]
        comma = slips.wrong_comma(value, in_list=isinstance(inside, yaml.SequenceNode)) if inside is not None else None
        if slips.in_curly(value):
            self._note(slips.quote_slip(line, row, column, column + len(value)))
        elif slips.in_wide_braces(value):
            self._note(slips.sign_slip(line, row, column, column + 1, slips.BRACES[value[0]]))
        elif comma and line[column:].startswith(value):
            self._note(slips.sign_slip(line, row, column + comma.start(), column + comma.end(), ", "))
        else:
            self._continued_key(node)

    def _continued_key(self, node: yaml.Node) -> None:
        """A key with a full-width colon, or with no blank behind it, is swallowed into the value above it: say so."""
        for row in range(node.start_mark.line, min(node.end_mark.line + 1, len(self.lines))):
            is_value_line = row == node.start_mark.line
            start = node.start_mark.column if is_value_line else 0
            end = node.end_mark.column if row == node.end_mark.line else None
            slip = slips.colon_in(self.lines[row][start:end])
            if slip and not (is_value_line and self._has_key(row, start)):
                at = start + slip.end(1)
                self._note(
                    slips.colon_slip(self.lines[row], row, at, slip[1].strip(), slips.fault_of(self.lines[row][at]))
                )
                return

    def _has_key(self, row: int, column: int) -> bool:
        # A value behind "key: " or a list entry may hold a full-width colon; a bare line may not.
        return bool(self.lines[row][:column].strip())

    def _note(self, slip: slips.Slip) -> None:
        self.slips.append(slip)
        self.findings.append(slip.finding(self.name))

    def _refuse(self, code: str, node: yaml.Node, **params: Any) -> None:
        where = Where(self.name, node.start_mark.line + 1, node.start_mark.column + 1)
        self.findings.append(finding(code, where, **params))
