"""The closing of a matter: 结案报告, 卷宗封面, 卷内目录."""

from __future__ import annotations

from drawing.kit import Column, each, footer, p, package, table, when

SHEET = (Column("项目", 26, "行.项目"), Column("内容", 74, "行.内容", style="表格文字左"))
COVER = (
    Column("项目", 26, "行.项目", style="正文顶格"),
    Column("内容", 74, "行.内容", style="正文顶格"),
)
STEPS = (
    Column("日期", 24, "步.日期"),
    Column("事项", 58, "步.内容", style="表格文字左"),
    Column("证据", 18, "步.证据"),
)
FIGURES = (Column("项目", 62, "项.项目", style="表格文字左"), Column("金额（元）", 38, "项.金额", style="表格金额"))
COSTS = (
    Column("费用", 46, "项.项目", style="表格文字左"),
    Column("日期", 26, "项.日期"),
    Column("金额（元）", 28, "项.金额", style="表格金额"),
)
PAPERS = (
    Column("序号", 10, "书.序号"),
    Column("文书", 40, "书.名称", style="表格文字左"),
    Column("版本", 12, "书.版本"),
    Column("日期", 22, "书.日期"),
    Column("定稿人", 16, "书.定稿人"),
)
EXHIBITS = (
    Column("编号", 10, "件.编号"),
    Column("证据", 46, "件.名称", style="表格文字左"),
    Column("日期", 22, "件.日期"),
    Column("页码", 12, "件.页码"),
    Column("原件", 10, "件.原件"),
)
KEPT = (
    Column("序号", 10, "料.序号"),
    Column("材料", 36, "料.名称", style="表格文字左"),
    Column("形式", 14, "料.形式"),
    Column("去向", 40, "料.去向", style="表格文字左"),
)


def draw_report() -> bytes:
    """Return the template of the report."""
    item = p("条款", "{{ 项.序号 }}. {{ 项.内容 }}")
    body = [
        p("文书标题", "结案报告"),
        p("一级标题", "一、案件概况", keep=True),
        table("行 in 概况", SHEET),
        p("一级标题", "二、处理过程", keep=True),
        table("步 in 过程", STEPS, brief=True),
        when("次数", p("正文缩进", "{{ 次数 }}。", gap=True)),
        when("用时", p("正文缩进", "{{ 用时 }}。")),
        p("一级标题", "三、结果"),
        p("正文缩进", "{{ 结果 }}。", above=True),
        table("项 in 数字", FIGURES),
        each("句", "比率", p("正文缩进", "{{ 句 }}。", gap=True)),
        when("支出", p("一级标题", "四、成本", keep=True), table("项 in 支出", COSTS)),
        when("not 支出", p("一级标题", "四、成本"), p("正文缩进", "没有录入费用。")),
        p("一级标题", "五、成因、检查和整改"),
        when("成因", p("正文缩进", "欠款成因：{{ 成因 }}。")),
        when(
            "检查",
            p("正文缩进", "合规检查：", keep=True),
            each("项", "检查", item),
        ),
        when(
            "整改",
            p("正文缩进", "经验与整改：", keep=True),
            each("项", "整改", item),
        ),
        when("not 成因 and not 检查 and not 整改", p("正文缩进", "没有录入。")),
        p("一级标题", "六、文书", keep=True),
        when("not 文书", p("表注", "案件中没有出过文书。")),
        when("文书", table("书 in 文书", PAPERS, brief=True)),
        p("正文缩进", "{{ 提示 }}。", gap=True),
        p("落款首行", "承办人：{{ 承办人 }}"),
        when("审核人", p("落款", "审核人：{{ 审核人 }}")),
        p("落款日期", "{{ 日期 }}"),
    ]
    return package("结案报告", body, footers=[footer("internal")], tight=True)


def draw_cover() -> bytes:
    """Return the template of the cover."""
    return package(
        "卷宗封面",
        [p("文书标题", "卷宗封面"), table("行 in 各项", COVER), p("表注", "各项以卷内材料为准。")],
        footers=[footer("internal")],
        tight=True,
    )


def draw_index() -> bytes:
    """Return the template of the index."""
    body = [
        p("文书标题", "卷内目录"),
        p("正文顶格", "案件：{{ 案情 }}"),
        when("卷宗号", p("正文顶格", "卷宗号：{{ 卷宗号 }}")),
        when("文书", p("表题", "文书", gap=True), table("书 in 文书", PAPERS, brief=True)),
        when("证据", p("表题", "证据", gap=True), table("件 in 证据", EXHIBITS, brief=True)),
        when("材料", p("表题", "留存和退还的材料", gap=True), table("料 in 材料", KEPT)),
        p("落款日期", "{{ 日期 }}", gap=True),
    ]
    return package("卷内目录", body, footers=[footer("internal")], tight=True)
