"""Source: from where the papers of a ledger are written, and where they go (出文书的来源和去处).

Owns which file tells of the creditor (typed, of a matter, beside the ledger), which paper is meant by a word, and the
folder of a ledger's papers. Asks nothing and writes one thing: the blank file on the creditor where there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.findings import Finding, Refused, Where, finding
from lexcollect.layout import CASE
from lexcollect.ledgers.creditor import NAME, Profile, profile_in, read_profile

if TYPE_CHECKING:
    from lexcollect.ledgers.row import Ledger
    from lexcollect.wording import Lang

#: The papers that are written from ledgers, by id, and the words they go by besides their titles.
PAPERS: dict[str, tuple[str, ...]] = {
    "demand": ("催款函",),
    "letter": ("律师函",),
    "complaint": ("起诉状", "民事起诉状"),
    "form": ("要素式", "要素式起诉状", "民事起诉状（要素式）"),
}
#: What is put behind the name of a ledger for the folder of its papers.
_PAPERS_OF = ".文书"


def paper_of(typed: str) -> tuple[str, str]:
    """Return id and title of the paper meant by ``typed``; :class:`Refused` for one that needs more than a ledger."""
    from lexcollect.documents.register import PAPERS as REGISTER

    word = typed.strip()
    for id, words in PAPERS.items():
        if word == id or word in words:
            return id, REGISTER[id].title
    raise Refused([finding("LX-G126", Where(field="--template"), typed=word, known=[w[0] for w in PAPERS.values()])])


def folder_of(ledger: Path, given: Path | None) -> Path:
    """Return the folder for the papers of a ledger: the one that was given, else one beside it.

    :class:`Refused` where nothing may be written: inside the raw material, the packages or the journal of a matter.
    """
    from lexcollect.matter.outputs import refuse_folder

    folder = given or ledger.with_name(f"{ledger.stem}{_PAPERS_OF}")
    refuse_folder(folder)
    if folder.exists() and not folder.is_dir():
        raise Refused([finding("LX-G127", Where(str(folder)))])
    return folder


def profile_for(
    path: Path, creditor: Path | None, matter: Path | None, ledger: Ledger, lang: Lang
) -> tuple[Profile, tuple[Finding, ...]]:
    """Return the creditor of a ledger, and warnings; :class:`Refused` with every finding.

    Without a file the blank one is written beside the ledger, so that it is asked for once.
    """
    if matter is not None:
        from lexcollect.matter.layout import find_matter

        folder = find_matter(matter)
        profile, found = profile_in((folder / CASE).read_bytes(), CASE)
    else:
        place = creditor or path.with_name(NAME)
        if not place.is_file():
            raise Refused([_asked(place, ledger, lang)])
        profile, found = read_profile(place)
    if profile is None:
        raise Refused(found)
    return profile, found


def _asked(place: Path, ledger: Ledger, lang: Lang) -> Finding:
    """Write the blank file on the creditor, and return that it is to be filled in."""
    from lexcollect.files import write_text
    from lexcollect.ledgers.first_profile import first_profile

    if place.exists():
        return finding("LX-G127", Where(str(place)))
    write_text(place, first_profile(ledger.rows, lang))
    return finding("LX-G104", Where(place.name))
