"""Time stamps inside a copy of the PDF (PDF 里的时间戳): asked for, kept, verified, tampered with.

The authority is openssl; that the stamp is right is also asked of openssl, qpdf, pypdf and poppler.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pikepdf
import pypdf
import pytest

from authority_kit import Authority, run
from bundle_kit import marked_pdf, pdf_bytes
from calc_run import asked, codes, data
from lexcollect.bundle.tokens.document import ROOM, NoStamp, stamped_by, update_of
from lexcollect.bundle.tokens.request import Hash
from lexcollect.files import write_longer
from outside import program
from stamp_kit import served, small_matter, stamped, taken

STAMPED = "4-证据包/v1/proofs/0001-document.pdf"
READING = "4-证据包/v1/data/证据.pdf"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("机构") / "机构")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Path:
    """A matter whose PDF was stamped, and then its list."""
    matter = small_matter(tmp_path_factory.mktemp("案件"))
    said = taken(matter, stamped(matter, authority, "--in-pdf"), "--roots", str(authority.roots))
    assert said["taken_in"] == ["proofs/0001-document.pdf"]
    taken(matter, stamped(matter, authority))
    return matter


@pytest.fixture
def matter(done: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(done, tmp_path / "沈河案"))


def _state(matter: Path, authority: Authority) -> tuple[int, str, set[str]]:
    said = data("verify", str(matter / "4-证据包/v1"), "--roots", str(authority.roots))
    stamps = said["packages"][0]["time_stamps"] if "packages" in said else said["time_stamps"]
    (token,) = (one for one in stamps if one["file"] == "proofs/0001-document.pdf")
    return said["exit"], token["verdict"], {one["code"] for one in said["findings"]}


def test_the_stamped_copy_is_the_pdf_with_a_stamp_behind_it(matter: Path, authority: Authority) -> None:
    """P6: the package stays as it is; the copy begins with the same bytes and shows the same pages."""
    base, copy = (matter / READING).read_bytes(), (matter / STAMPED).read_bytes()
    assert copy.startswith(base) and 0 < len(copy) - len(base) < 2 * ROOM + 3000
    assert _state(matter, authority) == (0, "valid", set())
    assert data("verify", str(matter))["exit"] == 0
    one, other = pypdf.PdfReader(matter / STAMPED), pypdf.PdfReader(matter / READING)
    assert [p.extract_text() for p in one.pages] == [p.extract_text() for p in other.pages]
    assert [str(o.title) for o in one.outline if not isinstance(o, list)] == [
        str(o.title) for o in other.outline if not isinstance(o, list)
    ]


def test_other_programs_find_the_same_stamp(matter: Path, authority: Authority, tmp_path: Path) -> None:
    """openssl verifies the token over the bytes named in the PDF; qpdf finds no fault; poppler sees all signed."""
    whole = (matter / STAMPED).read_bytes()
    (field,) = (pypdf.PdfReader(matter / STAMPED).get_fields() or {}).values()
    value = field["/V"]
    assert value["/Type"] == "/DocTimeStamp" and value["/SubFilter"] == "/ETSI.RFC3161"
    start, first, second, length = map(int, value["/ByteRange"])
    assert (
        start == 0 and second + length == len(whole) and whole[first : first + 1] + whole[second - 1 : second] == b"<>"
    )
    (tmp_path / "covered").write_bytes(whole[:first] + whole[second:])
    held = bytes(value["/Contents"])
    (tmp_path / "token").write_bytes(held[: 4 + int.from_bytes(held[2:4], "big")])
    run("ts", "-verify", "-data", "covered", "-in", "token", "-token_in", "-CAfile", authority.roots, cwd=tmp_path)
    checked = subprocess.run([program("qpdf"), "--check", matter / STAMPED], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout
    told = subprocess.run([program("pdfsig"), matter / STAMPED], capture_output=True, check=False, text=True).stdout
    assert "Total document signed" in told and "时间戳机构示例" in told


def test_each_check_has_its_line_and_names_the_pdf(matter: Path) -> None:
    code, said = asked("bundle", "stamp", str(matter))
    assert code == 0 and "proofs/0001-document.pdf　签名正确，未确认信任" in said
    assert "结构　盖在 data/证据.pdf 的副本里；除时间戳以外，副本与它逐字节一致" in said
    assert codes("verify", str(matter)) >= {"LX-B173"} and data("verify", str(matter))["exit"] == 0


def test_a_stamp_on_the_pages_says_nothing_of_the_list(matter: Path, authority: Authority) -> None:
    """Facts: only the PDF was stamped. Question: is the package verified by it? No: originals may be others."""
    for path in (matter / "4-证据包/v1/proofs").glob("0002-*"):
        path.unlink()
    said = data("verify", str(matter / "4-证据包/v1"), "--roots", str(authority.roots))
    assert said["exit"] == 3 and "LX-B322" in {one["code"] for one in said["findings"]}
    assert "bundle stamp" in said["next"] and "--request" in said["next"]
    shown = asked("verify", str(matter / "4-证据包/v1"), "--roots", str(authority.roots))[1]
    assert "盖戳时各页就是这样（不说明清单和原始文件）" in shown and "盖戳时就是这一份" not in shown
    assert "LX-B322" not in codes("verify", str(matter / "4-证据包/v1"))


def _at(path: Path, place: int) -> None:
    held = bytearray(path.read_bytes())
    held[place] ^= 1
    path.write_bytes(held)


def _further_update(path: Path) -> None:
    """Append another update, as a program does that fills in a field afterwards."""
    held = path.read_bytes()
    path.write_bytes(held + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n")


def _other_pages(path: Path) -> None:
    """Show other pages by the first catalogue of the update."""
    with pikepdf.open(path) as pdf:
        pages = pdf.Root.Pages.objgen[0]
    tail = path.read_bytes().rindex(b"/Pages %d 0 R" % pages)
    held = bytearray(path.read_bytes())
    held[tail : tail + len(b"/Pages %d 0 R" % pages)] = b"/Pages %d 0 R" % (pages + 1)
    path.write_bytes(held)


def _filling(path: Path) -> None:
    """Hide something behind the token."""
    held = path.read_bytes()
    end = held.rindex(b"> >>\nendobj\nxref")
    path.write_bytes(held[: end - 4] + b"beef" + held[end:])


@pytest.mark.parametrize(
    "hand",
    [
        lambda path: _at(path, 900),
        lambda path: _at(path, path.stat().st_size - 30),
        lambda path: _at(path, path.read_bytes().rindex(b"/Contents <") + 400),
        lambda path: _at(path, path.read_bytes().rindex(b"/DocTimeStamp") + 9),
        lambda path: path.write_bytes(path.read_bytes()[:-5]),
        _further_update,
        _other_pages,
        _filling,
    ],
)
def test_whatever_is_altered_in_the_copy_convicts(matter: Path, authority: Authority, hand: object) -> None:
    hand(matter / STAMPED)  # type: ignore[operator]
    code, verdict, found = _state(matter, authority)
    assert (code, verdict) == (4, "invalid") and "LX-B172" in found


def test_pages_exchanged_by_a_well_made_update_are_found(matter: Path, authority: Authority) -> None:
    """Somebody makes an update of our form with another first page, and has it stamped by the same authority."""
    base = matter / READING
    honest = update_of(base)
    start = honest.before.index(b"/Contents ")
    forged = honest.before[:start] + b"/Contents 9" + honest.before[start + len(b"/Contents 9") :]
    (matter / STAMPED).write_bytes(
        base.read_bytes() + forged + (matter / STAMPED).read_bytes()[len(base.read_bytes()) + len(forged) :]
    )
    with pytest.raises(NoStamp):
        stamped_by(matter / STAMPED, base)
    assert _state(matter, authority)[:2] == (4, "invalid")


def test_an_answer_to_another_request_is_refused(matter: Path, authority: Authority, tmp_path: Path) -> None:
    """A second answer to the same request; an answer for the PDF of another matter."""
    answers = [authority.folder / "0001-document.tsr"]
    again = taken(matter, answers)
    assert again["taken_in"] == [] and {one["code"] for one in again["findings"]} >= {"LX-B178"}
    (tmp_path / "别案").mkdir()
    other = small_matter(tmp_path / "别案", b"\n% another paper")
    said = taken(other, answers)
    assert said["taken_in"] == [] and {one["code"] for one in said["findings"]} == {"LX-B177"}


def test_a_copy_that_was_taken_away_is_missed_by_the_journal(matter: Path) -> None:
    (matter / STAMPED).unlink()
    assert {"LX-B189", "LX-B175"} <= codes("verify", str(matter))


def test_an_authority_may_be_asked_over_the_network(matter: Path, authority: Authority) -> None:
    with served(authority) as address:
        said = data("bundle", "stamp", str(matter), "--in-pdf", "--authority", address, "--roots", str(authority.roots))
    assert said["requests"] == ["proofs/0003-document.tsq"] and said["taken_in"] == ["proofs/0003-document.pdf"]


def test_manifest_and_pdf_are_stamped_beside_each_other_and_renewed_together(
    matter: Path, authority: Authority
) -> None:
    taken(matter, stamped(matter, authority, "--renew"))
    listed = (matter / "4-证据包/v1/proofs/0003-renewal.txt").read_text()
    assert "proofs/0001-document.pdf" in listed and "proofs/0002-manifest.tsr" in listed
    assert data("verify", str(matter))["exit"] == 0


def test_a_token_that_has_no_room_is_refused(matter: Path, tmp_path: Path) -> None:
    """An authority that sends a chain of long certificates along."""
    long = Authority(tmp_path / "长", between="nsComment=" + "x" * 20_000)
    said = taken(matter, stamped(matter, long, "--in-pdf"))
    assert said["taken_in"] == [] and {one["code"] for one in said["findings"]} == {"LX-B320"}


def test_a_pdf_of_another_making_is_not_stamped(matter: Path, tmp_path: Path) -> None:
    """Saved anew with a table in a stream: nothing is appended that readers might not follow."""
    other = tmp_path / "a.pdf"
    with pikepdf.open(matter / READING) as pdf:
        pdf.save(other, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pytest.raises(NoStamp):
        update_of(other)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\nnothing\n%%EOF\n")
    with pytest.raises(NoStamp):
        update_of(tmp_path / "b.pdf")


def test_what_cannot_be_stamped_is_told(matter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An altered package gets no request, nor one whose PDF ends otherwise than ours do."""

    def otherwise(_: Path) -> None:
        raise NoStamp

    with monkeypatch.context() as patch:
        patch.setattr("lexcollect.bundle.tokens.document.update_of", otherwise)
        said = data("bundle", "stamp", str(matter), "--request", "--in-pdf")
    assert {one["code"] for one in said["findings"]} == {"LX-B321"}
    assert f"{matter} --request" in said["next"] and "--in-pdf" not in said["next"], "an ordinary stamp"
    _at(matter / READING, 900)
    assert codes("bundle", "stamp", str(matter), "--request", "--in-pdf") == {"LX-B171"}


@pytest.mark.parametrize(
    "words", [("--in-pdf",), ("--in-pdf", "--renew", "--request"), ("--in-pdf", "--response", "a")]
)
def test_in_pdf_goes_with_asking_alone(matter: Path, words: tuple[str, ...]) -> None:
    assert asked("bundle", "stamp", str(matter), *words)[0] == 2


def test_a_large_pdf_is_never_held_whole(tmp_path: Path) -> None:
    """Forty megabytes of a picture: some are in memory at the most."""
    pdf = marked_pdf()
    pdf.docinfo["/Title"] = "证据"
    pdf.pages[0].obj.Big = pdf.make_stream(random.Random(12).randbytes(41 << 20))
    base, copy = tmp_path / "base.pdf", tmp_path / "copy.pdf"
    base.write_bytes(pdf_bytes(pdf))
    pikepdf.open(base).save(
        tmp_path / "plain.pdf", compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    tracemalloc.start()
    update = update_of(tmp_path / "plain.pdf")
    digest = update.digest(Hash.SHA256)
    write_longer(copy, update.base, update.filled(b"\x30\x01\x00"))
    found, token = stamped_by(copy, tmp_path / "plain.pdf")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.digest(Hash.SHA256) == digest and token == b"\x30\x01\x00"
    assert copy.stat().st_size > 40 << 20 and peak < 16 << 20
    assert re.search(rb"/ByteRange \[ 0 \d{10} \d{10} \d{10} \]", found.before)
