"""Templates: hostile and careless Word templates, each drafted as a user would.

A trial puts one template into the matter and types ``draft letter``. Right is: a finding about the template, or a paper
that Word can read, in which nothing was computed, fetched or carried along from the template's former life. Wrong: a
broken process, a paper with template code or damage, an attack that passed, a refusal without a finding, a template
that was changed. A third of the trials are attacks by name, a third alterations of a sound template, a third small
templates grown at random from conditions, loops, tables and text boxes.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shutil
import signal
import time
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from tally import Tally
from template_attacks import MAIN, OLD, attacks
from template_shapes import altered, grown

from docx_rules import broken
from engine_builder import members
from lexcollect.cli.exits import Exit
from lexcollect.cli.main import main
from lexcollect.layout import CASE, PAPERS
from lexcollect.matter.example import load_example, prepare
from lexcollect.matter.receiving import receive

#: Seconds that one draft may take.
LIMIT = 60
DAY = ("--as-of", "2026-11-21", "--no-input")
NAME = "律师函.docx"
#: What a formula of a template would come to.
COMPUTED = ("1337", "<class", "MKMKMK", "root:x")


def run(count: int, seed: int, folder: Path) -> Tally:
    """Run ``count`` trials."""
    warnings.simplefilter("ignore", UserWarning)  # of zipfile, which is asked for two members of one name
    chosen, tally = random.Random(seed), Tally("templates")
    matter = folder / "案"
    example = load_example()
    prepare(example, matter)
    receive(example.inbox, matter)
    named = list(attacks())
    chosen.shuffle(named)
    for number in range(count):
        if number % 3 == 0:
            name, maker = named[number // 3 % len(named)]
            _try(tally, matter, maker(chosen), f"#{number} attack {name}", attack=True)
        else:
            what, data = altered(chosen) if number % 3 == 1 else grown(chosen)
            _try(tally, matter, data, f"#{number} {'altered' if number % 3 == 1 else 'grown'} {what}")
    return tally


def _try(tally: Tally, matter: Path, data: bytes, note: str, *, attack: bool = False) -> None:
    shutil.rmtree(matter / PAPERS, ignore_errors=True)
    template = matter / "templates" / NAME
    template.parent.mkdir(exist_ok=True)
    template.write_bytes(data)
    case = (matter / CASE).read_bytes()
    tally.tried += 1
    code, said = _type(tally, matter, note)
    if code is None:
        return
    if template.read_bytes() != data or (matter / CASE).read_bytes() != case:
        tally.bad("lost", f"{note}: template or case file was changed")
    papers = list((matter / PAPERS).rglob("*.docx"))
    if code == Exit.FINE and papers:
        tally.count("papers")
        if attack:
            tally.bad("silent", f"{note}: became a paper")
        for problem in wrong_with(papers[0].read_bytes()):
            tally.bad("silent", f"{note}: {problem}")
    elif papers or "LX-" not in said:
        tally.bad("silent", f"{note}: exit {code} without a finding, or with a paper")
    else:
        tally.count("refused with a finding")


def wrong_with(paper: bytes) -> Iterator[str]:
    """Yield what must not be in a paper: damage, template code, results of it, a former life, ways out of the file."""
    yield from broken(paper)
    with contextlib.suppress(zipfile.BadZipFile, etree.XMLSyntaxError):
        for part, content in members(paper).items():
            if not part.endswith((".xml", ".rels")):
                if not part.startswith("word/media/"):
                    yield f"{part} came along"
                continue
            root = etree.fromstring(content)
            text = "".join(root.itertext())
            yield from (f"template code in {part}: {m[0]}" for m in re.finditer(r"\{[{%#]|[%#}]\}", text))
            yield from (f"{word} in {part}" for word in COMPUTED if word in text)
            if part != MAIN and OLD in content.decode():
                yield f"{OLD} in {part}"
            for node in root.iter("{*}Relationship"):
                if node.get("TargetMode") == "External" and not re.match(r"https?://|mailto:", str(node.get("Target"))):
                    yield f"{part} leads to {node.get('Target')}"


def _type(tally: Tally, matter: Path, note: str) -> tuple[int | None, str]:
    out, started = io.StringIO(), time.monotonic()

    def late(*_: Any) -> None:
        raise TimeoutError

    if os.name != "nt":
        signal.signal(signal.SIGALRM, late)
        signal.alarm(2 * LIMIT)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(("draft", str(matter), "letter", *DAY))
    except BaseException as error:  # nothing may leave main but an exit code
        tally.bad("hung" if isinstance(error, TimeoutError) else "crashed", f"{note}: {error!r}")
        return None, ""
    finally:
        if os.name != "nt":
            signal.alarm(0)
    said = out.getvalue()
    if time.monotonic() - started > LIMIT:
        tally.bad("hung", note)
    if code == Exit.BUG or "Traceback" in said:
        tally.bad("crashed", f"{note}: {said[-200:]}")
        return None, said
    return code, said
