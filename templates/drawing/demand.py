"""催款函: the creditor's own demand; a company's letterhead, none for a person; no law firm and no court look."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.kit import accounts, each, footer, p, package, table, when
from drawing.letter import ORDERS


def _head() -> Iterator[str]:
    yield when("函头", p("函头", "{{ 函头 }}"))
    yield when("编号", p("文号", "{{ 编号 }}"))
    yield p("文书标题", "催款函")
    yield p("正文顶格", "{{ 收函人.名称 }}{% if 收函人.代码 %}（统一社会信用代码：{{ 收函人.代码 }}）{% endif %}：")
    yield p("正文缩进", "{{ 发函人.名称 }}（以下称“我方”）就贵方拖欠{{ 事由 }}一事，致函如下。")


def _facts() -> Iterator[str]:
    yield p("一级标题", "一、合同及履行情况")
    yield p(
        "正文缩进",
        "{{ 订立 }}。{% if 合同.规模 %}{{ 合同.规模 }}。{% endif %}"
        "{% if 合同.约定 %}{{ 合同.约定处 }}：{{ 合同.约定 }}。{% endif %}"
        "{% for 份 in 合同.其余 %}{% if 份.约定 %}{{ 份.约定处 }}：{{ 份.约定 }}。{% endif %}{% endfor %}",
    )
    yield each("句", "共同", p("正文缩进", "{{ 句 }}。"))
    yield p(
        "正文缩进",
        "{% for 步 in 施工 %}{{ 步.日期 }}，{{ 步.内容 }}。{% endfor %}"
        "{{ 履行 }}{{ 词.债 }}合计{{ 合计.货款 }}元；{{ 合计.清偿 }}。"
        "{% for 步 in 验收 %}{{ 步.日期 }}，{{ 步.内容 }}。{% endfor %}"
        "{% for 认 in 债务确认 %}{{ 认.日期 }}，{{ 认.内容 }}。{% endfor %}",
    )
    yield p("一级标题", "二、欠款金额")
    yield p("正文缩进", "{% for 占 in 占用费 %}{{ 占 }}。{% endfor %}{{ 欠款 }}：")
    yield p(
        "表题",
        "欠款及{{ 词.违约 }}明细（{% if 违约金.分段 %}{{ 违约金.截止 }}{% else %}暂计至{{ 截止日 }}{% endif %}）",
    )
    yield table("单 in 订单", ORDERS)
    yield when("违约金.分段", p("表注", "注：{{ 违约金.算法 }}。{{ 违约金.此后 }}"))


def _demand() -> Iterator[str]:
    yield p("一级标题", "三、付款要求")
    yield p("正文缩进", "依据{{ 法律依据 }}的规定，{{ 法律分析 }}。")
    yield p("正文缩进", "请贵方于{{ 要求.期限 }}，{{ 要求.内容 }}，汇入我方的下列账户：", keep=True)
    yield accounts()
    yield p("正文缩进", "{{ 注明 }}。为确保资金安全，付款前可按本函所列联系方式向我方核实账户。")
    yield p("一级标题", "四、逾期后果")
    yield p(
        "正文缩进",
        "贵方逾期未付的，我方将依法{{ 要求.途径 }}，并视情况依法向人民法院申请财产保全；由此产生的"
        "{{ 要求.费用 }}，将依法请求由贵方承担。",
    )
    yield p("正文缩进", "本函构成对贵方履行付款义务的催告。我方保留合同及法律规定的一切权利。")


def _close() -> Iterator[str]:
    yield p("一级标题", "五、联系方式")
    yield p("正文缩进", "贵方如对欠款有异议，请在前述期限内以书面形式提出并附相关凭证。")
    yield p("正文缩进", "联系人：{{ 发函人.联系人 }}；电话：{{ 发函人.电话 }}；地址：{{ 发函人.地址 }}。")
    yield p("正文缩进", "特此函告。", keep=True)
    yield when("附件", p("附件", "附件："), each("件", "附件", p("附件", "{{ 件.序号 }}. {{ 件.内容 }}")))
    yield each("方", "落款.各方", p("落款首行", "{{ 方.名称 }}（{{ 方.签章 }}）"))
    yield p("落款日期", "{{ 落款.日期 }}")


def draw() -> bytes:
    """Return the template."""
    body = [block for part in (_head, _facts, _demand, _close) for block in part()]
    return package("催款函", body, footers=[footer("dash", "right"), footer("dash", "left")])
