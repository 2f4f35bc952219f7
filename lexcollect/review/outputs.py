"""Outputs: the papers and packages of a matter as files that can be taken away.

Owns which files those are, and the answer that holds one: an attachment, never something the browser shows. Refuses
everything that is no plain file below the two folders, and links on the way there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from lexcollect.findings import Refused, shown
from lexcollect.layout import MASKED, PACKAGES, PAPERS, RECEIPTS
from lexcollect.patterns import regex
from lexcollect.review.keys import key_of

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

#: So many files of one folder are listed; bytes that are sent at once.
_MOST, _BLOCK = 500, 1 << 16
_VERSION = regex(r"v([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?")
_PLAIN_ENDING = regex(r"\.[a-z0-9]{1,8}")


def outputs(folder: Path) -> list[dict[str, Any]]:
    """Return the newest file of each paper, the latest package and its latest masked copy, each with its files."""
    found = [{"what": "papers", "name": PAPERS, "files": _papers(folder)}]
    for what, place in (("package", PACKAGES), ("masked", f"{PACKAGES}/{MASKED}")):
        latest = next(iter(_versions(folder, place)), None)
        files = [_one(folder, name) for name in _below(folder, f"{place}/{latest}")] if latest else []
        found.append({"what": what, "name": latest or "", "files": files[:_MOST]})
    return found


def _papers(folder: Path) -> list[dict[str, Any]]:
    known: dict[str, dict[str, Any]] = {}
    for version in _versions(folder, PAPERS):
        for name in _below(folder, f"{PAPERS}/{version}"):
            if f"/{RECEIPTS}/" not in name:
                known.setdefault(name.rpartition("/")[2], {**_one(folder, name), "version": version})
    return sorted(known.values(), key=lambda one: str(one["name"]))[:_MOST]


def _one(folder: Path, name: str) -> dict[str, Any]:
    parts = name.split("/")
    return {
        "key": key_of(name),
        "name": shown(parts[-1]),
        "size": _size((folder / name).lstat().st_size),
        "original": "originals" in parts[:-1],
        "list": parts[0] == PACKAGES and "data" not in parts[:-1],  # for whoever compares, not for whoever reads
        "version": "",
    }


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1):,} kB"


def _versions(folder: Path, place: str) -> list[str]:
    """Return the versions below ``place``, the newest first; none where a link leads there."""
    if not _is_straight(folder, place):
        return []
    try:
        names = [one.name for one in (folder / place).iterdir()]
    except OSError:
        return []
    found = {name: match for name in names if (match := _VERSION.fullmatch(name))}
    return sorted(found, key=lambda name: (int(found[name][1]), int(found[name][2] or 0)), reverse=True)


def _below(folder: Path, place: str) -> Iterator[str]:
    """Yield the plain files below ``place``, relative to the matter; links and what they lead to are left out."""
    if not _is_straight(folder, place):
        return
    try:
        entries = sorted(os.scandir(folder / place), key=lambda one: one.name)
    except OSError:
        return
    for entry in entries:
        name = f"{place}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _below(folder, name)
        elif entry.is_file(follow_symlinks=False):
            yield name


def _is_straight(folder: Path, place: str) -> bool:
    from lexcollect.matter.layout import is_link

    parts = place.split("/")
    return not any(is_link(folder.joinpath(*parts[: n + 1])) for n in range(len(parts)))


def named(folder: Path, key: str) -> str:
    """Return the file that the browser calls ``key``, relative to the matter; nothing where there is none."""
    places = [f"{PAPERS}/{version}" for version in _versions(folder, PAPERS)]
    for place in (PACKAGES, f"{PACKAGES}/{MASKED}"):
        places += [f"{place}/{version}" for version in _versions(folder, place)]
    return next((name for place in places for name in _below(folder, place) if key_of(name) == key), "")


def sent(folder: Path, key: str) -> Response:
    """Return the file ``key`` as something to be kept, whatever it is."""
    from lexcollect.files import regular_handle

    name = named(folder, key)
    try:
        if not name or not _is_straight(folder, name):
            return Response(status_code=404)
        handle, state = regular_handle(folder / name)
    except (OSError, Refused):
        return Response(status_code=404)
    return _Kept(handle, state.st_size, name.rpartition("/")[2])


class _Kept(Response):
    """An open file as an attachment, sent block by block: a package may be larger than the memory of the page."""

    def __init__(self, handle: int, size: int, name: str) -> None:
        headers = {"content-disposition": disposition(name), "content-length": str(size)}
        super().__init__(media_type="application/octet-stream", headers=headers)
        self._handle, self._left = handle, size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file; a file that grows meanwhile is sent as long as it was."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        with os.fdopen(self._handle, "rb") as stream:
            while self._left and (block := await run_in_threadpool(stream.read, min(_BLOCK, self._left))):
                self._left -= len(block)
                await send({"type": "http.response.body", "body": block, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def disposition(name: str) -> str:
    """Return the header that makes a browser keep a file under ``name`` (RFC 6266), with a plain name beside it."""
    safe = "".join("_" if one in '/\\:*?"<>|%' or not one.isprintable() else one for one in name).strip(" .")[:120]
    ending = Path(name).suffix.lower()
    plain = f"lexcollect{ending if _PLAIN_ENDING.fullmatch(ending) else ''}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe or plain, safe='')}"
