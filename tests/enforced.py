"""The matter after judgment as tests use it: the shipped example, with passages of its case file changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lexcollect.casefile import parse_case
from lexcollect.casefile.exhibits import ExhibitRef
from lexcollect.casefile.facts import walk
from lexcollect.deadlines.matter import Matter, answer_case
from lexcollect.documents.drafting import draft
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from test_papers_preservation import read

CASE_FILE = Path(__file__).resolve().parent.parent / "examples" / "matter-enforcement" / "案件.yaml"
AS_OF = date(2024, 12, 1)
#: The person who is asked for besides, as a party that no title binds.
OWNER = (
    "代理人:\n",
    """  - {编号: 赵样品, 身份: 案外人, 类型: 自然人, 名称: 赵样品, 性别: 男, 公民身份号码: "330199199003078466",
     住所: 江州市西湖区虚构路3号, 电话: 13800000033}
代理人:
""",
)
#: The day until which the notice of enforcement gave time.
NOTICE = ("案号: （2023）江0102执789号,", "案号: （2023）江0102执789号, 执行通知履行期限届满日: 2023-11-20,")

#: What is offered in a settlement in enforcement.
PLAN = """和解:
  分期:
    - {应付日期: 2025-03-31, 金额: 60000.00}
    - {应付日期: 2025-06-30}
  付清后免除违约金: 10000.00
财产线索:
"""
SETTLED = ("财产线索:\n", PLAN)
#: A house that a third person gives so that enforcement is stayed.
STAYED = (
    "    执行和解:\n",
    """    执行担保:
      执行担保人: 赵样品
      暂缓起日: 2024-12-10
      暂缓止日: 2025-06-10
      担保期间: 一年
      担保范围: 本金、一般债务利息、违约金和加倍部分债务利息
      担保财产:
        - {名称: 江州市西湖区虚构路3号房屋, 数量: 一套, 质量状况: 完好、本人居住、没有抵押和查封,
           所在地: 江州市西湖区虚构路3号, 权属: 赵样品单独所有}
      申请执行人同意: 是
    执行和解:
""",
)
#: The title without the settlement in enforcement of the example.
NEVER = (
    """    执行和解:
      - 签订日期: 2024-03-15
        已提交法院: 是
        分期:
          - {应付日期: 2024-04-30, 金额: 60000.00}
          - {应付日期: 2024-07-31, 金额: 60000.00}
          - {应付日期: 2024-10-31, 金额: 60000.00}
        证据: [和解协议, 执行笔录]
""",
    "",
)


def requests(*rows: str) -> tuple[str, str]:
    """The group of requests in enforcement with these entries."""
    return ("财产线索:\n", "执行申请:\n" + "".join(f"  - {{{row}}}\n" for row in rows) + "财产线索:\n")


def enforced(*changes: tuple[str, str], as_of: date = AS_OF) -> Material:
    """Return the material after texts in the file were replaced; each must be there."""
    text = CASE_FILE.read_text("utf-8")
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now, 1)
    loaded = parse_case(text)
    assert loaded.case is not None, [f.line() for f in loaded.findings]
    return shown(answer_case(loaded.case, as_of))


def shown(matter: Matter) -> Material:
    """Return the material of a matter with an exhibit for each id that its facts name."""
    ids = dict.fromkeys(id for fact in walk(matter.case) for id in getattr(fact, "evidence", ()))
    exhibits = {id: ExhibitRef(id, f"1-{n}", id, "书证", 1) for n, id in enumerate(ids, 1)}
    return Material(matter.case, matter.claims, exhibits)


def said(root: Path, paper: str, *changes: tuple[str, str], as_of: date = AS_OF) -> str:
    """Return the whole text of a paper, tables too."""
    given = enforced(*changes, as_of=as_of)
    return read(draft((paper,), given, root, sources={"案件.yaml": "0" * 64}), paper)


def told(paper: str, *changes: tuple[str, str], as_of: date = AS_OF) -> list[str]:
    """Return the codes of what is said about a paper."""
    return [f.code for f in PAPERS[paper].view()(enforced(*changes, as_of=as_of)).findings]


def refused(paper: str, *changes: tuple[str, str], as_of: date = AS_OF) -> list[str]:
    """Return the codes of what refuses a paper."""
    return [f.code for f in PAPERS[paper].view()(enforced(*changes, as_of=as_of)).findings if f.stops]
