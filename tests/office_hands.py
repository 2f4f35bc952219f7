"""A person at LibreOffice: cells typed, rows deleted and the file saved by LibreOffice itself, through a macro."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

#: (column, row) from 0 and what is typed there; a number stays a number.
Typed = tuple[int, int, str | float]

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">{elements}</library:library>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple"
  library:link="false"/></library:libraries>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Hands" script:language="StarBasic">
{code}</script:module>
"""
_CODE = """Sub Main
Dim opened(0) As New com.sun.star.beans.PropertyValue
opened(0).Name = "Hidden"
opened(0).Value = True
Dim saved(0) As New com.sun.star.beans.PropertyValue
saved(0).Name = "FilterName"
saved(0).Value = "Calc MS Excel 2007 XML"
book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, opened())
sheet = book.Sheets.getByName("{table}")
sheet.unprotect("")
{steps}
book.storeToURL("{target}", saved())
book.close(True)
StarDesktop.terminate
End Sub
"""


def edit(soffice: str, book: Path, table: str, typed: list[Typed], deleted: list[int], folder: Path) -> bytes:
    """Return the bytes of ``book`` as LibreOffice saves it after cells were typed and then rows deleted.

    ``deleted`` are rows from 0 as they stood before; ``folder`` takes the profile and copies under plain names.
    """
    source, target = folder / "before.xlsx", folder / "after.xlsx"
    folder.mkdir(parents=True)
    source.write_bytes(book.read_bytes())
    steps = [_step(*one) for one in typed]
    steps += [f"sheet.Rows.removeByIndex({row}, 1)" for row in sorted(deleted, reverse=True)]
    code = _CODE.format(source=source.as_uri(), target=target.as_uri(), table=table, steps="\n".join(steps))
    profile = folder / "profile"
    start = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    _run([*start, "--terminate_after_init"])  # the first start fills the profile, and would undo what we put there
    _library(profile, code)
    _run([*start, "macro:///Standard.Hands.Main"])
    return target.read_bytes()


def _step(column: int, row: int, value: str | float) -> str:
    cell = f"sheet.getCellByPosition({column}, {row})"
    if isinstance(value, str):
        return f'{cell}.setString("{value.replace(chr(34), chr(34) * 2)}")'
    return f"{cell}.setValue({value})"


def _run(words: list[str]) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=180)


def _library(profile: Path, code: str) -> None:
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES.format(kind="script"), "utf-8")
    (basic / "dialog.xlc").write_text(_LIBRARIES.format(kind="dialog"), "utf-8")
    module = '<library:element library:name="Hands"/>'
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY.format(elements=module), "utf-8")
    (basic / "Standard" / "dialog.xlb").write_text(_LIBRARY.format(elements=""), "utf-8")
    (basic / "Standard" / "Hands.xba").write_text(_MODULE.format(code=escape(code)), "utf-8")
