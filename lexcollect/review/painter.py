"""Painter: the process in which evidence is opened to be shown; nothing else of the page runs in it.

Owns pictures of pages, and the words and sheets of files without pages, one request at a time: a line of JSON in, a
length and that many bytes out. Runs under a bound on memory where the system has one; whoever asked ends it when it
takes too long. What cannot be shown is answered with a word why.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lexcollect.formats.kinds import PICTURES, FileKind

#: Files of which pages are drawn, alone or in an archive.
WITH_PAGES = frozenset((FileKind.PDF, FileKind.OFD, *PICTURES))
#: Bytes of memory this process may take.
MAX_MEMORY = 1_000_000_000
#: Bytes of a file, pixels of a picture, characters of words that are shown.
_MAX_BYTES, _MAX_PIXELS, _MAX_WORDS = 400_000_000, 120_000_000, 400_000
#: Characters of one head of a mail that are shown.
_MAX_HEAD = 2_000
_UPRIGHT = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE"} | {
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def main() -> None:
    """Answer requests until the pipe is closed."""
    _bound()
    out = sys.stdout.buffer
    for line in sys.stdin.buffer:
        head, body = _answered(json.loads(line))
        raw = json.dumps(head).encode()
        out.write(len(raw).to_bytes(4, "big") + raw + len(body).to_bytes(4, "big") + body)
        out.flush()


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bound; the time is bounded there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answered(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return what is told of a request and its bytes; of a hostile file every failure is the same."""
    from lexcollect.formats.refusals import BadFile

    doing: dict[str, Callable[[Mapping[str, Any]], tuple[dict[str, Any], bytes]]] = {
        "picture": _picture,
        "count": _count,
        "words": _words,
        "apart": _apart,
        "lines": _lines,
        "hidden": _hidden,
        "talk": _talk,
        "sheets": _sheets,
    }
    try:
        if any(Path(asked[name]).stat().st_size > _MAX_BYTES for name in ("path", "other") if name in asked):
            return {"why": "large"}, b""
        return doing[asked["do"]](asked)
    except BadFile:
        return {"why": "unreadable"}, b""
    except MemoryError:
        return {"why": "large"}, b""
    except Exception:
        return {"why": "unreadable"}, b""


def _count(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    kind, path = FileKind(asked["kind"]), Path(asked["path"])
    if kind is FileKind.ZIP:
        from lexcollect.review.packed import contents

        inside = contents(path, _pages)
        listed = json.dumps([one._asdict() for one in inside.listed], ensure_ascii=False)
        return {"pages": inside.pages, "left": inside.left}, listed.encode("utf-8", "surrogatepass")
    return {"pages": _pages(kind, path)}, b""


def _pages(kind: FileKind, path: Path) -> int:
    """Return how many pages can be drawn of a file; 0 for what has none."""
    if kind is FileKind.PDF:
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    if kind is FileKind.OFD:
        from lexcollect.review import ofd_drawn

        return ofd_drawn.count(path)
    if kind in PICTURES:
        from lexcollect.formats.readers.picture import frames_of, open_picture

        with open_picture(path) as picture:
            # Of other pictures with several frames the package shows the first (LX-B034), and the catalogue counts one.
            return min(frames_of(picture), 500) if picture.format == "TIFF" else 1
    return 0


def _picture(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    kind = FileKind(asked["kind"])
    if kind not in WITH_PAGES and kind is not FileKind.ZIP:
        return {"why": "no_pages"}, b""
    path, number, side = Path(asked["path"]), int(asked["page"]), int(asked["side"])
    if kind is FileKind.ZIP:
        from lexcollect.review.packed import contents, page_of

        if number >= contents(path, _pages).pages:
            return {"why": "no_pages"}, b""
        image = page_of(path, number, _pages, lambda kind, file, page: _drawn(kind, file, page, side))
    else:
        image = _drawn(kind, path, number, side)
    if image is None:
        return {"why": "large"}, b""
    if turn := int(asked.get("turn", 0)) % 360:
        image = image.rotate(-turn, expand=True)
    return {"width": image.width, "height": image.height}, _png(image)


def _drawn(kind: FileKind, path: Path, number: int, side: int) -> Any:
    if kind is FileKind.OFD:
        from lexcollect.review import ofd_drawn

        return _of_pdf(ofd_drawn.drawn(path), number, side)
    return (_of_pdf if kind is FileKind.PDF else _of_picture)(path, number, side)


def _png(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _of_pdf(path: Path | bytes, number: int, side: int) -> Any:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        page = document[number]
        width, height = page.get_size()
        if not (0 < width < 20_000 and 0 < height < 20_000):
            return None
        return page.render(scale=side / max(width, height), may_draw_forms=True).to_pil().convert("RGB")


def _of_picture(path: Path, number: int, side: int) -> Any:
    from PIL import Image

    from lexcollect.formats.readers.picture import decoding, open_picture, orientation_of

    with open_picture(path) as picture:
        if picture.width * picture.height > _MAX_PIXELS:
            return None
        turn = orientation_of(picture)
        if number:
            picture.seek(number)
        with decoding():
            picture.draft("RGB", (side * 2, side * 2))
            small = picture.convert("RGB")
        small.thumbnail((side, side * 6))  # a long screenshot stays readable
        return small.transpose(Image.Transpose[_UPRIGHT[turn]]) if turn in _UPRIGHT else small


def _words(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    from lexcollect.formats.page_words import said

    path = Path(asked["path"])
    pages: list[dict[str, Any]] = []
    size = 0
    for page, text, heads in _mails(path) or [(page.page, page.text, {}) for page in said(path)]:
        text = "\n".join(text.splitlines())[: _MAX_WORDS - size]
        pages.append({"page": page, "text": text, "heads": heads})
        size += len(text)
        if size >= _MAX_WORDS:
            break
    return {"cut": size >= _MAX_WORDS}, json.dumps(pages, ensure_ascii=False).encode("utf-8")


def _mails(path: Path) -> list[tuple[int, str, dict[str, str]]]:
    """Return the mails of a file, each with its heads (sender, time …) and its body whole; nothing of another file."""
    from lexcollect.formats.readers.mail import MailContent
    from lexcollect.formats.reading import content
    from lexcollect.formats.recognise import identify

    found: list[tuple[int, str, dict[str, str]]] = []
    size = 0
    with contextlib.suppress(Exception):  # a hostile file fails in every way; then its words alone are shown
        read = content(path, identify(path, path.name))
        for mail in read.opened() if isinstance(read, MailContent) else ():
            heads = {name.lower(): words[:_MAX_HEAD] for name, words in mail.heads}
            found.append((0, mail.body, {**heads, "attached": "、".join(mail.attachments)[:_MAX_HEAD]}))
            size += len(mail.body)
            if size >= _MAX_WORDS:
                break
    return found


def _apart(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return a page of a file with a frame around every place at which the same page of the other one differs."""
    from lexcollect.review.differing import marked

    kinds = FileKind(asked["kind"]), FileKind(asked["other_kind"])
    if any(kind not in WITH_PAGES for kind in kinds):
        return {"why": "no_pages"}, b""
    page, side = int(asked["page"]), int(asked["side"])
    one, other = (
        _drawn(kind, Path(path), page, side) for kind, path in zip(kinds, (asked["path"], asked["other"]), strict=True)
    )
    if one is None or other is None:
        return {"why": "large"}, b""
    image, told = marked(one, other)
    return told, _png(image)


def _lines(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the words of two files line by line, with what differs."""
    from lexcollect.formats.page_words import said
    from lexcollect.review.differing import rows

    ours, theirs = ("\n".join(page.text for page in said(Path(asked[name])))[:_MAX_WORDS] for name in ("path", "other"))
    if not ours.strip() or not theirs.strip():
        return {"why": "no_words"}, b""
    return {}, json.dumps(rows(ours, theirs), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _hidden(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return what lies in a file and on none of its pages, and what it tells of persons and machines, in words."""
    from lexcollect.formats.hidden import tell_hidden
    from lexcollect.formats.kinds import Status
    from lexcollect.formats.reading import look
    from lexcollect.formats.recognise import identify
    from lexcollect.formats.refusals import UNDECODED
    from lexcollect.formats.traces import traces_of
    from lexcollect.wording import say, speaking

    path, name = Path(asked["path"]), str(asked["name"])
    known = identify(path, name)
    seen = look(path, name, known)
    with speaking(asked["lang"]):
        told = [str(one) for found in tell_hidden(seen.hidden) for one in dict(found.params)["what"]]
        if changes := seen.facts.get("tracked_changes"):
            told.append(say("formats.hidden.changes", count=changes))
        besides = [say(f"bundle.trace_{trace}") for trace in sorted(traces_of(path, known.kind))]
    # Without its decoder a picture is whole and was still not looked into.
    opened = seen.status is Status.USABLE and not any(one.code == UNDECODED for one in seen.findings)
    return {"hidden": told, "besides": besides, "opened": opened}, b""


def _talk(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    from lexcollect.review.talking import talk_of

    return {}, json.dumps(talk_of(Path(asked["path"])), ensure_ascii=False).encode("utf-8", "surrogatepass")


def _sheets(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    from lexcollect.review.gridded import gridded

    found = gridded(Path(asked["path"]), FileKind(asked["kind"]))
    return {}, json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")


if __name__ == "__main__":
    main()
