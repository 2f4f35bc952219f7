"""Writes THIRD-PARTY-NOTICES.md and constraints.txt from the libraries installed here.

Owns the list of everything that comes with ``pip install lexcollect``, with what comes with that in turn: name,
version tested, licence, where it lives. What a wheel holds beside its own code no metadata says; it stands in
``INSIDE``. Run it with the newest libraries after the tests have passed with them; a test compares the names.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
#: Libraries inside the wheels of others, as their own notices name them.
INSIDE = {
    "cffi": "libffi (MIT)",
    "cryptography": "OpenSSL (Apache-2.0) and Rust crates (Apache-2.0, MIT, BSD)",
    "lxml": "libxml2, libxslt (MIT); zlib (Zlib); libiconv (LGPL-2.1) in wheels for Windows and macOS",
    "numpy": "OpenBLAS (BSD-3-Clause); the run-time library of the Fortran compiler (GPL-3.0 with the GCC exception); "
    "texts in the wheel",
    "onnxruntime": "Eigen (MPL-2.0), protobuf, abseil and others (BSD, MIT, Apache-2.0); texts in the wheel",
    "opencv-python-headless": "OpenCV (Apache-2.0) with FFmpeg (LGPL-2.1), OpenBLAS, libjpeg-turbo, libpng, libtiff, "
    "openjpeg, libwebp, zlib and others; texts in the wheel",
    "pikepdf": "qpdf (Apache-2.0); libjpeg-turbo (IJG, BSD-3-Clause); zlib (Zlib); in wheels for Linux and Windows the "
    "run-time library of the compiler (GPL-3.0 with the GCC exception; Microsoft's terms); texts in the wheel",
    "pillow": "libjpeg-turbo, libtiff, libpng, libwebp, libavif with dav1d and aom, openjpeg, lcms2, freetype, "
    "harfbuzz, zlib, zstd, xz (BSD, MIT, Zlib and alike); texts in the wheel",
    "pillow-heif": "libheif, libde265 (LGPL-3.0); **libx265 (GPL-2.0)**: by its own notice the whole wheel is GPL-2.0",
    "python-calamine": "calamine, quick-xml, zip and other Rust crates (MIT, Apache-2.0)",
    "pypdfium2": "PDFium (BSD-3-Clause, Apache-2.0) with freetype, lcms, libtiff, openjpeg, libpng, zlib, ICU and "
    "others; texts in the wheel",
    "pylopdf-fonts-jp": "Noto Serif and Sans CJK JP (OFL-1.1)",
    "pylopdf-fonts-zh-cn": "Noto Serif and Sans CJK SC (OFL-1.1)",
    "typst": "the Typst compiler and its Rust crates (Apache-2.0, MIT); fonts Libertinus, New Computer "
    "Modern (OFL-1.1, GFL)",
    "rapidocr": "the models PP-OCRv6 (detection, recognition) and PP-OCRv2 (direction) of PaddleOCR, copyright Baidu "
    "(Apache-2.0); provenance in MODEL_LICENSES.md of the wheel",
    "psycopg-binary": "libpq (PostgreSQL License), OpenSSL (Apache-2.0), krb5 (MIT), OpenLDAP (OLDAP-2.8)",
    "shapely": "GEOS (LGPL-2.1)",
    "tzdata": "the IANA time zone database (public domain); on Windows only",
}
HEAD = """\
# Third-party notices

Written by `python .ci/third_party.py`; versions are those tested last, and `constraints.txt` pins them.

lexcollect is under the Apache License 2.0 (LICENSE). `pip install lexcollect` brings the libraries below under their
own licences; none of them is under the GPL or the AGPL. lexcollect changes none of them and holds no code of theirs.
The full texts lie in the `*.dist-info` folder of each. docxtpl (LGPL-2.1) and the parts under LGPL and MPL can be
exchanged by installing another version.
"""
PAGE_HEAD = """
## Scripts of the page in the browser

They lie in `lexcollect/review/static/vendor` as their authors published them, with their licences and SHA-256.

- htmx 2.0.11, 0BSD, https://github.com/bigskysoftware/htmx
- Sortable 1.15.7, MIT, https://github.com/SortableJS/Sortable
"""
OCR_HEAD = """
## Only with `pip install "lexcollect[ocr]"`

Needed to read the words in pictures and scans. Everything is in the wheels, the models among it; nothing is fetched
when it runs. lexcollect uses of these only rapidocr and numpy; none of them is under the GPL or the AGPL.
"""
EXTRA_HEAD = """
## Only with `pip install "lexcollect[heic]"`

Needed to see photos of Apple phones (HEIC). Whoever passes this installation on to others passes on code under the
GPL, and must follow its terms. Where that is unwanted, let photos be saved as JPG; lexcollect also uses `pi_heif`,
which has no encoder, if it finds it installed.
"""

TEAM_HEAD = """
## Only with `pip install "lexcollect[postgresql]"`

Needed for a register that a team shares on a PostgreSQL server. psycopg is under the LGPL-3.0 and can be exchanged by
installing another version.
"""
CLUSTER_HEAD = """
## Only with `pip install "lexcollect[cluster]"`

Needed to work through a large ledger on several machines; none of these is under the GPL or the AGPL.
"""


def name_of(found: Distribution) -> str:
    """Return the name as package indexes write it."""
    return re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()


def brought_by(name: str, extra: str = "") -> dict[str, Distribution]:
    """Return what ``name`` requires, with what that requires; requirements of other systems count."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extra)]
    while waiting:
        asked, chosen = waiting.pop()
        for line in distribution(asked).requires or ():
            wanted = Requirement(line)
            everywhere = "sys_platform" in line and "extra" not in line
            if wanted.marker and not everywhere and not wanted.marker.evaluate({"extra": chosen}):
                continue
            try:
                inner = distribution(wanted.name)
            except PackageNotFoundError:
                if everywhere:
                    continue  # for another system, and not installed on this one
                raise
            if name_of(inner) not in found:
                found[name_of(inner)] = inner
                waiting.append((wanted.name, next(iter(wanted.extras), "")))
    return found


def licence_of(found: Distribution) -> str:
    """Return the licence in one short line."""
    data = found.metadata
    written = data.get("License-Expression") or ""
    classified = [c.rpartition(" :: ")[2] for c in data.get_all("Classifier") or () if c.startswith("License ::")]
    return written or "; ".join(classified) or (data.get("License") or "").partition("\n")[0]


def home_of(found: Distribution) -> str:
    """Return where the source lives."""
    urls = dict(line.split(", ", 1) for line in found.metadata.get_all("Project-URL") or ())
    named = {key.lower(): url for key, url in urls.items()}
    first = (named.get(key) for key in ("source", "source code", "repository", "homepage"))
    return next((url for url in first if url), found.metadata.get("Home-page") or "")


def table(found: dict[str, Distribution]) -> str:
    """Return the libraries as a table."""
    rows = ["| library | version | licence | inside its wheels | source |", "|---|---|---|---|---|"]
    for name, one in sorted(found.items()):
        rows.append(f"| {name} | {one.version} | {licence_of(one)} | {INSIDE.get(name, '')} | {home_of(one)} |")
    return "\n".join(rows) + "\n"


def written() -> dict[str, str]:
    """Return both files: name → content."""
    plain = brought_by("lexcollect")
    extra = {name: one for name, one in brought_by("lexcollect", "heic").items() if name not in plain}
    words = {name: one for name, one in brought_by("lexcollect", "ocr").items() if name not in {**plain, **extra}}
    team = {name: one for name, one in brought_by("lexcollect", "postgresql").items() if name not in plain}
    cluster = {name: one for name, one in brought_by("lexcollect", "cluster").items() if name not in plain}
    everything = {**plain, **extra, **words, **team, **cluster}
    pins = "".join(f"{name}=={one.version}\n" for name, one in sorted(everything.items()))
    page = f"{HEAD}\n{table(plain)}{PAGE_HEAD}{EXTRA_HEAD}\n{table(extra)}{OCR_HEAD}\n{table(words)}"
    head = "# The libraries all tests passed with: pip install -c constraints.txt lexcollect\n"
    return {
        "THIRD-PARTY-NOTICES.md": f"{page}{TEAM_HEAD}\n{table(team)}{CLUSTER_HEAD}\n{table(cluster)}",
        "constraints.txt": head + pins,
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    for name, content in written().items():
        (folder / name).write_text(content, "utf-8", newline="\n")
