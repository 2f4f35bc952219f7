"""Small exhibits made on the spot: PDFs, pictures and catalogues for the tests of the room ``bundle``."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from lexcollect.bundle.build import build
from lexcollect.bundle.model import Built, Cover
from lexcollect.evidence.items import Catalogue, Group, Item, SourceFile
from lexcollect.files import sha256_bytes

MADE_ON = date(2026, 11, 21)
COVER = Cover("原告甲公司与被告乙公司买卖合同纠纷", "甲公司", 2, "买卖合同纠纷")
RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 160, 0)


def material(folder: Path, name: str, data: bytes) -> SourceFile:
    """Put a file among the raw material, as received."""
    path = folder / "1-收到的材料" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return SourceFile(path, name, sha256_bytes(data), len(data), "")


def item(no: str, *files: SourceFile, title: str = "送货单", purpose: str = "交付60吨", **more: Any) -> Item:
    """Return an exhibit; its internal columns hold words that must never be printed."""
    return Item(
        more.pop("id", no),
        no,
        int(no.split("-")[0]),
        title,
        date(2023, 4, 12),
        "内部日期来源",
        "书证",
        "复印件(内部备注)",
        more.pop("source", "原告保管"),
        purpose,
        "无",
        files,
    )


def catalogue(*items: Item) -> Catalogue:
    """Return a catalogue with a group for each group number."""
    groups = tuple(Group(n, f"分组{n}") for n in dict.fromkeys(i.group for i in items))
    return Catalogue(groups, items, (), "")


def packed(folder: Path, *items: Item, cover: Cover = COVER, **more: Any) -> Built:
    """Build the package of ``items`` in ``folder``."""
    return build(catalogue(*items), cover, folder / "4-证据包", made_on=more.pop("made_on", MADE_ON), **more)


def bundle_of(built: Built) -> Path:
    """Return the paginated PDF of a package."""
    assert built.folder is not None, [f.line() for f in built.findings]
    return built.folder / "data" / "证据.pdf"


def codes(built: Built) -> list[str]:
    """Return the finding codes of a build."""
    return [f.code for f in built.findings]


def page_text(pdf: Path, page: int) -> str:
    """Return the text of a page as poppler, not our libraries, reads it."""
    return subprocess.run(
        ["pdftotext", "-f", str(page), "-l", str(page), "-layout", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")


def unpacked(pdf: Path) -> bytes:
    """Return the document with every stream unpacked by qpdf, pictures left as they are coded."""
    return subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", "--warning-exit-0", str(pdf), "-"],
        capture_output=True,
        check=True,
    ).stdout


def everything_said(package: Path) -> str:
    """Return all that a package says besides its originals: names, lists, papers, text and strings of the PDF."""
    said = [path.relative_to(package).as_posix() for path in package.rglob("*")]
    for path in package.rglob("*"):
        if path.suffix == ".pdf" and path.parent.name == "data":
            with pikepdf.open(path) as pdf:
                said += [str(one) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) for one in _strings(o)]
            said.append(subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode())
        elif path.suffix in (".docx", ".xlsx") and path.parent.name == "data":
            with zipfile.ZipFile(path) as parts:
                said += [parts.read(name).decode("utf-8") for name in parts.namelist()]
        # The page is the same in every package: test_check_page holds it to that.
        elif path.is_file() and path.parent.name != "originals" and path.name != "核验.html":
            said.append(path.read_text("utf-8-sig"))
    return "\n".join(said)


def _strings(value: Any) -> list[str]:
    if isinstance(value, pikepdf.String):
        return [str(value)]
    if isinstance(value, pikepdf.Dictionary):
        value = list(value.as_dict().values())
    if isinstance(value, list | pikepdf.Array):
        return [text for one in value if not getattr(one, "is_indirect", False) for text in _strings(one)]
    return []


def shown(pdf: Path, page: int, scale: float = 1.0) -> Image.Image:
    """Return a page (from 1) as a picture, one pixel a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page - 1].render(scale=scale).to_pil().convert("RGB")


def near(image: Image.Image, colour: tuple[int, int, int], slack: int = 60) -> tuple[float, float] | None:
    """Return where on the page (fractions from left and top) the middle of an area of ``colour`` lies."""
    width, height = image.size
    raw = image.tobytes()
    alike = [bytes(abs(value - wanted) <= slack for value in range(256)) for wanted in colour]
    channels = [raw[i::3].translate(table) for i, table in enumerate(alike)]
    points = [(i % width, i // width) for i, hit in enumerate(zip(*channels, strict=True)) if all(hit)]
    if not points:
        return None
    return sum(x for x, _ in points) / len(points) / width, sum(y for _, y in points) / len(points) / height


def pdf_bytes(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    """Return a document as a file; the same document gives the same bytes unless it is encrypted."""
    out = io.BytesIO()
    pdf.save(out, **{"deterministic_id": "encryption" not in how, **how})
    return out.getvalue()


def marked_pdf(
    box: tuple[float, float, float, float] = (0, 0, 595, 842),
    rotate: int | None = None,
    crop: tuple[float, float, float, float] | None = None,
    content: bytes = b"",
) -> pikepdf.Pdf:
    """Return a page with a red square at the lower left and a blue one at the lower right of what is shown."""
    x0, y0, x1, _ = crop or box
    marks = f"1 0 0 rg {x0 + 20} {y0 + 20} 60 60 re f 0 0 1 rg {x1 - 80} {y0 + 20} 60 60 re f\n".encode()
    pdf = pikepdf.new()
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array(list(box)),
        Resources=pikepdf.Dictionary(),
        Contents=pdf.make_stream(marks + content),
    )
    if rotate is not None:
        page.Rotate = rotate
    if crop is not None:
        page.CropBox = pikepdf.Array(list(crop))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def quartered(width: int = 240, height: int = 160) -> Image.Image:
    """Return a picture that is red at the top left, blue at the top right, white below."""
    image = Image.new("RGB", (width, height), "white")
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(BLUE, (width // 2, 0, width, height // 2))
    return image


def picture_bytes(image: Image.Image, kind: str, **how: Any) -> bytes:
    """Return a picture as a file of format ``kind``."""
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()
