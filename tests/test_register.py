"""Typing ``register``: matters taken in, lists from it, what changed is named, a broken one is told and rebuilt."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from icalendar import Calendar

from cli_run import ENGLISH_SENTENCE, typed

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DAY = ("--as-of", "2026-11-21")


def put(root: Path, name: str, example: str, owner: str = "") -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    text = (EXAMPLES / example / "案件.yaml").read_text("utf-8")
    if owner:
        text = text.replace("\nparties:", f"\nin_charge: {owner}\nparties:", 1)
    (folder / "案件.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def cabinet(tmp_path: Path) -> Path:
    """A folder of matters, taken in: two persons in charge, one matter a level deeper."""
    root = tmp_path / "柜"
    put(root, "钢材", "matter-steel", "王主办")
    put(root, "二组/租赁", "matter-lease", "李主办")
    put(root, "工程", "matter-works")
    assert typed("register", "update", ".", *DAY, cwd=root)[0] == 0
    return root


def answers(*words: str, cwd: Path) -> dict:
    _, out, err = typed(*words, "--json", *DAY, cwd=cwd)
    assert not err, err
    return json.loads(out)


def test_the_first_update_makes_the_register_beside_the_matters(tmp_path: Path) -> None:
    put(tmp_path, "钢材", "matter-steel")
    code, out, _ = typed("register", "update", *DAY, cwd=tmp_path)
    assert code == 0
    assert (tmp_path / "登记库.sqlite").is_file()
    assert "新增 1" in out and "下一步　lexcollect due --all" in out
    out.encode("gbk")
    assert not ENGLISH_SENTENCE.search(out)


def test_the_list_from_the_register_is_that_from_the_folders(cabinet: Path) -> None:
    stored = answers("due", "--all", cwd=cabinet)
    read = answers("due", "--all", "--no-register", cwd=cabinet)
    assert "register" in stored and "register" not in read
    assert stored["deadlines"] == read["deadlines"]
    ours = {m["folder"]: (m["matter"], m["exit"]) for m in stored["matters"]}
    assert ours == {m["folder"]: (m["matter"], m["exit"]) for m in read["matters"]}


def test_the_calendar_of_the_register_is_that_of_the_folders(cabinet: Path, tmp_path: Path) -> None:
    for name, more in (("存.ics", ()), ("读.ics", ("--no-register",))):
        assert typed("due", "--all", "--ics", str(tmp_path / name), *more, *DAY, cwd=cabinet)[0] == 0

    def entries(name: str) -> dict[str, tuple[str, str, str]]:
        events = Calendar.from_ical((tmp_path / name).read_text("utf-8")).walk("VEVENT")
        return {str(e["UID"]): (str(e["SUMMARY"]), str(e["DESCRIPTION"]), str(e["DTSTART"].dt)) for e in events}

    assert entries("存.ics") == entries("读.ics") != {}


@pytest.mark.parametrize(
    ("option", "words", "wanted"),
    [
        ("--owner", "王", {"钢材"}),
        ("--court", "和平", {"二组/租赁"}),
        ("--debtor", "沈河样例", {"钢材"}),
        ("--owner", "%", set()),
    ],
)
def test_the_list_is_kept_to_a_person_a_court_a_debtor(cabinet: Path, option: str, words: str, wanted: set) -> None:
    for more in ((), ("--no-register",)):
        found = answers("due", "--all", option, words, *more, cwd=cabinet)
        assert {m["folder"] for m in found["matters"]} == wanted
        assert {d["folder"] for d in found["deadlines"]} == wanted
    assert {m["folder"] for m in answers("register", "show", option, words, cwd=cabinet)["matters"]} == wanted


def test_what_belongs_to_many_matters_is_refused_for_one(cabinet: Path) -> None:
    code, _, err = typed("due", "钢材", "--owner", "王", cwd=cabinet)
    assert code == 2
    assert "--all" in err


def test_a_call_without_a_record_saves_nothing_and_is_said(cabinet: Path) -> None:
    """诉讼时效规定 8: 只有单方记录的电话不证明债权人主张过权利；主债务仍到 2028-05-23。"""
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    line = next(line for line in out.splitlines() if "2025-11-03" in line)
    assert "钢材" in line and "未计入" in line and "2028-05-23" in line
    spoken = answers("due", "--all", cwd=cabinet)["spoken"]
    assert [(s["folder"], s["on"], s["last_day"]) for s in spoken] == [("钢材", "2025-11-03", "2028-05-23")]


@pytest.mark.parametrize("day", ["2026-12-25", "2027-03-01", "2027-03-20", "2028-05-01", "2028-05-20"])
def test_levels_are_held_against_the_day_that_is_asked(cabinet: Path, day: str) -> None:
    """答案是 2026-11-21 算的；所问的日子换了，级别按那一天比较，与逐个重算的一样，并说明答案是哪一天的。"""

    def levels(*more: str) -> dict[tuple[str, str], tuple[str, str, str]]:
        _, out, _ = typed("due", "--all", "--json", *more, "--as-of", day, cwd=cabinet)
        data = json.loads(out)
        return {(d["folder"], d["id"]): (d["state"], d["level"], d["colour"]) for d in data["deadlines"]}

    stored, read = levels(), levels("--no-register")
    assert {at: found for at, found in stored.items() if found[0] != "expired"} == read
    _, out, _ = typed("due", "--all", "--as-of", day, cwd=cabinet)
    assert "LX-R029" in out and "最早 2026-11-21" in out


def test_levels_are_counted_with_words_beside_the_colours(cabinet: Path) -> None:
    """建设工程价款优先受偿权最迟 2027-03-19 办理。"""
    _, out, _ = typed("due", "--all", "--as-of", "2027-03-20", cwd=cabinet)
    assert "■红 1（其中已过办理日 1）" in out
    assert "■红·已过办理日" in out
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert "◆蓝 1" in out and "◆蓝·提醒" in out


def test_what_changed_is_named_and_not_answered_again_for_nothing(cabinet: Path) -> None:
    again = answers("register", "update", cwd=cabinet)
    assert (again["changed"], again["unchanged"]) == ([], 3)
    case = cabinet / "钢材" / "案件.yaml"
    case.write_text(case.read_text("utf-8").replace("2025-05-23", "2025-05-30"), "utf-8")
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert "LX-R026" in out and "钢材" in out
    assert "lexcollect register update" in out
    assert answers("register", "check", cwd=cabinet)["changed"] == ["钢材"]
    assert answers("register", "update", cwd=cabinet)["changed"] == ["钢材"]
    found = answers("due", "--all", cwd=cabinet)
    assert found["findings"] == []
    assert found["deadlines"] == answers("due", "--all", "--no-register", cwd=cabinet)["deadlines"]


def test_a_case_file_of_the_same_size_and_time_is_seen_by_its_digest(cabinet: Path) -> None:
    case = cabinet / "钢材" / "案件.yaml"
    before = case.stat()
    case.write_text(case.read_text("utf-8").replace("2025-05-23", "2025-05-30"), "utf-8")
    os.utime(case, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert case.stat().st_size == before.st_size
    assert answers("register", "check", cwd=cabinet)["changed"] == ["钢材"]
    assert answers("register", "update", cwd=cabinet)["changed"] == ["钢材"]


def test_a_new_folder_is_named_and_taken_in(cabinet: Path) -> None:
    put(cabinet, "发票", "matter-invoices")
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert "LX-R027" in out and "发票" in out
    assert answers("register", "update", cwd=cabinet)["added"] == ["发票"]


def test_a_folder_that_moved_is_known_again(cabinet: Path) -> None:
    (cabinet / "钢材").rename(cabinet / "二组" / "钢材2026")
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert "LX-R028" in out
    done = answers("register", "update", cwd=cabinet)
    assert done["moved"] == [{"from": "钢材", "to": "二组/钢材2026"}]
    assert (done["added"], done["gone"]) == ([], [])


def test_a_folder_that_is_gone_keeps_its_days_until_it_is_forgotten(cabinet: Path, tmp_path: Path) -> None:
    shutil.move(cabinet / "钢材", tmp_path / "别处")
    done = answers("register", "update", cwd=cabinet)
    assert done["gone"] == ["钢材"]
    found = answers("due", "--all", cwd=cabinet)
    assert "LX-R028" in {f["code"] for f in found["findings"]}
    assert "2028-05-23" in {d["last_day"] for d in found["deadlines"]}
    code, out, _ = typed("register", "forget", "沈河案", cwd=cabinet)
    assert code == 0 and "钢材" in out
    assert answers("due", "--all", cwd=cabinet)["findings"] == []
    shutil.move(tmp_path / "别处", cabinet / "钢材")
    assert answers("register", "update", cwd=cabinet)["added"] == ["钢材"]


def test_a_matter_is_not_forgotten_while_its_folder_is_there(cabinet: Path) -> None:
    code, out, _ = typed("register", "forget", "钢材", cwd=cabinet)
    assert code == 1 and "LX-R025" in out
    code, out, _ = typed("register", "forget", "没有的案", cwd=cabinet)
    assert code == 1 and "LX-R023" in out


def test_two_folders_of_one_matter_are_told(cabinet: Path) -> None:
    shutil.copytree(cabinet / "钢材", cabinet / "钢材 - 副本")
    done = answers("register", "update", cwd=cabinet)
    found = next(f for f in done["findings"] if f["code"] == "LX-R022")
    assert "钢材 - 副本" in found["message"] and "沈河案" in found["message"]


def test_a_broken_case_file_is_told_first_and_hides_no_other(cabinet: Path) -> None:
    case = cabinet / "钢材" / "案件.yaml"
    case.write_text("schema: lexcollect/case/1\nmatter: [", "utf-8")
    assert typed("register", "update", *DAY, cwd=cabinet)[0] == 1
    code, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert code == 3
    assert "LX-R031" in out and "2028-08-04" in out


def test_rebuilding_gives_the_same_list_and_keeps_the_protocol(cabinet: Path) -> None:
    before = answers("due", "--all", cwd=cabinet)
    with sqlite3.connect(cabinet / "登记库.sqlite") as spoilt:
        spoilt.execute("UPDATE deadlines SET act_by = '2020-01-01'")
        spoilt.execute("DELETE FROM parties")
    spoilt.close()
    assert answers("due", "--all", cwd=cabinet)["deadlines"] != before["deadlines"]
    code, out, _ = typed("register", "check", *DAY, cwd=cabinet)
    assert code == 1 and "LX-R040" in out and "register rebuild" in out
    assert typed("register", "rebuild", *DAY, cwd=cabinet)[0] == 0
    after = answers("due", "--all", cwd=cabinet)
    for one in (*before["matters"], *after["matters"]):
        del one["taken_at"]
    assert after == before
    with sqlite3.connect(cabinet / "登记库.sqlite") as kept:
        happened = [row[0] for row in kept.execute("SELECT what FROM events ORDER BY id")]
    kept.close()
    assert happened[:3] == ["added"] * 3 and happened[-1] == "rebuilt"


@pytest.mark.parametrize("damage", ["cut", "garbage", "middle"])
def test_a_damaged_register_is_told_put_aside_and_rebuilt(cabinet: Path, damage: str) -> None:
    before = answers("due", "--all", cwd=cabinet)
    file = cabinet / "登记库.sqlite"
    whole = file.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "garbage":
        file.write_bytes(b"\x07" * 5000)
    else:
        file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 8192) + whole[-4096:])
    code, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert code in (1, 3) and "LX-R010" in out, out
    assert "register rebuild" in out
    code, out, _ = typed("register", "rebuild", *DAY, cwd=cabinet)
    assert code == 0, out
    assert "LX-R041" in out
    assert (cabinet / "登记库.坏-1.sqlite").is_file()
    after = answers("due", "--all", cwd=cabinet)
    assert after["deadlines"] == before["deadlines"]


def test_a_database_of_something_else_is_not_touched(cabinet: Path, tmp_path: Path) -> None:
    other = tmp_path / "手机.db"
    with sqlite3.connect(other) as made:
        made.execute("CREATE TABLE message (text)")
    made.close()
    before = other.read_bytes()
    for words in (("register", "update", "."), ("due", "--all"), ("register", "rebuild")):
        code, out, _ = typed(*words, "--register", str(other), *DAY, cwd=cabinet)
        assert code == 1 and "LX-R004" in out, out
    assert other.read_bytes() == before


def test_a_register_of_a_newer_program_is_refused(cabinet: Path) -> None:
    with sqlite3.connect(cabinet / "登记库.sqlite") as newer:
        newer.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    newer.close()
    for words in (("register",), ("register", "update"), ("due", "--all"), ("register", "rebuild")):
        code, out, _ = typed(*words, *DAY, cwd=cabinet)
        assert code == 1 and "LX-R003" in out, words


def test_the_protocol_cannot_be_changed_or_shortened(cabinet: Path) -> None:
    with sqlite3.connect(cabinet / "登记库.sqlite") as opened:
        for statement in ("UPDATE events SET who = '别人'", "DELETE FROM events"):
            with pytest.raises(sqlite3.DatabaseError, match="only grow"):
                opened.execute(statement)
    opened.close()


def test_names_that_mean_harm_are_only_names(tmp_path: Path) -> None:
    root = tmp_path / "柜"
    folder = put(root, "'); DROP TABLE matters; --", "matter-steel")
    case = folder / "案件.yaml"
    hostile = 'matter: "Robert\'); DELETE FROM deadlines; --%_"'
    text = case.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("matter:"))
    case.write_text(text.replace(line, hostile, 1), "utf-8")
    put(root, "\x1b[2J红\u202e案", "matter-lease")
    assert typed("register", "update", ".", *DAY, cwd=root)[0] == 0
    _, out, _ = typed("register", "show", "--debtor", "x' OR '1'='1", *DAY, cwd=root)
    assert "没有符合条件的案件" in out
    _, out, _ = typed("due", "--all", *DAY, cwd=root)
    assert "DROP TABLE" in out
    assert "\x1b" not in out and "\u202e" not in out
    assert len(answers("register", "show", cwd=root)["matters"]) == 2


def test_a_cabinet_that_moves_with_its_register_needs_no_word(cabinet: Path, tmp_path: Path) -> None:
    moved = tmp_path / "新盘"
    cabinet.rename(moved)
    found = answers("due", "--all", cwd=moved)
    assert found["findings"] == []
    assert len(found["matters"]) == 3


def test_without_a_register_the_folders_are_read(tmp_path: Path) -> None:
    put(tmp_path, "钢材", "matter-steel")
    assert "register" not in answers("due", "--all", cwd=tmp_path)
    code, out, _ = typed("register", "show", cwd=tmp_path)
    assert code == 1 and "LX-R005" in out
    assert "lexcollect register update" in out.rpartition("下一步")[2], "the next step makes one"


def test_the_variable_names_the_register(tmp_path: Path) -> None:
    root = tmp_path / "柜"
    put(root, "钢材", "matter-steel")
    named = tmp_path / "别处" / "全所.sqlite"
    environment = {"LEXCOLLECT_REGISTER": str(named)}
    assert typed("register", "update", "柜", *DAY, cwd=tmp_path, **environment)[0] == 0
    assert named.is_file() and not (root / "登记库.sqlite").exists()
    _, out, _ = typed("due", "柜", "--all", *DAY, cwd=tmp_path, **environment)
    assert "全所.sqlite" in out and "钢材" in out


def test_english_says_the_same(cabinet: Path) -> None:
    code, out, _ = typed("due", "--all", "--lang", "en", *DAY, cwd=cabinet)
    assert code == 0
    assert "3 matters" in out and "◆ blue 1" in out


SAMPLE = """客户名称,证件号,联系电话,合同编号,签订日期,到期日,合同金额(元),已付款(元),最近催收日期,催收方式,状态,经办人
沈阳甲样例贸易有限公司,91210103FAKE00021K,13800000001,HT-1,2023-01-05,2024-01-15,100000,0,,,逾期,王主办
沈阳乙样例贸易有限公司,91210103FAKE00021K,13800000002,HT-2,2023-01-05,2023-12-20,50000,0,2026-10-01,电话,逾期,李主办
沈阳丙样例贸易有限公司,91210103FAKE00021K,13800000003,HT-3,2023-01-05,2024-01-15,70000,70000,,,已结清,王主办
沈阳丁样例贸易有限公司,91210103FAKE00021K,13800000004,HT-4,2018-01-05,2019-01-15,70000,0,,,逾期,王主办
"""


def test_rows_of_a_ledger_stand_in_the_same_list(cabinet: Path) -> None:
    """民法典 188: 2023-12-20 到期，三年至 2026-12-20（周日）；2026-10-01 的电话不中断。结清的、时效已过的不列。"""
    (cabinet / "台账.csv").write_text(SAMPLE, "utf-8-sig")
    code, out, _ = typed("register", "update", "台账.csv", *DAY, cwd=cabinet)
    assert code == 0 and "台账.csv：已登记 4 行" in out
    data = answers("due", "--all", cwd=cabinet)
    rows = {row["contract"]: row for row in data["ledgers"]["rows"]}
    assert set(rows) == {"HT-1", "HT-2"}
    assert (rows["HT-2"]["act_by"], rows["HT-2"]["last_day"]) == ("2026-12-18", "2026-12-21")
    assert rows["HT-2"]["weak_demand"] and data["ledgers"]["weak_demand"] == 1
    assert data["deadlines"] == answers("due", "--all", "--no-register", cwd=cabinet)["deadlines"]
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert "▲黄" in out and "最近一次催收是电话或上门" in out
    out.encode("gbk")
    kept = answers("due", "--all", "--owner", "王", cwd=cabinet)["ledgers"]["rows"]
    assert [row["contract"] for row in kept] == ["HT-1"]
    near = answers("due", "--all", "--within", "30", cwd=cabinet)["ledgers"]["rows"]
    assert [row["contract"] for row in near] == ["HT-2"]


def test_a_ledger_that_changed_is_named_and_taken_in_again(cabinet: Path, tmp_path: Path) -> None:
    ledger = cabinet / "台账.csv"
    ledger.write_text(SAMPLE, "utf-8-sig")
    assert typed("register", "update", "台账.csv", *DAY, cwd=cabinet)[0] == 0
    assert answers("register", "update", cwd=cabinet)["ledgers"] == [
        {"ledger": "台账.csv", "changed": False, "rows": 4}
    ]
    ledger.write_text(SAMPLE.replace("电话,逾期", "微信,逾期"), "utf-8-sig")
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert "LX-R033" in out
    assert answers("register", "update", cwd=cabinet)["ledgers"][0]["changed"]
    assert answers("due", "--all", cwd=cabinet)["findings"] == []
    code, out, _ = typed("register", "forget", "台账.csv", cwd=cabinet)
    assert code == 1 and "LX-R025" in out
    ledger.rename(tmp_path / "归档.csv")
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert "LX-R032" in out and "HT-1" in out
    assert typed("register", "forget", "台账.csv", cwd=cabinet)[0] == 0
    assert "ledgers" not in answers("due", "--all", cwd=cabinet)


def test_a_register_of_an_older_program_is_brought_up_and_loses_nothing(tmp_path: Path) -> None:
    """As the first program left it: one matter, one line of protocol, no rows of ledgers."""
    put(tmp_path, "钢材", "matter-steel")
    with sqlite3.connect(tmp_path / "登记库.sqlite") as made:
        made.executescript((Path(__file__).parent / "data" / "register-1.sql").read_text("utf-8"))
        made.execute("PRAGMA application_id=1280856647")
    made.close()
    code, out, _ = typed("due", "--all", *DAY, cwd=tmp_path)
    assert code == 1 and "LX-R006" in out and "register update" in out
    assert typed("register", "update", *DAY, cwd=tmp_path)[0] == 0
    (tmp_path / "台账.csv").write_text(SAMPLE, "utf-8-sig")
    assert typed("register", "update", "台账.csv", *DAY, cwd=tmp_path)[0] == 0
    found = answers("due", "--all", cwd=tmp_path)
    assert found["deadlines"] == answers("due", "--all", "--no-register", cwd=tmp_path)["deadlines"]
    with sqlite3.connect(tmp_path / "登记库.sqlite") as kept:
        brought_up = {row[0]: row[1] for row in kept.execute("SELECT name, sql FROM sqlite_master")}
        assert kept.execute("SELECT what, matter FROM events ORDER BY id").fetchone() == ("added", "钢材")
    kept.close()
    other = tmp_path / "新" / "登记库.sqlite"
    assert typed("register", "update", ".", "--register", str(other), *DAY, cwd=tmp_path)[0] == 0
    with sqlite3.connect(other) as new:
        fresh = {row[0]: row[1] for row in new.execute("SELECT name, sql FROM sqlite_master")}
    new.close()
    assert brought_up == fresh


def test_the_next_command_leads_to_the_same_register(tmp_path: Path) -> None:
    put(tmp_path / "柜", "钢材", "matter-steel")
    _, out, _ = typed("register", "update", "柜", *DAY, cwd=tmp_path)
    assert "下一步　lexcollect due 柜 --all" in out
    put(tmp_path / "柜", "租赁", "matter-lease")
    _, out, _ = typed("due", "柜", "--all", *DAY, cwd=tmp_path)
    assert "下一步　lexcollect register update 柜" in out


def test_what_cannot_be_read_leads_to_the_matter_that_is_to_be_mended(cabinet: Path) -> None:
    (cabinet / "钢材" / "案件.yaml").write_text("schema: lexcollect/case/1\nmatter: [", "utf-8")
    assert typed("register", "update", *DAY, cwd=cabinet)[0] == 1
    _, out, _ = typed("due", "--all", *DAY, cwd=cabinet)
    assert out.splitlines()[-1].startswith("下一步　lexcollect due 钢材")


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_folder_named_in_bytes_that_are_no_text_is_told_and_stops_nobody(cabinet: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(cabinet) + b"/\xff\xfe\xe6\xa1\x88"))
    odd.mkdir()
    shutil.copy(cabinet / "钢材" / "案件.yaml", odd)
    for _ in range(2):
        code, out, _ = typed("register", "update", *DAY, cwd=cabinet)
        assert code in (1, 3) and "LX-A131" in out, out
    found = answers("due", "--all", cwd=cabinet)
    assert len(found["matters"]) == 3
    assert "LX-R027" in {f["code"] for f in found["findings"]}
