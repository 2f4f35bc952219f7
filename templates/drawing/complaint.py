"""民事起诉状, the narrative complaint: contents of 民事诉讼法 124 in the order of the party-side samples."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import SUMMARY, agents, annexed, of, persons, side, signed, to_court
from drawing.kit import Column, each, footer, items, p, package, table, when

ORDERS = (
    Column("{{ 词.单笔 }}编号", 20, "单.编号", "合计"),
    Column("{{ 词.债 }}（元）", 19, "单.金额", "{{ 合计.货款 }}", "表格金额"),
    Column("{{ 词.应付日 }}", 22, "单.应付日"),
    Column("{{ 合计.清偿表头 }}", 18, "单.已清偿", "{{ 合计.已清偿 }}", "表格金额"),
    Column("尚欠本金（元）", 21, "单.尚欠", "{{ 合计.尚欠 }}", "表格金额"),
)
MANY = (
    Column("编号", 11, "单.编号", "合计"),
    Column("{{ 明细.表头.日期 }}", 13, "单.日期"),
    Column("{{ 明细.表头.标的 }}", 16, "单.货物", style="表格文字左"),
    Column("{{ 词.债 }}（元）", 13, "单.金额", "{{ 明细.合计 }}", "表格金额"),
    Column("{{ 明细.表头.履行日 }}", 13, "单.交付日"),
    Column("{{ 明细.表头.履行 }}", 10, "单.交付"),
    Column("付款期限", 13, "单.应付日"),
    Column("证据", 11, "单.证据"),
)
#: The same where no day was entered on which any of them arose.
MANY_DONE = (
    Column("编号", 13, "单.编号", "合计"),
    Column("{{ 明细.表头.标的 }}", 20, "单.货物", style="表格文字左"),
    Column("{{ 词.债 }}（元）", 15, "单.金额", "{{ 明细.合计 }}", "表格金额"),
    Column("{{ 明细.表头.履行日 }}", 14, "单.交付日"),
    Column("{{ 明细.表头.履行 }}", 12, "单.交付"),
    Column("付款期限", 14, "单.应付日"),
    Column("证据", 12, "单.证据"),
)
#: The same where neither a day nor a delivery of any of them was entered.
MANY_DUE = (
    Column("编号", 16, "单.编号", "合计"),
    Column("{{ 明细.表头.标的 }}", 30, "单.货物", style="表格文字左"),
    Column("{{ 词.债 }}（元）", 20, "单.金额", "{{ 明细.合计 }}", "表格金额"),
    Column("付款期限", 18, "单.应付日"),
    Column("证据", 16, "单.证据"),
)
SEGMENTS = (
    Column("{{ 违约金.编号表头 }}", 24, "段.订单", "合计"),
    Column("基数（元）", 17, "段.基数", "", "表格金额"),
    Column("起算日", 16, "段.起"),
    Column("截止日", 16, "段.止"),
    Column("天数", 9, "段.天数"),
    Column("{{ 词.违约 }}（元）", 18, "段.金额", "{{ 违约金.应计 }}", "表格金额"),
)


def _parties() -> Iterator[str]:
    yield from side("原告")
    yield agents("原告", "委托诉讼代理人")
    yield persons("被告")
    yield p("当事人", "**案由：**{{ 案由 }}")


def _claims() -> Iterator[str]:
    yield p("一级标题", "诉讼请求：")
    yield items("项", "诉讼请求")
    yield p("条款", "（{{ 请求合计 }}）")


def terms(at: str = "") -> Iterator[str]:
    """Yield how a contract was made and what was agreed; ``at`` is the field it stands in, of several contracts."""
    yield p("正文缩进", f"{{{{ {at}合同.订立 }}}}。")
    yield when(f"{at}合同.规模", p("正文缩进", f"{{{{ {at}合同.规模 }}}}。"))
    yield when(f"{at}合同.约定", p("正文缩进", f"{{{{ {at}合同.约定处 }}}}：{{{{ {at}合同.约定 }}}}。"))


def _guarantees() -> Iterator[str]:
    yield each(
        "证",
        "保证",
        p(
            "正文缩进",
            "{{ 证.日期 }}，{{ 证.保证人 }}{{ 证.承诺 }}对{{ 证.债权范围 }}提供"
            "{{ 证.方式 }}{% if 证.最高债权额 %}，最高债权额为{{ 证.最高债权额 }}元{% endif %}"
            "{% if 证.范围说明 %}，{{ 证.范围说明 }}{% endif %}"
            "{% if 证.期间说明 %}，{{ 证.期间说明 }}{% endif %}{{ 证.证据 }}。",
        ),
    )
    yield each("句", "共同", p("正文缩进", "{{ 句 }}。"))


def performed(at: str = "") -> Iterator[str]:
    """Yield what the creditor did under a contract, debt by debt, as sentences or as a table."""
    yield each("步", f"{at}施工", p("正文缩进", "{{ 步.日期 }}，{{ 步.内容 }}{{ 步.证据 }}。"))
    yield each("物", f"{at}交付", p("正文缩进", "{{ 物 }}。"))
    yield when(
        f"{at}明细",
        p("正文缩进", f"{{{{ {at}明细.叙述 }}}}："),
        p("表题", f"{{{{ {at}词.单笔 }}}}{{% if {at}明细.有履行 %}}及履行{{% endif %}}明细"),
        when(f"{at}明细.有履行 and {at}明细.有日期", table(f"单 in {at}明细.各行", of(at, MANY), noted=True)),
        when(f"{at}明细.有履行 and not {at}明细.有日期", table(f"单 in {at}明细.各行", of(at, MANY_DONE), noted=True)),
        when(f"not {at}明细.有履行", table(f"单 in {at}明细.各行", of(at, MANY_DUE), noted=True)),
        when(f"{at}明细.注", p("表注", f"{{{{ {at}明细.注 }}}}。")),
    )
    yield each(
        "单",
        f"{at}各笔叙述",
        p(
            "正文缩进",
            "{% if loop.length > 1 %}{{ 单.序号 }}. {% endif %}{{ 单.订立 }}。"
            "{% if 单.交货 %}{{ 单.履行人 }}于{{ 单.交货 }}。{% endif %}"
            "{{ 单.验收 }}{{ 单.到期 }}。",
        ),
    )
    yield each("步", f"{at}其他验收", p("正文缩进", "{{ 步.日期 }}，{{ 步.内容 }}{{ 步.证据 }}。"))
    yield when(f"{at}开票", p("正文缩进", f"{{{{ {at}开票 }}}}。"))


def _owed(at: str = "", under: str = "") -> Iterator[str]:
    yield p(
        "正文缩进",
        f"截至{{{{ 截止日 }}}}，{{{{ 债务人 }}}}{under}尚欠原告{{{{ {at}词.本金 }}}}{{{{ {at}合计.尚欠 }}}}元：",
        gap=bool(at),
    )
    yield p("表题", (f"{{{{ {at}名 }}}}" if at else "") + f"{{{{ {at}词.逐笔 }}}}及欠款")
    yield table(f"单 in {at}订单", of(at, ORDERS))


def _charge(at: str = "", under: str = "") -> Iterator[str]:
    yield p("正文缩进", f"{under}{{{{ {at}违约金.叙述 }}}}。")
    yield p("表题", (f"{{{{ {at}名 }}}}" if at else "") + f"{{{{ {at}词.逾期违约 }}}}计算（{{{{ {at}违约金.截止 }}}}）")
    yield table(f"段 in {at}违约金.分段", of(at, SEGMENTS), noted=True)
    yield p("表注", f"注：{{{{ {at}违约金.算法 }}}}。")


def _spaced(name: str, source: str, text: str) -> str:
    """Return paragraphs that may stand below a table: the first has air above."""
    first, others = p("正文缩进", text, gap=True), p("正文缩进", text)
    return each(name, source, when("loop.first", first), when("not loop.first", others))


def _one() -> Iterator[str]:
    """Yield the facts of one contract."""
    yield p("二级标题", "（一）{{ 节.订立 }}")
    yield from terms()
    yield from _guarantees()
    yield p("二级标题", "（二）{{ 节.履行 }}")
    yield from performed()
    yield p("二级标题", "（三）{{ 节.欠款 }}", gap=True)
    yield each("事", "往来", p("正文缩进", "{{ 事.日期 }}，{{ 事.内容 }}{{ 事.证据 }}。"))
    yield from _owed()
    yield when("违约金.分段", p("二级标题", "{{ 节.违约金 }}{{ 节.违约金名 }}", gap=True), *_charge())
    yield _spaced("占", "占用费", "{{ 占 }}。")


def _several() -> Iterator[str]:
    """Yield the facts of several contracts, one after the other; what was paid, and what is left under each."""
    name = "{{ 部.名 }}项下"
    yield each("部", "分部", p("二级标题", "{{ 部.序号 }}{{ 部.名 }}"), *terms("部."), *performed("部."))
    yield from _guarantees()
    yield p("二级标题", "{{ 节.付款 }}{{ 节.欠款 }}")
    yield each("事", "往来", p("正文缩进", "{{ 事.日期 }}，{{ 事.内容 }}{{ 事.证据 }}。"))
    yield each("部", "分部", *_owed("部.", "就{{ 部.名 }}"))
    yield when("节.违约金", p("二级标题", "{{ 节.违约金 }}{{ 节.违约金名 }}", gap=True))
    yield each(
        "部",
        "分部",
        when("部.违约金.分段", *_charge("部.", "{{ 部.名 }}：")),
        _spaced("占", "部.占用费", name + "{{ 占 }}。"),
    )
    yield p("表题", "各合同欠款汇总（截至{{ 截止日 }}）")
    yield table("行 in 汇总.各行", SUMMARY)


def _facts() -> Iterator[str]:
    yield p("一级标题", "事实与理由：")
    yield when("not 分部", *_one())
    yield when("分部", *_several())


def _guarantee_and_demand() -> Iterator[str]:
    yield _spaced(
        "费",
        "费用",
        "原告为实现债权支出{{ 费.名称 }}{{ 费.金额 }}元，"
        "按照{% if 费.合同 %}{{ 费.合同 }}{% else %}合同{% endif %}{{ 费.条款 }}"
        "应由{{ 债务人 }}承担{{ 费.证据 }}。",
    )
    yield when(
        "保证责任",
        p("二级标题", "{{ 节.保证责任 }}保证责任", gap=True),
        each("责", "保证责任", p("正文缩进", "{{ 责.催告 }}{{ 责.叙述 }}。")),
    )
    yield when(
        "催告",
        p("二级标题", "{{ 节.催告 }}催告情况", gap=True),
        each("催", "催告", p("正文缩进", "{{ 催.日期 }}，{{ 催.内容 }}{{ 催.证据 }}。")),
    )
    yield p(
        "正文缩进",
        "{{ 综述 }}"
        "{% for 责 in 保证责任 %}；{{ 责.保证人 }}作为{{ 责.身份 }}，应在前述范围内{{ 责.责任 }}"
        "{% endfor %}。{{ 管辖 }}。原告根据{{ 法律依据 }}等规定提起诉讼，请求贵院判如所请。",
        gap=True,
    )


def _close() -> Iterator[str]:
    yield p("一级标题", "证据和证据来源{% if 证人 %}，证人姓名和住所{% endif %}：")
    yield p("正文缩进", "{{ 证据说明 }}。{% if 证人 %}{{ 证人 }}。{% endif %}", keep=True)
    yield from to_court()
    yield from annexed()
    yield from signed("起诉人", others=True)


def draw() -> bytes:
    """Return the template."""
    parts = (_parties, _claims, _facts, _guarantee_and_demand, _close)
    body = [p("文书标题", "民事起诉状"), *(block for part in parts for block in part())]
    return package("民事起诉状", body, footers=[footer("dash")])
