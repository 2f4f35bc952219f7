"""YAML → plain text with line marks.

Owns reading of every YAML file the program takes: case files, catalogues, the law book. Every scalar stays the
text that stands in the file (``0310000001`` is no octal number, ``NO`` no boolean); line and column of every
key and value are kept. Refuses duplicate keys, anchors and aliases, tags, several documents, enormous or deeply
nested input, and explains full-width colons. Knows nothing of what the keys mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from lexcollect.files import TooLarge, read_bounded
from lexcollect.findings import Finding, Where, finding
from lexcollect.records import dataclass, field
from lexcollect.system import reason_of

#: Largest file taken, in bytes: a thousand times a usual case file.
MAX_BYTES = 4_000_000
MAX_DEPTH = 24

Path_ = tuple[str | int, ...]
#: A mapping, a list, a text, or ``None`` for a key without value.
Plain = dict[str, Any] | list[Any] | str | None

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FULLWIDTH_KEY = re.compile(r"^\s*(?:-\s+)?([^\s:：#\"'\[\]{}][^:：#\"']{0,30})：(.*)$")
_OTHER_ENCODINGS = ("gb18030", "utf-16")


@dataclass(frozen=True)
class Tree:
    """The content of a YAML file as text, with the place of every key and value."""

    data: Plain
    file: str
    marks: dict[Path_, tuple[int, int]] = field(repr=False)

    def where(self, path: Path_, label: str = "") -> Where:
        """Return the place of ``path``, or of its nearest written parent."""
        for length in range(len(path), -1, -1):
            mark = self.marks.get(path[:length])
            if mark:
                return Where(self.file, *mark, field=label or dotted(path))
        return Where(self.file, field=label or dotted(path))


def dotted(path: Path_) -> str:
    """Return ``payments[1].amount`` for ``("payments", 0, "amount")``: what people see counts from 1."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if out else str(part))
    return out


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
    """Compose ``raw`` into a :class:`Tree`; returns findings instead of raising."""
    text, problem = _decode(raw, name)
    if problem:
        return None, [problem]
    try:
        events, refused = _read_events(text, name)
    except yaml.YAMLError as error:
        return None, [_syntax_finding(error, text, name)]
    if refused:
        return None, refused
    node = _compose(events)
    walker = _Walker(name, text.split("\n"))
    data = walker.plain(node, ()) if node is not None else {}
    if isinstance(data, str) and not walker.findings:
        walker.findings.append(finding("LX-A004", Where(name, 1), text=data[:40]))
    if walker.findings:
        return None, walker.findings
    return Tree(data, name, walker.marks), []


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
        return yaml.SequenceNode(_tag(event, "seq"), value, start)
    assert isinstance(event, yaml.MappingStartEvent)  # aliases are refused before
    for inner in left:
        if isinstance(inner, yaml.MappingEndEvent):
            break
        value.append((_node(inner, left), _node(next(left), left)))
    return yaml.MappingNode(_tag(event, "map"), value, start)


def _tag(event: yaml.NodeEvent, kind: str) -> str:
    """Return the tag that was written, or else ``kind``: every scalar is a text here, whatever YAML makes of it."""
    given = getattr(event, "tag", None)
    return f"tag:yaml.org,2002:{kind}" if given is None or given == "!" else str(given)


def _decode(raw: bytes | str, name: str) -> tuple[str, Finding | None]:
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff"), None
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        for encoding in _OTHER_ENCODINGS:
            try:
                raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            return "", finding("LX-A003", Where(name, line), encoding=encoding.upper())
        return "", finding("LX-A003", Where(name, line), encoding="?")


def _syntax_finding(error: yaml.YAMLError, text: str, name: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1) if mark else 0
    # A full-width colon makes YAML complain at the next line with content.
    before = (i for i in range(row - 1, -1, -1) if lines[i].strip() and not lines[i].lstrip().startswith("#"))
    for candidate in (row, next(before, row)):
        if slip := _FULLWIDTH_KEY.match(lines[candidate]):
            where = Where(name, candidate + 1, lines[candidate].index("：") + 1)
            return finding("LX-A006", where, key=slip[1].strip())
    where = Where(name, row + 1, mark.column + 1 if mark else 0)
    if "\t" in lines[row][: len(lines[row]) - len(lines[row].lstrip())]:
        return finding("LX-A007", where)
    return finding("LX-A004", where, text=lines[row].strip()[:40])


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
        self.findings: list[Finding] = []

    def plain(self, node: yaml.Node, path: Path_) -> Plain:
        self.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if not _is_plain_tag(node):
            self._refuse("LX-A012", node, tag=node.tag.removeprefix("tag:yaml.org,2002:"))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, i)) for i, child in enumerate(node.value)]
        return self._scalar(node)  # only scalars are left

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        out: dict[str, Any] = {}
        first_line: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == "tag:yaml.org,2002:merge":
                self._refuse("LX-A009", key_node, text="<<")
                continue
            key = str(key_node.value)
            if "：" in key and getattr(value_node, "value", None) == "":
                self._refuse("LX-A006", key_node, key=key.partition("：")[0].strip())
                continue
            if key in out:
                self._refuse("LX-A011", key_node, key=key, first=first_line[key])
                continue
            first_line[key] = key_node.start_mark.line + 1
            out[key] = self.plain(value_node, (*path, key))
            self.marks[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return out

    def _scalar(self, node: yaml.Node) -> str | None:
        if not getattr(node, "style", None):
            self._continued_key(node)
            if node.value in ("", "~", "null"):
                return None
        return str(node.value)

    def _continued_key(self, node: yaml.Node) -> None:
        """A key with a full-width colon is swallowed into the value above it: say so."""
        for row in range(node.start_mark.line, min(node.end_mark.line + 1, len(self.lines))):
            is_value_line = row == node.start_mark.line
            text = self.lines[row][node.start_mark.column :] if is_value_line else self.lines[row]
            slip = _FULLWIDTH_KEY.match(text)
            if slip and not (is_value_line and self._has_key(row, node.start_mark.column)):
                where = Where(self.name, row + 1, self.lines[row].index("：") + 1)
                self.findings.append(finding("LX-A006", where, key=slip[1].strip()))
                return

    def _has_key(self, row: int, column: int) -> bool:
        # A value behind "key: " or a list entry may hold a full-width colon; a bare line may not.
        return bool(self.lines[row][:column].strip())

    def _refuse(self, code: str, node: yaml.Node, **params: Any) -> None:
        where = Where(self.name, node.start_mark.line + 1, node.start_mark.column + 1)
        self.findings.append(finding(code, where, **params))
