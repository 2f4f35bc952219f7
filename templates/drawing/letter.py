"""律师函: a law firm's demand on a client's mandate; black letterhead, no court look (治安管理处罚法 62)."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import addressee, enclosed, owed, owing, told
from drawing.kit import accounts, each, footer, p, package, when


def _head() -> Iterator[str]:
    yield p("函头", "{{ 律所.名称 }}")
    yield p("文号", "{{ 编号 }}")
    yield p("文书标题", "律师函")
    yield addressee()
    yield p(
        "正文缩进",
        "{{ 律所.名称 }}接受{{ 委托人.名称 }}（以下称“委托人”）的委托，指派{{ 律师名单 }}，就贵方{{ 所欠 }}"
        "{{ 事由 }}一事，致函如下。",
    )


def _facts() -> Iterator[str]:
    yield when(
        "依据材料",
        p("一级标题", "{{ 节.材料 }}本函依据的材料"),
        p("正文缩进", "委托人向本所提供了下列材料：{{ 依据材料 }}。"),
    )
    yield p("一级标题", "{{ 节.事实 }}基本事实")
    yield from told()
    yield when("此前", p("正文缩进", "{% for 函 in 此前 %}{{ 函.日期 }}，{{ 函.内容 }}。{% endfor %}"))
    yield owing()
    yield from owed()


def _demand() -> Iterator[str]:
    yield p("一级标题", "{{ 节.分析 }}法律分析")
    yield p(
        "正文缩进",
        "依据{{ 法律依据 }}的规定，{{ 法律分析 }}。",
    )
    yield p("一级标题", "{{ 节.要求 }}付款要求")
    yield p("正文缩进", "请贵方于{{ 要求.期限 }}，{{ 要求.内容 }}。")
    yield p("正文缩进", "上述款项请汇入委托人的下列账户：", keep=True)
    yield accounts()
    yield p(
        "正文缩进",
        "{{ 注明 }}。为确保资金安全，付款前可按本函所列联系方式向委托人核实账户。",
    )
    yield p("一级标题", "{{ 节.后果 }}逾期后果")
    yield p(
        "正文缩进",
        "贵方逾期未付的，本所将根据委托人的授权，依法{{ 要求.途径 }}，并视情况依法向人民法院申请财产"
        "保全；由此产生的{{ 要求.费用 }}，将依法请求由贵方承担。",
    )
    yield each("句", "目的", p("正文缩进", "{{ 句 }}。"))
    yield p("正文缩进", "本函构成对贵方履行付款义务的催告。委托人保留{{ 保留 }}的一切权利。")


def _close() -> Iterator[str]:
    yield p("一级标题", "{{ 节.声明 }}声明与联系方式")
    yield p("正文缩进", "{{ 出具依据 }}。贵方如对欠款有异议，请在前述期限内以书面形式提出并附相关凭证。")
    yield p("正文缩进", "本所地址：{{ 律所.地址 }}；联系人：{{ 律所.联系人 }}；电话：{{ 律所.电话 }}。")
    # A page with nothing but the signatures belongs to no letter.
    yield p("正文缩进", "委托人联系人：{{ 委托人.联系人 }}；电话：{{ 委托人.电话 }}。", keep=True)
    yield p("正文缩进", "特此函告。", keep=True)
    yield enclosed()
    yield p("落款首行", "{{ 律所.名称 }}（盖章）")
    yield each("师", "律师", p("落款", "律师：{{ 师.姓名 }}（签名）"), p("落款", "执业证号：{{ 师.执业证号 }}"))
    yield p("落款日期", "{{ 落款.日期 }}")


def draw() -> bytes:
    """Return the template; odd page numbers right, even left, as letters are printed on both sides."""
    body = [block for part in (_head, _facts, _demand, _close) for block in part()]
    return package("律师函", body, footers=[footer("dash")])
