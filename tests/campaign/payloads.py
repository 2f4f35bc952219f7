"""Payloads: hostile and careless values in case file and catalogue, through every verb that reads them.

A trial puts one value in the place of one value of the example matter, written raw or in quotes as people paste it, and
types ``calc --annex``, ``due``, ``draft`` and ``bundle``. Right is: a finding, or papers that show the value letter for
letter. Wrong: a broken process, a paper that Word cannot read, a value that was computed or followed, a file outside of
the matter, a case file that changed, a refusal without a finding.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook
from tally import Tally

from lexcollect.cli.exits import Exit
from lexcollect.cli.main import main
from lexcollect.layout import CASE, CATALOGUE, PAPERS
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.receiving import receive

#: Seconds that one verb may take.
LIMIT = 60
DAY = ("--as-of", "2026-11-21", "--no-input")
#: Value → what must stand in no file and on no screen, because it would be the value computed or followed.
COMPUTED = {
    "{{ 7 * 191 }}": "1337",
    "{% for x in range(1337) %}MK{% endfor %}": "MKMKMK",
    "{{ ''.__class__.__mro__ }}": "<class",
    "{{ config }}": "Config",
    "{{ 原告.名称 }}MK": "天津津渤示例钢材贸易有限公司MK",
    "=7*191": "1337",
    '=HYPERLINK("http://mk.example","MK")': "",
    '＝HYPERLINK("http://mk.example","MK")': "",
    "@SUM(MK1)": "",
    "+cmd|' /C calc'!A0": "",
    "-2+3+cmd|' /C calc'!A0": "",
    "\t=1+1": "",
    "#set page(width: 10mm)": "",
    '#eval("7*191")': "1337",
    "$ 7 dot 191 $": "",
    "*MK* _MK_ `MK` <MK> @MK": "",
    "</w:t></w:r></w:p><w:p>MK": "",
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>': "",
    "&lt;MK&gt;&amp;&#x41;": "",
    "%s%n%x MK {0} {MK}": "",
    "${MK} $(id) `id`": "uid=",
    "[bold red]MK[/bold red][link=http://mk.example]": "",
    "\\x1b[31mMK\\x07": "",
    "../../../MK": "",
    "..\\..\\MK": "",
    "/etc/passwd": "root:",
    "CON": "",
    "NUL.docx": "",
    "MK:stream": "",
}
PLAIN = (
    *("0", "-1", "1e9", "0x10", ".inf", ".nan", "1_000", "007.50", "99999999999999999999.99", "12.345", "１２３"),
    *("2024-02-30", "0000-01-01", "9999-12-31", "2024-13-01", "今天", "2024-03-27T25:00:00", "２０２４年３月２７日"),
    *("yes", "no", "null", "~", "true", "[]", "{}", "[[[[]]]]", "- a", "a: b", "? a", "!!python/object:os.system MK"),
    *("&a MK", "*a", "<<: *a", "|", ">", "%YAML 1.1", "---", "...", "# MK", "'", '"', "“MK”", "MK：MK", "，", "｛MK｝"),
    *(
        "\u3000\u3000",
        "\u200b",
        "\u00a0",
        "\u202eKM",
        "MK\u0000MK",
        "MK\x1b[2J",
        "MK\x85MK",
        "\ufeffMK",
        "\ud7ff\ue000",
    ),
    *("𠮷野家MK", "😀MK", "e\u0301MK", "ﬁMK", "MK\u2028MK", "MK" * 5000, "字" * 3000, "MK\n" * 200, " MK ", "M" * 300),
)


def quoted(value: str) -> Iterator[str]:
    """Yield the ways in which people write a value: as it is, in double quotes, in single ones, over several lines."""
    yield value
    yield json.dumps(value, ensure_ascii=False)
    yield "'" + value.replace("'", "''") + "'"


def scalars(text: str) -> list[tuple[int, int]]:
    """Return where the values of a YAML file stand (beginning and end), in blocks and in braces alike."""
    found = []
    for match in re.finditer(r"(?<=: )(?:\"[^\"\n]*\"|[^\s\[{\"#&*|>][^,}\]\n#]*)", text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not line.lstrip().startswith("#"):
            found.append((match.start(), match.start() + len(match[0].rstrip())))
    return found


def run(count: int, seed: int, folder: Path) -> Tally:
    """Run ``count`` trials."""
    chosen, tally = random.Random(seed), Tally("payloads")
    example, origin = load_example(), folder / "origin"
    prepare(example, origin)
    receive(example.inbox, origin)
    texts = {name: (origin / name).read_text("utf-8") for name in (CASE, CATALOGUE)}
    places = {name: scalars(text) for name, text in texts.items()}
    values = [*COMPUTED, *PLAIN]
    for number in range(count):
        name = CASE if chosen.random() < 0.8 else CATALOGUE
        value = values[number % len(values)]
        written = chosen.choice(list(quoted(value)))
        start, end = chosen.choice(places[name])
        changed = texts[name][:start] + written + texts[name][end:]
        key = texts[name][:start].rsplit(":", 1)[0].rsplit("\n", 1)[-1][-24:].strip()
        _try(tally, origin, folder, name, changed, value, f"#{number} {name} {key}: {written[:50]!r}")
    return tally


def _try(tally: Tally, origin: Path, folder: Path, name: str, changed: str, value: str, note: str) -> None:
    room = folder / "room"
    matter = room / "案"
    shutil.copytree(origin, matter, copy_function=os.link)
    (matter / name).unlink()
    given = changed.encode("utf-8", "surrogatepass")
    (matter / name).write_bytes(given)
    tally.tried += 1
    try:
        for words in (("calc", "--annex"), ("due",), ("draft", "all"), *((("bundle",),) if name == CATALOGUE else ())):
            _type(tally, (*words, str(matter), *DAY), value, f"{note} {words[0]}")
        if (matter / name).read_bytes() != given:
            tally.bad("lost", f"{note}: the file was changed")
        if [p.name for p in room.iterdir()] != ["案"]:
            tally.bad("silent", f"{note}: wrote outside of the matter")
        _look(tally, matter, value, note)
    finally:
        for path in matter.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(room)


def _type(tally: Tally, words: tuple[str, ...], value: str, note: str) -> None:
    out, started = io.StringIO(), time.monotonic()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(words)
    except BaseException as error:  # nothing may leave main but an exit code
        tally.bad("crashed", f"{note}: {error!r}")
        return
    said = out.getvalue()
    if time.monotonic() - started > LIMIT:
        tally.bad("hung", note)
    if code == Exit.BUG or "Traceback" in said:
        tally.bad("crashed", note)
    elif code and "LX-" not in said:
        tally.bad("silent", f"{note}: exit {code} without a finding")
    if COMPUTED.get(value) and COMPUTED[value] in said:
        tally.bad("silent", f"{note}: computed on the screen")
    if "\x1b" in said or "\x07" in said:
        tally.bad("silent", f"{note}: steers the screen")
    tally.count("fine" if code == Exit.FINE else "with findings")


def _look(tally: Tally, matter: Path, value: str, note: str) -> None:
    for path in (matter / PAPERS).rglob("*.docx"):
        try:
            with zipfile.ZipFile(path) as package:
                trees = [etree.fromstring(package.read(part)) for part in package.namelist() if part.endswith(".xml")]
        except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            tally.bad("torn", f"{note}: {path.name} {error}")
            continue
        text = "".join("".join(tree.itertext()) for tree in trees)
        if COMPUTED.get(value) and COMPUTED[value] in text:
            tally.bad("silent", f"{note}: computed in {path.name}")
        tally.count("papers read")
    for path in (matter / PAPERS).rglob("*.xlsx"):
        for sheet in load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                if "MK" in str(cell.value) or "cmd" in str(cell.value) or "191" in str(cell.value):
                    tally.bad("silent", f"{note}: a formula in {path.name} {cell.coordinate}")
        tally.count("sheets read")
