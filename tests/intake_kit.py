"""What the intake and evidence tests share: the example folder, small files of many kinds, a run."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from lexcollect.findings import Finding
from lexcollect.intake.records import Intake, Record
from lexcollect.intake.taking import take_in

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "matter-steel"
INBOX = EXAMPLE / "inbox"
TRUTH = Path(__file__).resolve().parent / "data" / "intake" / "steel_files.csv"


def truth() -> list[dict[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def taken(tmp_path: Path, files: dict[str, bytes], **more: object) -> Intake:
    """Take in a folder that holds ``files`` (relative name → bytes)."""
    source = tmp_path / "来源"
    for name, data in files.items():
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    source.mkdir(exist_ok=True)
    return take_in(source, tmp_path / "案", **more)  # type: ignore[arg-type]


def record(intake: Intake, name: str) -> Record:
    return next(r for r in intake.records if r.name == name)


def codes(intake: Intake, name: str | None = None) -> set[str]:
    return {f.code for f in intake.findings if name is None or f.where.file == name}


def finding_of(findings: tuple[Finding, ...] | list[Finding], code: str) -> Finding:
    return next(f for f in findings if f.code == code)


def zipped(members: dict[str, bytes], *, compress: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED) as box:
        for name, data in members.items():
            box.writestr(name, data)
    return out.getvalue()


def jpeg(width: int = 60, height: int = 40, *, colour: str = "white", exif: bytes = b"") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def docx(body: str, parts: dict[str, bytes] | None = None) -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>".encode(),
            **(parts or {}),
        }
    )


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
