"""How surely the engine reads, and below which sureness its words are wrong; time and memory of a page.

Run: ``python benchmarks/bench_ocr.py``. Pages whose words are known (letters with a text layer) are drawn, spoiled as
photographs are (out of focus, small, coarse JPEG, dim, slanted) and read. A piece is right when its words, blanks and
widths aside, stand in the text of the page. The bound of ``proposing.recognised`` is read off the table.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "matter-steel/inbox/催款函（2025.5.20）.pdf",
    "matter-steel/inbox/网银回单20230714.pdf",
    "matter-lease/inbox/解除通知书(致连港及冯样例).pdf",
)
#: Lower ends of the bands in thousandths.
BANDS = (990, 970, 940, 900, 800, 500)


def spoiled() -> dict[str, Callable[[Any], Any]]:
    """Return the ways in which a page is spoiled."""
    from PIL import Image, ImageEnhance, ImageFilter

    def coarse(page: Any) -> Any:
        out = io.BytesIO()
        page.save(out, "JPEG", quality=12)
        return Image.open(out).convert("RGB")

    def small(page: Any) -> Any:
        return page.resize((page.width // 3, page.height // 3))

    return {
        "as it is": lambda page: page,
        "small": small,
        "very small": lambda page: page.resize((page.width // 4, page.height // 4)),
        "out of focus": lambda page: page.filter(ImageFilter.GaussianBlur(3)),
        "coarse": lambda page: coarse(small(page)),
        "dim": lambda page: ImageEnhance.Contrast(small(page).filter(ImageFilter.GaussianBlur(1))).enhance(0.25),
        "slanted": lambda page: page.rotate(4, expand=True, fillcolor="white"),
    }


def squeezed(words: str) -> str:
    """Return ``words`` without blanks, in one width."""
    from lexcollect.cn.width import fold

    return "".join(fold(words).split()).replace("‘", "'").replace("’", "'")


def read() -> Iterator[tuple[str, int, bool, str]]:
    """Yield the way, the sureness, whether it is right, and the words of every piece."""
    from lexcollect.formats.ocr.engine import load
    from lexcollect.formats.ocr.sheets import read_sheet
    from lexcollect.formats.page_words import said

    engine = load()
    for name in PAGES:
        path = ROOT / "examples" / name
        known = squeezed("".join(page.text for page in said(path)[:1]))
        page = drawn(path)
        for way, spoil in spoiled().items():
            started = time.perf_counter()
            sheet = read_sheet(1, spoil(page), engine)
            print(f"  {path.name} {way}: {len(sheet.pieces)} pieces, {time.perf_counter() - started:.1f} s", flush=True)
            for piece in sheet.pieces:
                yield way, piece.sure, squeezed(piece.words) in known, piece.words


def drawn(path: Path) -> Any:
    """Return the first page of a PDF as a picture of 200 dpi."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=200 / 72).to_pil().convert("RGB")


def main() -> int:
    """Print pieces, wrong ones and wrong ones with figures by band of sureness."""
    from lexcollect.formats.ocr.engine import engine_name, installed

    if not installed():
        print("the extra ocr is not installed")
        return 0
    print(engine_name())
    pieces = list(read())
    print("sure from  pieces  wrong  wrong with figures")
    top = 1001
    for low in BANDS:
        band = [one for one in pieces if low <= one[1] < top]
        wrong = [one for one in band if not one[2]]
        figures = [one for one in wrong if any(c.isdigit() for c in one[3])]
        print(f"{low / 1000:9.3f}  {len(band):6}  {len(wrong):5}  {len(figures):5}")
        for way, sure, _, words in wrong[:6]:
            print(f"      {sure / 1000:.3f} {way}: {words}")
        top = low
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
