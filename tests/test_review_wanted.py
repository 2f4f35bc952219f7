"""What a person asks for beside a paper and a package: final, kept, printed; passwords, a supplement, a set handed in.

Facts: 沈河案, saved. Question: does the page do what ``draft --final --keep``, ``bundle --password --supplement`` and
``bundle serve`` do, with the same gates, and is a password kept nowhere? Answer: below.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from cli_run import typed
from lexcollect.layout import CASE, SERVED
from lexcollect.matter.example import load_example
from lexcollect.review.keys import key_of
from lexcollect.wording import speaking
from review_kit import Page, codes, desk_of, done, journal, matters, words_of

DAY = "2026-11-21"
LOCKED = "工商查询(加密).pdf"
WORD = load_example("steel").passwords[LOCKED]
RUDE = ("被申请人长期拖欠，", "被申请人就是老赖，长期拖欠，")


fresh, matter, page = matters()


def told_by(matter: Path, *words: str) -> set[str]:
    """Return the codes that the verb tells."""
    _, out, err = typed(words[0], matter.name, *words[1:], "--json", "--as-of", DAY, cwd=matter.parent)
    assert out, err
    return {one["code"] for one in json.loads(out)["findings"]}


# --- passwords --------------------------------------------------------------------------------------------------------


def test_a_locked_file_is_bound_with_its_password_which_is_kept_nowhere(page: Page, matter: Path) -> None:
    field = f"password-{key_of(LOCKED)}"
    body = page.get("/do").body
    assert f'type="password" name="{field}"' in body and "加密的文件（1个）" in words_of(body)
    made = done(page, "package", (field, WORD))
    assert "已做好" in made and "LX-B010" not in codes(made), "no sheet stands in place of it"
    assert WORD not in made
    assert not page.review.desk.steps
    holding = {one.name for one in matter.rglob("*") if one.is_file() and WORD.encode() in one.read_bytes()}
    assert holding == {"notes.txt"}, "only the client's own note has it, as it was taken in"


def test_another_password_stops_the_package(page: Page, matter: Path) -> None:
    body = done(page, "package", (f"password-{key_of(LOCKED)}", "不是它"))
    assert codes(body) == {"LX-W160"} and LOCKED in words_of(body) and "不是它" not in body
    assert not (matter / "4-证据包/v1").exists()


def test_a_password_for_a_file_that_is_not_locked_is_not_taken(page: Page) -> None:
    with_it = done(page, "package", (f"password-{key_of('送货单一.pdf')}", "x"), ("password-", "y"))
    assert "LX-B010" in codes(with_it)


# --- final papers -----------------------------------------------------------------------------------------------------


def test_a_final_paper_bears_the_name_as_that_of_the_verb(page: Page, matter: Path, tmp_path: Path) -> None:
    twin = Path(shutil.copytree(matter, tmp_path / "另" / "案", symlinks=True))
    body = done(page, "papers", ("paper", "letter"), ("final", "1"), ("final_by", "李样例"))
    assert codes(body) == told_by(twin, "draft", "letter", "--final", "--by", "李样例")
    receipts = [one / "3-文书/v1/回执/letter.json" for one in (matter, twin)]
    here, there = (json.loads(one.read_text("utf-8")) for one in receipts)
    assert here["final_by"] == there["final_by"] == "李样例"


def test_nothing_is_final_without_a_name_and_nothing_kept_without_a_reason(page: Page, matter: Path) -> None:
    assert codes(done(page, "papers", ("paper", "letter"), ("final", "1"))) == {"LX-W161"}
    kept = (("paper", "letter"), ("keep", "L05"))
    assert codes(done(page, "papers", *kept)) == {"LX-W161", "LX-W162"}
    assert codes(done(page, "papers", *kept, ("by", "李样例"))) == {"LX-W162"}
    both = (*kept, ("by", "李样例"), ("why", "原文"), ("final", "1"))
    assert codes(done(page, "papers", *both)) == {"LX-W161"}, "who keeps words is not who makes the paper final"
    assert not list((matter / "3-文书").glob("v*"))


def test_a_red_flag_is_kept_by_name_and_reason_and_the_paper_is_written(matter: Path) -> None:
    text = (matter / CASE).read_text("utf-8")
    assert RUDE[0] in text
    (matter / CASE).write_text(text.replace(*RUDE), "utf-8")
    page = Page(desk_of(matter)).enter()
    refused = done(page, "papers", ("paper", "preservation"))
    assert "LX-P030" in codes(refused) and 'name="keep" value="L05"' in refused and "老赖" in words_of(refused)
    fields = (("paper", "preservation"), ("keep", "L05"), ("by", "李样例"), ("why", "法院公布的原文"))
    written = done(page, "papers", *fields)
    assert "LX-P322" in codes(written) and "LX-P030" not in codes(written)
    assert "法院公布的原文" in (matter / CASE).read_text("utf-8")
    assert [line["who"] for line in journal(matter) if line.get("who")] == ["李样例"]
    # The page has read what was written: the next edit meets no conflict.
    page.get("/do/offer")
    page.post(f"/typed/{key_of('付款')}", ("row", "payments/付款一"), ("head", key_of("金额")), ("words", "290000"))
    assert "已保存 1 处改动" in page.post("/save", ("who", "李样例")).body


def test_a_paper_is_printed_as_well(page: Page, matter: Path) -> None:
    body = done(page, "papers", ("paper", "letter"), ("pdf", "1"))
    assert "LX-A320" in codes(body) or (matter / "3-文书/v1/律师函.pdf").is_file()


# --- handed in --------------------------------------------------------------------------------------------------------


def test_a_set_is_handed_in_and_its_numbers_stay(page: Page, matter: Path, tmp_path: Path) -> None:
    assert "还没有记录提交" in page.get("/do").body and 'name="to"' not in page.get("/do").body
    done(page, "package")
    twin = Path(shutil.copytree(matter, tmp_path / "另" / "案", symlinks=True))
    body = done(
        page, "serve", ("version", "v1"), ("on", "2026年11月20日"), ("to", "法院、被告一"), ("late", "邮寄延误")
    )
    assert "v1 已提交" in words_of(body) and "这28份证据的编号和页码不再变动" in words_of(body)
    words = ("bundle", "serve", twin.name, "--to", "法院、被告一", "--on", "2026-11-20", "--late", "邮寄延误")
    _, out, err = typed(*words, "--json", "--as-of", DAY, cwd=twin.parent)
    assert codes(body) == {one["code"] for one in json.loads(out)["findings"]}, err
    assert (matter / SERVED).read_bytes() == (twin / SERVED).read_bytes()
    assert journal(matter)[-1]["command"] == "bundle serve"
    shown = words_of(page.get("/do").body)
    assert "v1 全套，28份证据，到第42页 2026-11-20 交给 法院；2026-11-20 交给 被告一 逾期理由：邮寄延误" in shown
    assert 'value="supplement"' in page.get("/do").body
    first = next(row for row in page.review.desk.lines.rows if row.cells.get("number") == "1-1")
    assert "LX-E136" in codes(page.post("/move", ("row", key_of(first.id)), ("group", "2")).body)


def test_a_supplement_holds_only_what_is_new_and_says_why_it_is_late(page: Page, matter: Path, tmp_path: Path) -> None:
    none = done(page, "package", ("set", "supplement"))
    assert codes(none) == {"LX-B211"}, "nothing was handed in yet"
    done(page, "package")
    done(page, "serve", ("to", "法院"))
    twin = Path(shutil.copytree(matter, tmp_path / "另" / "案", symlinks=True))
    fields = (("set", "supplement"), ("late", "对方昨日才交出"), ("print_late", "1"))
    body = done(page, "package", *fields)
    words = ("--supplement", "--late", "对方昨日才交出", "--print-late")
    assert codes(body) == told_by(twin, "bundle", *words)
    whole = done(page, "package", ("set", "whole"))
    assert "已提交的28份证据留在原来的页码" in words_of(whole)


def test_who_hands_in_says_to_whom_and_when(page: Page, matter: Path) -> None:
    done(page, "package")
    for fields, code in (
        ((("to", "　"),), "LX-W163"),
        ((("to", "法院"), ("on", "上周五")), "LX-W164"),
    ):
        answer = page.post("/do/start", ("what", "serve"), *fields)
        assert code in codes(answer.body) and 'hx-get="/do/work"' not in answer.body
    assert "LX-W163" in codes(done(page, "serve", ("to", "、")))
    assert "LX-B295" in codes(done(page, "serve", ("to", "法院"), ("on", "2026-11-30"))), "no day ahead"
    assert "LX-B215" in codes(done(page, "serve", ("to", "法院"), ("version", "v9")))
    assert not (matter / SERVED).exists()


def test_a_signing_lawyer_hands_in_nothing(matter: Path) -> None:
    page = Page(desk_of(matter, read_only=True)).enter()
    assert "LX-W105" in page.post("/do/start", ("what", "serve"), ("to", "法院")).body
    body = page.get("/do").body
    assert 'name="final"' not in body and 'name="to"' not in body and 'type="password"' not in body


def test_a_record_that_cannot_be_read_leaves_the_page_standing(page: Page, matter: Path) -> None:
    done(page, "package")
    (matter / SERVED).write_text("sets: [", "utf-8")
    assert page.get("/do").status == 200
    with speaking("en"):
        assert "nothing is recorded as handed in yet" in page.get("/do").body
