"""Options of the sub-verbs of ``log``, and how one is made.

Owns the table of sub-verbs, the options that several of them share, and what an entry of a contact says of whom was
reached. A first word that is a sub-verb is the sub-verb; a matter folder of that name is typed ``./call``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lexcollect.cli.calc_subs import SubVerb
from lexcollect.cli.log_given import Choice
from lexcollect.cli.options import Arg, Opt
from lexcollect.cli.verb import Answer

if TYPE_CHECKING:
    from lexcollect.casefile.values import Kind
    from lexcollect.matter.log_exhibits import Attached

#: Sub-verb → module that holds its ``command``; in the order of the work.
SUBS: dict[str, str] = {
    "call": "lexcollect.cli.log_call",
    "visit": "lexcollect.cli.log_visit",
    "letter": "lexcollect.cli.log_letter",
    "email": "lexcollect.cli.log_email",
    "message": "lexcollect.cli.log_message",
    "promise": "lexcollect.cli.log_promise",
    "payment": "lexcollect.cli.log_payment",
    "cost": "lexcollect.cli.log_cost",
    "registry": "lexcollect.cli.log_registry",
    "show": "lexcollect.cli.log_show",
    "check": "lexcollect.cli.log_check",
}


def kind_of(name: str) -> Choice:
    """Return the type of an option that takes a choice of the case file: the kind called ``name``."""

    def kind() -> type[Kind]:
        from lexcollect.casefile import kinds

        found: type[Kind] = getattr(kinds, name)
        return found

    return Choice(kind)


def _key(name: str) -> str:
    """Return the key of the sentence that explains an option."""
    return f"log_verb.opt.{name.strip('-_').replace('-', '_')}"


def sub_verb(name: str, *params: click.Parameter) -> Callable[[Answer], SubVerb]:
    """Make a function the sub-verb ``name`` of ``log``."""
    return lambda answer: SubVerb(f"log {name}", f"log_verb.about.{name}", answer, list(params))


def matter() -> Arg:
    """Return the argument that names the matter."""
    return Arg(["matter"], "cli.value.matter", required=False, type=click.Path(path_type=Path))


def words(name: str, value: str = "text", **attrs: Any) -> Opt:
    """Return an option ``--name`` that takes words; ``value`` is what its value is called."""
    decls = [f"--{name}", *((attrs.pop("as_"),) if "as_" in attrs else ())]
    return Opt(decls, _key(decls[-1]), value_key=f"log_verb.value.{value}", default="", **attrs)


def several(name: str, value: str = "text", **attrs: Any) -> Opt:
    """Return an option that may be given several times."""
    return Opt([f"--{name}"], _key(name), value_key=f"log_verb.value.{value}", multiple=True, **attrs)


def flag(name: str, **attrs: Any) -> Opt:
    """Return an option that is typed or not."""
    return Opt([f"--{name}"], _key(name), is_flag=True, **attrs)


def file(name: str) -> Opt:
    """Return an option that names a file to be taken into the material."""
    path = click.Path(path_type=Path, dir_okay=False)
    return Opt([f"--{name}"], _key(name), value_key="cli.value.file", type=path)


def choice(name: str, kind: str) -> Opt:
    """Return an option that takes a word of a closed list."""
    return Opt([f"--{name}"], _key(name), value_key="log_verb.value.choice", type=kind_of(kind), default=None)


def attached(**files: Path | None) -> tuple[Attached, ...]:
    """Return the files that were typed, each with what it is (a key of ``matter.log_exhibits.SORTS``)."""
    from lexcollect.matter.log_exhibits import Attached

    return tuple(Attached(path, what) for what, path in files.items() if path is not None)


def shared() -> tuple[click.Parameter, ...]:
    """Return what every entry takes: matter, when, by whom, for which debts, and no question."""
    return (
        matter(),
        words("at", "moment"),
        words("by", "person"),
        words("party", "party"),
        several("covers", "id"),
        several("evidence", "id"),
        Opt(["--yes"], "log_verb.opt.yes", is_flag=True),
    )


def of_contact() -> tuple[click.Parameter, ...]:
    """Return what a contact takes besides."""
    return (
        words("to", "person"),
        words("post", "text"),
        choice("capacity", "Capacity"),
        words("number", "text"),
        words("said", "text"),
        words("reply", "text"),
        choice("asked", "ContactWish"),
        words("next", "text", as_="next_step"),
        words("amount", "amount"),
        flag("no-demand"),
        words("promise", "amount"),
        words("until", "date"),
    )
