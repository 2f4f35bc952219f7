"""``log``: what happened is typed once, stands in the case file, and is told at once where it lacks something.

The steel matter on Monday 2026-11-30; 2026-11-27 is the Friday before, 2026-11-28 a Saturday.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import cli_run
from cli_run import typed
from lexcollect.casefile.loader import in_english
from lexcollect.evidence.keys import in_english as catalogue_in_english
from lexcollect.layout import CASE, CATALOGUE, JOURNAL, RAW
from lexcollect.matter.creation import create
from lexcollect.yamltree import parse_yaml

ROOT = Path(__file__).resolve().parent.parent
ON = ("--as-of", "2026-11-30")
BY = ("--by", "王例成")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the evening of the day for which these matters are counted."""
    monkeypatch.setattr(cli_run, "PROCESS", cli_run.at("2026-11-30T18:00:00+08:00"))


@pytest.fixture
def steel(tmp_path: Path) -> Path:
    """The steel matter without its catalogue, so that no exhibit is missing."""
    folder = tmp_path / "沈河案"
    create(folder, "沈河案")
    shutil.copy(ROOT / "examples" / "matter-steel" / "案件.yaml", folder / CASE)
    return folder


def log(folder: Path, *words: str, stdin: bytes | None = None, ask: bool = False) -> tuple[int, str]:
    quiet = () if ask else ("--no-input",)
    code, out, err = typed("log", words[0], str(folder), *words[1:], *ON, *quiet, cwd=folder.parent, stdin=stdin)
    return code, out + err


def told(folder: Path, *words: str) -> dict[str, Any]:
    code, out, _ = typed("log", words[0], str(folder), *words[1:], *ON, "--json", cwd=folder.parent)
    found: dict[str, Any] = json.loads(out)
    assert found["exit"] == code
    return found


def codes(found: dict[str, Any]) -> set[str]:
    return {one["code"] for one in found["findings"]}


def facts(folder: Path, group: str) -> list[dict[str, Any]]:
    data = in_english((folder / CASE).read_bytes())
    return [dict(one) for one in data.get(group, [])]


CALL = (
    *("call", "--at", "2026-11-27 10:30", *BY, "--to", "何样文", "--answered", "--said", "对方称本月资金紧张"),
    *("--promise", "50000", "--until", "2026-12-15"),
)


def test_a_call_with_its_promise_stands_in_the_case_file_and_in_the_journal(steel: Path) -> None:
    before = (steel / CASE).read_bytes()
    code, out = log(steel, *CALL)
    assert code == 0
    assert "已登记往来 电话2026-11-27" in out and "下一步　lexcollect draft letter" in out
    call, promise = facts(steel, "communications")[-1], facts(steel, "acknowledgements")[-1]
    assert call["time"] == "10:30" and call["caller"] == "王例成" and call["spoken_to"] == "何样文"
    assert (call["recipient"], call["capacity"]) == ("沈河", "named")
    assert promise["contact"] == call["id"]
    assert (str(promise["amount"]), str(promise["new_due_on"])) == ("50000", "2026-12-15")
    lines = [json.loads(line) for line in (steel / JOURNAL).read_text("utf-8").splitlines()]
    written = next(line for line in lines if line.get("who") == "王例成")
    assert written["command"] == "log call" and written["values"][0]["old"] is None
    kept = (steel / CASE).read_bytes()
    assert all(line in kept for line in before.splitlines())  # nothing else was touched


def test_a_call_alone_saves_nothing_and_says_until_when_it_must_be_written(steel: Path) -> None:
    """诉讼时效规定 8: no recording, no date rests on it; limitation still ends on 2028-05-23."""
    found = told(steel, *CALL)
    assert {"LX-N030", "LX-N033"} <= codes(found)
    assert "2028-05-23" in next(one["message"] for one in found["findings"] if one["code"] == "LX-N033")
    assert found["moved"] == []


def test_what_broke_a_rule_is_recorded_and_the_run_ends_with_one(steel: Path) -> None:
    code, out = log(steel, "call", "--at", "2026-11-27 22:40", *BY, "--to", "王某", "--capacity", "家属", "--answered")
    assert code == 1
    assert "LX-N001" in out and "LX-N008" in out
    assert facts(steel, "communications")[-1]["capacity"] == "family"


def test_somebody_who_answers_no_records_nothing(steel: Path) -> None:
    words = (
        "call",
        "--at",
        "2026-11-27 22:40",
        *BY,
        "--to",
        "何样文",
        "--answered",
        "--said",
        "请付款",
        "--promise",
        "1",
    )
    before = (steel / CASE).read_bytes()
    code, out = log(steel, *words, "--until", "2026-12-01", stdin=b"n\n", ask=True)
    assert code == 1 and "没有登记" in out
    assert (steel / CASE).read_bytes() == before
    log(steel, *words, "--until", "2026-12-01", stdin=b"\n", ask=True)
    assert facts(steel, "communications")[-1]["time"] == "22:40"


def test_what_was_not_typed_is_asked_and_enter_skips(steel: Path) -> None:
    answers = "昨天下午3点\n何样文\n是\n对方称已安排\n\n王例成\n"
    code, out = log(steel, "call", stdin=answers.encode(), ask=True)
    assert code == 0, out
    call = facts(steel, "communications")[-1]
    assert (str(call["date"]), call["time"], call["caller"]) == ("2026-11-29", "15:00", "王例成")
    assert not any(one.get("contact") for one in facts(steel, "acknowledgements"))


def test_what_is_done_now_bears_the_day_of_the_clock_whatever_day_is_counted_for(
    steel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted for 30 November, a call of 2 December without --at is one of 2 December; yesterday is the 1st."""
    monkeypatch.setattr(cli_run, "PROCESS", cli_run.at("2026-12-02T09:05:00+08:00"))
    assert log(steel, "call", *BY, "--to", "何样文", "--answered")[0] == 0
    assert log(steel, "call", "--at", "昨天上午9点", *BY, "--to", "何样文", "--answered")[0] == 0
    now, before = facts(steel, "communications")[-2:]
    assert (str(now["date"]), now["time"]) == ("2026-12-02", "09:05")
    assert (str(before["date"]), before["time"]) == ("2026-12-01", "09:00")
    line = json.loads((steel / JOURNAL).read_text("utf-8").splitlines()[-1])
    assert line["when"].startswith("2026-12-02T09:05") and line["as_of"] == "2026-11-30"


@pytest.mark.parametrize("at", ["2026-12-01 09:00", "2027-01-01"])
def test_a_moment_that_lies_ahead_is_refused(steel: Path, at: str) -> None:
    code, out = log(steel, "call", "--at", at, *BY, "--to", "何样文", "--answered")
    assert code == 1 and "LX-N040" in out
    assert len(facts(steel, "communications")) == 6


@pytest.mark.parametrize("at", ["2026-11-27T02:30:00Z", "27/11/2026", "2026-11-27 25:00", "晚上12点"])
def test_a_moment_that_cannot_be_read_is_a_usage_error(steel: Path, at: str) -> None:
    code, out = log(steel, "call", "--at", at, *BY, "--to", "何样文", "--answered")
    assert code == 2 and "不能作为时间" in out


def test_a_letter_without_its_content_line_and_page_is_told_and_stands_in_due(steel: Path) -> None:
    """Posted on Sunday 2026-11-29: the third day is 12-02, the seventh 12-06."""
    found = told(steel, "letter", "--posted", "2026-11-29", "--party", "沈河", *BY, "--tracking", "SF1234567890")
    assert {"LX-N031", "LX-N032"} <= codes(found)
    _, out, _ = typed("due", str(steel), *ON, "--json", "--ics", "期限.ics", cwd=steel.parent)
    looks = {d["id"].partition(":")[0]: d for d in json.loads(out)["deadlines"] if d["id"].startswith("look_")}
    assert looks["look_first"]["last_day"] == "2026-12-02" and looks["look_second"]["last_day"] == "2026-12-06"
    assert "工作安排" in looks["look_first"]["title"]
    calendar = (steel.parent / "期限.ics").read_text("utf-8").replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20261202" in calendar and "查看投递情况" in calendar


def test_the_same_number_completes_the_letter_and_its_page_becomes_material(steel: Path) -> None:
    log(
        steel,
        "letter",
        "--posted",
        "2026-11-27",
        "--party",
        "沈河",
        *BY,
        "--tracking",
        "SF1234567890",
        "--contents",
        "催款函",
    )
    (steel.parent / "查询页.txt").write_text("妥投\n", encoding="utf-8")
    words = ("--tracking", "sf1234567890", "--delivered", "2026-11-30", "--signed-by", "收发室", "--page", "查询页.txt")
    code, out = log(steel, "letter", *words, *BY)
    assert code == 0, out
    assert "已补记往来" in out
    (letter,) = [one for one in facts(steel, "communications") if one.get("tracking_no") == "SF1234567890"]
    assert (str(letter["delivered_on"]), letter["status"], letter["signed_by"]) == ("2026-11-30", "delivered", "收发室")
    assert [path.read_text("utf-8") for path in (steel / RAW).rglob("查询页.txt")] == ["妥投\n"]


def test_a_page_that_is_an_exhibit_ends_the_reminders(steel: Path) -> None:
    text = (steel / CASE).read_text("utf-8")
    sent = "{id: 新函, kind: letter, date: 2026-11-29, sender: 津渤, recipient: 沈河, posted_on: 2026-11-29, "
    for more, expected in (("evidence: 查询}", 2), ("evidence: 查询, links: {arrival: 查询}}", 0)):
        (steel / CASE).write_text(
            text.replace("\ncommunications:\n", f"\ncommunications:\n  - {sent}{more}\n"), "utf-8"
        )
        _, out, _ = typed("due", str(steel), *ON, "--json", cwd=steel.parent)
        assert sum(d["id"].startswith("look_") for d in json.loads(out)["deadlines"]) == expected


def test_a_payment_tells_sum_before_and_after(steel: Path) -> None:
    found = told(
        steel, "payment", "--at", "2026-11-30", "--amount", "5万", "--channel", "银行转账", "--memo", "货款", *BY
    )
    before, after = (float(found["sum"][key]) for key in ("before", "after"))
    assert before - after == pytest.approx(50025.00)  # the sum, and one day's penalty on it
    assert "LX-N030" in codes(found)  # without the bank slip no date rests on it (诉讼时效规定 14)
    assert facts(steel, "payments")[-1]["payer"] == "沈河"


def test_the_same_payment_entered_twice_is_asked_about(steel: Path) -> None:
    words = ("payment", "--at", "2026-11-30", "--amount", "50000", "--memo", "货款", *BY)
    assert "LX-C081" not in codes(told(steel, *words))
    code, out = log(steel, *words[:-2], "--by", "李范文")
    assert code == 1 and "LX-C080" in out
    assert len(facts(steel, "payments")) == 3


def test_costs_and_registry_checks(steel: Path) -> None:
    assert log(steel, "cost", "--kind", "邮寄费", "--amount", "22", "--what", "催款函 EMS", *BY)[0] == 0
    assert log(steel, "cost", "--kind", "没有的费用", "--amount", "22", *BY)[0] == 2
    code, out = log(steel, "cost", "--kind", "邮寄费", *BY)
    assert code == 1 and "LX-N041" in out
    assert facts(steel, "costs")[-1]["kind"] == "postage"
    words = ("registry", "--party", "沈河", "--state", "经营异常", "--source", "国家企业信用信息公示系统", *BY)
    assert log(steel, *words)[0] == 0
    (check,) = facts(steel, "registry_checks")
    assert (check["party"], check["state"], check["by"]) == ("沈河", "abnormal", "王例成")


def test_a_repair_is_in_the_log_and_says_that_it_is_claimed_as_damages(steel: Path) -> None:
    """民法典 584: the repair of what the debtor damaged is loss, no cost of realising the claim; the log keeps it."""
    assert log(steel, "cost", "--kind", "维修费", "--amount", "18600", "--what", "SMP-0001维修", *BY)[0] == 0
    (row,) = [one for one in told(steel, "show")["log"] if one["content"] == "SMP-0001维修"]
    assert (row["group"], row["kind"]) == ("costs", "维修费")
    assert row["result"] == "18,600.00元；按赔偿损失请求，不是实现债权的费用"


def test_a_file_with_chinese_keys_gets_chinese_keys_and_choices(tmp_path: Path) -> None:
    folder = tmp_path / "小案"
    create(folder, "小案")
    (folder / CASE).write_text(CHINESE, encoding="utf-8")
    assert log(folder, "call", "--at", "2026-11-27 10:30", "--to", "李样例", "--capacity", "finance", *BY)[0] == 0
    text = (folder / CASE).read_text("utf-8")
    assert "类型: 电话" in text and "对方身份: 财务对接人" in text and "我方经手人: 王例成" in text


CHINESE = """格式: lexcollect/case/1
案名: 小案
当事人:
  - {编号: 甲, 身份: 债权人, 类型: 法人, 名称: 甲方示例有限公司}
  - {编号: 乙, 身份: 债务人, 类型: 法人, 名称: 乙方样例有限公司}
合同:
  - {编号: 合同, 案由: 买卖合同纠纷, 名称: 合同, 签订日期: 2024-01-01}
应收款:
  - {编号: 货款, 所属合同: 合同, 金额: 100000, 到期: {固定日期: 2024-03-15}}
"""


def test_with_two_debtors_the_party_must_be_named(tmp_path: Path) -> None:
    folder = tmp_path / "小案"
    create(folder, "小案")
    second = "  - {编号: 丙, 身份: 债务人, 类型: 法人, 名称: 丙方样例有限公司}\n"
    (folder / CASE).write_text(CHINESE.replace("合同:\n", f"{second}合同:\n", 1), encoding="utf-8")
    code, out = log(folder, "call", "--at", "2026-11-27 10:30", "--to", "李样例", *BY)
    assert code == 1 and "LX-N042" in out
    assert log(folder, "call", "--at", "2026-11-27 10:30", "--to", "李样例", "--party", "丙", *BY)[0] == 0


def test_the_log_is_one_line_of_time_and_a_workbook_computes_nothing(steel: Path) -> None:
    log(steel, *CALL[:-4], "--next", "=1+1")
    code, out, _ = typed("log", "show", str(steel), "--xlsx", "联系记录.xlsx", cwd=steel.parent)
    assert code == 0 and "电话2026-11-27" in out and "10:30" in out
    sheet = load_workbook(steel.parent / "联系记录.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows == sorted(rows, key=lambda row: row[0]) and rows[-1][9] == "=1+1"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    first = (steel.parent / "联系记录.xlsx").read_bytes()
    typed("log", "show", str(steel), "--xlsx", "联系记录.xlsx", cwd=steel.parent)
    assert (steel.parent / "联系记录.xlsx").read_bytes() == first


def test_a_workbook_that_is_not_ours_is_not_written_over(steel: Path) -> None:
    (steel.parent / "台账.xlsx").write_bytes(b"PK")
    code, out, _ = typed("log", "show", str(steel), "--xlsx", "台账.xlsx", cwd=steel.parent)
    assert code != 0 and "LX-A128" in out
    assert (steel.parent / "台账.xlsx").read_bytes() == b"PK"


def test_check_looks_at_contacts_entered_by_hand_and_heeds_the_policy_of_the_house(steel: Path) -> None:
    log(steel, "call", "--at", "2026-11-27 21:30", *BY, "--to", "何样文", "--answered")
    code, out, _ = typed("log", "check", str(steel), cwd=steel.parent)
    assert code == 0 and "LX-N002" in out
    (steel / "联系规则.yaml").write_text("禁止时段: 21:00-08:30\n", encoding="utf-8")
    code, out, _ = typed("log", "check", str(steel), cwd=steel.parent)
    assert code == 1 and "LX-N001" in out


def test_the_policy_of_the_house_holds_in_every_matter_and_that_of_a_matter_goes_before_it(steel: Path) -> None:
    house = steel.parent / "配置"
    house.mkdir()
    (house / "联系规则.yaml").write_text("每日接通次数: 1\n联系时段: 08:30-17:30\n", encoding="utf-8")
    log(steel, "call", "--at", "2026-11-27 09:30", *BY, "--to", "何样文", "--answered")
    log(steel, "call", "--at", "2026-11-27 17:40", *BY, "--to", "何样文", "--answered")
    for own, expected in (("", {"LX-N004", "LX-N005"}), ("每日接通次数: 2\n联系时段: 不限\n", set())):
        (steel / "联系规则.yaml").write_text(own or "休息日: 提醒\n", encoding="utf-8")
        words = ("log", "check", str(steel), "--json")
        _, out, _ = typed(*words, cwd=steel.parent, LEXCOLLECT_CONFIG=str(house))
        assert codes(json.loads(out)) & {"LX-N004", "LX-N005"} == expected


def test_money_for_collectors_is_a_hint_that_says_it_is_unverified(steel: Path) -> None:
    code, out = log(steel, "cost", "--kind", "委外催收费", "--amount", "3000", *BY)
    assert code == 0 and "LX-N024" in out and "未核实" in out


def test_english_says_the_same(steel: Path) -> None:
    code, out, _ = typed("log", CALL[0], str(steel), *CALL[1:], *ON, "--no-input", "--lang", "en", cwd=steel.parent)
    assert code == 0 and "still ends on 2028-05-23" in out


# --- files that come with an entry ------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "小案"
    create(folder, "小案")
    (folder / CASE).write_text(CHINESE, encoding="utf-8")
    for name in ("通话.wav", "第二次.wav"):
        with wave.open(str(tmp_path / name), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(8000)
            sound.writeframes(name.encode().ljust(8000, b"\0"))
    return folder


def exhibits(folder: Path) -> list[dict[str, Any]]:
    tree, _ = parse_yaml((folder / CATALOGUE).read_bytes(), CATALOGUE)
    assert tree is not None
    data = catalogue_in_english(tree).data
    assert isinstance(data, dict)
    return [dict(one) for one in data["items"]]


def ends(folder: Path) -> str:
    _, out, _ = typed("due", str(folder), *ON, "--json", cwd=folder.parent)
    return next(d["last_day"] for d in json.loads(out)["deadlines"] if d["rule"] == "limitation.general")


SAID = ("--to", "李样例", "--capacity", "财务对接人", "--answered", "--said", "请支付货款", "--told-recording")


def test_a_recording_becomes_an_exhibit_and_the_call_interrupts(small: Path) -> None:
    """Due 2024-03-15, so until 2027-03-15; a recorded demand of 2026-11-27 gives three years more (民法典 195(1))."""
    assert ends(small) == "2027-03-15"
    found = told(small, "call", "--at", "2026-11-27 10:30", *SAID, "--recording", "通话.wav", *BY)
    assert found["exit"] == 0 and not codes(found) & {"LX-N030", "LX-N033", "LX-N017"}
    (call,) = facts(small, "communications")
    (item,) = [one for one in exhibits(small) if one["files"] == [call["recording"]]]
    assert call["evidence"] in (item["id"], [item["id"]]) and item["proof"] == "录音录像"
    assert ends(small) == "2029-11-27"
    assert [(one["before"], one["after"]) for one in found["moved"]] == [("2027-03-15", "2029-11-27")]


def test_the_next_file_takes_the_next_number_of_a_catalogue_and_is_open_until_somebody_looked(small: Path) -> None:
    log(small, "call", "--at", "2026-11-27 10:30", *SAID, "--recording", "通话.wav", *BY)
    before = (small / CATALOGUE).read_bytes()
    code, out = log(small, "call", "--at", "2026-11-30 10:30", *SAID, "--recording", "第二次.wav", *BY)
    assert code == 0 and "LX-N047" in out
    one, two = exhibits(small)
    assert two["purpose"] == "待确认" and two["id"] == "电话2026-11-30-录音录像"
    group, number = str(one["number"]).split("-")
    assert two["number"] == f"{group}-{int(number) + 1}"
    kept = (small / CATALOGUE).read_bytes()
    assert all(line in kept for line in before.splitlines())


def test_the_same_recording_twice_is_one_exhibit(small: Path) -> None:
    log(small, "call", "--at", "2026-11-27 10:30", *SAID, "--recording", "通话.wav", *BY)
    log(small, "call", "--at", "2026-11-27 15:30", *SAID, "--recording", "通话.wav", *BY)
    first, second = facts(small, "communications")
    assert first["evidence"] == second["evidence"] and first["recording"] == second["recording"]
    assert second["id"] == "电话2026-11-27-2"


def test_a_file_that_is_not_there_stops_before_anything_is_written(small: Path) -> None:
    before = (small / CASE).read_bytes()
    code, out = log(small, "call", "--at", "2026-11-27 10:30", *SAID, "--recording", "没有.wav", *BY)
    assert code == 3 and "LX-N045" in out
    assert (small / CASE).read_bytes() == before


def test_two_who_log_at_once_lose_nothing(small: Path) -> None:
    words = [sys.executable, "-m", "lexcollect", "log", "cost", str(small), "--kind", "邮寄费", "--no-input", *BY, *ON]
    runs = [
        subprocess.Popen([*words, "--amount", str(20 + at), "--what", f"第{at}封"], stdout=subprocess.DEVNULL)
        for at in range(4)
    ]
    assert [run.wait(timeout=120) for run in runs] == [0, 0, 0, 0]
    assert sorted(str(one["amount"]) for one in facts(small, "costs")) == ["20", "21", "22", "23"]
