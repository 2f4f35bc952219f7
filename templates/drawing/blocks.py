"""What several papers print alike: who the parties are, clues of assets, annexes, the opening of a letter, signatures.

Each block is written once, so that a party, an address or a seal reads the same in every paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drawing.kit import WHOLE, Column, each, p, table, when

CLUES = (
    Column("序号", 8, "线.序号"),
    Column("权利人", 17, "线.权利人"),
    Column("类型", 12, "线.类型"),
    Column("具体信息", 33, "线.信息", style="表格文字左"),
    Column("线索来源", 30, "线.来源", style="表格文字左"),
)


SUMMARY = (
    Column("合同", 28, "行.合同", "合计", "表格文字左"),
    Column("本金（元）", 18, "行.本金", "{{ 汇总.合计.本金 }}", "表格金额"),
    Column("{{ 词.违约 }}（元）", 18, "行.违约", "{{ 汇总.合计.违约 }}", "表格金额"),
    Column("其他（元）", 16, "行.其他", "{{ 汇总.合计.其他 }}", "表格金额"),
    Column("合计（元）", 20, "行.合计", "{{ 汇总.合计.合计 }}", "表格金额"),
)


def of(at: str, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return columns whose heads and totals are fields of ``at``: of one contract among several."""
    return tuple(replace(c, head=_in(at, c.head), total=_in(at, c.total)) for c in columns)


def _in(at: str, text: str) -> str:
    return text.replace("{{ ", "{{ " + at)


def person(who: str, called: str = "", *, as_what: str = "", reached: bool = False) -> Iterator[str]:
    """Yield one party (field ``who``): name and identity, who speaks for it, and where it is ``reached``.

    ``called`` is the word before the colon, by default the party's own 称谓; ``as_what`` follows it in brackets.
    """
    called = called or f"{{{{ {who}.称谓 }}}}{as_what and f'（{as_what}）'}"
    yield p("当事人", f"**{called}：**{{{{ {who}.名称 }}}}，{{{{ {who}.身份信息 }}}}。")
    yield when(f"{who}.代表人", p("当事人", f"{{{{ {who}.代表人 }}}}。"))
    if reached:
        yield p("当事人", f"送达地址：{{{{ {who}.送达地址 }}}}；联系方式：{{{{ {who}.联系方式 }}}}。")


def side(who: str, *, as_what: str = "", reached: bool = False) -> Iterator[str]:
    """Yield the parties of one side: the first (field ``who``), the others, and how they are called together."""
    yield from person(who, as_what=as_what, reached=reached)
    yield each("方", f"{who}.其余", *person("方", as_what=as_what, reached=reached))
    yield when(f"{who}.合称", p("当事人", f"{{{{ {who}.合称 }}}}"))


def persons(source: str, *, as_what: str = "", reached: bool = False) -> str:
    """Return every party of the list ``source``."""
    return each("方", source, *person("方", as_what=as_what, reached=reached))


def agents(who: str, called: str) -> str:
    """Return the agents of the party ``who``."""
    return each("代理人", f"{who}.代理人", p("当事人", f"**{called}：**{{{{ 代理人 }}}}。"))


def clues(title: str) -> Iterator[str]:
    """Yield the heading ``title`` and the table of clues of assets (财产线索) where there are any."""
    yield when("财产线索", p("一级标题", title, above=True), table("线 in 财产线索", CLUES))
    yield when("not 财产线索", p("一级标题", title))


def annexed(source: str = "附件") -> Iterator[str]:
    """Yield what is annexed to a paper for the court."""
    yield _listed("附：", source)


def enclosed() -> str:
    """Return what is enclosed with a letter or an agreement, nothing where nothing is."""
    return when("附件", _listed("附件：", "附件"))


def _listed(head: str, source: str) -> str:
    """Return the entries of ``source`` below their head; a single one stands beside it and bears no number.

    Up to three stand together, above the signature. Of a longer list the first goes with the head, the last two with
    the signature: between them a page may end, so that it leaves no page half empty.
    """
    last = f"loop.length <= {WHOLE} or loop.revindex <= 2"
    entry = "{{ 件.序号 }}. {{ 件.内容 }}"
    return each(
        "件",
        source,
        when("loop.length == 1", p("附件相连", head + "{{ 件.内容 }}")),
        when("loop.length > 1 and loop.first", p("附件相连", head)),
        when(f"loop.length > 1 and ({last})", p("附件相连", entry)),
        when(f"not ({last})", p("附件", entry)),
    )


def to_court(*, gap: bool = False, source: str = "附件", court: str = "法院") -> Iterator[str]:
    """Yield the court that the paper goes to; a page may end after it where a longer list (``source``) follows."""
    yield p("此致", "此致", gap=gap)
    if source:
        listed = f"{source}|length >= {WHOLE}"
        yield when(listed, p("致送机关", f"{{{{ {court} }}}}"))
        yield when(f"not ({listed})", p("致送机关", f"{{{{ {court} }}}}", keep=True))
    else:
        yield p("致送机关", f"{{{{ {court} }}}}", keep=True)


def signed(called: str, close: str = "落款", *, others: bool = False, small: bool = False) -> Iterator[str]:
    """Yield the signature of the party ``called`` so, of the ``others`` of its side, and the day.

    ``small``: in the size of a table, below which it stands.
    """
    size = "小" * small
    yield from _signature(called, close, size)
    if others:
        yield each("方", f"{close}.其余", *_signature(called, "方", size))
    yield p(f"落款日期{size}", f"{{{{ {close}.日期 }}}}")


def _signature(called: str, who: str, size: str = "") -> Iterator[str]:
    yield p(f"落款首行{size}", f"{called}（{{{{ {who}.签章 }}}}）：{{{{ {who}.名称 }}}}")
    yield when(f"{who}.代表人", p(f"落款签名{size}", f"{{{{ {who}.代表人 }}}}"))


def addressee(name: str = "收函人.名称", code: str = "收函人.代码", style: str = "正文顶格") -> str:
    """Return to whom a letter goes."""
    return p(style, f"{{{{ {name} }}}}{{% if {code} %}}（统一社会信用代码：{{{{ {code} }}}}）{{% endif %}}：")


def letterhead(title: str, style: str = "正文顶格") -> Iterator[str]:
    """Yield the head of a creditor's own letter: letterhead and number where there are any, title, addressee."""
    yield when("函头", p("函头", "{{ 函头 }}"))
    yield when("编号", p("文号", "{{ 编号 }}"))
    yield p("文书标题", title)
    yield addressee(style=style)


CONFIRMED = "{% for 认 in 债务确认 %}{{ 认.日期 }}，{{ 认.内容 }}。{% endfor %}"


def told_of_one() -> Iterator[str]:
    """Yield the facts of a single contract: how it was made, what was performed, paid and confirmed."""
    yield p("正文缩进", "{{ 订立 }}。" + _agreed())
    yield when("施工 or 验收", p("正文缩进", _steps()))
    yield each("句", "共同", p("正文缩进", "{{ 句 }}。"))
    yield p("正文缩进", _done() + CONFIRMED)


def told() -> Iterator[str]:
    """Yield the facts of a letter that asks for money: the contracts, what was performed, paid and confirmed."""
    yield when("not 分部", *told_of_one())
    yield when(
        "分部",
        each(
            "部",
            "分部",
            p(
                "正文缩进",
                "{{ 部.序号 }}. {{ 部.合同.订立 }}。" + _agreed("部.") + _steps("部.") + _done("部.") + _fees("部."),
            ),
        ),
        each("句", "共同", p("正文缩进", "{{ 句 }}。")),
        when("债务确认", p("正文缩进", CONFIRMED)),
    )


def _agreed(at: str = "") -> str:
    """Return what was agreed in a contract; ``at`` is the field it stands in, of several contracts."""
    return (
        f"{{% if {at}合同.规模 %}}{{{{ {at}合同.规模 }}}}。{{% endif %}}"
        f"{{% if {at}合同.约定 %}}{{{{ {at}合同.约定处 }}}}：{{{{ {at}合同.约定 }}}}。{{% endif %}}"
    )


def _steps(at: str = "") -> str:
    """Return the steps of performance; they come before an assignment that is told, as they came before it."""
    return (
        f"{{% for 步 in {at}施工 %}}{{{{ 步.日期 }}}}，{{{{ 步.内容 }}}}。{{% endfor %}}"
        f"{{% for 步 in {at}验收 %}}{{{{ 步.日期 }}}}，{{{{ 步.内容 }}}}。{{% endfor %}}"
    )


def _done(at: str = "") -> str:
    return f"{{{{ {at}履行 }}}}{{{{ {at}词.债 }}}}合计{{{{ {at}合计.货款 }}}}元；{{{{ {at}合计.清偿 }}}}。"


def _fees(at: str = "") -> str:
    return f"{{% for 占 in {at}占用费 %}}{{{{ 占 }}}}。{{% endfor %}}"


#: The sentences on daily fees of a single contract.
FEES = "{% for 占 in 占用费 %}{{ 占 }}。{% endfor %}"


def owing() -> str:
    """Return the sentence on what is owed, before its table; daily fees of one contract go before it."""
    return p("正文缩进", "{% if not 分部 %}" + _fees() + "{% endif %}{{ 欠款 }}：")


OWED = (
    Column("{{ 词.单笔 }}编号", 20, "单.编号", "合计"),
    Column("{{ 词.债 }}（元）", 18, "单.金额", "{{ 合计.货款 }}", "表格金额"),
    Column("{{ 词.应付日 }}", 22, "单.应付日"),
    Column("尚欠本金（元）", 20, "单.尚欠", "{{ 合计.尚欠 }}", "表格金额"),
    Column("{{ 词.违约 }}（元）", 20, "单.违约金", "{{ 违约金.合计 }}", "表格金额"),
)
#: The same without a column of what runs on the debt, where nothing does.
PRINCIPAL = (
    Column("{{ 词.单笔 }}编号", 26, "单.编号", "合计"),
    Column("{{ 词.债 }}（元）", 24, "单.金额", "{{ 合计.货款 }}", "表格金额"),
    Column("{{ 词.应付日 }}", 26, "单.应付日"),
    Column("尚欠本金（元）", 24, "单.尚欠", "{{ 合计.尚欠 }}", "表格金额"),
)


def owed_under_one() -> Iterator[str]:
    """Yield what is owed under a single contract as a table, with how the charge for lateness was counted."""
    yield when(
        "违约金.分段",
        p("表题", "欠款及{{ 词.违约 }}明细（{{ 违约金.截止 }}）"),
        table("单 in 订单", OWED, noted=True),
        p("表注", "注：{{ 违约金.算法 }}。{{ 违约金.此后 }}"),
    )
    yield when("not 违约金.分段", p("表题", "欠款明细（截至{{ 截止日 }}）"), table("单 in 订单", PRINCIPAL))


def owed() -> Iterator[str]:
    """Yield what is owed, as the table of a letter, with how the charge for lateness was counted."""
    yield when("not 分部", *owed_under_one())
    yield when("分部", *_owed_of_each())


def _owed_of_each() -> Iterator[str]:
    """Yield one table for each contract, and what is left under all of them."""
    yield p("表题", "各合同欠款汇总（暂计至{{ 截止日 }}）")
    yield table("行 in 汇总.各行", SUMMARY)
    yield each(
        "部",
        "分部",
        when(
            "部.违约金.分段",
            p("表题", "{{ 部.名 }}欠款及{{ 部.词.违约 }}明细"),
            table("单 in 部.订单", of("部.", OWED), noted=True),
            p("表注", "注：{{ 部.违约金.算法 }}。{{ 部.违约金.此后 }}"),
        ),
        when("not 部.违约金.分段", p("表题", "{{ 部.名 }}欠款明细"), table("单 in 部.订单", of("部.", PRINCIPAL))),
    )


def contacts(style: str = "正文缩进", *, keep: bool = True) -> Iterator[str]:
    """Yield how a creditor who writes itself is reached; ``keep``: it goes along with the signature to a last page."""
    yield p(style, "联系人：{{ 发函人.联系人 }}；电话：{{ 发函人.电话 }}；地址：{{ 发函人.地址 }}。", keep=keep)


def creditors_signed() -> Iterator[str]:
    """Yield the creditors' signatures below a letter of their own, and the day."""
    yield each("方", "落款.各方", p("落款首行", "{{ 方.名称 }}（{{ 方.签章 }}）"))
    yield p("落款日期", "{{ 落款.日期 }}")
