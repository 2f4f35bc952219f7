"""LibreOffice as an external program (转换程序): where it is, and Word files and other office files printed to PDF.

Owns one process for many files, in a profile that is made for the run and thrown away: macros off, links not fetched,
nobody asked, a time after which the process and all it started are ended. The files lie under numbers in a folder of
their own, so that no name of a user reaches the command line. Whether a file is fit to be opened is decided by who
calls. LibreOffice is never needed for the main road.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lexcollect.patterns import regex

if TYPE_CHECKING:
    from subprocess import Popen

#: Seconds a process has to begin, and for each file.
START_SECONDS, FILE_SECONDS = 90, 20
_SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "2", "Field": "true"},
}


#: What the papers name → which fonts stand in for it where it is not installed, best first; the last come with us.
_STAND_INS = {
    ("仿宋_GB2312",): ("仿宋", "FangSong", "STFangsong", "FandolFang R", "Noto Serif SC"),
    ("楷体_GB2312", "方正楷体_GBK"): ("楷体", "KaiTi", "STKaiti", "FandolKai", "Noto Serif SC"),
    ("方正小标宋_GBK", "方正大标宋_GBK"): ("方正小标宋简体", "宋体", "SimSun", "STSong", "Noto Serif SC"),
    ("宋体", "方正书宋_GBK"): ("宋体", "SimSun", "STSong", "Noto Serif SC"),
    ("黑体", "方正黑体_GBK"): ("黑体", "SimHei", "STHeiti", "Noto Sans SC"),
}


#: Word's element for a hyphen at which no line ends, and what LibreOffice keeps to.
_WORD_HYPHEN, _HELD_HYPHEN = b"<w:noBreakHyphen/>", "<w:t>-\u2060</w:t>".encode()
#: The sign between two numbers of a list, and the mark after which a line may end.
_LISTED, _MAY_END = regex("(?:、|，|；|：)(?=[0-9A-Za-z])".encode()), "\u200b".encode()


class OfficeTimeout(Exception):
    """LibreOffice did not finish in time and was ended."""


def find_office() -> Path | None:
    """Return the program file of LibreOffice, or nothing."""
    import shutil

    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    usual = [Path(root) / "LibreOffice" / "program" / "soffice.exe" for root in roots if root]
    usual.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return Path(on_path) if on_path else next((p for p in usual if p.is_file()), None)


def version_of(program: Path) -> str:
    """Return what LibreOffice calls itself (LibreOffice 7.4.7.2); its bare name when it does not say."""
    import subprocess

    try:
        said = subprocess.run([str(program), "--version"], capture_output=True, timeout=START_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "LibreOffice"
    return " ".join(said.stdout.decode("utf-8", "replace").split()[:2]) or "LibreOffice"


def to_pdf(
    files: Sequence[bytes],
    program: Path,
    *,
    fonts: Sequence[Path] = (),
    seconds: float = 0,
    endings: Sequence[str] = (),
) -> list[bytes | None]:
    """Return the PDF of each Word file, or nothing for one that LibreOffice could not read; one process for all.

    ``endings`` say of each file what it is (``.xlsx``) where they are not all papers of ours; such files are printed
    as they are. ``fonts``: folders whose fonts stand in for what is not installed. ``seconds``: how long it may take,
    by default a start and some seconds a file. Raises :class:`OfficeTimeout`, and :class:`OSError` when the program
    cannot be run or the temporary folder not be written.
    """
    data = [one if endings else _holding(one) for one in files]
    export = "pdf" if endings else "pdf:writer_pdf_Export"
    return _converted(data, program, export, fonts=fonts, seconds=seconds, endings=endings or [".docx"] * len(files))


def to_xlsx(files: Sequence[bytes], program: Path, *, endings: Sequence[str]) -> list[bytes | None]:
    """Return each workbook (``.xls``, ``.ods`` …) as xlsx, or nothing for one that LibreOffice could not read.

    Raises what :func:`to_pdf` raises.
    """
    return _converted(files, program, "xlsx", endings=endings)


def _converted(
    files: Sequence[bytes],
    program: Path,
    export: str,
    *,
    fonts: Sequence[Path] = (),
    seconds: float = 0,
    endings: Sequence[str],
) -> list[bytes | None]:
    import tempfile

    if not files:
        return []
    with tempfile.TemporaryDirectory(prefix="lexcollect-") as name:
        folder = Path(name)
        sources = [folder / f"{number:04d}{ending}" for number, ending in enumerate(endings, start=1)]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        _profile(folder / "profile")
        _fonts(folder / "fonts.conf", fonts)
        _run(program, folder, sources, export, seconds or START_SECONDS + FILE_SECONDS * len(files))
        made = (source.with_suffix(f".{export.partition(':')[0]}") for source in sources)
        return [path.read_bytes() if path.is_file() else None for path in made]


def _holding(data: bytes) -> bytes:
    """Return a Word file whose numbers hold together in LibreOffice too; what is no such file as it is.

    LibreOffice (7.4, seen) ends lines at Word's hyphen that no line ends at, prints it twice, or tears the digits
    behind it: 证据2-1 | 0. A plain hyphen with a word joiner behind it prints the same and holds; a list of such
    numbers then ends its lines only where a mark of no width says that it may.
    """
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = [(info, packed.read(info)) for info in packed.infolist()]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError):
        return data
    if not any(_WORD_HYPHEN in part for _, part in parts):
        return data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for info, part in parts:
            if _WORD_HYPHEN in part:
                part = _LISTED.sub(lambda sign: sign[0] + _MAY_END, part.replace(_WORD_HYPHEN, _HELD_HYPHEN))
            packed.writestr(info.filename, part)
    return buffer.getvalue()


def _profile(folder: Path) -> None:
    head = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in _SETTINGS.items()
        for name, value in values.items()
    )
    (folder / "user").mkdir(parents=True)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{items}</oor:items>\n'
    (folder / "user" / "registrymodifications.xcu").write_text(text, "utf-8")


def _fonts(path: Path, folders: Sequence[Path]) -> None:
    """Write which fonts stand in for those the papers name: without it a Japanese sans may be taken for 仿宋."""
    from xml.sax.saxutils import escape

    system = os.environ.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf"
    lines = [f'<include ignore_missing="yes">{escape(system)}</include>']
    lines += [f"<dir>{escape(str(folder))}</dir>" for folder in folders]
    for named, others in ((name, others) for names, others in _STAND_INS.items() for name in names):
        accepted = "".join(f"<family>{name}</family>" for name in others if name != named)
        lines.append(f'<alias binding="same"><family>{named}</family><accept>{accepted}</accept></alias>')
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<fontconfig>{"".join(lines)}</fontconfig>\n', "utf-8")


def _run(program: Path, folder: Path, sources: Sequence[Path], export: str, seconds: float) -> None:
    import subprocess

    words = [
        *(str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
        *("--nologo", "--nodefault", "--nolockcheck", "--convert-to", export),
        *("--outdir", str(folder), *map(str, sources)),
    ]
    quiet = subprocess.DEVNULL
    surroundings = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    # A group of its own: the program that is called starts another one, and both must end.
    process = subprocess.Popen(
        words, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, env=surroundings, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise OfficeTimeout from None
    finally:
        _end(process)


def _end(process: Popen[bytes]) -> None:
    """End the process and what it started, if anything of it still runs."""
    import contextlib
    import signal

    if process.poll() is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
