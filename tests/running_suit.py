"""The steel matter with its suit pending: filed 2026-06-10, less penalty claimed than is owed today."""

from __future__ import annotations

CLAIMED = """    原诉讼请求:
      - {text: "判令被告一向原告支付货款851,600.00元", amount: 851600.00}
      - {text: "判令被告一向原告支付违约金400,000.00元", amount: 400000.00}
      - {text: 本案诉讼费用由被告负担}
"""
SUIT = f"""filings:
  - id: 一审
    kind: 起诉
    date: 2026-06-10
    against: [沈河, 郑样例]
    organ: 天津市北辰区人民法院
    case_no: （2026）津0113民初88号
    审理程序: 普通程序
    complaint_served_on: 2026-06-22
    举证期限届满日: 2026-12-01
    fee_paid: 16064.40
{CLAIMED}    变更理由: 违约金继续增加，原请求只计算至起诉前
    撤诉理由: 双方达成和解
    objection:
      by: 沈河
      date: 2026-07-15
      court: 沈阳市沈河区人民法院
      reason: 被告住所地在沈阳市沈河区
choices:
"""
REQUESTS = """evidence_requests:
  - id: 抵扣
    kind: 调查取证
    item: 沈阳沈河样例重型机械有限公司对三张增值税专用发票的抵扣记录
    holder: 沈阳市沈河区税务局
    address: 沈阳市沈河区样例街1号
    proves: 被告一已经收到并抵扣三张发票
    reason: 该记录由国家有关部门保存，当事人无权查阅
    clue: 发票号码23122000000000000001至23122000000000000003
    evidence: 发票1
  - id: 调查令
    kind: 调查令
    item: 何样文所用微信号的实名登记信息
    holder: 样例科技有限公司
    address: 深圳市虚构路1号
    proves: 微信号he_yangwen_sample由何样文使用
    reason: 该信息只向司法机关提供
    clue: 微信号he_yangwen_sample
  - id: 账簿
    kind: 提交书证
    item: 2023年4月至9月的入库单和应付账款明细账
    proves: 被告一收到订单三的50吨圆钢
    importance: 该批货物没有签收人，是否收到决定订单三的货款
    control: 对账单盖章确认五批货物，说明被告一记有账目
    reason: 账簿、记账原始凭证属于应当提交的书证
    evidence: 对账单
  - id: 监控
    kind: 证据保全
    item: 一号库2023年9月7日的监控录像
    party: 沈河
    address: 沈阳市沈河区样例街99号
    proves: 50吨圆钢已经卸入一号库
    reason: 录像会被定期覆盖
    method: 复制
  - id: 录音
    kind: 延期举证
    item: 2025年11月3日的通话录音
    reason: 录音所在的手机正在送修
    days: 15
choices:
"""
PENDING = ("choices:\n", SUIT)
ASKED = ("choices:\n", REQUESTS)
