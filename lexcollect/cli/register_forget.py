"""``register forget``: a matter taken out of the register, once its folder is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.register import register_option
from lexcollect.cli.report import Report

if TYPE_CHECKING:
    from lexcollect.cli.console import Console
    from lexcollect.register.opening import Register
    from lexcollect.register.storing import Teller


def answer(console: Console, matter: str, named: str | None, by: str, force: bool) -> Report:
    """Take out the one matter that ``matter`` names by folder or name."""
    from lexcollect.cli.register_common import opened, teller
    from lexcollect.findings import Refused, Where, finding
    from lexcollect.matter.layout import is_matter
    from lexcollect.register import reading
    from lexcollect.register.updating import forget, place_of_root

    with opened(named) as register:
        where = Where(register.place.shown)
        with register.reading() as connection:
            rows = reading.matters(connection)
        meant = matter.rstrip("/\\").replace("\\", "/")
        found = [row for row in rows if row.place == meant] or [row for row in rows if row.name == matter]
        if not found and (gone := _ledger(register, meant, teller(by), force=force)):
            return gone
        if not found:
            raise Refused([finding("LX-R023", where, name=matter)])
        if len(found) > 1:
            folders = [row.place for row in found]
            raise Refused([finding("LX-R024", where, count=len(found), name=matter, folders=folders)])
        row = found[0]
        folder = place_of_root(register, row.root) / row.folder
        if is_matter(folder) and not force:
            raise Refused([finding("LX-R025", Where(str(folder)))])
        forget(register, row.id, row.place, teller(by))
        place = register.place.shown
    return Report(
        (),
        {"register": place, "forgotten": row.place, "matter": row.name},
        lambda out: out.say("register.forget.done", folder=row.place, name=row.name),
        next=("register", "show"),
    )


def _ledger(register: Register, meant: str, who: Teller, *, force: bool) -> Report | None:
    """Take out the ledger of that name, if there is one."""
    from lexcollect.findings import Refused, Where, finding
    from lexcollect.register.ledgers import files, forget_ledger, place_of

    with register.reading() as connection:
        one = next((one for one in files(connection) if one.place == meant), None)
    if one is None:
        return None
    path = place_of(register, one.place)
    if path.is_file() and not force:
        raise Refused([finding("LX-R025", Where(str(path)))])
    forget_ledger(register, one, who)
    name = one.place
    return Report(
        (),
        {"register": register.place.shown, "forgotten": name},
        lambda out: out.say("register.forget.done", folder=name, name=path.name),
        next=("register", "show"),
    )


command = SubVerb(
    "register forget",
    "register.about.forget",
    answer,
    [
        Arg(["matter"], "register.value.matter"),
        register_option(),
        Opt(["--by"], "register.opt.by", value_key="register.value.name", default=""),
        Opt(["--force"], "register.opt.force", is_flag=True),
    ],
)
