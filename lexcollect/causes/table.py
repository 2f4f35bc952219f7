"""Which file covers a cause of action: the one place where a contract's 案由 becomes a :class:`Cause`.

Owns the look-up and the official list (民事案件案由规定, 2026 edition). A file is read when a name it holds is first
asked for: a matter about a sale never reads the file on loans.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

from lexcollect.causes.cause import Cause
from lexcollect.causes.reading import read_cause
from lexcollect.findings import Refused

DATA = Path(__file__).parent / "data"
_DISPUTE = "纠纷"


@lru_cache(maxsize=64)
def cause_of(name: str) -> Cause | None:
    """Return the cause whose file covers the 案由 ``name``, with or without 纠纷; ``None`` if no file does."""
    wanted = official_name(name)
    holding = map(_cause, files_holding(wanted))
    return next((c for c in holding if any(covered.name == wanted for covered in c.covers)), None)


def official_name(name: str) -> str:
    """Return ``name`` as the official list writes it: 买卖合同 is 买卖合同纠纷."""
    short = name.strip()
    return short if short.endswith(_DISPUTE) else short + _DISPUTE


def causes() -> tuple[Cause, ...]:
    """Return every cause that has a file, by number."""
    return tuple(sorted((_cause(path) for path in _files()), key=lambda c: _order(c.number)))


@cache
def official() -> dict[str, str]:
    """Return the official list as far as it is kept here: name → number (edition 2026-01-01)."""
    with (DATA / "official.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(line for line in stream if not line.startswith("#")))
    return {row["name"]: row["no"] for row in rows}


def looked_up(word: str) -> tuple[list[str], bool]:
    """Return the official names that hold ``word`` (all for none), else the nearest, and whether they are those."""
    wanted = word.strip().removesuffix(_DISPUTE)
    if found := [name for name in official() if wanted in name]:
        return found, False
    return nearest(word), True


def nearest(name: str) -> list[str]:
    """Return the official names nearest to ``name``, at most five; nothing where none is near."""
    from difflib import get_close_matches  # only a name that is none needs it

    bare = {each.removesuffix(_DISPUTE): each for each in official()}
    near = get_close_matches(name.strip().removesuffix(_DISPUTE), bare, n=5, cutoff=0.5)
    return [bare[each] for each in near]


@lru_cache(maxsize=512)
def files_holding(name: str) -> tuple[Path, ...]:
    """Return the files that hold ``name`` somewhere: only those need be parsed.

    The answer is kept: every debt of a matter asks for its cause. Names come from case files, so not all are kept.
    """
    return tuple(path for path in _files() if name in _text(path))


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(DATA.glob("*.yaml")))


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _cause(path: Path) -> Cause:
    cause, problems = read_cause(path)
    if cause is None:
        raise Refused(problems)
    return cause


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
