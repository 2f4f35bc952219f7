"""Drafted (草稿): every page of a finished document bears 草稿未确认.

Owns the mark on pages that stand already; one that bears it keeps it once.
"""

from __future__ import annotations

from typing import Any

from lexcollect.bundle.stamp import Lettering
from lexcollect.wording import say


def mark_draft(pdf: Any) -> Lettering:
    """Write 草稿未确认 across every page of ``pdf``; what is returned is closed once that is saved."""
    from pikepdf import Array, Dictionary, Name

    words = say("bundle.draft", "zh")
    letters = Lettering(pdf, [words])  # its fonts are copied when the document is saved: it stays open until then
    fonts = {f"/LXD{number}": pdf.make_indirect(font) for number, font in enumerate(letters.fonts.values())}
    for page in pdf.pages:
        width, height = float(page.obj.MediaBox[2]), float(page.obj.MediaBox[3])
        drawn = letters.watermark(words, width, height)
        for number, key in enumerate(letters.fonts):
            drawn = drawn.replace(f"{key} ".encode("ascii"), f"/LXD{number} ".encode("ascii"))
        own = page.obj.get("/Contents")
        parts = list(own) if isinstance(own, Array) else [own]
        page.obj.Contents = Array([pdf.make_stream(b"q\n"), *parts, pdf.make_stream(b"\nQ\n" + drawn)])
        resources = Dictionary(page.obj.get("/Resources", Dictionary()))
        listed = Dictionary(resources.get("/Font", Dictionary()))
        for key, font in fonts.items():
            listed[Name(key)] = font
        resources.Font = listed
        page.obj.Resources = resources
    return letters
