"""The pictures of the README, drawn from what ``lexcollect demo`` makes.

Run ``python docs/pictures/draw.py`` in the checkout. Needs LibreOffice, pdftoppm and the Noto CJK fonts (which stand
in for 仿宋, 小标宋 and 黑体); the program itself needs none of these.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

HERE = Path(__file__).resolve().parent
AS_OF, MATTER = "2026-11-21", "示例-沈河案"
SERIF, SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
STAND_INS = {
    "仿宋_GB2312": SERIF,
    "仿宋": SERIF,
    "方正小标宋_GBK": SERIF,
    "宋体": SERIF,
    "Times New Roman": SERIF,
    "黑体": SANS,
    "SimHei": SANS,
}
#: Picture → file below the demo's matter folder, page.
PAGES = {
    "complaint-1.png": ("3-文书/v1/民事起诉状.docx", 1),
    "complaint-6.png": ("3-文书/v1/民事起诉状.docx", 6),
    "index.png": ("4-证据包/v1/data/证据.pdf", 1),
    "exhibit.png": ("4-证据包/v1/data/证据.pdf", 7),
}
PAGE_WIDTH = 800
COLUMNS, SIZE, LINE, MARGIN = 112, 28, 44, 36
CELL = SIZE // 2
MONO = "Noto Sans Mono CJK SC"
PAPER, INK, INKS = "#fbfaf7", "#24292f", {"√": "#1a7f37", "■": "#b42318", "●": "#9a6700", "○": "#57606a"}


def main() -> None:
    """Draw every picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        typed("demo", cwd=work)
        for name, (file, page) in PAGES.items():
            draw_page(work / MATTER / file, page, work).save(HERE / name, optimize=True)
        draw_screen(f"lexcollect due {MATTER}", typed("due", MATTER, cwd=work)).save(HERE / "due.png", optimize=True)


def typed(*words: str, cwd: Path) -> str:
    """Run ``lexcollect WORDS`` and return what it prints."""
    env = {**os.environ, "LEXCOLLECT_LANG": "zh"}
    done = subprocess.run(
        [sys.executable, "-m", "lexcollect", *words, "--as-of", AS_OF],
        cwd=cwd,
        env=env,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.decode("utf-8")


def draw_page(file: Path, page: int, work: Path) -> Image.Image:
    """Return one page of a paper or PDF with a thin frame, in few colours."""
    pdf = file if file.suffix == ".pdf" else to_pdf(file, work)
    out = work / "page"
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-singlefile", "-f", str(page), "-l", str(page), pdf, out], check=True
    )
    image = Image.open(out.with_suffix(".png")).convert("RGB")
    image = image.resize((PAGE_WIDTH, round(image.height * PAGE_WIDTH / image.width)), Image.Resampling.LANCZOS)
    return framed(image)


def framed(image: Image.Image) -> Image.Image:
    """Return ``image`` with a thin frame, in a palette that keeps rare colours (seals, signs)."""
    wide = ImageOps.expand(image, 2, "#c9ccd1")
    return wide.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def to_pdf(paper: Path, work: Path) -> Path:
    """Convert ``paper`` with LibreOffice, free fonts standing in for those of a Chinese office."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{stand_in}</string></edit></match>'
        for name, stand_in in STAND_INS.items()
    )
    fonts = work / "fonts.conf"
    fonts.write_text(
        f'<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{rules}</fontconfig>', "utf-8"
    )
    own = f"-env:UserInstallation={(work / 'office').as_uri()}"
    subprocess.run(
        ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", work, paper],
        check=True,
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )
    return work / f"{paper.stem}.pdf"


def draw_screen(command: str, output: str) -> Image.Image:
    """Return the screen after ``command``: one cell a Latin letter, two a Chinese character."""
    lines = [f"$ {command}", *(part for line in output.splitlines() for part in folded(line))]
    image = Image.new("RGB", (COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN), PAPER)
    pen, font = ImageDraw.Draw(image), mono_font()
    for row, line in enumerate(lines):
        column = 0
        sign = next((c for c in line if c in INKS), "") if row else ""
        for char in line:
            middle = MARGIN + (column + width(char) / 2) * CELL
            ink = INKS[char] if sign and char == sign and column < 6 else INK
            pen.text((middle, MARGIN + row * LINE + LINE / 2), char, fill=ink, font=font, anchor="mm")
            column += width(char)
    return framed(image)


def mono_font() -> ImageFont.FreeTypeFont:
    """Return the font of the screen."""
    found = subprocess.run(["fc-match", "-f", "%{file}|%{index}", MONO], check=True, capture_output=True, text=True)
    file, index = found.stdout.split("|")
    return ImageFont.truetype(file, SIZE, index=int(index))


def folded(line: str) -> list[str]:
    """Return ``line`` in rows of at most ``COLUMNS`` cells, later rows indented a little further."""
    if set(line) == {"─"}:
        return [line[: COLUMNS // width("─")]]
    indent = " " * (len(line) - len(line.lstrip(" ")) + 3)
    rows, row = [], ""
    for word in re.findall(r"[ -~]+?(?: |(?![ -~]))|.[、，；。）〕：]*", line):
        if sum(map(width, row + word.rstrip())) > COLUMNS:
            rows.append(row)
            row = indent
        row += word
    return [*rows, row]


def width(char: str) -> int:
    """Return how many cells a Chinese console gives ``char``."""
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


if __name__ == "__main__":
    main()
