"""审查单 and its annex: one front page, then working, readings, doubts, gaps, changes, articles; for the office."""

from __future__ import annotations

from drawing.kit import WIDE_AREA, Column, each, footer, p, package, table, when

_PEOPLE = (
    Column("地位", 18, "人.地位"),
    Column("名称", 37, "人.名称", style="表格文字左"),
    Column("承担什么", 45, "人.责任", style="表格文字左"),
)
_HEADS = (
    Column("请求", 20, "项.项目", "合计", style="表格文字左"),
    Column("金额（元）", 16, "项.金额", "{{ 合计.金额 }}", style="表格金额"),
    Column("此后每日（元）", 19, "项.每日", "{{ 合计.每日 }}", style="表格金额"),
    Column("依据", 45, "项.依据", style="表格文字左"),
)
_DAYS = (
    Column("期限", 33, "期.事项", style="表格文字左"),
    Column("相对人", 27, "期.相对人", style="表格文字左"),
    Column("最迟办理日", 15, "期.办理日"),
    Column("期间末日", 15, "期.末日"),
    Column("证明力", 10, "期.证明力"),
)
_WHO = (Column("由谁决定", 16, "事.谁"), Column("决定什么", 84, "事.什么", style="表格文字左"))
_LINES = (
    Column("应收款", 17, "行.应收款"),
    Column("基数（元）", 16, "行.基数", style="表格金额"),
    Column("起止日（均计入）", 24, "行.起止"),
    Column("天数", 8, "行.天数"),
    Column("标准", 19, "行.标准"),
    Column("金额（元）", 16, "行.金额", style="表格金额"),
)
_READINGS = (
    Column("如果换一种算法、读法", 56, "读.说法", style="表格文字左"),
    Column("影响", 20, "读.影响"),
    Column("依据", 24, "读.依据", style="表格文字左"),
)
_DOUBTS = (
    Column("轻重", 9, "疑.轻重"),
    Column("事项", 46, "疑.事项", style="表格文字左"),
    Column("怎么办", 31, "疑.处理", style="表格文字左"),
    Column("编号", 14, "疑.编号"),
)
_LACKS = (
    Column("文书", 26, "缺.文书", style="表格文字左"),
    Column("现状", 16, "缺.状态"),
    Column("还缺什么", 58, "缺.内容", style="表格文字左"),
)
_PROOF = (
    Column("要件", 43, "件.要件", style="表格文字左"),
    Column("举证", 9, "件.负担"),
    Column("状态", 13, "件.状态"),
    Column("证据", 35, "件.证据", style="表格文字左"),
)
_GAPS = (
    Column("轻重", 10, "口.轻重"),
    Column("要件和缺口", 45, "口.内容", style="表格文字左"),
    Column("怎么补", 32, "口.补法", style="表格文字左"),
    Column("由谁", 13, "口.由谁"),
)
_CHANGES = (
    Column("文书", 18, "变.文书", style="表格文字左"),
    Column("上一版", 9, "变.版本"),
    Column("哪一项", 21, "变.项", style="表格文字左"),
    Column("原来", 26, "变.原", style="表格文字左"),
    Column("现在", 26, "变.现", style="表格文字左"),
)
_ARTICLES = (Column("条文", 26, "条.条文", style="表格文字左"), Column("原文", 74, "条.原文", style="表格文字左"))


_ATTACKS = (
    Column("序号", 5, "攻.序号"),
    Column("对方会说", 16, "攻.说法", style="表格文字左"),
    Column("举证责任", 19, "攻.举证", style="表格文字左"),
    Column("我方的回答和证据", 29, "攻.回答", style="表格文字左"),
    Column("还缺什么", 16, "攻.还缺", style="表格文字左"),
    Column("影响", 15, "攻.影响"),
)


def draw_attacks() -> bytes:
    """Return the template of the attack sheet, on pages laid across."""
    body = [
        p("文书标题", "攻防表"),
        p("表注", "**内部文件：不提交法院，不交给对方。**"),
        p("表注", "案件：{{ 案件 }}　　计算基准日：{{ 基准日 }}"),
        table("攻 in 抗辩", _ATTACKS, brief=True, area=WIDE_AREA),
        p("表题", "引用的条文"),
        table("条 in 条文", _ARTICLES, noted=True, brief=True, area=WIDE_AREA),
        p("表注", "条文以公布的文本为准。"),
    ]
    return package("攻防表", body, footers=[footer("internal")], across=True)


def draw() -> bytes:
    """Return the template."""
    front = [
        p("内部标题", "审查单"),
        p("表注", "**内部文件：不提交法院，不交给对方。**　案件：{{ 案件 }}　计算基准日：{{ 基准日 }}"),
        table("人 in 当事人", _PEOPLE),
        p("表注", "法院：{{ 法院 }}{% if 费用 %}；{{ 费用 }}{% endif %}。"),
        table("项 in 请求", _HEADS, noted=True),
        p("表注", "{{ 最先 }}{% if 其余期限 %}；{{ 其余期限 }}{% endif %}。", keep=True),
        when("期限", table("期 in 期限", _DAYS)),
        p("表注", "{{ 概况 }}。", keep=True),
        table("事 in 决定", _WHO),
    ]
    annex = [
        p("文书标题", "审查单附件：计算与依据", new_page=True),
        p("表注", "{{ 法规 }}。"),
        p("表题", "一、各项请求怎样算出"),
        each("部", "计算", p("表注", "**{{ 部.项目 }}**", keep=True), each("行", "部.行", p("表注", "{{ 行.内容 }}"))),
        when("分段", p("表题", "分段明细"), table("行 in 分段", _LINES)),
        p("表题", "二、各期限怎样推算"),
        each("部", "推算", p("表注", "**{{ 部.标题 }}**", keep=True), each("行", "部.行", p("表注", "{{ 行.内容 }}"))),
        p("表题", "三、口径和其他读法的影响"),
        when("读法", table("读 in 读法", _READINGS, brief=True)),
        when("not 读法", p("表注", "没有会改变结果的其他读法。")),
        p("表题", "四、错误和疑点"),
        when("疑点", table("疑 in 疑点", _DOUBTS, brief=True)),
        when("not 疑点", p("表注", "没有。")),
        p("表题", "五、各文书还缺什么"),
        table("缺 in 缺项", _LACKS, brief=True),
        p("表题", "六、各项事实由什么证明，还缺什么"),
        when("各要件", table("件 in 各要件", _PROOF, brief=True)),
        when("not 各要件", p("表注", "本案由没有证明矩阵。")),
        when("缺口", p("表注", "缺口，最要紧的在前：", keep=True), table("口 in 缺口", _GAPS, brief=True)),
        p("表题", "七、官方要素式文本"),
        each("句", "要素式", p("表注", "{{ 句.内容 }}。")),
        p("表题", "八、与上一版相比"),
        when("变化", table("变 in 变化", _CHANGES, brief=True)),
        when("not 变化", p("表注", "没有更早的、说法不同的版本。")),
        p("表题", "九、引用的条文"),
        table("条 in 条文", _ARTICLES, noted=True, brief=True),
        p("表注", "条文以公布的文本为准。"),
    ]
    return package("审查单", [*front, *annex], footers=[footer("internal")], tight=True)
