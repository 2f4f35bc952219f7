"""还款和解协议: unconditional debt confirmation, instalments, acceleration, conditional waiver, guarantor's consent."""

from __future__ import annotations

from collections.abc import Iterator

from drawing.blocks import enclosed, persons, side
from drawing.kit import Column, each, footer, p, package, table, when

INSTALMENTS = (
    Column("期次", 8, "期.期次", "合计"),
    Column("付款期限", 23, "期.日期"),
    Column("金额（元）", 17, "期.金额", "{{ 分期合计.金额 }}", "表格金额"),
    Column("金额（大写）", 52, "期.大写", "{{ 分期合计.大写 }}", "表格文字左"),
)
EACH = (
    Column("编号", 26, "单.编号", "合计"),
    Column("本金（元）", 24, "单.本金", "{{ 债务.本金 }}", "表格金额"),
    Column("{{ 词.违约 }}（元）", 24, "单.违约金", "{{ 债务.违约金 }}", "表格金额"),
)
ON = Column("合同", 26, "单.合同", style="表格文字左")
ADDRESSES = (
    Column("当事人", 10, "址.称谓"),
    Column("送达地址", 36, "址.地址", style="表格文字左"),
    Column("收件人及电话", 31, "址.收件人"),
    Column("电子邮箱", 23, "址.邮箱"),
)


def _parties() -> Iterator[str]:
    yield from side("甲方", as_what="债权人")
    yield from side("乙方", as_what="债务人")
    yield persons("保证人", as_what="保证人")
    yield persons("新增")
    yield p(
        "正文缩进",
        "{{ 合同.缘起 }}（以下{% if 原合同.合称 %}合{% endif %}称“{{ 原合同.简称 }}”），{{ 履行 }}"
        "乙方尚未付清{{ 词.债 }}。{{ 序言 }}：",
    )


def _debt() -> Iterator[str]:
    confirmed = "2. 前款确认系对既存债务事实的确认，不以本协议其他条款的生效或者履行为条件。"
    yield p("一级标题", "第一条　债务确认")
    yield p(
        "条款",
        "1. 甲乙双方确认：{{ 债务.确认 }}。{% if 债务.明细 and not 债务.各笔 %}其中：{{ 债务.明细 }}。{% endif %}",
    )
    yield when(
        "债务.各笔",
        p("表题", "各笔欠款"),
        when("not 分列", table("单 in 债务.各笔", EACH)),
        when("分列", table("单 in 债务.各笔", (ON, *EACH))),
        p("条款", confirmed, gap=True),
    )
    yield when("not 债务.各笔", p("条款", confirmed))
    yield when("共同", p("条款", "3. {% for 句 in 共同 %}{{ 句 }}。{% endfor %}"))
    yield p("一级标题", "第二条　还款安排")
    yield p("条款", "1. {{ 付款方式 }}：", keep=True)
    yield p("表题", "还款计划")
    yield table("期 in 分期", INSTALMENTS)
    yield p("条款", "2. {{ 分期说明 }}。", gap=True)
    yield p("一级标题", "第三条　付款账户与抵充顺序")
    yield p(
        "条款",
        "1. 各期款项汇入甲方下列账户，以到账日为付款日：户名{{ 账户.户名 }}，开户行{{ 账户.开户行 }}，账号"
        "{{ 账户.账号 }}"
        "{% for 户 in 账户.其余 %}；户名{{ 户.户名 }}，开户行{{ 户.开户行 }}，账号{{ 户.账号 }}{% endfor %}。"
        "{% if 账户.说明 %}{{ 账户.说明 }}。{% endif %}{{ 变更账户 }}。",
    )
    yield p("条款", "2. 乙方的付款依次抵充：{{ 抵充顺序 }}。付款时的其他指定不改变上述顺序。")


def _consequences() -> Iterator[str]:
    yield when(
        "减免",
        p("一级标题", "第四条　附条件减免"),
        p(
            "条款",
            "{{ 减免.条件 }}{% if 抵债 %}并依约交付抵债财产{% endif %}的，"
            "甲方免除第一条所列{{ 词.违约 }}中的人民币{{ 减免.金额 }}"
            "元（大写：人民币{{ 减免.大写 }}）以及{{ 截止日 }}之后的{{ 词.违约 }}。"
            "{{ 减免.违反 }}，上述减免自始不发生效力，乙方仍应按第一条确认的金额履行，并"
            "{{ 违约责任.标准 }}支付{{ 截止日 }}之后的{{ 词.违约 }}，已付款项予以扣除。",
        ),
    )
    yield when(
        "not 减免",
        p("一级标题", "第四条　不予减免"),
        p(
            "条款",
            "{{ 不减免 }}。",
        ),
    )
    yield p("一级标题", "第五条　加速到期")
    yield p(
        "条款",
        "{{ 加速.内容 }}。",
    )
    yield p("一级标题", "第六条　违约责任")
    yield p(
        "条款",
        "{{ 违约责任.内容 }}。{% if 违约责任.费用 %}{{ 违约责任.费用 }}。{% endif %}",
    )


def _guarantee() -> Iterator[str]:
    yield when("条.担保", p("一级标题", "{{ 条.担保 }}　担保"))
    yield each(
        "保",
        "保证承诺",
        p(
            "条款",
            "{% if 保.序号 %}{{ 保.序号 }}. {% endif %}"
            "{{ 保.称谓 }}已阅知本协议全部内容，**书面同意**本协议对主债务履行期限和方式"
            "的变更，并继续按{{ 保.文书 }}（{{ 保.日期 }}{{ 保.签署 }}）为乙方提供{{ 保.方式 }}。其保证的范围为"
            "{{ 保.订单 }}项下的{{ 保.担保范围 }}，截至{{ 截止日 }}{{ 保.数额 }}"
            "{% if 保.最高债权额 %}；{{ 保.称谓 }}承担保证责任的最高债权额为人民"
            "币{{ 保.最高债权额 }}元（大写：人民币{{ 保.大写 }}），不因本协议而增加{% endif %}。",
        ),
        p(
            "条款",
            "{{ 保.称谓 }}同意，其保证期间变更为本协议约定的最后一期付款期限届满之日起{{ 保.保证期间 }}；"
            "依第五条提前到期的，自提前到期之日起计算。甲方此前已向其主张的权利不受影响。",
        ),
    )
    yield when(
        "条.担保 and not 保证承诺",
        p("条款", "本协议不改变{{ 原合同.简称 }}项下已经设立的担保；担保人未书面同意的，本协议不加重其责任。"),
    )
    yield each(
        "条款组",
        "另条",
        p("一级标题", "{{ 条款组.序 }}　{{ 条款组.题 }}"),
        each("句", "条款组.款", p("条款", "{{ 句 }}。")),
    )
    yield p("一级标题", "{{ 条.送达 }}　送达地址")
    yield p(
        "条款",
        "各方确认下列地址为各类通知及诉讼（含一审、二审、再审、执行）文书的送达地址；变更的，应当书面通知"
        "其他各方，未通知的，按下列地址寄出的文书被退回之日视为送达之日：",
    )
    yield p("表题", "各方送达地址")
    yield table("址 in 送达地址", ADDRESSES, brief=True)


def _close() -> Iterator[str]:
    yield when(
        "条.争议",
        p("一级标题", "{{ 条.争议 }}　争议解决", gap=True),
        p("条款", "因本协议引起的或者与本协议有关的争议，由{{ 争议解决 }}管辖。"),
    )
    yield p("一级标题", "{{ 条.其他 }}　其他")
    yield p("条款", "1. {{ 原合同.效力 }}。本协议不构成新债清偿或者债的更新。")
    yield p("条款", "2. {% if 减免 %}除第四条外，{% endif %}本协议的任何约定均不构成甲方对任何权利的放弃。")
    yield p(
        "条款",
        "3. 本协议{% if 签订地 %}于{{ 签订地 }}签订，{% endif %}一式{{ 份数 }}份，各方各执一份{{ 交存 }}，具有同等"
        "效力，自各方签名或者盖章之日起生效。",
    )
    yield enclosed()
    yield each(
        "方",
        "签署方",
        p("签署首行", "{{ 方.称谓 }}（{{ 方.签章 }}）：{{ 方.名称 }}"),
        when("方.代表人", p("签署", "{{ 方.代表人 }}")),
        p("签署末行", "签订日期：　　　　年　　月　　日"),
    )


def draw() -> bytes:
    """Return the template; every page says 第×页 共×页, so that a swapped page shows."""
    parts = (_parties, _debt, _consequences, _guarantee, _close)
    body = [p("文书标题", "{{ 标题 }}"), *(block for part in parts for block in part())]
    return package("还款和解协议", body, footers=[footer("of")])
