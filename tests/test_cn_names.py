"""Names: whatever a title holds, the file name works on every system; headings count in Chinese."""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lexcollect.cn.names import han_ordinal, safe_file_name
from lexcollect.cn.numerals import han_decimal, han_number, read_han_decimal, read_han_number

ROOT = Path(__file__).parents[1]
DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)")
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=120)  # lone surrogates included


@given(ANYTHING, st.sampled_from(["", ".pdf", ".docx", ".tar.gz", "_第1页.png"]))
@example("CON", ".pdf")
@example("AUX.txt", "")
@example("com¹", ".pdf")
@example("nul .foo", "")
@example("证据... ", ".pdf")
@example("\ud800\udc00 \udfff", ".pdf")
@example("cafe\u0301", ".pdf")
@example("\u202egnp.exe", ".pdf")
@example("👨‍👩‍👧‍👦" * 60, ".pdf")
@example("𠮷" * 400, ".pdf")
@example("㛃" * 400, "")
@example("a" + "\u0301\u0323" * 5000, ".pdf")
@example("../../etc/passwd\x00", ".pdf")
@example("<\u0338", "")
def test_a_name_works_everywhere(title, suffix):
    name = safe_file_name(title, suffix=suffix)
    stem = name.removesuffix(suffix)
    assert name.endswith(suffix)
    assert stem
    assert len(name) <= 80
    assert len(name.encode("utf-8")) <= 200  # also: no lone surrogate is left
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set('<>:"/\\|?*%')
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name)
    assert not name.endswith((".", " "))
    assert not stem.endswith((".", " "))
    assert not name.startswith((".", " "))
    assert not DEVICES.match(name)
    assert safe_file_name(stem, suffix=suffix) == name  # a safe name stays as it is


@given(ANYTHING, ANYTHING)
def test_a_hostile_suffix_does_no_harm(title, suffix):
    name = safe_file_name(title, suffix=suffix)
    assert 0 < len(name) <= 80
    assert len(name.encode("utf-8")) <= 200
    assert not set(name) & set('<>:"/\\|?*%')
    assert not name.endswith((".", " "))
    assert not DEVICES.match(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("证据3-5_送货单SH-0907", "证据3-5_送货单SH-0907.pdf"),
        ("《钢材购销框架合同》（编号JB-SH-2023-001）", "《钢材购销框架合同》（编号JB-SH-2023-001）.pdf"),
        ('甲<乙>&"丙"有限公司', "甲_乙_&_丙_有限公司.pdf"),
        ("𠮷㛃有限公司", "𠮷㛃有限公司.pdf"),
        ("对账单(盖章) \n - 副本", "对账单(盖章) - 副本.pdf"),
        ("CON", "_CON.pdf"),
        ("console", "console.pdf"),
        ("", "未命名.pdf"),
        (" ... ", "未命名.pdf"),
        ("\u200e\u202e", "未命名.pdf"),
        ("cafe\u0301", "caf\u00e9.pdf"),
        ("利息100%", "利息100_.pdf"),
    ],
)
def test_titles_become_names(title, name):
    assert safe_file_name(title, suffix=".pdf") == name


def test_long_titles_are_cut_and_the_suffix_is_kept():
    assert safe_file_name("a" * 400, suffix=".pdf") == "a" * 76 + ".pdf"
    assert safe_file_name("钢" * 400, suffix=".pdf") == "钢" * 65 + ".pdf"
    assert safe_file_name("𠮷" * 400, suffix=".pdf", max_bytes=120) == "𠮷" * 29 + ".pdf"


def test_limits_without_room_are_a_programming_mistake():
    with pytest.raises(ValueError, match="no room"):
        safe_file_name("a", max_chars=5)


def test_headings_count_in_chinese():
    assert [han_ordinal(n) for n in (1, 2, 9, 10, 11, 20, 21, 99)] == [
        "一",
        "二",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]
    assert len({han_ordinal(n) for n in range(1, 100)}) == 99
    for n in (0, 100, -1):
        with pytest.raises(ValueError, match="1 to 99"):
            han_ordinal(n)


@given(st.integers(0, 9999))
def test_spoken_numbers_come_back(n):
    assert read_han_number(han_number(n)) == n


@given(st.decimals(min_value=0, max_value=9999, places=4))
def test_spoken_decimals_come_back(value):
    assert read_han_decimal(han_decimal(value)) == value


@pytest.mark.parametrize(
    ("text", "n"), [("一百零五", 105), ("一百十五", 115), ("一十五", 15), ("两千", 2000), ("两", 2)]
)
def test_other_usual_numbers_are_read(text, n):
    assert read_han_number(text) == n


@pytest.mark.parametrize("text", ["", "十十", "二两", "一百五", "零十", "一零", "壹", "廿", "千", "一万", "零一百"])
def test_unusual_numbers_are_refused(text):
    assert read_han_number(text) is None


@pytest.mark.parametrize("text", ["一点", "点五", "一点十", "一点两", "一点五点五"])
def test_unusual_decimals_are_refused(text):
    assert read_han_decimal(text) is None


def test_the_room_needs_nothing_but_the_standard_library():
    rooms = ["amounts", "capitals", "rates", "dates", "identifiers", "names"]
    code = "import sys\n" + "".join(f"import lexcollect.cn.{room}\n" for room in rooms)
    code += "print(*sorted({m.split('.')[0] for m in sys.modules} - set(sys.stdlib_module_names)))\n"
    code += "print(*sorted(m for m in sys.modules if m.startswith('lexcollect.')))"
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    outside, inside = run.stdout.splitlines()
    assert set(outside.split()) <= {"__main__", "lexcollect"}
    allowed = ("lexcollect.cn", "lexcollect.patterns", "lexcollect.records", "lexcollect.version")
    assert all(module.startswith(allowed) for module in inside.split())
