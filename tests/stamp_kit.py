"""A small matter with its package, for the tests of time stamps."""

from __future__ import annotations

from pathlib import Path

from bundle_kit import marked_pdf, pdf_bytes
from calc_run import asked


def small_matter(folder: Path) -> Path:
    """Return a matter of one paper with its package, typed as a clerk types it."""
    papers = folder / "材料"
    papers.mkdir()
    (papers / "合同.pdf").write_bytes(pdf_bytes(marked_pdf()))
    matter = folder / "沈河案"
    assert asked("new", str(matter), "--from", str(papers), "--no-input")[0] == 0
    assert asked("bundle", str(matter))[0] == 0
    return matter
