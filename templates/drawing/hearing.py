"""Papers around a hearing: 质证意见, 代理词, 补充意见 for the court; 庭审提纲 for our own table."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import signed, to_court
from drawing.kit import Column, each, footer, p, package, table, when

SHEET = (Column("事项", 24, "行.事项"), Column("内容", 76, "行.内容", style="表格文字左"))
EXHIBITS = (
    Column("编号", 9, "件.编号"),
    Column("证据", 31, "件.名称", style="表格文字左"),
    Column("证明什么", 31, "件.证明", style="表格文字左"),
    Column("页码", 10, "件.页码"),
    Column("原件", 8, "件.原件"),
    Column("说明人", 11, "件.说明人"),
)
TO_PROVE = (
    Column("待证事实", 34, "项.事实", style="表格文字左"),
    Column("举证", 10, "项.责任"),
    Column("通常的证据", 32, "项.证据", style="表格文字左"),
    Column("举不出的后果", 24, "项.缺失", style="表格文字左"),
)
THEIRS = (
    Column("对方的证据", 32, "件.证据", style="表格文字左"),
    Column("真实性", 13, "件.真实"),
    Column("合法性", 13, "件.合法"),
    Column("关联性", 13, "件.关联"),
    Column("证明力", 13, "件.证明力"),
    Column("我方反驳证据", 16, "件.反驳"),
)
QUESTIONS = (
    Column("序号", 8, "问.序号"),
    Column("问谁", 14, "问.问谁"),
    Column("问题", 30, "问.问题", style="表格文字左"),
    Column("目的", 20, "问.目的", style="表格文字左"),
    Column("预期回答", 18, "问.预期", style="表格文字左"),
    Column("证据", 10, "问.证据"),
)


def _closed(who: str) -> Iterator[str]:
    """Yield the signatures: of the party, or of its agents."""
    whole = list(signed(who, others=True))
    yield from whole[:-1]
    yield each("名", "落款.代理人", p("落款首行无印", "委托诉讼代理人（签名）：{{ 名 }}"))
    yield whole[-1]


def draw_evidence() -> bytes:
    """Return the template of the opinion on the other side's evidence."""
    told = each("段", "件.段", p("正文缩进", "{{ 段 }}。"))
    body = [
        p("文书标题", "质证意见"),
        p("正文缩进", "{{ 案情 }}："),
        each(
            "件",
            "证据",
            p("一级标题", "{{ 件.序号 }}、{{ 件.名称 }}"),
            told,
        ),
        p("正文缩进", "以上意见依据{{ 法律依据 }}提出，{{ 处理 }}。", gap=True),
        *to_court(source=""),
        *_closed("质证人"),
    ]
    return package("质证意见", body, footers=[footer("dash")])


def _opinion(title: str, closing: Iterator[str]) -> bytes:
    body = [
        p("文书标题", title),
        p("正文缩进", "{{ 开头 }}："),
        each("节", "节", p("一级标题", "{{ 节.序号 }}、{{ 节.题 }}"), each("段", "节.段", p("正文缩进", "{{ 段 }}。"))),
        p("正文缩进", "{{ 结尾 }}。", gap=True),
        *to_court(source=""),
        *closing,
    ]
    return package(title, body, footers=[footer("dash")])


def _by_agents() -> Iterator[str]:
    yield each("名", "落款.代理人", p("落款首行", "委托诉讼代理人（签名）：{{ 名 }}"))
    yield p("落款日期", "{{ 落款.日期 }}")


def draw_counsel() -> bytes:
    """Return the template of the agent's opinion."""
    return _opinion("代理词", _by_agents())


def draw_supplement() -> bytes:
    """Return the template of the party's own opinion."""
    return _opinion("补充意见", signed("原告", others=True))


def draw_outline() -> bytes:
    """Return the template of the outline of a hearing."""
    issue = (
        p("二级标题", "{{ 焦.题 }}"),
        when("焦.对方", p("正文缩进", "对方主张：{{ 焦.对方 }}。")),
        p("正文缩进", "我方意见：{{ 焦.我方 }}。"),
        when("焦.证据", p("正文缩进", "当庭出示证据{{ 焦.证据 }}。")),
        when("焦.依据", p("正文缩进", "依据：{{ 焦.依据 }}。")),
        when("焦.发言人", p("正文缩进", "发言人：{{ 焦.发言人 }}。")),
    )
    body = [
        p("文书标题", "庭审提纲"),
        p("正文缩进", "{{ 案情 }}。本提纲供我方出庭使用，不提交法庭，不交对方。"),
        p("一级标题", "一、开庭信息", keep=True),
        table("行 in 庭", SHEET),
        p("正文缩进", "带到法庭的材料：", gap=True, keep=True),
        each("项", "带来", p("条款", "{{ 项.序号 }}. {{ 项.内容 }}")),
        p("一级标题", "二、核对当事人之后：陈述诉讼请求"),
        each("项", "请求", p("条款", "{{ 项.序号 }}. {{ 项.内容 }}")),
        when("请求说明", p("正文缩进", "{{ 请求说明 }}。")),
        p("一级标题", "三、法庭调查：举证"),
        p("正文缩进", "{{ 顺序 }}。", above=True),
        when("举证", table("件 in 举证", EXHIBITS, brief=True)),
        when("待证", p("表题", "待证事实和举证责任"), table("项 in 待证", TO_PROVE)),
        p("一级标题", "四、法庭调查：质证"),
        when("not 质证", p("表注", "没有录入对方的证据；当庭提交的，先核对原件和提交时间，再发表意见。")),
        when("质证", table("件 in 质证", THEIRS)),
        p("一级标题", "五、法庭调查：发问"),
        when("not 发问", p("表注", "没有录入要问的问题。")),
        when("发问", table("问 in 发问", QUESTIONS)),
        p("一级标题", "六、法庭辩论：争议焦点"),
        when("焦点", each("焦", "焦点", *issue)),
        when("not 焦点", p("正文缩进", "没有录入争议焦点；法庭归纳后当庭补记。")),
        p("一级标题", "七、最后陈述和调解"),
        p("正文缩进", "最后陈述：坚持诉讼请求；当庭有变更的，照变更后的请求陈述。"),
        each("句", "调解", p("正文缩进", "{{ 句 }}。")),
        p("落款日期", "{{ 日期 }}"),
    ]
    return package("庭审提纲", body, footers=[footer("internal")], tight=True)
