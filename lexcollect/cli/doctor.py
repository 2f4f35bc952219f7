"""``doctor`` (体检): what this machine has, and how recent the law book is.

Owns the checks and their order. Changes nothing and opens no connection. Ends with an error only when something
without which lexcollect cannot work is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from lexcollect.cli.report import Report
from lexcollect.cli.verb import verb
from lexcollect.findings import Finding, finding
from lexcollect.office import find_office
from lexcollect.records import dataclass
from lexcollect.wording import Text, text

if TYPE_CHECKING:
    from lexcollect.cli.console import Console

#: Characters in names of real people that fonts and code pages most often lack.
RARE = "㛃䶮𠮷"

#: After so many days without verification the law book is called old.
LAW_BOOK_DAYS = 180

#: Distribution → module, for everything lexcollect cannot work without.
LIBRARIES = {
    "click": "click",
    "rich": "rich",
    "PyYAML": "yaml",
    "python-dateutil": "dateutil",
    "docxtpl": "docxtpl",
    "Jinja2": "jinja2",
    "lxml": "lxml",
    "pikepdf": "pikepdf",
    "pypdf": "pypdf",
    "pypdfium2": "pypdfium2",
    "typst": "typst",
    "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn",
    "pylopdf-fonts-jp": "pylopdf_fonts_jp",
    "Pillow": "PIL",
    "XlsxWriter": "xlsxwriter",
    "python-calamine": "python_calamine",
    "tinytag": "tinytag",
    "cryptography": "cryptography",
    "SQLAlchemy": "sqlalchemy",
    "starlette": "starlette",
    "uvicorn": "uvicorn",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: what holds (``fine``), or the finding that says what does not; ``data`` for ``--json``."""

    fine: Text | None = None
    problem: Finding | None = None
    data: tuple[tuple[str, Any], ...] = ()


Check = Callable[[date], Iterator[Checked]]


@verb("doctor")
def command(console: Console) -> Report:
    """Run every check."""
    results = [result for check in CHECKS for result in check(console.settings.as_of)]

    def show(out: Console) -> None:
        out.say("cli.doctor.head")
        for result in results:
            if result.fine:
                out.line(f" √ {result.fine}")

    findings = tuple(r.problem for r in results if r.problem)
    data = {key: value for result in results for key, value in result.data}
    return Report(findings, data, show, next=("demo",))


def _python(_: date) -> Iterator[Checked]:
    import platform

    version, system = platform.python_version(), platform.system()
    yield Checked(text("cli.doctor.python", version=version, system=system), data=(("python", version),))


def _libraries(_: date) -> Iterator[Checked]:
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    found: dict[str, str] = {}
    for name, module in LIBRARIES.items():
        try:
            if find_spec(module) is not None:
                found[name] = version(name)
        except (PackageNotFoundError, ValueError):
            continue
    missing = [name for name in LIBRARIES if name not in found]
    data = (("libraries", found),)
    if missing:
        yield Checked(problem=finding("LX-A107", names=missing), data=data)
    else:
        yield Checked(text("cli.doctor.libraries", count=len(found)), data=data)


def _data(_: date) -> Iterator[Checked]:
    from lexcollect.resources import resource

    missing = []
    kinds: tuple[Literal["templates", "schemas", "examples"], ...] = ("templates", "schemas", "examples")
    for kind in kinds:
        try:
            resource(kind)
        except FileNotFoundError:
            missing.append(kind)
    if missing:
        yield Checked(problem=finding("LX-A112", names=missing))
    else:
        yield Checked(text("cli.doctor.data"))


def _fonts(_: date) -> Iterator[Checked]:
    try:
        from lexcollect.bundle.fonts import choose, coverage
    except ImportError:
        return  # said by the check of the libraries
    choice = choose([RARE])
    shipped = [path for path in choice.files if path.parent.name in LIBRARIES.values()]
    installed = [path for path in choice.files if path not in shipped]
    own = "".join(c for c in RARE if any(ord(c) in coverage(path) for path in shipped))
    others = [c for c in RARE if c not in own and c not in choice.missing]
    yield Checked(text("cli.doctor.fonts", shown=own), data=(("fonts_lack", list(choice.missing)),))
    if others:
        names = [path.name for path in installed]
        yield Checked(text("cli.doctor.fonts_installed", characters=others, names=names))
    if choice.missing:
        yield Checked(problem=finding("LX-A110", characters=list(choice.missing)))


def _office(_: date) -> Iterator[Checked]:
    place = find_office()
    if place:
        yield Checked(text("cli.doctor.office", place=str(place)), data=(("libreoffice", str(place)),))
    else:
        yield Checked(problem=finding("LX-A108"), data=(("libreoffice", None),))


def _ocr(_: date) -> Iterator[Checked]:
    from lexcollect.formats.ocr.engine import engine_name

    name = engine_name()
    data = (("ocr", name or None),)
    if name:
        yield Checked(text("cli.doctor.ocr", name=name), data=data)
    else:
        yield Checked(problem=finding("LX-I309"), data=data)


def _encoding(_: date) -> Iterator[Checked]:
    encoding = sys.stdout.encoding or "ascii"
    data = (("screen_encoding", encoding),)
    try:
        RARE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        yield Checked(problem=finding("LX-A111", encoding=encoding), data=data)
    else:
        yield Checked(text("cli.doctor.encoding", encoding=encoding), data=data)


def _offline(_: date) -> Iterator[Checked]:
    yield Checked(text("cli.doctor.offline"))


def _law(as_of: date) -> Iterator[Checked]:
    from lexcollect.law.book import shipped_book
    from lexcollect.law.rates import shipped_rates
    from lexcollect.matter.holidays import calendar_in_use
    from lexcollect.wording import language

    parameters = tuple(shipped_book().parameters())
    verified = max(p.verified_on for p in parameters)
    lpr = shipped_rates().series("lpr_1y").data_through
    year = calendar_in_use()[0].data_through.year
    data = (("law_verified_on", verified.isoformat()), ("lpr_through", lpr.isoformat()), ("holidays_through", year))
    yield Checked(text("cli.doctor.law", verified=verified, lpr=lpr, year=year), data=data)
    if (days := (as_of - verified).days) > LAW_BOOK_DAYS:
        yield Checked(problem=finding("LX-A109", days=days))
    for parameter in parameters:
        if parameter.review_by < as_of:
            title = parameter.title if language() == "zh" else parameter.title_en
            yield Checked(problem=finding("LX-A113", title=title, due=parameter.review_by))


CHECKS: tuple[Check, ...] = (_python, _libraries, _data, _fonts, _office, _ocr, _encoding, _offline, _law)
