"""Painter: the process in which evidence is opened to be shown; nothing else of the page runs in it.

Owns pictures of pages and the words of files without pages, one request at a time: a line of JSON in, a length and that
many bytes out. Runs under a bound on memory where the system has one; whoever asked ends it when it takes too long.
What cannot be shown is answered with a word why.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lexcollect.formats.kinds import PICTURES, FileKind

#: Bytes of memory this process may take.
MAX_MEMORY = 1_000_000_000
#: Bytes of a file, pixels of a picture, characters of words that are shown.
_MAX_BYTES, _MAX_PIXELS, _MAX_WORDS = 400_000_000, 120_000_000, 400_000
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
    }
    try:
        if Path(asked["path"]).stat().st_size > _MAX_BYTES:
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
    if kind is FileKind.PDF:
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return {"pages": len(document)}, b""
    if kind in PICTURES:
        from lexcollect.formats.readers.picture import open_picture

        with open_picture(path) as picture:
            return {"pages": min(int(getattr(picture, "n_frames", 1)), 500)}, b""
    return {"pages": 0}, b""


def _picture(asked: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    kind = FileKind(asked["kind"])
    if kind is FileKind.PDF:
        image = _of_pdf(Path(asked["path"]), int(asked["page"]), int(asked["side"]))
    elif kind in PICTURES:
        image = _of_picture(Path(asked["path"]), int(asked["page"]), int(asked["side"]))
    else:
        return {"why": "no_pages"}, b""
    if image is None:
        return {"why": "large"}, b""
    if turn := int(asked.get("turn", 0)) % 360:
        image = image.rotate(-turn, expand=True)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return {"width": image.width, "height": image.height}, out.getvalue()


def _of_pdf(path: Path, number: int, side: int) -> Any:
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

    pages: list[dict[str, Any]] = []
    size = 0
    for page in said(Path(asked["path"])):
        text = page.text[: _MAX_WORDS - size]
        pages.append({"page": page.page, "text": text})
        size += len(text)
        if size >= _MAX_WORDS:
            break
    return {"cut": size >= _MAX_WORDS}, json.dumps(pages, ensure_ascii=False).encode("utf-8")


if __name__ == "__main__":
    main()
