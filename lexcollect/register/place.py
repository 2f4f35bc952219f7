"""Place: where the register lies, and how that place is called.

Owns the choice: what is named (``--register``, ``LEXCOLLECT_REGISTER``), else ``登记库.sqlite`` in the folder of the
matters or in a folder above it. Beside the matters it is seen, saved and moved together with them, and holds their
folders by names below its own: a cabinet that moves as a whole needs no word. A team names a PostgreSQL database.
A password is never part of what is told.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from lexcollect.findings import Refused, Where, finding
from lexcollect.records import dataclass

#: The register beside the matters it knows (登记库).
NAME = "登记库.sqlite"
#: Names the register where no option does.
VARIABLE = "LEXCOLLECT_REGISTER"
_ENDINGS = (".sqlite", ".sqlite3", ".db")
_TEAM = ("postgresql://", "postgresql+psycopg://", "postgres://")


@dataclass(frozen=True, slots=True)
class Place:
    """A register: the ``file`` it is, or the address of the ``server`` that holds it."""

    file: Path | None
    server: str = ""

    @property
    def base(self) -> Path | None:
        """The folder from which folders are named; none on a server, where they are named in full."""
        return None if self.file is None else self.file.parent

    @property
    def shown(self) -> str:
        """The place as it may be told: an address without its password."""
        return str(self.file) if self.file is not None else without_password(self.server)

    @property
    def there(self) -> bool:
        """Whether a register lies there, as far as can be told without asking a server."""
        return self.file is None or self.file.exists()


def place_of(named: str) -> Place:
    """Return the place that a person named; :class:`Refused` for what can be none."""
    if named.lower().startswith(_TEAM):
        return Place(None, "postgresql+psycopg://" + named.split("://", 1)[1])
    if "://" in named:
        raise Refused([finding("LX-R001", Where(without_password(named)))])
    path = Path(named)
    if path.is_dir():
        path /= NAME
    if path.suffix.lower() not in _ENDINGS:
        raise Refused([finding("LX-R002", Where(str(path)), endings=list(_ENDINGS))])
    from lexcollect.matter.outputs import refuse_folder

    refuse_folder(path)
    return Place(Path(os.path.abspath(path)))  # noqa: PTH100  (a link stays what it is)


def find_place(named: str | None, folder: Path, environment: Mapping[str, str] | None = None) -> Place | None:
    """Return the register for ``folder``: the one that is named, else the nearest beside it or above it."""
    named = named or (os.environ if environment is None else environment).get(VARIABLE, "")
    if named:
        return place_of(named)
    here = Path(os.path.abspath(folder))  # noqa: PTH100
    return next((Place(above / NAME) for above in (here, *here.parents) if (above / NAME).is_file()), None)


def new_place(named: str | None, folder: Path) -> Place:
    """Return the register for ``folder``, or the place of the one that will be made in it."""
    return find_place(named, folder) or place_of(str(folder / NAME))


def without_password(address: str) -> str:
    """Return the address of a server without a password."""
    scheme, mark, rest = address.partition("://")
    who, at, where = rest.rpartition("@")
    query = where.split("?")[0]
    return f"{scheme.replace('+psycopg', '')}{mark}{who.split(':')[0]}{at}{query}"
