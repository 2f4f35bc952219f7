"""Painting: pictures of pages, asked of the painter's process.

Owns that process: one request at a time, twenty seconds each, ended and started anew when it takes longer or falls; and
the line of those who wait for it: what says how many pages there are before pages, pages before tiles, the file opened
last before others, and nobody who has left. Keeps some megabytes of pictures, and apart from them the counts and words.
A file that cannot be shown has a word why; nothing here opens one.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, Queue
from typing import Any, NamedTuple

from lexcollect.formats.kinds import FileKind
from lexcollect.review.leaving import Gone, has_left, is_watched
from lexcollect.wording import language

#: Seconds for one picture, pictures for one process, bytes of pictures and of counts and words that are kept.
PATIENCE, _TURNS, _KEPT, _KEPT_WORDS = 20.0, 400, 48_000_000, 8_000_000
#: The program of the process.
PAINTER = (sys.executable, "-m", "lexcollect.review.painter")
#: Bytes of one answer that are read.
_MAX_ANSWER = 200_000_000
#: Pixels of the longer side up to which a picture is a tile.
_TILE = 400
#: Seconds after which a tile makes room for a page (more while the process has yet to come up), and how often one tile
#: does; seconds after which it is looked again whether anybody still waits.
_ROOM, _ROOM_AT_FIRST, _YIELDS, _LOOK = 1.0, 5.0, 2, 0.1
#: Seconds for which it is remembered that a picture took too long: the machine may have been busy with other things.
_AGAIN = 60.0
#: Counts and words, pages, tiles: in this order.
_FIRST, _PAGE, _LAST = range(3)


class Shown(NamedTuple):
    """A picture or words: what is told of them, and the bytes; ``why`` there are none (empty where there are)."""

    told: dict[str, Any]
    body: bytes

    @property
    def why(self) -> str:
        """The word why nothing can be shown."""
        return str(self.told.get("why", ""))


class Original(NamedTuple):
    """A file of the material to be shown: where it lies, and what it is."""

    path: Path
    kind: FileKind


_LEFT = Shown({"why": "left"}, b"")


class _Wish:
    """One who waits: what is asked, its place in the line, and the answer once it is ``done``."""

    def __init__(self, asked: dict[str, Any], path: str, key: str, rank: tuple[int, int, int]) -> None:
        self.asked = {**asked, "path": path}
        self.key = key
        self.rank = rank
        self.done = threading.Event()
        self.found = _LEFT
        self.left = False
        self.yielded = 0


class _Shelf:
    """Answers that are kept up to so many bytes; those not asked for longest go first."""

    def __init__(self, size: int) -> None:
        self._free = size
        self._held: OrderedDict[str, Shown] = OrderedDict()

    def find(self, key: str) -> Shown | None:
        if key in self._held:
            self._held.move_to_end(key)
        return self._held.get(key)

    def forget(self, key: str) -> None:
        if (gone := self._held.pop(key, None)) is not None:
            self._free += len(gone.body) + len(key)

    def keep(self, key: str, found: Shown) -> None:
        if key in self._held:
            return
        self._held[key] = found
        self._free -= len(found.body) + len(key)
        while self._free < 0 and self._held:
            old, gone = self._held.popitem(last=False)
            self._free += len(gone.body) + len(old)


class Painting:
    """The painter's process, who waits for it, and what is kept; may be asked by several threads."""

    def __init__(self, patience: float = PATIENCE, command: Sequence[str] = PAINTER) -> None:
        self._patience = patience
        self._command = command
        self._line: list[_Wish] = []
        self._lock = threading.Lock()
        self._working = self._over = False
        self._asked_yet = 0
        self._opened: dict[str, int] = {}
        self._late: dict[str, float] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Queue[Shown] = Queue()
        self._count, self._answered = 0, False
        self._pictures, self._words = _Shelf(_KEPT), _Shelf(_KEPT_WORDS)

    def picture(
        self,
        path: Path,
        kind: FileKind,
        page: int,
        side: int,
        turn: int = 0,
    ) -> Shown:
        """Return page ``page`` (from 0) of a file as PNG of at most ``side`` pixels, turned by ``turn`` degrees."""
        asked = {"do": "picture", "kind": kind.value, "page": page, "side": side, "turn": turn}
        return self._asked(asked, path, _LAST if side <= _TILE else _PAGE)

    def pages(self, path: Path, kind: FileKind) -> int:
        """Return how many pages can be shown; 0 for what has none."""
        return self.counted(path, kind)[0]

    def counted(self, path: Path, kind: FileKind) -> tuple[int, int]:
        """Return how many pages can be shown, and of a ZIP how many of its files have none here.

        The file counts as opened: its pages go first.
        """
        with self._lock:
            self._asked_yet += 1
            self._opened[str(path)] = self._asked_yet
        found = self._asked({"do": "count", "kind": kind.value}, path, _FIRST).told
        return int(found.get("pages", 0)), int(found.get("left", 0))

    def inside(self, path: Path, kind: FileKind) -> list[dict[str, Any]]:
        """Return the files of a ZIP by name (``packed.Listed``); none of other files."""
        found = self._asked({"do": "count", "kind": kind.value}, path, _FIRST) if kind is FileKind.ZIP else None
        return list(json.loads(found.body)) if found is not None and found.body else []

    def talk(self, path: Path) -> dict[str, Any]:
        """Return the messages of a chat (``review.talking``); the word ``why`` there are none."""
        found = self._asked({"do": "talk"}, path, _FIRST)
        return dict(json.loads(found.body)) if found.body else {"why": found.why}

    def words(self, path: Path) -> list[dict[str, Any]]:
        """Return the words of a file, page by page."""
        found = self._asked({"do": "words"}, path, _FIRST)
        return list(json.loads(found.body)) if found.body else []

    def sheets(self, path: Path, kind: FileKind) -> list[dict[str, Any]]:
        """Return the sheets of a spreadsheet or table of text as rows (``review.gridded``); none of other files."""
        from lexcollect.review.gridded import is_table

        if not is_table(path, kind):
            return []
        found = self._asked({"do": "sheets", "kind": kind.value}, path, _FIRST)
        return [one for one in json.loads(found.body) if one["all_rows"]] if found.body else []

    def begin(self) -> None:
        """Start the process before it is asked anything, if nobody is at it."""
        with self._lock:
            if self._working or self._over:
                return
            self._working = True
        with contextlib.suppress(OSError):
            self._running()
        self._work()

    def apart(self, one: Original, other: Original, page: int, side: int) -> Shown:
        """Return page ``page`` of ``one`` as PNG with a frame where the same page of ``other`` differs.

        What is told of it is that of :func:`lexcollect.review.differing.marked`.
        """
        asked = {"do": "apart", "kind": one.kind.value, "other_kind": other.kind.value, "page": page, "side": side}
        return self._asked(asked, one.path, _PAGE, other=other.path)

    def lines(self, one: Path, other: Path) -> dict[str, Any]:
        """Return the words of two files line by line (``differing.rows``); nothing where one of them says nothing."""
        found = self._asked({"do": "lines"}, one, _FIRST, other=other)
        return dict(json.loads(found.body)) if found.body else {}

    def hidden(self, path: Path, name: str) -> dict[str, Any]:
        """Return what the file hides (``hidden``) and tells besides (``besides``) in words, or ``why`` not."""
        return self._asked({"do": "hidden", "name": name, "lang": language()}, path, _PAGE).told

    def close(self) -> None:
        """End the process; who waits goes away, and nobody else is let in."""
        with self._lock:
            self._over = True
            for wish in self._line:
                wish.done.set()
            self._line.clear()
            process, working = self._process, self._working
        if working and process is not None:
            process.kill()  # whoever works with it sees it fall, and puts it away
        elif not working:
            self._end()

    # --- the line ----------------------------------------------------------------------------------------------------

    def _asked(
        self,
        asked: dict[str, Any],
        path: Path,
        rank: int,
        other: Path | None = None,
    ) -> Shown:
        """Return the answer; :class:`Gone` where whoever asks has left, or the page is over."""
        found = self._waited(asked, path, rank, other)
        if found is _LEFT and is_watched():
            raise Gone
        return found

    def _waited(self, asked: dict[str, Any], path: Path, rank: int, other: Path | None) -> Shown:
        try:
            states = [(str(one), one.stat()) for one in (path, other) if one is not None]
        except OSError:
            return Shown({"why": "gone"}, b"")
        about = [[name, state.st_size, state.st_mtime_ns] for name, state in states]
        key = json.dumps([asked, about], sort_keys=True)
        if other is not None:
            asked = {**asked, "other": str(other)}
        with self._lock:
            if time.monotonic() - self._late.get(key, time.monotonic()) > _AGAIN:
                del self._late[key]
                self._shelf(rank).forget(key)
            if (kept := self._shelf(rank).find(key)) is not None:
                return kept
            if self._over:
                return _LEFT
            self._asked_yet += 1
            opened = self._opened.get(str(path), 0) if rank == _PAGE else 0
            wish = _Wish(asked, str(path), key, (rank, -opened, self._asked_yet))
            self._line.append(wish)
            if not self._working:
                self._working = True
                threading.Thread(target=self._work, daemon=True).start()
        while not wish.done.wait(_LOOK):
            wish.left = wish.left or has_left()
            if wish.left:
                return _LEFT
        return wish.found

    def _shelf(self, rank: int) -> _Shelf:
        return self._words if rank == _FIRST else self._pictures

    def _work(self) -> None:
        """Answer those who wait, one after the other, until nobody does."""
        while (wish := self._next()) is not None:
            try:
                found = self._kept(wish) or self._fresh(wish)
            except Exception:  # whatever happens here, who waits gets an answer
                self._end()
                found = Shown({"why": "unreadable"}, b"")
            if found is None:
                continue
            with self._lock:
                self._shelf(wish.rank[0]).keep(wish.key, found)
                if found.why == "slow":
                    self._late[wish.key] = time.monotonic()
            wish.found = found
            wish.done.set()

    def _next(self) -> _Wish | None:
        with self._lock:
            self._line = [wish for wish in self._line if not wish.left]
            if not self._line:
                self._working = False
                return None
            wish = min(self._line, key=lambda one: one.rank)
            self._line.remove(wish)
            return wish

    def _kept(self, wish: _Wish) -> Shown | None:
        with self._lock:
            return self._shelf(wish.rank[0]).find(wish.key)

    def _makes_room(self, wish: _Wish) -> bool:
        """Tell whether work on ``wish`` ends now: nobody waits for it, or it is a tile and a page is waited for."""
        with self._lock:
            others = [one for one in self._line if not one.left]
            if wish.left:
                return bool(others)
            if wish.yielded >= _YIELDS or not any(one.rank[0] < wish.rank[0] for one in others):
                return False
            wish.yielded += 1
            self._line.append(wish)
            return True

    def _fresh(self, wish: _Wish) -> Shown | None:
        """Return what the process answers; nothing where ``wish`` made room for another."""
        process = self._running()
        assert process.stdin is not None
        began = time.monotonic()
        try:
            process.stdin.write(json.dumps(wish.asked).encode() + b"\n")
            process.stdin.flush()
        except OSError:
            self._end()
            return Shown({"why": "unreadable"}, b"")
        while True:
            gone = time.monotonic() - began
            try:
                found = self._answers.get(timeout=max(0.0, min(_LOOK, self._patience - gone)))
            except Empty:
                gone = time.monotonic() - began
                if gone >= self._patience:
                    self._end()
                    return Shown({"why": "slow"}, b"")
                if gone >= (_ROOM if self._answered else _ROOM_AT_FIRST) and self._makes_room(wish):
                    self._end()
                    return None
                continue
            if found.why == "fallen":
                self._end()
                return Shown({"why": "unreadable"}, b"")
            self._answered = True
            return found

    # --- the process -------------------------------------------------------------------------------------------------

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._count >= _TURNS or self._process.poll() is not None):
            self._end()
        if self._process is None:
            self._answers = Queue()
            self._count, self._answered = 0, False
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        self._count += 1
        return self._process

    def _end(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, AttributeError):
                pipe.close()  # type: ignore[union-attr]


def _listen(process: subprocess.Popen[bytes], answers: Queue[Shown]) -> None:
    """Put every answer of the process into the queue; one more, ``fallen``, when it ends."""
    out = process.stdout
    assert out is not None
    with contextlib.suppress(OSError, ValueError):
        while True:
            head = _part(out)
            body = _part(out)
            if head is None or body is None:
                break
            answers.put(Shown(json.loads(head), body))
    answers.put(Shown({"why": "fallen"}, b""))


def _part(out: Any) -> bytes | None:
    size = out.read(4)
    if len(size) < 4 or int.from_bytes(size, "big") > _MAX_ANSWER:
        return None
    found: bytes = out.read(int.from_bytes(size, "big"))
    return found if len(found) == int.from_bytes(size, "big") else None
