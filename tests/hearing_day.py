"""The steel matter around its hearing and at its end: the other side's evidence, issues, questions, and the closing."""

from __future__ import annotations

THEIRS = """opposing_exhibits:
  - id: 收条
    title: 《收条》
    by: 沈河
    number: 证据1
    pages: 第1页
    proves: 已以现金支付货款200,000元
    genuine: 待核对原件
    lawful: 认可
    relevant: 不认可
    relevant_reason: 收条没有写明所付的是哪一份合同的款项
    weight: 不认可
    objections: [没有原件, 单方制作]
    evidence: 对账单
  - id: 证言
    title: 证人王某的书面证言
    number: 证据2
    proves: 订单三的货物没有送到
    genuine: 不认可
    lawful: 认可
    relevant: 认可
    weight: 不认可
    objections: [证人未出庭, 证人有利害关系]
"""
HEARING = f"""{THEIRS}issues:
  - id: 交付
    title: 订单三的货物是否已经交付
    theirs: 订单三的50吨圆钢没有收到
    ours: 对账单列明五批货物并加盖被告一印章，订单三的货物已经交付
    articles: [民法典 598, 民诉法解释 108]
    speaker: 张示例
    evidence: 对账单
  - id: 过高
    title: 违约金是否过高
    ours: 约定的标准没有过分高于造成的损失，被告一没有举证证明
    articles: [民法典 585]
questions:
  - {{to: 被告一, text: 对账单上的印章是否你公司所盖, purpose: 确认五批货物, expected: 是, evidence: 对账单}}
hearing:
  date: 2026-12-10
  time: 上午9时
  room: 第五法庭
  judge: 李示例
  presenter: 张示例
  take_along: [计算表三份]
choices:
"""
CLOSED = """closing:
  date: 2026-11-21
  result: 部分收回
  told: 被告一付清货款本金后结案
  causes: [催收延误, 合同条款缺陷]
  lessons: [合同写明签收人, 到期后七日内发函]
  checks: [催收往来没有违规用语]
  handler: 张示例
  reviewer: 李主任
  file_no: 2026民字第12号
  opened_on: 2026-03-02
  kept_until: 2036-11-21
  kept:
    - {item: 买卖合同原件, original: yes, returned_on: 2026-11-20, returned_to: 周范例}
    - {item: 判决书, original: no, place: 档案室3柜}
choices:
"""
HEARD = ("choices:\n", HEARING)
ENDED = ("choices:\n", CLOSED)
