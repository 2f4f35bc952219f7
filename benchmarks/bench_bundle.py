"""What a whole package costs beside the floor: copying the same bytes and hashing them (SHA-256) in the same run.

The material is that of a large suit: 300 documents, about 5,000 pages, 0.9 GB; half of the documents scans (JPEG pages
of real size, some as single pictures), half digital text with several fonts, set by the typesetter. Each step is a
process of its own, its start included. Usage::

    python benchmarks/bench_bundle.py [DOCUMENTS [FOLDER]]

``floor``: every file copied in pieces, each piece hashed; ``bare``: intake of the material without SM3; ``intake``:
with it, taken beside the work as the verb does; ``bundle``: the first package behind that; ``cold``: the same where
intake kept no SM3; ``again``: one exhibit of all is another file, everything else as before; ``supplement``: all was
handed in, and a document of 35 pages is packed behind it; ``verify``: the package against its lists, beside hashlib
over the same files. SM3 (国密), which takes five times as long as SHA-256, is part of a package unless WITHOUT_SM3
is set. A FOLDER is kept, with the material, for the next run. Seconds are of the wall; CPU seconds (user and system)
stand beside them for a machine that others use too. Memory is that of all processes of a step together. Ends with 1
when a ratio is above its limit.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from processes import watched as timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lexcollect.bundle.memory import Memory

DOCUMENTS, PAGES = 300, 5_000
#: Ratios to the floor, to the first package, and megabytes.
BUNDLE_LIMIT, AGAIN_LIMIT, VERIFY_LIMIT, SUPPLEMENT_LIMIT, MEMORY_LIMIT = 2.5, 0.35, 0.8, 1.5, 200.0
#: What intake may pay for the SM3 that it takes beside.
INTAKE_LIMIT = 1.15
#: Of the scanned documents one in so many is a single picture.
_SINGLE = 10
#: So many different scans are drawn; each page then says another density, so that no two pages are the same bytes.
_DRAWN = 24
_FAMILIES = ("Noto Serif SC", "Noto Sans SC", "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern")
_SIGNS = [chr(code) for code in range(0x4E00, 0x5E00, 3)]


def make(folder: Path, documents: int) -> None:
    """Write the material: every second document is a scan."""
    chance = random.Random(12)
    scans = [_scan(chance) for _ in range(min(_DRAWN, documents))]
    for number in range(documents):
        pages = chance.randint(1, 2 * PAGES // DOCUMENTS - 2)
        if number % 2:
            _write_scans(folder, number, pages, scans, chance)
        else:
            (folder / f"{number:03}.pdf").write_bytes(_text_document(pages, chance))


def _scan(chance: random.Random) -> bytes:
    """Return a grey page of 200 dots an inch: lines of specks on paper with grain, some 340 kB."""
    from PIL import Image, ImageDraw, ImageFilter

    width, height = 1654, 2339
    grain = Image.frombytes("L", (width // 2, height // 2), chance.randbytes(width // 2 * (height // 2)))
    page = Image.blend(Image.new("L", (width, height), 240), grain.resize((width, height)), 0.06)
    pen = ImageDraw.Draw(page)
    for row in range(40):
        for sign in range(36):
            x, y = 200 + 34 * sign, 220 + 46 * row
            for _ in range(4):
                left, top = x + chance.randrange(20), y + chance.randrange(20)
                pen.line((left, top, x + chance.randrange(24), y + chance.randrange(24)), fill=40, width=2)
    out = io.BytesIO()
    page.filter(ImageFilter.SMOOTH).save(out, "JPEG", quality=72, dpi=(200, 200))
    return out.getvalue()


def _other(scan: bytes, number: int) -> bytes:
    """Return the same picture as other bytes: the density that its head states is another."""
    at = scan.index(b"JFIF\0") + 8
    return scan[:at] + (100 + number).to_bytes(2, "big") * 2 + scan[at + 4 :]


def _write_scans(folder: Path, number: int, pages: int, scans: Sequence[bytes], chance: random.Random) -> None:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, Stream

    if number // 2 % _SINGLE == 0:
        (folder / f"{number:03}.jpg").write_bytes(_other(chance.choice(scans), number))
        return
    with pikepdf.new() as pdf:
        for at in range(pages):
            picture = Stream(pdf, _other(chance.choice(scans), 100 * number + at))
            picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
            picture.Width, picture.Height, picture.BitsPerComponent, picture.Filter = 1654, 2339, 8, Name.DCTDecode
            page = pdf.add_blank_page(page_size=(595.3, 841.9))
            page.obj.Resources = Dictionary(XObject=Dictionary(Im0=picture))
            page.obj.Contents = Stream(pdf, b"q 595.3 0 0 841.9 0 0 cm /Im0 Do Q")
            page.obj.CropBox = Array([0, 0, 595.3, 841.9])
        pdf.save(folder / f"{number:03}.pdf")


def _text_document(pages: int, chance: random.Random) -> bytes:
    """Return a document of ``pages`` full pages in two Chinese fonts and two others, as a typesetter writes it."""
    from lexcollect.bundle.fonts import choose

    fonts = chance.sample(_FAMILIES[2:], 2)
    shipped = choose(["文书"]).files
    body = []
    for page in range(pages):
        lines = "".join(chance.choices(_SIGNS[: chance.randint(300, 1200)], k=560))
        body.append(f"= 第{page + 1}节 {lines[:12]}\n\n{lines}\n\n")
        body.append(f'#text(font: "{fonts[0]}")[Ref {chance.randrange(10**9)}, paid in full and without delay.]\n\n')
        rows = ", ".join(f"[2023-04-{row:02}],[{chance.randrange(10**6)}.00]" for row in range(1, 13))
        body.append(f'#text(font: "{fonts[1]}", table(columns: (1fr, 1fr), {rows}))\n#pagebreak(weak: true)\n')
    head = '#set page(paper: "a4")\n#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh")\n'
    head += '#show heading: set text(font: "Noto Sans SC")\n'
    compiler = _with_embedded(shipped)
    made: bytes = compiler.compile(input=(head + "".join(body)).encode("utf-8"), format="pdf", timestamp=0)
    return made


_COMPILERS: dict[tuple[Path, ...], Any] = {}


def _with_embedded(files: tuple[Path, ...]) -> Any:
    import typst

    if files not in _COMPILERS:
        folders = sorted({str(path.parent) for path in files})
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
        _COMPILERS[files] = typst.Compiler(font_paths=fonts)
    return _COMPILERS[files]


def copy_and_hash(folder: Path, out: Path) -> None:
    """Copy every file in pieces and hash each piece: what no package can do without."""
    import hashlib

    out.mkdir()
    for path in sorted(folder.iterdir()):
        digest = hashlib.sha256()
        with path.open("rb") as stream, (out / path.name).open("wb") as copy:
            while piece := stream.read(1 << 20):
                digest.update(piece)
                copy.write(piece)
        digest.hexdigest()


def hash_only(folder: Path) -> None:
    """Hash every file of the package: what no verification can do without."""
    import hashlib

    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest = hashlib.sha256()
            with path.open("rb") as stream:
                while piece := stream.read(1 << 20):
                    digest.update(piece)


def bundle(folder: Path, raw: Path, digests: Path, *, supplement: bool = False) -> None:
    """Build the package of the material as the program does for a matter: the digests are known from intake.

    ``supplement``: every file is hashed anew, as the verb does, and only what was not handed in is packed.
    """
    import json
    from dataclasses import replace

    from lexcollect.bundle.build import build
    from lexcollect.bundle.model import Cover, Profile
    from lexcollect.bundle.numbers import Series
    from lexcollect.bundle.supplement import ALONE, Numbering
    from lexcollect.cn.page_labels import span
    from lexcollect.evidence.items import Catalogue, Group, Item, SourceFile

    known = json.loads(digests.read_text("ascii"))

    def item(number: int, path: Path) -> Item:
        no, kind = f"1-{number}", {".jpg": "jpeg"}.get(path.suffix, "pdf")
        source = SourceFile(path, path.name, known[path.name], path.stat().st_size, kind)
        return Item(no, no, 1, f"对账单{number}", None, "", "书证", "", "原告保管", "供货数量", "有", (source,))

    items = tuple(item(number, path) for number, path in enumerate(sorted(raw.iterdir()), start=1))
    cover = Cover("原告甲公司与被告乙公司买卖合同纠纷", "甲公司", 1)
    catalogue = Catalogue((Group(1, "对账"),), items, (), "")
    # Intake looked for damage; pages are kept in the matter.
    memory = replace(remembered(folder), sound=frozenset(known.values()))
    profile = Profile(sm3=not os.environ.get("WITHOUT_SM3"))
    numbering = ALONE
    if supplement:
        hash_only(raw)
        kept = {one.id: span(n + 1, n + 1) for n, one in enumerate(items[:-1], start=1)}
        series = Series(PAGES + len(kept), kept, span(1, 1), number=2, supplement=True)
        numbering = Numbering(series, "benchmark", "ab" * 32, date(2026, 11, 21))
    made_on = date(2026, 11, 21)
    made = build(catalogue, cover, folder / "包", made_on=made_on, memory=memory, profile=profile, numbering=numbering)
    print(made.total_pages, "pages", sorted({found.code for found in made.findings}))


def remembered(folder: Path) -> Memory:
    """Return where pages and SM3 are kept from one step to the next."""
    from lexcollect.bundle.memory import Memory

    return Memory(pages=folder / "memory" / "pages", secret=b"benchmark")


def take_in(folder: Path, *, sm3: bool) -> None:
    """Take the material in, as the verb does."""
    from lexcollect.bundle.digested_ahead import DigestedAhead
    from lexcollect.intake.taking import take_in

    matter = folder / "matter"
    shutil.rmtree(matter, ignore_errors=True)
    matter.mkdir()
    (folder / "memory").mkdir(exist_ok=True)
    with DigestedAhead(remembered(folder), wanted=sm3) as ahead:
        take_in(folder / "raw", matter, stored=ahead.begin)
    shutil.rmtree(matter)


def note_digests(raw: Path, out: Path) -> None:
    """Write down what intake knows of the material."""
    import json

    from lexcollect.files import sha256_file

    out.write_text(json.dumps({path.name: sha256_file(path) for path in raw.iterdir()}), "ascii")


def step(folder: Path, name: str) -> None:
    """Do one step in this process."""
    raw, digests = folder / "raw", folder / "digests.json"
    if name == "make":
        fresh(folder, int(sys.argv[4]))
    elif name == "change":
        change_one(folder)
    elif name == "floor":
        copy_and_hash(raw, folder / "copy")
    elif name in ("bare", "intake"):
        take_in(folder, sm3=name == "intake" and not os.environ.get("WITHOUT_SM3"))
    elif name == "forget":
        shutil.rmtree(folder / "memory")
        shutil.rmtree(folder / "包")
    elif name == "bundle":
        bundle(folder, raw, digests)
    elif name == "more":
        (raw / "999.pdf").write_bytes(_text_document(35, random.Random(35)))
        note_digests(raw, digests)
    elif name == "supplement":
        bundle(folder, raw, digests, supplement=True)
    elif name == "hash":
        hash_only(folder / "包" / "v1")
    elif name == "verify":
        from lexcollect.bundle.verify import verify

        print(verify(folder / "包" / "v1").ok)


def change_one(folder: Path) -> None:
    """Let one document of the material be another: a text of other words."""
    changed = sorted((folder / "raw").glob("*.pdf"))[4]
    changed.write_bytes(_text_document(9, random.Random(99)))
    note_digests(folder / "raw", folder / "digests.json")


def fresh(folder: Path, documents: int) -> None:
    """Make the material, or take that of the run before, and nothing else."""
    kept, raw = folder / "kept", folder / "raw"
    if not kept.exists():
        kept.mkdir(parents=True)
        make(kept, documents)
    for name in ("raw", "copy", "包", "memory"):
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copytree(kept, raw)
    note_digests(raw, folder / "digests.json")


def main() -> int:
    """Print the cost of each step and the ratios."""
    if sys.argv[1:2] == ["step"]:
        step(Path(sys.argv[3]), sys.argv[2])
        return 0
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name)
        start = time.perf_counter()
        own = [sys.executable, __file__, "step"]
        timed([*own, "make", str(folder), str(documents)])  # a process begins with the memory of its parent
        size = sum(path.stat().st_size for path in (folder / "raw").iterdir())
        print(f"{documents} documents, {size / 1e6:.0f} MB, made in {time.perf_counter() - start:.0f} s")
        steps = ("bare", "intake", "floor", "bundle", "hash", "verify")
        found = {what: timed([*own, what, str(folder)]) for what in steps}
        timed([*own, "change", str(folder)])
        found["again"] = timed([*own, "bundle", str(folder)])
        timed([*own, "more", str(folder)])
        found["supplement"] = timed([*own, "supplement", str(folder)])
        timed([*own, "forget", str(folder)])
        found["cold"] = timed([*own, "bundle", str(folder)])
    for what, (seconds, cpu, memory, told) in found.items():
        print(f"{what:10} {seconds:7.2f} s {cpu:7.2f} s CPU {memory:6.0f} MB  {told.strip()}")
    return _judged(found)


def _judged(found: dict[str, tuple[float, float, float, str]]) -> int:
    ratios = (
        ("bundle to floor", "bundle", "floor", BUNDLE_LIMIT),
        ("bundle without SM3 from intake to floor", "cold", "floor", BUNDLE_LIMIT),
        ("intake with SM3 to one without", "intake", "bare", INTAKE_LIMIT),
        ("one changed to all", "again", "bundle", AGAIN_LIMIT),
        ("verify to hashlib", "verify", "hash", 1 / VERIFY_LIMIT),
        ("supplement to hashing", "supplement", "hash", SUPPLEMENT_LIMIT),
    )
    late = False
    for what, one, other, limit in ratios:
        wall, cpu = (found[one][i] / found[other][i] for i in (0, 1))
        late |= min(wall, cpu) > limit
        print(f"{what}: {wall:.2f} of the wall, {cpu:.2f} of the CPU; limit {limit:.2f}")
    memory = max(found[what][2] for what in ("bundle", "again", "supplement", "verify"))
    print(f"peak memory {memory:.0f} MB; limit {MEMORY_LIMIT:.0f}")
    return int(late or memory > MEMORY_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
