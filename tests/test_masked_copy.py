"""``bundle --masked``: the copy for the other side, from the matter to the last byte.

个人信息保护法6: 对个人权益影响最小; 28: 金融账户属于敏感个人信息. 民事诉讼证据规定19: 按对方人数提出副本.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from bundle_kit import page_text, pdf_bytes, picture_bytes
from calc_run import asked, codes, data
from lexcollect.bundle.digest_lists import read_list
from lexcollect.bundle.masking import copy as copying
from lexcollect.bundle.masking.choices import read_choices
from lexcollect.bundle.masking.gone import left_in
from lexcollect.bundle.masking.kinds import Kind
from lexcollect.bundle.verify import verify
from lexcollect.formats.ocr import engine

PHONE, ACCOUNT = "13800138000", "6222020200112233445"
SLIP = "Tel 138 0013 8000, Account 6222 0202 0011 2233 445, paid 300,000.00 on 2023-04-12"
MAIL = f"""From: Zhao <zhao@shenhe-sample.example>
To: He <he@sample.example>
Subject: =?utf-8?b?6L+Y5qy+?=
Date: Wed, 12 Apr 2023 10:00:00 +0800
Message-ID: <1@sample.example>
Content-Type: text/plain; charset=utf-8

请打到卡号{ACCOUNT}，电话{PHONE}。收货300吨。
"""
#: What must be in no byte of a copy.
SECRETS = (PHONE, "138 0013 8000", ACCOUNT, "6222 0202 0011 2233 445")


def page(words: str) -> bytes:
    """Return a PDF of one page that says ``words``."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=126,
        Widths=Array([556] * 95),
    )
    content = f"BT /F1 10 Tf 50 700 Td ({words}) Tj ET".encode("ascii")
    one = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 595, 842]),
        Resources=Dictionary(Font=Dictionary(F1=pdf.make_indirect(font))),
        Contents=pdf.make_stream(content),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(one)))
    return pdf_bytes(pdf)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A matter with a slip of a bank, a note by hand and a photograph, packed once."""
    folder = tmp_path_factory.mktemp("案")
    papers = folder / "材料"
    papers.mkdir()
    (papers / "1银行回单.pdf").write_bytes(page(SLIP))
    (papers / "2催款.eml").write_bytes(MAIL.encode("utf-8"))
    (papers / "3现场.jpg").write_bytes(picture_bytes(Image.new("RGB", (600, 400), (90, 120, 90)), "JPEG"))
    matter = folder / "沈河案"
    assert asked("new", str(matter), "--from", str(papers), "--no-input")[0] == 0
    assert asked("bundle", str(matter))[0] == 0
    return matter


@pytest.fixture
def matter(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the matter on a machine without recognition."""
    monkeypatch.setattr(engine, "installed", lambda: False)
    return Path(shutil.copytree(built, tmp_path / "沈河案"))


def wishes(matter: Path, text: str) -> None:
    """Write 遮盖.yaml."""
    (matter / "2-整理/遮盖.yaml").write_text(f"schema: lexcollect/masking/1\n{text}", "utf-8")


LOOKED = "looked:\n  - {exhibit: '%s', pages: all, by: 张三, day: 2026-11-20}\n"


def photo_of(matter: Path) -> str:
    """Return the number of the exhibit that is a photograph."""
    listing = (matter / "4-证据包/v1/data/清单.csv").read_text("utf-8-sig").splitlines()
    return next(row.split(",")[0] for row in listing if ".jpg" in row)


def every_byte(folder: Path) -> bytes:
    """Return every byte of a copy: names, files, PDF streams unpacked by qpdf, and the text of its pages."""
    said = [path.relative_to(folder).as_posix().encode() for path in folder.rglob("*")]
    for path in folder.rglob("*"):
        if path.suffix == ".pdf":
            how = ["qpdf", "--qdf", "--object-streams=disable", "--warning-exit-0", str(path), "-"]
            said.append(subprocess.run(how, capture_output=True, check=True).stdout)
            said.append(subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout)
        elif path.is_file():
            said.append(path.read_bytes())
    return b"\n".join(said)


def test_the_copy_says_all_but_the_numbers_and_stands_beside_the_package(matter: Path) -> None:
    """Facts: the other side gets a set. Question: does any byte of it tell the account of our client's manager?

    K1, K2, K3: what it holds, what ties it to its version, and the same pages.
    """
    wishes(matter, LOOKED % photo_of(matter))
    before = verify(matter / "4-证据包/v1").content
    code, screen = asked("bundle", "--masked", str(matter))
    assert code == 0, screen
    copy = matter / "4-证据包/对方副本/v1-1"
    said = every_byte(copy)
    for secret in SECRETS:
        assert secret.encode() not in said and "".join(secret.split()).encode() not in b"".join(said.split())
    assert "300吨".encode() in said and b"300,000.00" in said, "what is a fact of the case stays"
    listed = read_list(matter / "4-证据包/v1/manifest-sha256.txt").entries
    full = b"".join(every_byte(matter / "4-证据包/v1/data").split())
    originals = [digest.encode() for name, digest in listed.items() if name.startswith("data/originals/")]
    assert any(digest in full for digest in originals), "a mail set as pages states its digest at their head"
    assert not any(digest in b"".join(said.split()) for digest in originals), "by which the number could be tried out"
    assert not (copy / "data/originals").exists()
    assert {p.name for p in (copy / "data").iterdir()} == {"证据.pdf", "清单.csv", "遮盖记录.csv"}
    assert verify(matter / "4-证据包/v1").content == before
    assert f"Masked-Copy-Of: {before}\n" in (copy / "bag-info.txt").read_text("utf-8")
    root = (matter / "4-证据包/v1/merkle-root.txt").read_text("ascii").strip()
    assert f"Masked-Copy-Of-Root: {root}\n" in (copy / "bag-info.txt").read_text("utf-8")
    full, masked = (folder / "data/证据.pdf" for folder in (matter / "4-证据包/v1", copy))
    with pikepdf.open(full) as one, pikepdf.open(masked) as other:
        assert len(one.pages) == len(other.pages)
        assert [p.label for p in one.pages] == [p.label for p in other.pages]
        for number in range(1, len(one.pages) + 1):
            assert page_text(full, number).split()[-1] == page_text(masked, number).split()[-1], "the foot stays"


def test_the_other_side_learns_what_was_masked_and_never_what_it_said(matter: Path) -> None:
    """K5."""
    wishes(matter, LOOKED % photo_of(matter))
    answer = data("bundle", "--masked", str(matter))
    assert {(one["kind"], one["how"]) for one in answer["masked"]} == {
        ("mobile", "removed"),
        ("account", "removed"),
        ("digest", "removed"),
    }
    log = (matter / "4-证据包/对方副本/v1-1/data/遮盖记录.csv").read_text("utf-8-sig")
    assert "手机号码" in log and "银行账号、卡号" in log and "文字已删除" in log
    own = (matter / "2-整理/遮盖明细-v1-1.csv").read_text("utf-8-sig")
    assert PHONE in own and ACCOUNT in own, "the list of the matter says what was masked"
    assert PHONE not in (matter / "5-日志/journal.jsonl").read_text("utf-8")
    note = (matter / "4-证据包/对方副本/v1-1/核验说明.txt").read_text("utf-8-sig")
    assert "个人信息保护法6" in note and "个人信息保护法28" in note


def test_the_copy_is_checked_by_verify_and_by_ordinary_tools(matter: Path) -> None:
    wishes(matter, LOOKED % photo_of(matter))
    data("bundle", "--masked", str(matter))
    copy = matter / "4-证据包/对方副本/v1-1"
    code, screen = asked("verify", str(copy))
    assert code == 0 and "对方副本" in screen and "案件日志" in screen
    subprocess.run(["sha256sum", "--strict", "-c", "manifest-sha256.txt"], cwd=copy, check=True, capture_output=True)
    log = copy / "data/遮盖记录.csv"
    log.write_bytes(log.read_bytes().replace("手机".encode(), "座机".encode()))
    assert asked("verify", str(copy))[0] == 4
    assert asked("verify", str(matter))[0] == 0, "the package itself is whole"
    (copy / "data/遮盖记录.csv").unlink()
    result = json.loads(asked("verify", str(copy), "--json")[1])
    assert "data/遮盖记录.csv" in json.dumps(result, ensure_ascii=False) and verify(copy).missing


def test_an_original_that_was_put_into_a_copy_is_told(matter: Path) -> None:
    """K7."""
    wishes(matter, LOOKED % photo_of(matter))
    data("bundle", "--masked", str(matter))
    copy = matter / "4-证据包/对方副本/v1-1"
    shutil.copytree(matter / "4-证据包/v1/data/originals", copy / "data/originals")
    assert len(verify(copy).added) == 3


def test_a_photograph_nobody_looked_at_makes_the_copy_a_draft_until_a_person_says_so(matter: Path) -> None:
    """K6."""
    no = photo_of(matter)
    answer = data("bundle", "--masked", str(matter))
    assert len(answer["not_looked_at"]) == 1
    assert "LX-B256" in codes("bundle", "--masked", str(matter))
    copy = matter / "4-证据包/对方副本/v1-1/data/证据.pdf"
    assert "草稿未确认" in "".join(page_text(copy, 2).split())
    wishes(matter, LOOKED % no)
    again = data("bundle", "--masked", str(matter))
    assert again["not_looked_at"] == [] and "LX-B256" not in codes("bundle", "--masked", str(matter))
    assert data("bundle", "--masked", str(matter))["new"] is False, "the same wishes make no other copy"


LEAKS = ("名字13800138000.txt", "data/清单.csv")


@pytest.mark.parametrize("where", LEAKS)
def test_a_number_that_is_left_anywhere_keeps_the_copy_back(
    where: str, matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K4: whatever went wrong while the copy was made, it does not stand, and the finding says where and no value."""
    wishes(matter, LOOKED % photo_of(matter))

    def leaking(root: Path, *rest: Any) -> None:
        path = root / where
        path.write_text((path.read_text("utf-8-sig") if path.exists() else "") + "138-0013-8000", "utf-8")
        papers(root, *rest)

    papers = copying._papers
    monkeypatch.setattr(copying, "_papers", leaking)
    found: dict[str, Any] = json.loads(asked("bundle", "--masked", str(matter), "--json")[1])
    assert "LX-B254" in {one["code"] for one in found["findings"]} and found["folder"] is None
    assert not [one for one in (matter / "4-证据包/对方副本").iterdir() if one.name.startswith("v")]


def test_every_page_of_a_copy_is_searched_as_two_readers_see_it(tmp_path: Path) -> None:
    """K4: in the content, in a title, under a layer, in hexadecimal letters, in UTF-16."""
    for number, content in enumerate(("(138001) Tj (38000) Tj", "<3133383030313338303030> Tj")):
        pdf = pikepdf.open(io.BytesIO(page("x")))
        pdf.pages[0].obj.Contents = pdf.make_stream(f"BT /F1 10 Tf 50 700 Td {content} ET".encode("ascii"))
        pdf.save(tmp_path / f"{number}.pdf")
    pdf = pikepdf.open(io.BytesIO(page("x")))
    pdf.docinfo["/Title"] = f"电话{PHONE}"
    pdf.save(tmp_path / "title.pdf")
    (tmp_path / "x.csv").write_bytes("a,１３８-00138000".encode())
    left, unread = left_in(tmp_path, [(PHONE, Kind.MOBILE)])
    assert {one.file for one in left} == {"0.pdf", "1.pdf", "title.pdf", "x.csv"} and unread == []


def test_a_place_on_a_photograph_is_painted_over(matter: Path) -> None:
    no = photo_of(matter)
    wishes(matter, f"boxes:\n  - {{exhibit: '{no}', page: 1, left: 40, top: 60, width: 50, height: 20}}\n")
    answer = data("bundle", "--masked", str(matter))
    assert answer["not_looked_at"] == [] and ("box", "painted") in {
        (one["kind"], one["how"]) for one in answer["masked"]
    }


def test_the_account_that_is_in_dispute_stays_with_its_reason(matter: Path) -> None:
    wishes(
        matter,
        "leave: [mobile]\nkeep:\n  - {value: 6222 0202 0011 2233 445, why: 争议的收款账户}\n"
        + LOOKED % photo_of(matter),
    )
    answer = data("bundle", "--masked", str(matter))
    assert {one["kind"] for one in answer["masked"]} == {"digest"}, "nothing but that of the mail itself"
    assert ACCOUNT.encode() in b"".join(every_byte(matter / "4-证据包/对方副本/v1-1").split())


WRONG: dict[str, tuple[str, str]] = {
    "an unknown kind": ("mask: [bankcard]\n", "LX-B250"),
    "a misspelt key": ("maks: [email]\n", "LX-B250"),
    "a reason is missing": ("keep:\n  - {value: '6222'}\n", "LX-B251"),
    "no length": ("boxes:\n  - {exhibit: 1-1, page: 1, left: 左, top: 1, width: 2, height: 3}\n", "LX-B251"),
    "no such exhibit": ("boxes:\n  - {exhibit: 9-9, page: 1, left: 1, top: 1, width: 2, height: 3}\n", "LX-B252"),
    "no such page": ("looked:\n  - {exhibit: 'PHOTO', pages: 7, by: 张三, day: 2026-11-20}\n", "LX-B253"),
    "no day": ("looked:\n  - {exhibit: 'PHOTO', pages: 1, by: 张三, day: 昨天}\n", "LX-B251"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wish_that_cannot_be_followed_is_named_with_its_line_and_makes_no_copy(case: str, matter: Path) -> None:
    text, code = WRONG[case]
    wishes(matter, text.replace("PHOTO", photo_of(matter)))
    found: dict[str, Any] = json.loads(asked("bundle", "--masked", str(matter), "--json")[1])
    assert [one["code"] for one in found["findings"]] == [code]
    assert found["findings"][0]["where"]["line"] >= 2
    assert not (matter / "4-证据包/对方副本").exists()


def test_without_a_package_and_from_an_altered_one_there_is_no_copy(matter: Path) -> None:
    (matter / "4-证据包/v1/data/清单.csv").write_bytes(b"other")
    assert codes("bundle", "--masked", str(matter)) == {"LX-B258"}
    shutil.rmtree(matter / "4-证据包/v1")
    assert codes("bundle", "--masked", str(matter)) == {"LX-B258"}


def test_every_wish_of_a_full_file_is_read() -> None:
    choices, found = read_choices(
        "schema: lexcollect/masking/1\nmask: [email]\nleave: [landline]\nkeep: [{value: '1234567', why: 争议}]\n"
        "words: [{text: 王小明}]\nboxes: [{exhibit: 3-6, page: 2, left: 1.5, top: 0, width: 60, height: 8}]\n"
        "looked: [{exhibit: 3-6, pages: [1, 3], by: 张三, day: 2026-11-20}]\n".encode(),
        "遮盖.yaml",
    )
    assert found == [] and choices.words == ("王小明",) and choices.kept == {"1234567": "争议"}
    assert "email" in choices.kinds and "landline" not in choices.kinds
    assert choices.boxes[0].left == 1.5 and choices.looked[0].pages == (1, 3)


def test_the_matter_keeps_a_list_of_what_was_withheld_and_the_package_does_not_tell(matter: Path) -> None:
    """Facts: three papers are filed, a note that came later is not. Question: what did the court not get, and why?"""
    (matter / "1-收到的材料/内部便条.txt").write_text("底价六十万", "utf-8")
    assert asked("intake", str(matter), "--no-input")[0] in (0, 1)
    data("bundle", str(matter))
    version = max((p for p in (matter / "4-证据包").glob("v*")), key=lambda p: int(p.name[1:])).name
    listing = (matter / f"2-整理/未提交清单-{version}.csv").read_text("utf-8-sig")
    assert "内部便条.txt" in listing and listing.splitlines()[0].startswith("文件,没有提交的原因")
    assert "内部便条".encode() not in every_byte(matter / "4-证据包" / version)


def test_of_a_package_in_volumes_every_volume_is_masked(matter: Path) -> None:
    """Facts: the package is bound group by group. Question: is the number hidden in each volume, on the same pages?"""
    wishes(matter, LOOKED % photo_of(matter))
    assert data("bundle", "--profile", "group", str(matter))["package"] == "4-证据包/v2"
    answer = data("bundle", "--masked", str(matter))
    copy = matter / str(answer["folder"])
    volumes = sorted(path.name for path in (copy / "data").glob("*.pdf"))
    full = {path.name for path in (matter / "4-证据包/v2/data").glob("证据-*.pdf")}
    assert len(volumes) > 2 and set(volumes) == full, "the report on the originals is no volume"
    said = b"".join(every_byte(copy).split())
    assert PHONE.encode() not in said and ACCOUNT.encode() not in said
    assert verify(copy).ok
    for name in volumes:
        with pikepdf.open(matter / "4-证据包/v2/data" / name) as one, pikepdf.open(copy / "data" / name) as other:
            assert [page.label for page in one.pages] == [page.label for page in other.pages]
