"""Reading: the YAML of a catalogue → drafts with their places.

Owns the keys of ``lexcollect/catalogue/1`` and the shape of every value. Collects every slip as a finding with its
line. Knows nothing of the files on disk.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from lexcollect.cn.dates import BadDate, parse_date
from lexcollect.cn.width import direction_marks, fold, is_blank, seen
from lexcollect.evidence.collecting import read_collected, told
from lexcollect.evidence.excerpts import EXCERPT, BadExcerpt, excerpt_of
from lexcollect.evidence.items import EVIDENCE_KINDS, OPEN, ORIGINALS, Collected, Withdrawn
from lexcollect.evidence.keys import GROUP, ITEM, LEFT, LISTS, TOP, label_of, spellings
from lexcollect.evidence.paged import PAGE_KEYS
from lexcollect.findings import Finding, finding
from lexcollect.patterns import regex
from lexcollect.records import dataclass
from lexcollect.wording import pair
from lexcollect.wording import text as sentence
from lexcollect.yamltree import Path_, Tree

if TYPE_CHECKING:
    from lexcollect.formats.shapes import Part

SCHEMA = "lexcollect/catalogue/1"
#: The keys of a catalogue, of a group, an exhibit and a file left out, in the order in which they are written.
TOP_KEYS, GROUP_KEYS, ITEM_KEYS, LEFT_KEYS = (tuple(keys) for keys in (TOP, GROUP, ITEM, LEFT))
_NUMBER = regex(r"^([1-9]\d{0,2})-([1-9]\d{0,3})([a-z]?)$")
_ID = regex(r"^[\w.\-（）()]{1,40}$")
#: A title or purpose longer than this is a slip of copy and paste.
MAX_TEXT = 2000
#: Controls that no text holds; the end of a line and the tab may stand.
_CONTROL = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: Words that belong to the internal column, never to the filed purpose (证明对象).
_INTERNAL = regex(r"待补|内部|勿外传|保密|瑕疵|风险|不利|对方可能|底线")
_UNKNOWN_KEY = "LX-E002"
_KIND_ALIASES = {"当事人陈述": "当事人的陈述"}


@dataclass(frozen=True, slots=True)
class DraftItem:
    """An item as written: values checked for themselves, files still names."""

    path: Path_
    id: str
    no: str
    order: tuple[int, int, str]
    title: str
    date: date | None
    date_source: str
    kind: str
    working_source: str
    source: str
    purpose: str
    original: str
    proof: tuple[str, ...]
    files: tuple[tuple[Path_, str], ...]
    withdrawn: Withdrawn | None = None
    collected: Collected | None = None
    excerpt: Part | None = None
    pages: tuple[tuple[str, str | Mapping[str, str]], ...] = ()


#: Entries that were read and of which nothing was to be told, by identity: catalogues that are read behind each other
#: share them (``yamltree.again``). So many are remembered; those not asked for longest go first, because what is read
#: again and again is the catalogue as it was saved, beside one that changes with every step.
_sound: OrderedDict[int, tuple[dict[str, Any], DraftItem]] = OrderedDict()
_SOUND = 12_000


class CatalogueReader:
    """Reads a tree once; ``findings`` holds everything that is wrong with it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.findings: list[Finding] = []
        #: Texts that a proposal left for the user to decide: told once, not line by line.
        self.open: list[Path_] = []
        self.top: dict[str, Any] = tree.data if isinstance(tree.data, dict) else {}

    def is_catalogue(self) -> bool:
        """Tell whether the file says that it is a catalogue of this number; a finding is left if not."""
        found = self.top.get("schema")
        if found != SCHEMA:
            self.refuse("LX-E001", ("schema",), found=found or "", schema=SCHEMA)
            return False
        self._known_keys((), self.top, TOP_KEYS)
        return True

    def groups(self) -> list[tuple[Path_, int, str]]:
        """Return (place, number, title) of every group that can be read."""
        out = []
        for path, entry in self.entries("groups", GROUP_KEYS):
            raw, title = self.text(path, entry, "number"), self.text(path, entry, "title")
            number = fold(raw)
            if raw and not re.fullmatch(r"[1-9]\d{0,2}", number):
                self.refuse("LX-E018", (*path, "number"), text=raw)
            elif raw and title:
                if OPEN in title:
                    self.open.append((*path, "title"))
                out.append((path, int(number), title))
        return out

    def items(self) -> list[DraftItem]:
        """Return every item that can be read far enough to go on."""
        drafts = (self._once(path, entry) for path, entry in self.entries("items", ITEM_KEYS))
        return [draft for draft in drafts if draft]

    def _once(self, path: Path_, entry: dict[str, Any]) -> DraftItem | None:
        """Return the item of ``entry``; one of which nothing was to be told is not read a second time."""
        known = _sound.get(id(entry))
        if known is not None and known[0] is entry and known[1].path == path:
            _sound.move_to_end(id(entry))
            return known[1]
        told = len(self.findings), len(self.open)
        draft = self._item(path, entry)
        if draft is not None and told == (len(self.findings), len(self.open)):
            _sound[id(entry)] = entry, draft
            _sound.move_to_end(id(entry))
            if len(_sound) > _SOUND:
                _sound.popitem(last=False)
        return draft

    def left_out(self) -> list[tuple[Path_, str, str, str]]:
        """Return (place, file, reason, note) of every file that is left out."""
        out = []
        for path, entry in self.entries("left_out", LEFT_KEYS, needed=False):
            file, reason = self.text(path, entry, "file"), self.text(path, entry, "reason")
            note = self.text(path, entry, "note", needed=False)
            if file:
                out.append(((*path, "file"), file, reason, note))
        return out

    def tell_open(self) -> None:
        """Note once how many filed texts still say 待确认, at the first of them."""
        if self.open:
            self.refuse("LX-E035", self.open[0], count=len(self.open))

    def refuse(self, code: str, path: Path_, **params: Any) -> None:
        """Record finding ``code`` at ``path``; a key goes with its Chinese name."""
        if isinstance(params.get("key"), str) and code != _UNKNOWN_KEY:
            params["key"] = pair(label_of(params["key"]), params["key"])
        self.findings.append(finding(code, self.tree.where(path), **params))

    def entries(
        self,
        key: str,
        known: Collection[str],
        *,
        needed: bool = True,
    ) -> Iterator[tuple[Path_, dict[str, Any]]]:
        """Yield (place, mapping) of every entry of the list at ``key``; keys not in ``known`` are findings."""
        value = self.top.get(key)
        if value is None:
            if needed:
                self.refuse("LX-E003", (key,), key=key)
            return
        if not isinstance(value, list):
            self.refuse("LX-E004", (key,), key=key, shape=sentence("evidence.shape.list"))
            return
        for index, entry in enumerate(value):
            path: Path_ = (key, index)
            if not isinstance(entry, dict):
                nth = sentence("evidence.nth_of", list=pair(label_of(key), key), number=index + 1)
                self.refuse("LX-E004", path, key=nth, shape=sentence("evidence.shape.mapping"))
                continue
            self._known_keys(path, entry, known)
            yield path, entry

    def _known_keys(self, path: Path_, entry: dict[str, Any], known: Collection[str]) -> None:
        for key in entry:
            if key not in known:
                import difflib

                keys = LISTS[str(path[0])] if path else TOP
                named = spellings(known, keys)
                every = [word for name in known for word in (name, *keys[name])]
                near = difflib.get_close_matches(key, every, n=1, cutoff=0.5)
                self.refuse(_UNKNOWN_KEY, (*path, key), key=key, near=near[0] if near else tuple(named))

    def _item(self, path: Path_, entry: dict[str, Any]) -> DraftItem | None:
        item_id = self.text(path, entry, "id")
        if item_id and not _ID.match(item_id):
            self.refuse("LX-E023", (*path, "id"), id=item_id)
        order = self._number(path, entry)
        kind = self._kind(path, entry)
        draft = DraftItem(
            path,
            item_id,
            fold(self.text(path, entry, "number", needed=False)),
            order or (0, 0, ""),
            self.text(path, entry, "title"),
            self.day(path, entry),
            self.text(path, entry, "date_source", needed=False),
            kind,
            self.text(path, entry, "working_source", needed=False),
            self.text(path, entry, "source"),
            self.text(path, entry, "purpose"),
            self._original(path, entry, kind),
            self._proof(path, entry, kind),
            self._files(path, entry),
            self._withdrawn(path, entry),
            read_collected(self, path, entry),
            self._excerpt(path, entry),
            tuple((key, said) for key in PAGE_KEYS if (said := self._pages(path, entry, key))),
        )
        self._remarks(draft)
        return draft if item_id and order else None

    def _remarks(self, draft: DraftItem) -> None:
        for key, value in (("purpose", draft.purpose), ("source", draft.source), ("title", draft.title)):
            if OPEN in value:
                self.open.append((*draft.path, key))
            elif internal := _INTERNAL.search(value):
                self.refuse("LX-E017", (*draft.path, key), cue=internal[0], id=draft.id)
        for key, value in told(draft.collected):  # it goes out with the package
            if internal := _INTERNAL.search(value):
                self.refuse("LX-E017", (*draft.path, key), cue=internal[0], id=draft.id)
        if draft.date and not draft.date_source:
            self.refuse("LX-E019", (*draft.path, "date"), id=draft.id)

    def _number(self, path: Path_, entry: dict[str, Any]) -> tuple[int, int, str] | None:
        raw = self.text(path, entry, "number")
        match = _NUMBER.match(fold(raw))
        if raw and not match:
            self.refuse("LX-E007", (*path, "number"), text=raw)
        return (int(match[1]), int(match[2]), match[3]) if match else None

    def _kind(self, path: Path_, entry: dict[str, Any]) -> str:
        raw = self.text(path, entry, "kind")
        kind = _KIND_ALIASES.get(raw, raw)
        if raw and kind not in EVIDENCE_KINDS:
            self.refuse("LX-E014", (*path, "kind"), text=raw, kinds=EVIDENCE_KINDS)
        return kind

    def _original(self, path: Path_, entry: dict[str, Any], kind: str) -> str:
        raw = self.text(path, entry, "original", needed=False)
        if raw == OPEN:
            self.open.append((*path, "original"))
        elif raw and raw not in ORIGINALS:
            self.refuse("LX-E016", (*path, "original"), text=raw, choices=ORIGINALS)
        return raw or ("电子" if kind in ("电子数据", "视听资料") else "无")

    def _excerpt(self, path: Path_, entry: dict[str, Any]) -> Part | None:
        """Return which messages are the exhibit; ``None``: all of them."""
        raw = self.text(path, entry, EXCERPT, needed=False)
        try:
            return excerpt_of(raw)
        except BadExcerpt:
            self.refuse("LX-E045", (*path, EXCERPT), text=raw)
            return None

    def _pages(self, path: Path_, entry: dict[str, Any], key: str) -> str | Mapping[str, str]:
        """Return what is said of pages, as one text or by file; which files and pages there are is checked later."""
        value = entry.get(key)
        if not isinstance(value, dict):
            return self.text(path, entry, key, needed=False)
        if not all(isinstance(name, str) and isinstance(words, str) for name, words in value.items()):
            self.refuse("LX-E004", (*path, key), key=key, shape=sentence("evidence.shape.by_file"))
            return ""
        return dict(value)

    def _withdrawn(self, path: Path_, entry: dict[str, Any]) -> Withdrawn | None:
        """Return that the exhibit was withdrawn: a day and a reason, both or neither."""
        why = self.text(path, entry, "withdrawn_why", needed="withdrawn" in entry)
        if "withdrawn" not in entry:
            if why:
                self.refuse("LX-E003", path, key="withdrawn")
            return None
        day = self.day(path, entry, "withdrawn")
        if day is None and not self.text(path, entry, "withdrawn", needed=False):
            self.refuse("LX-E003", (*path, "withdrawn"), key="withdrawn")
        return Withdrawn(day, why) if day else None

    def day(self, path: Path_, entry: dict[str, Any], key: str = "date") -> date | None:
        """Return the day at ``key`` of an entry, if there is one that can be read."""
        raw = self.text(path, entry, key, needed=False)
        if not raw:
            return None
        try:
            return parse_date(raw)
        except BadDate as bad:
            self.refuse("LX-E015", (*path, key), text=raw, reason=sentence(f"general.date.{bad.reason}", day=bad.day))
            return None

    def _proof(self, path: Path_, entry: dict[str, Any], kind: str) -> tuple[str, ...]:
        """Return what the exhibit is as a proof: closed words, one or several, that its legal kind allows."""
        value = entry.get("proof")
        if value is None:
            return ()
        from lexcollect.law.carriers import carrier_named, carriers

        words = value if isinstance(value, list) else [value]
        found: list[str] = []
        for word in words:
            key = carrier_named(word) if isinstance(word, str) else None
            if key is None:
                self.refuse("LX-E043", (*path, "proof"), text=_shown(word), known=[c.zh for c in carriers().values()])
            elif kind in EVIDENCE_KINDS and kind not in carriers()[key].forms:
                self.refuse("LX-E044", (*path, "proof"), text=word, kind=kind, forms=carriers()[key].forms)
            else:
                found.append(key)
        return tuple(dict.fromkeys(found))

    def _files(self, path: Path_, entry: dict[str, Any]) -> tuple[tuple[Path_, str], ...]:
        value = entry.get("files")
        if isinstance(value, str):
            value = [value]
        if not value:
            self.refuse("LX-E003", (*path, "files"), key="files")
            return ()
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self.refuse("LX-E004", (*path, "files"), key="files", shape=sentence("evidence.shape.list"))
            return ()
        return tuple(((*path, "files", index), str(name)) for index, name in enumerate(value))

    def text(self, path: Path_, entry: dict[str, Any], key: str, *, needed: bool = True) -> str:
        """Return the text at ``key``; empty, with a finding unless it may be missing, when there is none."""
        value = entry.get(key)
        if value is None or (isinstance(value, str) and is_blank(value)):
            if needed:
                self.refuse("LX-E003", (*path, key) if key in entry else path, key=key)
            return ""
        if not isinstance(value, str):
            self.refuse("LX-E004", (*path, key), key=key, shape=sentence("evidence.shape.text"))
            return ""
        if len(value) > MAX_TEXT or _CONTROL.search(value) or (direction_marks(value) and key != "file"):
            self.refuse("LX-E025", (*path, key), key=key, limit=MAX_TEXT)
            return ""
        # File names are kept as written: another Unicode form may be another file.
        return value if key == "file" else seen(value)


def _shown(word: Any) -> str:
    """Return a word of the catalogue for a finding; of a mapping its first key."""
    return word if isinstance(word, str) else next(iter(word), "") if isinstance(word, dict) else ""
