"""Fitting: an answer that would be longer than a screen, told with what decides first.

Owns the choice: an answer comes as blocks, each with its weight; where all of them and the findings behind them fit one
screen, all are printed, else those of the least weight give way, and one line says what is missing and how to see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.records import dataclass
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.findings import Finding


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand or go together.

    ``rank`` says how early they are needed; those of rank 0 are always printed. ``named`` is what they are called where
    they are left out. ``brief`` are the lines that stand for them where the whole answer does not fit.
    """

    rank: int
    tell: Callable[[Console], None]
    named: str = ""
    brief: Callable[[Console], None] | None = None


def show_fitting(
    out: Console, blocks: Sequence[Block], findings: Iterable[Finding], command: Sequence[str | Path], *, full: bool
) -> None:
    """Print ``blocks``: all of them where they fit or ``full`` is asked for, else the first ranks.

    ``command`` are the words that show the rest.
    """
    whole = [out.recorded(block.tell) for block in blocks]
    room = out.left_before(findings)
    if full or sum(map(len, whole)) <= room:
        for lines in whole:
            out.lines(lines)
        return
    from lexcollect.cli.console import command_line

    short = [out.recorded(b.brief) if b.brief else lines for b, lines in zip(blocks, whole, strict=True)]
    kept = _chosen(blocks, whole, short, room - 1)
    for lines in kept.values():
        out.lines(lines)
    missing = dict.fromkeys(b.named for at, b in enumerate(blocks) if whole[at] and kept.get(at) is not whole[at])
    parts = [name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}" for name in missing if name]  # heads too
    if out.settings.as_of_given:  # or the rest would be that of another day
        command = (*command, "--as-of", out.settings.as_of.isoformat())
    out.say("cli.rest_full" if parts else "cli.rest_full_plain", parts=parts, command=command_line(command))


def _chosen(
    blocks: Sequence[Block], whole: Sequence[list[str]], short: Sequence[list[str]], room: int
) -> dict[int, list[str]]:
    """Return the lines that are printed of each block, by its place: the short ones, or all where there is room."""
    kept = {at: short[at] for at, block in enumerate(blocks) if not block.rank}
    left = room - sum(map(len, kept.values()))
    for at in sorted((n for n, block in enumerate(blocks) if block.rank), key=lambda n: blocks[n].rank):
        if len(short[at]) <= left:
            kept[at] = short[at]
            left -= len(short[at])
    for at in kept:
        if (more := len(whole[at]) - len(short[at])) <= left:
            kept[at] = whole[at]
            left -= more
    return dict(sorted(kept.items()))


def brief_rows(rows: Sequence[Sequence[str]], most: int, *, last: int = 0) -> list[Sequence[str]]:
    """Return at most ``most`` of ``rows``: the first of them, one that counts what is left out, the ``last`` ones."""
    if len(rows) <= most:
        return list(rows)
    head, tail = rows[: most - last - 1], rows[len(rows) - last :]
    gap = [say("cli.rows_more", count=len(rows) - len(head) - len(tail)), *[""] * (len(rows[0]) - 1)]
    return [*head, gap, *tail]
