"""催款函: the creditor's own demand; a company's letterhead, none for a person; no law firm and no court look."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import contacts, creditors_signed, enclosed, letterhead, owed, owing, told
from drawing.kit import accounts, each, footer, p, package, when


def _head() -> Iterator[str]:
    yield from letterhead("催款函")
    yield p("正文缩进", "{{ 发函人.名称 }}（以下称“我方”）就贵方{{ 所欠 }}{{ 事由 }}一事，致函如下。")


def _facts() -> Iterator[str]:
    yield p("一级标题", "一、{{ 节.情况 }}")
    yield from told()
    yield when("此前", p("正文缩进", "{% for 函 in 此前 %}{{ 函.日期 }}，{{ 函.内容 }}。{% endfor %}"))
    yield p("一级标题", "二、欠款金额")
    yield owing()
    yield from owed()


def _demand() -> Iterator[str]:
    yield p("一级标题", "三、付款要求")
    yield p("正文缩进", "依据{{ 法律依据 }}的规定，{{ 法律分析 }}。")
    yield p("正文缩进", "请贵方于{{ 要求.期限 }}，{{ 要求.内容 }}。")
    yield p("正文缩进", "上述款项请汇入我方的下列账户：", keep=True)
    yield accounts()
    yield p("正文缩进", "{{ 注明 }}。为确保资金安全，付款前可按本函所列联系方式向我方核实账户。")
    yield p("一级标题", "四、逾期后果")
    yield p(
        "正文缩进",
        "贵方逾期未付的，我方将依法{{ 要求.途径 }}，并视情况依法向人民法院申请财产保全；由此产生的"
        "{{ 要求.费用 }}，将依法请求由贵方承担。",
    )
    yield each("句", "目的", p("正文缩进", "{{ 句 }}。"))
    yield p("正文缩进", "本函构成对贵方履行付款义务的催告。我方保留{{ 保留 }}的一切权利。")


def _close() -> Iterator[str]:
    yield p("一级标题", "五、联系方式")
    yield p("正文缩进", "贵方如对欠款有异议，请在前述期限内以书面形式提出并附相关凭证。")
    yield from contacts()
    yield p("正文缩进", "特此函告。", keep=True)
    yield enclosed()
    yield from creditors_signed()


def draw() -> bytes:
    """Return the template."""
    body = [block for part in (_head, _facts, _demand, _close) for block in part()]
    return package("催款函", body, footers=[footer("dash")])
