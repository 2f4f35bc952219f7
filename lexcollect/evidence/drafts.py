"""Drafts: what is known of a file before a person has looked at it as an exhibit, beyond its name.

Owns the plain shape by which whoever read the papers tells the first catalogue: title, day, what it proves, group.
Everything in it stays marked 待确认 until a person confirms it.
"""

from __future__ import annotations

from datetime import date

from lexcollect.records import dataclass


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the words of a file say of it as an exhibit.

    ``paper`` is what it is in a plain word (银行回单), by which its proof (证明类型) is suggested; ``day`` is the day
    it was made with its ``source``; ``purpose`` what it proves; ``group`` the title of its group;
    ``origin`` is whose it was (来源), ``carrier`` what it was first kept on (原始载体);
    ``beside`` is the file whose exhibit it seems to be part of (a picture of a chat); ``numbers`` are those of the
    parcels it went with; ``electronic``: the file shows by itself that it is the original and never was paper.
    Empty: not known.
    """

    title: str
    paper: str
    day: date | None = None
    source: str = ""
    purpose: str = ""
    group: str = ""
    origin: str = ""
    carrier: str = ""
    beside: str = ""
    numbers: tuple[str, ...] = ()
    electronic: bool = False
