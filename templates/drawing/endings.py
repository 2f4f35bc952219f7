"""解除合同通知书, 收回租赁物通知书, 取回标的物通知书, 租赁物交接清单: how a contract ends and a thing comes back."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import contacts, creditors_signed, enclosed, letterhead, told_of_one
from drawing.kit import Column, accounts, each, footer, p, package, table, when

THINGS = (
    Column("序号", 10, "物.序号"),
    Column("名称", 30, "物.品名", style="表格文字左"),
    Column("编号", 28, "物.号码"),
    Column("位置", 32, "物.坐落", style="表格文字左"),
)
#: Of things whose place nobody entered.
MOVABLES = (
    Column("序号", 12, "物.序号"),
    Column("名称", 48, "物.品名", style="表格文字左"),
    Column("编号", 40, "物.号码"),
)
RECORD = (
    Column("序号", 8, "物.序号"),
    Column("名称", 24, "物.品名", style="表格文字左"),
    Column("编号", 20, "物.号码"),
    Column("数量", 10, "物.空", style="表格手填"),
    Column("外观及运行状况", 38, "物.空", style="表格手填"),
)


def _termination() -> Iterator[str]:
    yield from letterhead("解除合同通知书")
    yield p("正文缩进", "{{ 缘由 }}。")
    yield p("一级标题", "一、合同及履行情况")
    yield from told_of_one()
    yield p("一级标题", "二、违约事实")
    yield p("正文缩进", "{{ 违约 }}。")
    yield when(
        "催告",
        p("正文缩进", "{{ 催告说明 }}：{% for 函 in 催告 %}{{ 函.日期 }}，{{ 函.内容 }}。{% endfor %}{{ 催告后 }}。"),
    )
    yield p("一级标题", "三、解除依据和解除时间")
    yield p("正文缩进", "{{ 依据 }}。依据{{ 法律依据 }}的规定，我方通知贵方解除合同。{{ 时间 }}。")
    yield p("一级标题", "四、解除后的处理")
    yield when("付款", p("正文缩进", "{{ 付款 }}：", keep=True), accounts())
    yield each("句", "处理", p("正文缩进", "{{ 句 }}。"))
    yield each("句", "效力", p("正文缩进", "{{ 句 }}。"))
    yield p("一级标题", "五、联系方式")
    yield from contacts()
    yield p("正文缩进", "特此通知。", keep=True)
    yield when("抄送", p("附件相连", "{{ 抄送 }}"))
    yield from creditors_signed()


def draw_termination() -> bytes:
    """Return the template of the notice that ends a contract."""
    return package("解除合同通知书", [*_termination()], footers=[footer("dash")])


def _retaking() -> Iterator[str]:
    yield from letterhead("收回租赁物通知书")
    yield p("正文缩进", "{{ 缘由 }}。")
    yield p("一级标题", "一、租赁关系的终止")
    yield p("正文缩进", "{{ 订立 }}。{% for 事 in 终止 %}{{ 事.日期 }}，{{ 事.内容 }}。{% endfor %}")
    yield when("破产", p("正文缩进", "{{ 破产 }}。"))
    yield p("一级标题", "二、应当返还的租赁物")
    yield p("正文缩进", "{{ 说明 }}：", above=True)
    yield when("坐落", table("物 in 各物", THINGS))
    yield when("not 坐落", table("物 in 各物", MOVABLES))
    yield when("占用费", p("正文缩进", "{% for 句 in 占用费 %}{{ 句 }}。{% endfor %}", gap=True))
    yield p("一级标题", "三、返还的要求", gap=True)
    yield p("正文缩进", "依据{{ 法律依据 }}的规定，{{ 依据 }}。")
    yield each("句", "请求", p("正文缩进", "{{ 句 }}。"))
    yield each("句", "后果", p("正文缩进", "{{ 句 }}。"))
    yield p("一级标题", "四、联系方式")
    yield from contacts(keep=False)  # what is enclosed goes with the signature
    yield p("正文缩进", "特此通知。", keep=True)
    yield enclosed()
    yield from creditors_signed()


def draw_retaking() -> bytes:
    """Return the template of the notice by which a leased thing is asked for."""
    return package("收回租赁物通知书", [*_retaking()], footers=[footer("dash")])


def _goods() -> Iterator[str]:
    yield from letterhead("取回标的物通知书")
    yield p("正文缩进", "{{ 缘由 }}。")
    yield p("一级标题", "一、合同和所有权保留的约定")
    yield p("正文缩进", "{{ 订立 }}。{{ 约定 }}。{% if 登记 %}{{ 登记 }}。{% endif %}")
    yield p("一级标题", "二、取回的事由")
    yield p("正文缩进", "{{ 价款 }}。")
    yield each("函", "催告", p("正文缩进", "{{ 函.日期 }}，{{ 函.内容 }}。"))
    yield p("正文缩进", "{{ 违约 }}。")
    yield p("一级标题", "三、取回的要求")
    yield p("正文缩进", "依据{{ 法律依据 }}的规定，{{ 依据 }}。")
    yield each("句", "请求", p("正文缩进", "{{ 句 }}。"))
    yield each("句", "后果", p("正文缩进", "{{ 句 }}。"))
    yield p("一级标题", "四、联系方式")
    yield from contacts()
    yield p("正文缩进", "特此通知。", keep=True)
    yield from creditors_signed()


def draw_goods() -> bytes:
    """Return the template of the notice by which goods are asked back whose title was kept."""
    return package("取回标的物通知书", [*_goods()], footers=[footer("dash")])


def _record() -> Iterator[str]:
    yield p("文书标题", "租赁物交接清单")
    yield p("正文缩进", "{{ 缘由 }}。")
    yield p("正文缩进", "{{ 时间 }}")
    yield p("正文缩进", "{{ 地点 }}", above=True)
    yield table("物 in 各物", RECORD)
    yield p("正文待填", "{{ 情况 }}", gap=True)
    yield each("句", "保留", p("正文缩进", "{{ 句 }}。", keep=True))
    yield each(
        "方",
        "各方",
        p("落款首行", "{{ 方.称谓 }}（{{ 方.签章 }}）：{{ 方.名称 }}"),
        p("落款签名", "经办人（签名）："),
    )
    yield p("落款日期", "　　　　年　　月　　日")


def draw_record() -> bytes:
    """Return the template that both sides sign at the handover."""
    return package("租赁物交接清单", [*_record()], footers=[footer("of")], short=True)
