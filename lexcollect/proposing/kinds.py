"""Kinds of papers: what a paper is, by what it calls itself.

Owns the words of titles. A paper is what its head says, not what it mentions: a letter that speaks of an invoice is a
letter. What is not known is ``None`` and only searched for parties.
"""

from __future__ import annotations

import re
from enum import StrEnum

from lexcollect.patterns import regex
from lexcollect.proposing.papers import Paper


class PaperKind(StrEnum):
    """What a paper is; the value is its plain name."""

    INVOICE = "发票"
    BANK_SLIP = "银行回单"
    BANK_STATEMENT = "银行流水"
    RECEIPT = "收据"
    DELIVERY = "送货单"
    ORDER = "采购订单"
    STATEMENT = "对账单"
    PLAN = "还款计划"
    GUARANTEE = "保证书"
    DEMAND = "催款函"
    SURETY_DEMAND = "保证责任催告函"
    LAWYER_LETTER = "律师函"
    TERMINATION = "解除通知书"
    WAYBILL = "邮件详情单"
    TRACK = "邮件投递查询结果"
    REGISTER = "企业登记信息查询结果"
    LICENCE = "营业执照"
    ID_CARD = "居民身份证"
    JUDGMENT = "民事判决书"
    MEDIATION = "民事调解书"
    RULING = "民事裁定书"
    AWARD = "仲裁裁决书"
    FILED = "受理通知书"
    FEE_NOTICE = "交纳诉讼费用通知书"
    SUMMONS = "传票"
    EVIDENCE_NOTICE = "举证通知书"
    SERVICE = "送达回证"
    ENFORCEMENT = "执行案件受理通知书"
    PRESERVED = "保全情况告知书"
    PAYMENT_ORDER = "支付令"
    EFFECT = "裁判文书生效证明"
    ANNOUNCED = "法院公告"
    FEE_RECEIPT = "诉讼费票据"
    COURT_MESSAGE = "法院短信"
    SETTLEMENT = "结算协议"
    CONTRACT = "合同"


#: What people call a letter that asks for money.
_DEMANDED = (
    r"催\s*(?:款|告|收|缴|讨|要)\s*(?:欠款|款项|贷款|借款|货款|租金)?\s*(?:函|通知|告知书|单)|催促[^\n]{0,8}函"
    r"|(?:还|付|缴)\s*款\s*(?:通知|告知|提示|提醒|催促)[^\n]{0,2}[书函]?|还本付息通知"
    r"|(?:到期|逾期)[^\n]{0,4}(?:款|债务|债权|租金)[^\n]{0,4}(?:函|通知)|逾期(?:通知|告知)"
    r"|(?:主张|要求)[^\n]{0,6}(?:权利|债权|还款|付款|清偿|偿还|支付)[^\n]{0,6}(?:函|通知)"
)
#: A thing that is taken back, or given up at the end, is no delivery.
_HANDED_OVER = (
    r"^(?!.{0,16}(?:收回|返还|退场|退还|退租|回收)).{0,14}(?:设备|机器|机械|货物|器材|物资|租赁物|车辆|样机|材料)"
    r".{0,4}交\s*接\s*(?:清?单|确认(?:单|书)|书|表|记录)"
)
#: The signs of each kind in the first lines, the closer ones first.
_HEADS: tuple[tuple[PaperKind, re.Pattern[str]], ...] = tuple(
    (kind, regex(words))
    for kind, words in (
        (PaperKind.INVOICE, r"电子发票|增值税(?:电子)?(?:专用|普通)发票"),
        (PaperKind.TRACK, r"投递查询|邮件查询|物流查询|快递查询|邮件轨迹|查询结果.{0,10}邮件"),
        (PaperKind.WAYBILL, r"详情单|快递单|运单|面单"),
        (PaperKind.SERVICE, r"送达回证|电子送达(?:凭证|回执|证明)|送达(?:凭证|回执)"),
        (PaperKind.EFFECT, r"生效证明"),
        (PaperKind.FEE_RECEIPT, r"诉讼费.{0,8}(?:票据|收据|缴款书|结算)"),
        (PaperKind.ENFORCEMENT, r"执行(?:案件)?(?:受理|立案)通知"),
        (PaperKind.JUDGMENT, r"民事判决书"),
        (PaperKind.MEDIATION, r"民事调解书"),
        (PaperKind.RULING, r"民事裁定书"),
        (PaperKind.AWARD, r"裁决书"),
        (PaperKind.PAYMENT_ORDER, r"^\s*支\s*付\s*令"),
        (PaperKind.PRESERVED, r"(?:保全|查封|冻结).{0,8}告知书"),
        (PaperKind.FILED, r"受理(?:案件)?通知书"),
        (PaperKind.FEE_NOTICE, r"(?:交纳|缴纳|预交|缴费).{0,8}(?:诉讼费|受理费)?.{0,6}通知"),
        (PaperKind.SUMMONS, r"^\s*传\s*票|^\s*(?:开庭)?传票"),
        (PaperKind.ANNOUNCED, r"人民法院.{0,6}公\s*告|^\s*公\s*告\s*$"),
        (PaperKind.EVIDENCE_NOTICE, r"举证通知书"),
        (PaperKind.BANK_SLIP, r"回\s*单|转账凭证|付款凭证|收款凭证"),
        (PaperKind.RECEIPT, r"^\s*(?:现金|收款)?\s*收\s*(?:据|条)\s*$|收款收据"),
        (PaperKind.BANK_STATEMENT, r"交易明细|流水|账户明细|对账明细"),
        (PaperKind.LAWYER_LETTER, r"律\s*师\s*(?:催[款告收]\s*)?函"),
        (PaperKind.SURETY_DEMAND, r"(?:保证|担保)(?:责任|义务).{0,6}(?:函|通知|告知书)|保证人催告函"),
        (PaperKind.TERMINATION, r"解除(?:合同)?通知"),
        (PaperKind.DEMAND, _DEMANDED),
        (PaperKind.STATEMENT, r"对\s*账\s*(?:单|函)|询证函|往来账"),
        (PaperKind.PLAN, r"还款计划|还款承诺|承诺书|欠\s*条"),
        (PaperKind.GUARANTEE, r"保\s*证\s*(?:书|函|合同)|担\s*保\s*(?:书|函|合同)"),
        (PaperKind.DELIVERY, rf"(?:送|发|出|收)\s*货\s*单|出库单|入库单|{_HANDED_OVER}"),
        (PaperKind.ORDER, r"(?:采购|销售|订货)?\s*订\s*(?:单|购单)"),
        (PaperKind.REGISTER, r"企业信用信息|工商.{0,4}信息|登记信息|企业(?:基本)?信息"),
        (PaperKind.LICENCE, r"营业执照"),
        (PaperKind.ID_CARD, r"居\s*民\s*身\s*份\s*证\s*$"),
        (PaperKind.SETTLEMENT, r"(?:结算|和解|还款|补充)协议"),
        (PaperKind.CONTRACT, r"合\s*同|协\s*议"),
    )
)
#: What a message of a court carries in brackets, at its head or its end.
MESSAGE_MARK = regex(
    r"(?m)(?:^|(?<=[\s\d：:]))【[^】\n]{0,16}(?:人民法院|12368)[^】\n]{0,10}】|【[^】\n]{0,16}(?:人民法院|12368)[^】\n]{0,10}】\s*$"
)
#: A file of messages is short, and the first one stands near its head.
_MESSAGES, _MESSAGE_HEAD = 20_000, 600
#: A title is short, and a line of a form that names another paper is none.
_TITLE_LENGTH, _TITLE_LINES = 40, 3
_LABELLED = regex(r"[：:]")
#: A card has few words.
_CARD = 400
_OF_A_CARD = tuple(regex(words) for words in (r"姓\s*名", r"住\s*址", r"公\s*民\s*身\s*份\s*号\s*码"))
_OF_COMPANY = regex(r"公司[：:]?$")


def kind_of(paper: Paper) -> PaperKind | None:
    """Return what ``paper`` is by its first lines, or ``None``."""
    if paper.invoice is not None:
        return PaperKind.INVOICE
    if len(paper.text) < _MESSAGES and MESSAGE_MARK.search(paper.text[:_MESSAGE_HEAD]):
        return PaperKind.COURT_MESSAGE
    lines = [line.strip() for line in paper.text.split("\n") if line.strip()][:_TITLE_LINES]
    for line in lines:
        title = _LABELLED.split(line)[0] if _LABELLED.search(line) else line
        if len(title) > _TITLE_LENGTH or _OF_COMPANY.search(title):
            continue
        for kind, words in _HEADS:
            if words.search(title):
                return kind
    return PaperKind.ID_CARD if _is_id_card(paper) else None


def _is_id_card(paper: Paper) -> bool:
    """Tell whether a short paper has the three labels of an identity card: its front names no title."""
    return len(paper.text) < _CARD and all(label.search(paper.text) for label in _OF_A_CARD)
