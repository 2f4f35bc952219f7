"""``bundle`` (出证据包): index and exhibits as one paginated PDF, exact originals, and the lists that prove them.

Owns passwords of locked files (asked for, used once, kept nowhere) and how the outcome is told. The package is built
by ``matter.package_run``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lexcollect.cli.bundle_subs import bundle, matter_words
from lexcollect.cli.console import words_for
from lexcollect.cli.options import Arg, Opt, now
from lexcollect.cli.report import Report
from lexcollect.matter.layout import shown
from lexcollect.wording import say

if TYPE_CHECKING:
    from lexcollect.bundle.model import Built, Profile
    from lexcollect.cli.bundle_going_on import Wanted
    from lexcollect.cli.console import Console
    from lexcollect.evidence.items import Catalogue, SourceFile
    from lexcollect.findings import Finding
    from lexcollect.matter.package_run import Packed
    from lexcollect.matter.packing import Packing

#: So many files that the catalogue does not name are shown.
_UNLISTED_SHOWN = 5


@bundle(
    Arg(["folder"], "cli.value.matter", required=False, type=click.Path(path_type=Path)),
    Opt(["--password"], "cli.opt.password", value_key="cli.value.password", multiple=True),
    Opt(["--profile"], "binding.opt_profile", value_key="binding.value_profile", default="standard"),
    Opt(["--no-search-layer"], "cli.opt.no_search_layer", is_flag=True),
    Opt(["--supplement"], "bundle_verb.opt.supplement", is_flag=True),
    Opt(["--insert"], "bundle_verb.opt.insert", is_flag=True),
    Opt(["--late"], "bundle_verb.opt.late", value_key="bundle_verb.value.reason", default=""),
    Opt(["--print-late"], "bundle_verb.opt.print_late", is_flag=True),
    Opt(["--masked"], "bundle_verb.opt.masked", is_flag=True),
    Opt(["--transport-password", "transport"], "bundle_verb.opt.transport", is_flag=True),
    Opt(["--yes"], "cli.opt.yes", is_flag=True),
)
def command(
    console: Console,
    folder: Path | None,
    password: tuple[str, ...],
    profile: str,
    no_search_layer: bool,
    supplement: bool,
    insert: bool,
    late: str,
    print_late: bool,
    masked: bool,
    transport: bool,
    yes: bool,
) -> Report:
    """Build the next version of the package, or the masked copy of the one that stands."""
    from lexcollect.cli.bundle_going_on import Wanted
    from lexcollect.cli.bundle_profiles import LIST, chosen, list_profiles
    from lexcollect.cli.sheet_turn import sheets_first, with_sheets
    from lexcollect.cli.turn import in_turn
    from lexcollect.matter.layout import find_matter

    if profile == LIST:
        return list_profiles(folder)
    given = given_passwords(password)
    matter = find_matter(folder)
    send = _sending(console, matter) if transport else _as_it_is
    if masked:
        from lexcollect.cli import bundle_masked

        return in_turn(console, matter, "bundle --masked", lambda: send(bundle_masked.masked(console, matter)))
    made, told = chosen(matter, profile)
    # A package that leaves the changes of the sheet aside would not be what the person at the sheet meant.
    found = sheets_first(console, matter, yes=yes, strict=True)
    searchable = not no_search_layer
    wanted = Wanted(supplement, insert, late, print_late)
    return with_sheets(
        (*found, *told),
        lambda: in_turn(
            console, matter, "bundle", lambda: send(_built(console, matter, given, searchable, wanted, made))
        ),
    )


def _sending(console: Console, matter: Path) -> Callable[[Report], Report]:
    """Return what puts the package of a report into one file; the password for it is asked for now."""
    from lexcollect.cli.bundle_transport import asked, sent

    password = asked(console)
    return lambda report: sent(console, matter, report, password)


def _as_it_is(report: Report) -> Report:
    return report


def _built(
    console: Console, matter: Path, given: Mapping[str, str], searchable: bool, wanted: Wanted, profile: Profile
) -> Report:
    """Read the matter, ask for the passwords of its locked files, and build."""
    from lexcollect.matter.package_run import packed

    made = packed(
        matter,
        console.settings.as_of,
        now().date(),
        wanted.asked(profile, searchable=searchable),
        lambda catalogue: ask_passwords(console, catalogue, given),
        lambda count: console.step("cli.bundle.working", count=count),
    )
    return wanted.told(report_of(made), made)


def given_passwords(words: tuple[str, ...]) -> dict[str, str]:
    """Return file → password from ``文件=密码``; a password may hold = itself."""
    pairs = {}
    for word in words:
        name, mark, password = word.partition("=")
        if not mark or not name:
            raise click.UsageError(say("cli.bundle.bad_password"))
        pairs[name] = password
    return pairs


def ask_passwords(console: Console, catalogue: Catalogue, given: Mapping[str, str]) -> dict[str, str]:
    """Return ``given`` and what the user types for exhibits that are locked; Enter leaves a placeholder page."""
    from lexcollect.matter.packages import locked_files

    passwords = dict(given)
    if not console.settings.ask or not sys.stdin.isatty():
        return passwords
    for file in locked_files(catalogue, passwords):
        passwords[file.name] = _ask(file)
    return passwords


def _ask(file: SourceFile) -> str:
    from getpass import getpass

    from lexcollect.matter.packages import opens_with

    for _ in range(3):
        password = getpass(say("cli.bundle.ask_password", file=file.name))
        if not password or opens_with(file, password):
            return password
        print(say("cli.bundle.wrong_password"))
    return ""


def report_of(made: Packed) -> Report:
    """Return where the package is and what is in it."""
    from lexcollect.matter.problems import list_problems
    from lexcollect.matter.shapes.papers import package_json

    packing, built = made.packing, made.built
    following = _following(packing, built, made.findings)
    listed = list_problems(packing.folder, "bundle", made.findings)
    return Report(
        made.findings,
        package_json(packing, built),
        lambda out: show(out, packing, built),
        following,
        packing.folder,
        (*made.changed, *listed),
        listed_in=str(packing.folder / listed[0]) if listed else "",
    )


#: A file of the material is not what was taken in.
_OTHER_BYTES = "LX-B002"
#: Mistakes of the case file that a package does not need mended, and papers do.
_CASE_WRONG = "LX-B153"


def _following(packing: Packing, built: Built, findings: Sequence[Finding]) -> tuple[str | Path, ...]:
    """Return what to type next: the papers; what is wrong with the material or the case file goes before them."""
    codes = {one.code for one in findings}
    words = words_for(packing.folder)
    if built.folder is None:
        return ("verify", *words) if _OTHER_BYTES in codes else ("bundle", *matter_words(packing.folder))
    return ("calc", *words) if _CASE_WRONG in codes else ("draft", *words, "all")


def show(out: Console, packing: Packing, built: Built) -> None:
    """Print the extent of the package, how many sets are needed, and what stays out."""
    catalogue, cover = packing.catalogue, packing.cover
    if built.folder is None:
        out.say("cli.bundle.none")
        return
    from lexcollect.bundle.manifest import grouped

    packed = [item for item in catalogue.items if item.id in built.pages]
    out.say("cli.bundle.head" if built.new else "cli.bundle.same", folder=shown(built.folder))
    out.say(
        "cli.bundle.extent",
        groups=len({item.group for item in packed}),
        items=len(packed),
        files=len(built.received),
        pages=built.total_pages,
        index=built.index_pages,
    )
    out.say(
        "cli.bundle.sets_enforcement" if cover.enforcement else "cli.bundle.sets",
        opponents=cover.opponents,
        sets=cover.sets_to_file,
    )
    draft = catalogue.unconfirmed or cover.open
    out.say("cli.bundle.draft" if draft else "cli.bundle.digest", digest=grouped(built.content))
    if not draft:
        out.say("cli.bundle.root", digest=grouped(built.root))
    if names := catalogue.unlisted:
        listed = [*names[:_UNLISTED_SHOWN], *(["…"] if len(names) > _UNLISTED_SHOWN else [])]
        out.say("cli.bundle.unlisted", count=len(names), names=listed)
    reasons: dict[str, int] = {}
    for left in catalogue.left_out:
        reasons[left.reason] = reasons.get(left.reason, 0) + 1
    if reasons:
        listed = [f"{reason} {count}" for reason, count in reasons.items()]
        out.say("cli.bundle.left_out", count=len(catalogue.left_out), reasons=listed)
