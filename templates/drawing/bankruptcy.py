"""债权申报书: to the administrator, one for each insolvent person: sums, remarks, facts, exhibits, account."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import annexed, of, person, side, signed
from drawing.complaint import ORDERS, SEGMENTS, performed, terms
from drawing.kit import Column, each, footer, p, package, table, when

HEADS = (
    Column("序号", 10, "项.序号", "合计"),
    Column("项目", 40, "项.项目", style="表格文字左"),
    Column("计算至", 24, "项.计至"),
    Column("金额（元）", 26, "项.金额", "{{ 书.合计 }}", "表格金额"),
)
EXHIBITS = (
    Column("编号", 14, "证.序号"),
    Column("证据名称", 66, "证.名称", style="表格文字左"),
    Column("页码", 20, "证.页码"),
)


def _head() -> Iterator[str]:
    yield when("书.首", p("文书标题", "债权申报书"))
    yield when("not 书.首", p("文书标题新页", "债权申报书"))
    yield p("正文顶格", "{{ 书.致 }}：")
    yield from side("书.申报人", reached=True)
    yield each("代理人", "书.申报人.代理人", p("当事人", "**委托代理人：**{{ 代理人 }}。"))
    yield from person("书.债务人")
    yield p("正文缩进", "{{ 书.案件 }}。{{ 书.依据 }}。")


def _sums() -> Iterator[str]:
    yield p("一级标题", "一、申报的债权")
    yield p("正文缩进", "{{ 书.申报 }}：", above=True)
    yield table("项 in 书.各项", HEADS)
    yield p("正文缩进", "说明：", keep=True, gap=True)
    yield each("句", "书.说明", p("条款", "{{ 句.序号 }}. {{ 句.内容 }}"))


def _facts() -> Iterator[str]:
    yield p("一级标题", "二、债权形成的事实")
    yield each("句", "书.文书", p("正文缩进", "{{ 句 }}。"))
    yield each(
        "部",
        "书.各部",
        when("部.名", p("二级标题", "{{ 部.名 }}")),
        *terms("部."),
        *performed("部."),
    )
    yield each(
        "证",
        "书.保证",
        p(
            "正文缩进",
            "{{ 证.日期 }}，{{ 证.保证人 }}{{ 证.承诺 }}对{{ 证.债权范围 }}提供{{ 证.方式 }}，"
            "{% if 证.最高债权额 %}最高债权额为{{ 证.最高债权额 }}元，{% endif %}"
            "{{ 证.范围说明 }}，{{ 证.期间说明 }}{{ 证.证据 }}。",
        ),
    )
    yield each("句", "书.共同", p("正文缩进", "{{ 句 }}。"))
    yield each("事", "书.往来", p("正文缩进", "{{ 事.日期 }}，{{ 事.内容 }}{{ 事.证据 }}。"))
    yield each(
        "部",
        "书.各部",
        p("正文缩进", "{{ 部.欠款 }}：", keep=True),
        p("表题", "{{ 部.名 }}{{ 部.词.逐笔 }}及欠款"),
        table("单 in 部.订单", of("部.", ORDERS)),
        when(
            "部.违约金.分段",
            p("正文缩进", "{{ 部.违约金.叙述 }}。", gap=True),
            p("表题", "{{ 部.名 }}{{ 部.词.逾期违约 }}计算（{{ 部.违约金.截止 }}）"),
            table("段 in 部.违约金.分段", of("部.", SEGMENTS), noted=True),
            p("表注", "注：{{ 部.违约金.算法 }}。"),
        ),
        each("句", "部.占用费", p("正文缩进", "{{ 句 }}。")),
        each("句", "部.费用", p("正文缩进", "{{ 句 }}。")),
    )


def _close() -> Iterator[str]:
    yield when("书.证据", p("一级标题", "三、证据", gap=True), p("表题", "证据清单"), table("证 in 书.证据", EXHIBITS))
    yield when("not 书.证据", p("一级标题", "三、证据", gap=True), p("正文缩进", "随本申报书提交的证据见附件。"))
    yield p("一级标题", "四、收款账户和声明", gap=True)
    yield p(
        "正文缩进",
        "分配款项请汇入：户名{{ 书.账户.户名 }}，开户行{{ 书.账户.开户行 }}，账号{{ 书.账户.账号 }}"
        "{% for 户 in 书.账户.其余 %}；户名{{ 户.户名 }}，开户行{{ 户.开户行 }}，账号{{ 户.账号 }}{% endfor %}。"
        "{% if 书.账户.说明 %}{{ 书.账户.说明 }}。{% endif %}",
    )
    yield p("正文缩进", "{{ 书.声明 }}。", keep=True)
    yield from annexed("书.附件")
    yield from signed("申报人", "书.落款", others=True)


def draw() -> bytes:
    """Return the template."""
    parts = (_head, _sums, _facts, _close)
    body = [each("书", "各书", *(block for part in parts for block in part()))]
    return package("债权申报书", body, footers=[footer("dash")])
