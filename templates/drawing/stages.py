"""付款提醒函, 最终催告函, 债务确认书: the letters before and after a demand, and what the debtor signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drawing.blocks import contacts, creditors_signed, enclosed, letterhead, owed, owing, told
from drawing.kit import Column, accounts, each, footer, p, package, table, when
from drawing.statement import ROWS, ROWS_OF_EACH

DUE = (
    Column("{{ 词.单笔 }}编号", 28, "单.编号", "合计"),
    Column("应付金额（元）", 24, "单.应付", style="表格金额"),
    Column("未付金额（元）", 24, "单.未付", "{{ 合计 }}", "表格金额"),
    Column("付款日", 24, "单.付款日"),
)
DUE_OF_EACH = (
    Column("合同", 28, "单.合同", "合计", "表格文字左"),
    Column("编号", 15, "单.编号"),
    *(replace(column, width=19) for column in DUE[1:]),
)


DUE_INVOICED = (
    Column("{{ 词.单笔 }}编号", 18, "单.编号", "合计"),
    Column("应付（元）", 16, "单.应付", style="表格金额"),
    Column("未付（元）", 16, "单.未付", "{{ 合计 }}", "表格金额"),
    Column("付款日", 22, "单.付款日"),
    Column("发票号码", 28, "单.发票"),
)
#: A reminder is short: it stands on one page (四号), from the addressee to the day.
SHORT, SHORT_FLUSH = "短函正文", "短函顶格"


def _reminder() -> Iterator[str]:
    yield from letterhead("付款提醒函", SHORT_FLUSH)
    yield p(SHORT, "{{ 缘由 }}。")
    yield p(SHORT, "{{ 说明 }}：", above=True)
    yield when("not 分列 and not 开票", table("单 in 各笔", DUE))
    yield when("not 分列 and 开票", table("单 in 各笔", DUE_INVOICED))
    yield when("分列", table("单 in 各笔", DUE_OF_EACH))
    yield p(SHORT, "{{ 请求 }}：", keep=True, gap=True)
    yield accounts(SHORT)
    yield p(SHORT, "{{ 核实 }}。")
    yield p(SHORT, "{% for 句 in 结语 %}{{ 句 }}。{% endfor %}")
    yield from contacts(SHORT)
    yield each("方", "落款.各方", p("短函落款", "{{ 方.名称 }}"))
    yield p("短函落款日期", "{{ 落款.日期 }}")


def draw_reminder() -> bytes:
    """Return the template of the friendly reminder: no seal is needed."""
    return package("付款提醒函", [*_reminder()], footers=[footer("dash")], short=True)


STEPS = "{% for 步 in 措施 %}（{{ 步.序号 }}）{{ 步.内容 }}{% if not loop.last %}；{% endif %}{% endfor %}"


def _final() -> Iterator[str]:
    yield from letterhead("最终催告函")
    yield p("正文缩进", "{{ 发函人.名称 }}（以下称“我方”）就贵方{{ 所欠 }}{{ 事由 }}一事，最后催告如下。")
    yield p("一级标题", "{{ 段.事实 }}{{ 节.情况 }}")
    yield from told()
    yield when(
        "此前",
        p("一级标题", "{{ 段.此前 }}此前的催告"),
        p("正文缩进", "{{ 此前说明 }}：{% for 函 in 此前 %}{{ 函.日期 }}，{{ 函.内容 }}。{% endfor %}"),
    )
    yield p("一级标题", "{{ 段.欠款 }}欠款金额")
    yield owing()
    yield from owed()
    yield p("一级标题", "{{ 段.期限 }}最后付款期限")
    yield p("正文缩进", "依据{{ 法律依据 }}的规定，{{ 法律分析 }}。")
    yield p("正文缩进", "请贵方于{{ 要求.期限 }}，{{ 要求.内容 }}。")
    yield p("正文缩进", "上述款项请汇入我方的下列账户：", keep=True)
    yield accounts()
    yield p("正文缩进", "{{ 注明 }}。为确保资金安全，付款前可按本函所列联系方式向我方核实账户。")
    yield p("正文缩进", "{{ 余地 }}。")
    yield p("一级标题", "{{ 段.措施 }}期限届满后的措施")
    yield p(
        "正文缩进",
        "{{ 此后 }}：" + STEPS + "。{{ 费用 }}。",
    )
    yield each("句", "目的", p("正文缩进", "{{ 句 }}。"))
    yield p("正文缩进", "本函构成对贵方履行付款义务的催告。我方保留{{ 保留 }}的一切权利。")
    yield p("一级标题", "{{ 段.联系 }}联系方式")
    yield p("正文缩进", "贵方如对欠款有异议，请在前述期限内以书面形式提出并附相关凭证。")
    yield from contacts()
    yield p("正文缩进", "特此函告。", keep=True)
    yield enclosed()
    yield when("抄送", p("附件相连", "{{ 抄送 }}"))
    yield from creditors_signed()


def draw_final() -> bytes:
    """Return the template of the last demand before suit."""
    return package("最终催告函", [*_final()], footers=[footer("dash")])


def _confirmation() -> Iterator[str]:
    yield p("文书标题", "债务确认书")
    yield p("正文缩进", "{{ 缘由 }}。")
    yield each("句", "由来", p("正文缩进", "{{ 句 }}。"))
    yield p("正文缩进", "{{ 确认 }}：", above=True)
    yield when("not 分列", table("单 in 各笔", ROWS))
    yield when("分列", table("单 in 各笔", ROWS_OF_EACH))
    yield when("先抵", p("正文缩进", "{{ 先抵 }}。", gap=True))
    yield p("正文缩进", "{{ 承诺 }}。{% if 共同 %}{{ 共同 }}。{% endif %}", gap=True)
    yield p("正文缩进", "{{ 保留 }}。")
    yield each("句", "保证", p("正文缩进", "{{ 句 }}。"))
    yield p("正文缩进", "{{ 份数 }}。", keep=True)
    yield each("方", "各方", *_signed())
    yield each("方", "保证人", *_signed())
    yield p("落款日期", "签署日期：　　　　年　　月　　日")


def _signed() -> Iterator[str]:
    yield p("落款首行", "{{ 方.称谓 }}（{{ 方.签章 }}）：{{ 方.名称 }}")
    yield when("方.代表人", p("落款签名", "{{ 方.代表人 }}"), p("落款签名", "经办人（签名）："))


def draw_confirmation() -> bytes:
    """Return the template of what the debtor signs."""
    return package("债务确认书", [*_confirmation()], footers=[footer("of")])
