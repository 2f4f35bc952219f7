"""Papers, packages and comparisons from the page.

Facts: 沈河案, saved. Question: does the page make what ``draft``, ``bundle`` and ``verify`` make, is what is not saved
kept out, can it be stopped without a trace, and can the files be taken away and nothing else? Answer: below.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

import cli_run
from cli_run import typed
from lexcollect.layout import CASE, JOURNAL, LOCK
from lexcollect.matter.desk.steps import Lined
from lexcollect.matter.lock import hold
from lexcollect.review import making
from lexcollect.review.keys import key_of
from lexcollect.review.maker import outcome
from lexcollect.review.making import Making
from lexcollect.review.outputs import disposition, outputs
from lexcollect.wording import speaking
from review_kit import NOW, PATIENCE, Page, codes, desk_of, done, journal, matters, over, words_of

DAY = "2026-11-21"


fresh, matter, page = matters()


def answers(matter: Path, *words: str) -> dict[str, object]:
    _, out, err = typed(words[0], matter.name, *words[1:], "--json", "--as-of", DAY, cwd=matter.parent)
    assert out, err
    return json.loads(out)  # type: ignore[no-any-return]


# --- the same answers as the verbs -----------------------------------------------------------------------------------


def test_the_papers_on_offer_are_those_of_draft(page: Page, matter: Path) -> None:
    assert "正在看各文书能不能出" in page.get("/do").body
    body = over(page, "/do/offer", "fieldset").body
    offered = answers(matter, "draft")["offered"]
    assert isinstance(offered, list)
    shown = re.findall(r'class="paper (\w+)"><label><input type="checkbox" name="paper" value="(\w+)"', body)
    assert set(shown) == {(one["readiness"], one["paper"]) for one in offered if one["readiness"] != "apart"}
    assert "本案用不上的 38 种" in body and "付款提醒函不写违约金和后果" in body


def test_what_stops_the_papers_is_told_with_the_way_to_mend_it(page: Page, matter: Path) -> None:
    text = (matter / CASE).read_text("utf-8")
    (matter / CASE).write_text(text.replace("amount: 300000.00", "amount: many", 1), "utf-8")
    page.review.desk.read_again()
    until = time.monotonic() + PATIENCE
    page.get("/do")
    while "正在看" in (body := page.get("/do/offer").body) and time.monotonic() < until:
        time.sleep(0.1)
    assert "LX-C012" in body and 'href="/findings"' in body and 'name="paper"' not in body
    link = re.search(r'<small><a href="(/case/[0-9a-f]{20})#([0-9a-f]{20})">付款　', body)
    assert link is not None and f'id="{link[2]}"' in page.get(link[1]).body, "the fact, not the line of a file"
    page.review.desk.take(Lined(((page.review.desk.lines.rows[0].id, "title", "另一个名称"),)))
    again = page.get("/do/offer").body
    assert '<small><a href="/case">案件信息</a>' in again, "other lines in the draft: the page of the file"


def test_papers_are_written_as_draft_writes_them(page: Page, matter: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copytree(matter, tmp_path / "另" / "案", symlinks=True))
    body = done(page, "papers", ("paper", "letter"), ("paper", "complaint"))
    said = answers(twin, "draft", "letter", "complaint")
    assert "√ 律师函　已写入 v1/律师函.docx" in body and "√ 民事起诉状　已写入" in body
    assert codes(body) == {one["code"] for one in said["findings"]}  # type: ignore[attr-defined]
    here, there = (sorted(p.name for p in (one / "3-文书/v1").glob("*.docx")) for one in (matter, twin))
    assert here == there == ["律师函.docx", "民事起诉状.docx"]
    line = journal(matter)[-1]
    assert line["command"] == "draft" and line["when"] == NOW.isoformat(timespec="seconds")
    assert "3-文书/v1/律师函.docx" in line["changed"]  # type: ignore[operator]


def test_sentences_that_changed_since_the_last_version_are_listed(page: Page) -> None:
    done(page, "papers", ("paper", "letter"))
    row = (("row", "payments/付款一"), ("head", key_of("金额")), ("words", "290000"))
    page.post(f"/typed/{key_of('付款')}", *row)
    page.post("/save", ("who", "李样例"))
    body = words_of(done(page, "papers", ("paper", "letter")))
    assert "与上一版不同的地方" in body and "律师函 与 v1 比" in body
    assert "851,600.00" in body and "861,600.00" in body
    assert "与 v1 不同" not in over(page, "/do/offer", "fieldset").body.partition("letter")[0]


def test_a_package_is_that_of_bundle_and_verify_agrees(
    page: Page, matter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both on the same day: the day these files came in is written nowhere, so it is that of packing."""
    monkeypatch.setattr(cli_run, "PROCESS", cli_run.at(NOW.isoformat()))
    body = done(page, "package", ("profile", "standard"))
    assert "证据 5 组 28 份（32 个文件），共 42 页，其中目录 2 页" in body and "被告 2 人" in body
    assert "LX-B010" in codes(body), "the locked file has its placeholder page, and that is told"
    again = answers(matter, "bundle")
    assert again["new"] is False, "the verb finds what the page made and makes no second version"
    checked = done(page, "check")
    assert "与包内清单一致" in checked and "与收材料时的登记一致" in checked and "没有全部做成" not in checked
    assert answers(matter, "verify")["ok"] is True
    first = journal(matter)[0]
    assert first["command"] == "bundle" and "4-证据包/v1" in first["digests"]  # type: ignore[operator]


def test_a_package_says_which_day_it_bears_where_that_is_not_today(page: Page, matter: Path) -> None:
    """Counted for 2026-11-21, made on the 29th: the day is given, so that the same package can be made again."""
    body = words_of(done(page, "package"))
    assert f"证据包写的日期是计算基准日 {DAY}，不是今天 {NOW.date().isoformat()}" in body
    assert f"Bagging-Date: {DAY}" in (matter / "4-证据包/v1/bag-info.txt").read_text("utf-8")


def test_an_altered_package_is_told_by_name(page: Page, matter: Path) -> None:
    done(page, "package")
    (matter / "4-证据包/v1/data/证据.pdf").write_bytes(b"%PDF-1.7 other")
    body = done(page, "check")
    assert "不一致：被改动 1 个" in body and "证据.pdf" in body and "核对完了，有不一致" in body


def test_an_unknown_way_of_binding_is_told(page: Page, matter: Path) -> None:
    body = done(page, "package", ("profile", "nowhere"))
    assert "没有全部做成" in body and codes(body) and not (matter / "4-证据包/v1").exists()


def test_a_masked_copy_without_a_package_is_told(page: Page) -> None:
    assert "LX-B258" in codes(done(page, "masked"))


def test_the_page_speaks_english_too(matter: Path) -> None:
    with speaking("en"):
        page = Page(desk_of(matter)).enter()
        body = page.get("/do").body
        assert "papers and packages" in body and "way of binding" in body
        assert "agrees with the register of the intake" in done(page, "check")


# --- what is not saved, what is busy, what is stopped ----------------------------------------------------------------


def test_what_is_not_saved_is_told_and_nothing_begins(page: Page, matter: Path) -> None:
    row = (("row", "payments/付款一"), ("head", key_of("金额")), ("words", "290000"))
    page.post(f"/typed/{key_of('付款')}", *row)
    assert "有 1 处改动还没有保存" in page.get("/do").body
    for what in ("papers", "package", "masked"):
        answer = page.post("/do/start", ("what", what), ("paper", "letter"))
        assert "LX-W140" in answer.body and not page.review._doing.making.running
    assert not list((matter / "3-文书").glob("v*")) and not list((matter / "4-证据包").glob("v*"))
    assert "与收材料时的登记一致" in done(page, "check"), "comparing needs no saved draft"


def test_papers_without_a_name_and_works_that_are_none(page: Page) -> None:
    assert "LX-W143" in page.post("/do/start", ("what", "papers")).body
    assert page.post("/do/start", ("what", "rm")).status == 404
    assert page.post("/do/stop").status == 200, "nothing is being made: nothing to stop"


def test_a_signing_lawyer_may_compare_and_make_nothing(matter: Path) -> None:
    page = Page(desk_of(matter, read_only=True)).enter()
    assert "LX-W105" in page.post("/do/start", ("what", "papers"), ("paper", "letter")).body
    assert 'name="profile"' not in page.get("/do").body
    assert "与收材料时的登记一致" in done(page, "check")


def test_one_thing_at_a_time_the_page_stays_usable_and_a_stop_leaves_no_trace(page: Page, matter: Path) -> None:
    before = (matter / CASE).read_bytes()
    with hold(matter, "intake", NOW):  # another run is writing: the work waits for its turn
        page.post("/do/start", ("what", "package"))
        assert "LX-W141" in page.post("/do/start", ("what", "papers"), ("paper", "letter")).body
        assert page.get("/evidence").status == page.get("/money").status == 200
        row = (("row", "payments/付款一"), ("head", key_of("金额")), ("words", "290000"))
        page.post(f"/typed/{key_of('付款')}", *row)
        assert "LX-W141" in page.post("/save", ("who", "李样例")).body, "saving does not wait behind it"
        assert "已停下" in page.post("/do/stop").body
    assert (matter / CASE).read_bytes() == before and not (matter / JOURNAL).exists()
    assert not list((matter / "4-证据包").glob("v*"))
    assert "已保存 1 处改动" in page.post("/save", ("who", "李样例")).body
    assert "已做好" in done(page, "package"), "the turn is free again"


def test_a_package_stopped_in_the_middle_is_not_there(page: Page, matter: Path) -> None:
    page.post("/do/start", ("what", "package"))
    until = time.monotonic() + PATIENCE
    while "正在排页" not in page.get("/do/work").body and time.monotonic() < until:
        time.sleep(0.02)
    page.post("/do/stop")
    assert not list((matter / "4-证据包").glob("v*"))
    assert "√ 证据包已生成" in done(page, "package")


def test_a_change_in_a_sheet_stops_a_package_and_is_told_beside_papers(page: Page, matter: Path) -> None:
    from sheet_kit import Sheets

    code, out, err = typed("intake", matter.name, "--as-of", DAY, cwd=matter.parent)
    assert code in (0, 1), out + err
    sheet = Sheets(matter / "案件信息.xlsx")
    sheet.put("付款", "payments/付款一", 金额=290000)
    sheet.save()
    page.review.desk.read_again()
    assert "LX-W078" in codes(done(page, "package"))
    assert "LX-W074" in codes(done(page, "papers", ("paper", "letter")))


def test_a_process_that_falls_is_told(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making.sys, "executable", shutil.which("true"))
    page.post("/do/start", ("what", "check"))
    assert "程序中断了" in over(page).body
    page.review._doing._looked = None
    page.get("/do")
    until = time.monotonic() + PATIENCE
    while "LX-W142" not in (body := page.get("/do/offer").body) and time.monotonic() < until:
        time.sleep(0.05)
    assert "LX-W142" in body


def test_the_end_of_the_page_ends_what_is_being_made(page: Page, matter: Path) -> None:
    with hold(matter, "intake", NOW):
        page.post("/do/start", ("what", "package"))
        process = page.review._doing.making._process
        assert process is not None
        page.review.close()
        assert process.poll() is not None
    assert (matter / LOCK).read_bytes() == b""


def test_a_process_that_will_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_GRACE", 0.3)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    deaf += 'print(\'{"step": "x"}\', flush=True); time.sleep(60)'
    begun = making.subprocess.Popen

    def deaf_one(words: list[str], **more: object) -> object:
        return begun([words[0], "-c", deaf], **more)  # type: ignore[call-overload]

    monkeypatch.setattr(making.subprocess, "Popen", deaf_one)
    work = Making()
    work.start("check", {})
    until = time.monotonic() + PATIENCE
    while (now := work.work) is not None and not now.step and time.monotonic() < until:
        time.sleep(0.02)
    process = work._process
    work.stop()
    assert process is not None and process.poll() is not None
    assert work.work is not None and work.work.ended == "stopped"


def test_what_stops_the_work_is_told_and_never_a_traceback(matter: Path) -> None:
    asked = {"folder": str(matter), "as_of": DAY, "now": NOW.isoformat(), "papers": ["letter"], "profile": "standard"}
    assert outcome({**asked, "what": "check"})["broken"] is False
    assert [one["code"] for one in outcome({**asked, "what": "masked"})["told"]] == ["LX-B258"]
    (matter / CASE).unlink()
    (matter / CASE).mkdir()
    assert outcome({**asked, "what": "papers"})["broken"] is True
    far = outcome({**asked, "what": "offer", "folder": str(matter / "nowhere")})
    assert far["broken"] and far["told"]


@pytest.mark.parametrize("path", ["/do", "/do/work", "/do/offer", "/do/file/a", "/do/start", "/do/stop"])
def test_the_door_is_closed_and_asking_begins_nothing(matter: Path, path: str) -> None:
    page = Page(desk_of(matter))
    assert (page.get(path).status, page.get(path).raw) == (403, b"")
    page.enter()
    assert page.get(path).status in (200, 404, 405) and not page.review._doing.making.running
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page.get(path).body)


# --- the files --------------------------------------------------------------------------------------------------------


def keys(body: str) -> dict[str, str]:
    return {unescape(name): key for key, name in re.findall(r'href="/do/file/(\w+)" download>([^<]+)</a>', body)}


def test_a_file_is_kept_and_never_shown(page: Page, matter: Path) -> None:
    known = keys(done(page, "papers", ("paper", "letter")))
    answer = page.get(f"/do/file/{known['律师函.docx']}")
    assert answer.raw == (matter / "3-文书/v1/律师函.docx").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    kept = answer.headers["content-disposition"]
    assert kept.startswith("attachment; filename=\"lexcollect.docx\"; filename*=UTF-8''%E5%BE%8B")
    assert int(answer.headers["content-length"]) == len(answer.raw)
    assert answer.headers["x-content-type-options"] == "nosniff" and "sandbox" not in kept
    assert "v1" not in known["律师函.docx"] and "/3-" not in page.get("/do").body


def test_every_file_of_a_package_can_be_taken_away(page: Page, matter: Path) -> None:
    known = keys(done(page, "package"))
    assert {"证据.pdf", "证据目录.docx", "清单.csv", "manifest-sha256.txt"} <= set(known)
    assert len(known) == len([p for p in (matter / "4-证据包/v1").rglob("*") if p.is_file()])
    answer = page.get(f"/do/file/{known['核验.html']}")
    assert answer.headers["content-type"] == "application/octet-stream", "also a page of our own is not run here"


@pytest.mark.parametrize("key", ["", "x", "0" * 20, key_of(CASE), key_of(JOURNAL), key_of("3-文书/../案件.yaml")])
def test_nothing_else_can_be_taken_away(page: Page, key: str) -> None:
    assert page.get(f"/do/file/{key}").status == 404


def _file(matter: Path, secret: Path) -> None:
    (matter / "3-文书/v1/甲.docx").symlink_to(secret)


def _version(matter: Path, secret: Path) -> None:
    (matter / "3-文书/v2").symlink_to(secret.parent)


def _folder(matter: Path, secret: Path) -> None:
    shutil.rmtree(matter / "3-文书")
    (secret.parent / "v1").mkdir()
    (secret.parent / "v1/甲.docx").write_text("secret")
    (matter / "3-文书").symlink_to(secret.parent)


def _pipe(matter: Path, secret: Path) -> None:
    os.mkfifo(matter / "3-文书/v1/甲.docx")


@pytest.mark.parametrize("linked", [_file, _version, _folder, _pipe])
def test_no_link_leads_out(page: Page, matter: Path, tmp_path: Path, linked: Callable[[Path, Path], None]) -> None:
    secret = tmp_path / "elsewhere" / "甲.docx"
    secret.parent.mkdir()
    secret.write_text("secret")
    (matter / "3-文书/v1").mkdir(parents=True)
    linked(matter, secret)
    names = [one["name"] for part in outputs(matter) for one in part["files"]]
    assert names == []
    for name in ("3-文书/v1/甲.docx", "3-文书/v2/甲.docx"):
        assert page.get(f"/do/file/{key_of(name)}").status == 404


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("律师函.docx", "lexcollect.docx"),
        ('a"; filename=evil.exe', "lexcollect.exe"),
        ("a\r\nset-cookie: x=1.pdf", "lexcollect.pdf"),
        ("a\u202egpj.exe", "lexcollect.exe"),
        ("../../x.html", "lexcollect.html"),
        ("...", "lexcollect"),
        ("长" * 300 + ".pdf", "lexcollect.pdf"),
    ],
)
def test_a_name_is_safe_in_the_header(name: str, plain: str) -> None:
    kept = disposition(name)
    assert kept.isascii() and kept.isprintable() and f'filename="{plain}"' in kept
    value = kept.partition("filename*=UTF-8''")[2]
    assert value and re.fullmatch(r"[A-Za-z0-9%._~-]+", value) and "%2F" not in value and "%E2%80%AE" not in value
    assert len(value) < 120 * 9 + 9
