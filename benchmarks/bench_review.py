"""The review page, asked as a browser asks: how long a person waits, and what memory its two processes take.

Told are, each with its limit and their ratio: from the start of the command to the first picture; the list of 300
exhibits with the thumbnails that are in sight, on a page that runs; an edit until the new sums and days are there; a
list of 5,000 files; with 5,000 exhibits in one catalogue the first page, an edit of a fact and one of an exhibit; the
most memory of the server and of the painter's process over all of it. Matters are made in a
temporary folder: the shipped example, and the same with more papers. Times are the least of several runs, because a
busy machine stretches the clock. Usage::

    python benchmarks/bench_review.py [RUNS]

Ends with 1 when a figure is above its limit.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from lexcollect.intake.taking import take_in
from lexcollect.layout import CATALOGUE, RAW
from lexcollect.matter.example import load_example, prepare
from lexcollect.review.keys import key_of

ROOT = Path(__file__).resolve().parent.parent
#: Limits: seconds, and megabytes.
START, THUMBNAILS, EDIT, LISTED, SERVER, WORKER = 1.5, 1.0, 0.15, 2.0, 250, 1000
#: Seconds and megabytes with a catalogue of thousands.
LARGE_PAGE, LARGE_EDIT, LARGE_SERVER = 2.0, 1.0, 500
EXHIBITS, FILES, LARGE, IN_SIGHT, AT_ONCE = 300, 5_000, 5_000, 12, 3


# --- the matters --------------------------------------------------------------------------------------------------


def matter(folder: Path, slips: int = 0, texts: int = 0) -> Path:
    """Make the example with so many slips of delivery as exhibits, and so many notes nobody has looked at."""
    example = load_example()
    place = folder / "案"
    prepare(example, place)
    (place / RAW).mkdir(exist_ok=True)
    take_in(example.inbox, place)
    if slips or texts:
        more = folder / "更多"
        more.mkdir()
        for number in range(slips):
            (more / f"送货单{number:04d}.pdf").write_bytes(_slip(number))
        for number in range(texts):
            (more / f"便条{number:05d}.txt").write_text(f"{number} 货款", "utf-8")
        take_in(more, place)
    if slips:
        text = (place / CATALOGUE).read_text("utf-8")
        items = "".join(_item(number) for number in range(slips))
        (place / CATALOGUE).write_text(text.replace("\nleft_out:\n", f"\n{items}\nleft_out:\n", 1), "utf-8")
    return place


def _item(number: int) -> str:
    return (
        f'  - id: 送货{number}\n    number: "5-{number + 101}"\n    title: 第{number}号送货单\n    date: 2024-03-01\n'
        f"    date_source: 记载\n    kind: 书证\n    source: 原告制作，被告签收\n    purpose: 证明第{number}次交货\n"
        f'    original: 有\n    files: ["送货单{number:04d}.pdf"]\n'
    )


def _slip(number: int) -> bytes:
    """Return a paper of one page with lines, as a printer of slips makes it."""
    import io

    import pikepdf

    out = io.BytesIO()
    lines = " ".join(f"{40 + number % 50} {60 + n * 12} m {500 - n % 90} {60 + n * 12} l S" for n in range(60))
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pikepdf.Stream(pdf, lines.encode())
        pdf.save(out)
    return out.getvalue()


# --- the page -----------------------------------------------------------------------------------------------------


class Page:
    """A page that runs: asked with the cookie of its browser."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.port, entry = int(address.split(":")[2].partition("/")[0]), "/" + address.split("/", 3)[3]
        answer, _ = self._asked("GET", entry, {})
        self._cookie = str(answer.getheader("set-cookie")).partition(";")[0]

    def get(self, path: str) -> bytes:
        """Return what stands at ``path``."""
        answer, body = self._asked("GET", path, {"Cookie": self._cookie})
        assert answer.status == 200, (path, answer.status)
        return body

    def post(self, path: str, **fields: str) -> bytes:
        """Send a form as the page's script does."""
        headers = {
            "Cookie": self._cookie,
            "Origin": f"http://127.0.0.1:{self.port}",
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer, body = self._asked("POST", path, headers, urlencode(fields))
        assert answer.status == 200, (path, answer.status)
        return body

    def _asked(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body, headers)
        answer = line.getresponse()
        found = answer.read()
        line.close()
        return answer, found

    def memory(self) -> tuple[float, float]:
        """Return the most megabytes that the server and the painter's process held."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        own = [int(one) for task in children.parent.parent.iterdir() for one in _words(task / "children")]
        return _peak(self.process.pid), max((_peak(pid) for pid in own), default=0.0)


def _words(path: Path) -> list[str]:
    try:
        return path.read_text("ascii").split()
    except OSError:
        return []


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


@contextmanager
def running(place: Path) -> Iterator[Page]:
    """Give the page of a matter in a process of its own."""
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation has compiled its modules
    env["PYTHONPATH"] = os.pathsep.join(part for part in (str(ROOT), env.get("PYTHONPATH", "")) if part)
    words = [sys.executable, "-m", "lexcollect", "review", str(place), "--no-browser", "--as-of", "2026-11-21"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=env)
    assert process.stdout is not None
    try:
        line = next(line for line in process.stdout if "http://" in line)
        yield Page(process, re.findall(r"http://\S+", line)[0])
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


# --- the figures --------------------------------------------------------------------------------------------------


def started(place: Path) -> float:
    """Return the seconds from the start of the command to the first picture of its list."""
    began = time.perf_counter()
    with running(place) as page:
        picture = _pictures(page.get("/evidence"))[1]
        assert page.get(picture)[:4] == b"\x89PNG"
        return time.perf_counter() - began


def _pictures(body: bytes) -> list[str]:
    return re.findall(r'data-src="(/picture/[^"]+)"', body.decode("utf-8"))


def thumbnails(page: Page) -> float:
    """Return the seconds until the list is there with the thumbnails in sight, as many at once as the page asks for."""
    began = time.perf_counter()
    body = page.get("/evidence")
    with ThreadPoolExecutor(AT_ONCE) as several:
        list(several.map(page.get, _pictures(body)[:IN_SIGHT]))
    return time.perf_counter() - began


def edit(page: Page, number: int) -> float:
    """Return the seconds until an edit is answered with new sums and days."""
    table, head = key_of("付款"), key_of("金额")
    began = time.perf_counter()
    body = page.post(f"/typed/{table}", row="payments/付款一", head=head, words=f"{290_000 + number}")
    seconds = time.perf_counter() - began
    assert f"{290_000 + number}.00".encode() in body and b'id="box"' in body
    return seconds


def renamed(page: Page, number: int) -> float:
    """Return the seconds until an exhibit has another title."""
    began = time.perf_counter()
    page.post(f"/cell/{key_of('item:送货7')}", **{"cell-title": f"第{number}次改名的送货单"})
    return time.perf_counter() - began


def least(work: Callable[[int], float], runs: int) -> float:
    """Return the least of several runs, each with its number."""
    return min(work(number) for number in range(runs))


def told(what: str, found: float, limit: float, unit: str) -> bool:
    """Print a figure with its limit; return whether it is within it."""
    print(f"{what:52} {found:8.3f} {unit}   limit {limit:8.3f}   ratio {found / limit:.2f}", flush=True)
    return found <= limit


def main() -> int:
    """Print the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    well, server, worker = True, 0.0, 0.0
    with tempfile.TemporaryDirectory() as work:
        steel, many, long, large = (Path(work, name) for name in "一二三四")
        for folder in (steel, many, long, large):
            folder.mkdir()
        place = matter(steel)
        least(lambda _: started(place), 1)
        well &= told("start to the first picture", least(lambda _: started(place), runs), START, "s ")
        with running(place) as page:
            page.get("/")
            well &= told(
                "edit to new sums and days (28 exhibits)", least(lambda n: edit(page, n), 3 * runs), EDIT, "s "
            )
            server, worker = page.memory()
        with running(matter(many, slips=EXHIBITS)) as page:
            page.get("/")
            what = f"{EXHIBITS} exhibits, {IN_SIGHT} thumbnails in sight, first time"
            well &= told(what, thumbnails(page), THUMBNAILS, "s ")
            well &= told("the same again", least(lambda _: thumbnails(page), runs), THUMBNAILS, "s ")
            list(map(page.get, _pictures(page.get("/evidence"))))
            server, worker = (max(pair) for pair in zip((server, worker), page.memory(), strict=True))
        with running(matter(long, texts=FILES)) as page:
            began = time.perf_counter()
            page.get("/evidence")
            well &= told(f"{FILES:,} files listed, first time", time.perf_counter() - began, LISTED, "s ")
            well &= told("the same again", least(lambda _: _listed(page), runs), LISTED, "s ")
            server, worker = (max(pair) for pair in zip((server, worker), page.memory(), strict=True))
        with running(matter(large, slips=LARGE)) as page:
            began = time.perf_counter()
            page.get("/")
            what = f"{LARGE:,} exhibits: first page"
            well &= told(what, time.perf_counter() - began, LARGE_PAGE, "s ")
            what = f"{LARGE:,} exhibits: edit to new sums and days"
            well &= told(what, least(lambda n: edit(page, n), runs), LARGE_EDIT, "s ")
            well &= told(f"{LARGE:,} exhibits: one renamed", least(lambda n: renamed(page, n), runs), LARGE_EDIT, "s ")
            well &= told(f"{LARGE:,} exhibits: most memory of the server", page.memory()[0], LARGE_SERVER, "MB")
    well &= told("most memory of the server", server, SERVER, "MB")
    well &= told("most memory of the painter", worker, WORKER, "MB")
    return 0 if well else 1


def _listed(page: Page) -> float:
    began = time.perf_counter()
    page.get("/evidence?page=3")
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
