"""The list of what no page shows (未付印材料一览): a file that cannot be opened, with its size and digest.

Facts: a locked print of the register with a name without a gap, as tax offices and courts name files. Question: does
its column hold what stands in it? Answer: no name and no digest runs into the reason beside it, and the digest can be
read whole.
"""

from __future__ import annotations

import re
import subprocess

from lexcollect.bundle.typeset import typeset
from outside import program

DIGEST = "0123456789abcdef" * 4
#: Points from the left edge of the sheet to the column of reasons: margin, number, title, file.
REASONS = 595.28 - 46 - 40 - 132


def test_a_digest_and_a_long_name_stay_in_their_column() -> None:
    row = {
        "no": "1-1",
        "title": "被告一企业登记信息查询结果",
        "file": "dzfp_2312200000000000000112345678901234567890_天津津渤示例钢材贸易有限公司_20230510092211.pdf",
        "size": "大小 123,456 字节",
        "sha256": DIGEST,
        "reason": "文件有密码，打不开",
        "pages": "1",
        "link": "https://example.invalid/0",
    }
    data = {
        "title": "未付印材料一览",
        "about": "下列材料没有付印。",
        "columns": ["编号", "名称", "文件", "原因", "页码"],
    }
    pdf = typeset("unprinted", {**data, "rows": [row, {**row, "sha256": ""}]})
    told = subprocess.run([program("pdftotext"), "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    words = re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"[^>]*>([^<]+)<', told.stdout.decode())
    in_files = [
        (float(right), word)
        for left, right, word in words
        if 68 + 36 + 96 <= float(left) < REASONS and word != data["title"]
    ]
    assert all(right <= REASONS for right, _ in in_files), in_files
    assert DIGEST in "".join(word for _, word in in_files)
    assert row["file"] in "".join(word for _, word in in_files)
