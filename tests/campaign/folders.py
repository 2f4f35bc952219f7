"""Folders: the most hostile folder there is, taken in twice by the command line.

The number of trials is the number of small files in it; one file of nothing grows with it, to five gigabytes for ten
thousand. Right is: a line for every entry, an exact copy of every file, bounded memory, and a second run that touches
nothing.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tally import Tally

from hostile_folder import MATERIAL, MEGABYTES, digest, listed, make, names, state
from hostile_folder import run as program

#: Bytes of the file of nothing for each of the small files, and seconds that a run of a full campaign may take.
HOLE, SECONDS = 500_000, 3_600


def run(count: int, seed: int, folder: Path) -> Tally:
    """Take in a hostile folder with ``count`` small files, twice."""
    tally = Tally("folders")
    made = make(folder / "来源", seed, tiny=count, sparse=count * HOLE)
    matter = folder / "案"
    tally.tried = made.entries
    for turn, words in enumerate((("new", "案", "--from", "来源"), ("intake", "来源", "案"))):
        before = state(matter) if turn else {}
        try:
            code, memory, out = program(*words, folder=folder, seconds=SECONDS)
        except AssertionError as error:
            tally.bad("hung", str(error))
            return tally
        tally.facts["MB"] = max(tally.facts.get("MB", 0), memory)
        if code != 1 or "LX-I049" in out:
            tally.bad("crashed", f"{words[0]} ended with {code}: {out[-300:]}")
        if memory > MEGABYTES:
            tally.bad("hung", f"{words[0]} held {memory} MB")
        if turn and state(matter) != before:
            tally.bad("torn", "the second run touched the material")
    lines, wanted = names(listed(matter)), Counter([*made.files, *made.refused])
    for name in (lines - wanted) + (wanted - lines):
        tally.bad("silent", f"{name}: {lines[name]} lines")
    for name in made.files:
        copy = matter / MATERIAL / name
        if not copy.is_file() or digest(copy) != digest(made.root / name):
            tally.bad("lost", name)
    return tally
