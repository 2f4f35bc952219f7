"""Rendering data (页面制作说明): what ``index.json`` says of how pages were made, so that anybody can make them anew.

Owns what is told (the choices of a profile that change a page, the libraries that set it, whether a converter had part
in it, which part of a file is the exhibit, which of its pages stand turned or are left out, in which message a chat
names a file beside it) and its reading. Tells no name of a profile of the matter's own and no name as received: a name
that a chat knows is read in the chat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lexcollect.bundle.model import Large, Profile, Side
from lexcollect.bundle.profile_files import is_shipped
from lexcollect.bundle.surroundings import fonts_and_office, library_versions
from lexcollect.bundle.written.transcript import Named
from lexcollect.evidence.items import Paged
from lexcollect.evidence.paged import runs_of
from lexcollect.findings import Finding
from lexcollect.formats.limits import MAX_PAGES
from lexcollect.formats.shapes import Part, Unit
from lexcollect.records import dataclass
from lexcollect.version import __version__

#: Told of an exhibit that LibreOffice printed, and of one that was drawn from an OFD: fonts of the machine decide.
PRINTED, DRAWN = "LX-B167", "LX-B280"


@dataclass(frozen=True, slots=True)
class Told:
    """How the pages of a package were made, as its index says it: by which profile, ``program`` and ``libraries``.

    ``machine`` is the digest of LibreOffice and fonts of the computer, where they had part in a page; else empty.
    """

    profile: Profile
    program: str
    libraries: Mapping[str, str]
    machine: str = ""

    @property
    def is_ours(self) -> bool:
        """Tell whether this very program with these libraries made the pages."""
        return self.program == __version__ and self.libraries == dict(library_versions())

    @property
    def is_this_machine(self) -> bool:
        """Tell whether LibreOffice and fonts are those of this computer."""
        return self.machine == fonts_and_office()


def rendering_of(profile: Profile, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return what the index says of how all pages were made; ``findings`` are those of the exhibits."""
    red, green, blue = profile.stamp_colour
    depends = any(one.code in (PRINTED, DRAWN) for one in findings)
    return {
        **({"profile": profile.name} if is_shipped(profile) else {}),
        "large_pages": profile.large.value,
        "pictures_per_page": profile.pictures,
        "jpeg_quality": profile.jpeg_quality,
        "stamp": {
            "side": profile.stamp_side.value,
            "size": f"{profile.stamp_size:g}",
            "colour": f"{red:.2f} {green:.2f} {blue:.2f}",
        },
        "libraries": dict(library_versions()),
        **({"machine_sha256": fonts_and_office()} if depends else {}),
    }


def told_by(index: Mapping[str, Any]) -> Told | None:
    """Return how the pages were made; ``None`` where the index does not say, :class:`ValueError` for nonsense."""
    said = index.get("rendering")
    if said is None:
        return None
    try:
        colour = tuple(float(part) for part in str(said["stamp"]["colour"]).split())
        size, quality, pictures = (
            float(said["stamp"]["size"]),
            int(said["jpeg_quality"]),
            int(said["pictures_per_page"]),
        )
        if len(colour) != 3 or not (1 <= size <= 72 and 1 <= quality <= 100 and pictures in (1, 2)):
            raise ValueError("no profile has such values")
        profile = Profile(
            stamp_colour=colour,
            stamp_size=size,
            stamp_side=Side(said["stamp"]["side"]),
            jpeg_quality=quality,
            large=Large(said["large_pages"]),
            pictures=pictures,
        )
        libraries = {str(name): str(version) for name, version in said["libraries"].items()}
        return Told(profile, str(index["program"]["version"]), libraries, str(said.get("machine_sha256", "")))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("the index does not say how pages were made") from error


def part_data(part: Part | None) -> dict[str, Any]:
    """Return what the index says of the part of a file that is the exhibit; nothing of a whole file."""
    if part is None:
        return {}
    last = {"last": part.last} if part.last is not None else {}
    return {"part": {"unit": part.unit.value, "first": part.first, **last}}


def part_of(said: Any) -> Part | None:
    """Return the part that an index states; :class:`ValueError` for one that is none."""
    if said is None:
        return None
    try:
        last = said.get("last")
        return Part(Unit(said["unit"]), int(said["first"]), None if last is None else int(last))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no part of a file") from error


def paged_data(paged: Paged | None) -> dict[str, Any]:
    """Return what the index says of pages that stand turned or are left out; nothing of a file whose pages all do."""
    if paged is None:
        return {}
    turned, left_out = paged.plain
    by_turn: dict[int, list[int]] = {}
    for page, quarters in turned:
        by_turn.setdefault(90 * quarters, []).append(page)
    return {
        **({"page_count": paged.count} if paged.count else {}),
        **({"left_out": [_run(*run) for run in runs_of(left_out)]} if left_out else {}),
        **(
            {
                "turned": [
                    {**_run(*run), "clockwise": degrees}
                    for degrees, pages in sorted(by_turn.items())
                    for run in runs_of(pages)
                ]
            }
            if turned
            else {}
        ),
    }


def _run(first: int, last: int) -> dict[str, int]:
    return {"first": first, "last": last}


def paged_of(said: Mapping[str, Any]) -> Paged | None:
    """Return the turns and pages left out that an index states of a file; :class:`ValueError` for nonsense."""
    if not {"turned", "left_out"} & set(said):
        return None
    try:
        count, turns, left_out = int(said.get("page_count", 0)), dict[int, int](), set[int]()
        for run in said.get("turned", ()):
            if int(run["clockwise"]) not in (90, 180, 270):
                raise ValueError("no turn of a page")
            turns |= {page: int(run["clockwise"]) // 90 for page in _pages(run)}
        for run in said.get("left_out", ()):
            left_out |= set(_pages(run))
        return Paged(tuple(sorted(turns.items())), tuple(sorted(left_out)), count)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no pages of a file") from error


def _pages(run: Mapping[str, Any]) -> range:
    first, last = int(run["first"]), int(run["last"])
    if not 0 <= first <= last <= MAX_PAGES:
        raise ValueError("no pages of a file")
    return range(first, last + 1)


def named_data(named: Named, chat: str) -> dict[str, Any]:
    """Return what the index says of a file that the chat packed as ``chat`` names."""
    return {"named_by": {"path": chat, "message": named.message, "name": named.name}}


def place_of(said: Any) -> tuple[str, int, int] | None:
    """Return chat, message and name that an index states of a file; :class:`ValueError` for what is no such thing."""
    if said is None:
        return None
    try:
        return str(said["path"]), int(said["message"]), int(said["name"])
    except (KeyError, TypeError) as error:
        raise ValueError("no place in a chat") from error
