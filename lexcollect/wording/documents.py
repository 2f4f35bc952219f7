"""Wording of the room ``documents``: what is said about drafting papers. The papers' own text is in the templates."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    "paper.letter": ("律师函", "lawyer's letter"),
    "paper.complaint": ("民事起诉状", "complaint"),
    "paper.preservation": ("诉讼财产保全申请书", "application for preservation"),
    "paper.settlement": ("还款和解协议", "settlement agreement"),
    "change": ("{field}：{old} → {new}", "{field}: {old} → {new}"),
    "change.none": ("（无）", "(none)"),
    "change.template": ("模板文件", "the template"),
    "change.program": ("程序版本", "the program"),
    "change.layout": ("版式", "the layout"),
    "status.written": ("已写入 {path}", "written to {path}"),
    "status.unchanged": ("没有变化，沿用 {path}", "unchanged, still {path}"),
    "status.edited": ("没有变化，保留您改过的 {path}", "unchanged, your edited {path} is kept"),
    "status.restored": ("没有变化，已补回 {path}", "unchanged, {path} was written again"),
    "status.refused": ("未写出，请先处理上面的错误", "not written; please settle the errors above"),
    "what.phone": ("{name}的联系电话", "the phone number of {name}"),
    "what.gender": ("{name}的性别", "the gender of {name}"),
    "what.uscc": ("{name}的统一社会信用代码", "the credit code of {name}"),
    "what.domicile": ("{name}的住所地", "the domicile of {name}"),
    "what.legal_rep": ("{name}的法定代表人或者负责人", "the legal representative of {name}"),
    "what.reach": ("{name}的联系方式", "a way to reach {name}"),
    "what.period": ("保证期间", "the guarantee period"),
    "what.court": ("受诉人民法院（choices 的 court）", "the court (choices.court)"),
    "what.reason": ("保全的必要性（preservation 的 reason）", "why preservation is needed (preservation.reason)"),
    "what.provider": ("保全担保的提供人或者担保财产", "who or what secures the preservation"),
    "what.bank": ("收款账户（债权人的 bank）", "the account to pay into (bank of the creditor)"),
    "what.firm_address": ("律师事务所地址", "the address of the law firm"),
    "what.letter_no": ("律师函编号（choices.letter 的 letter_no）", "the letter's number (choices.letter.letter_no)"),
    "what.terms": ("和解方案（settlement）", "the terms of settlement (settlement)"),
    "what.late_penalty": ("逾期付款违约金的约定（late_penalty）", "the agreed penalty (late_penalty)"),
    "lint.L01.why": ("含有威胁意味", "a veiled threat"),
    "lint.L01.advice": ("请改为“逾期未付的，将依法通过诉讼（仲裁）途径解决”", "say that you will sue or go to arbitration"),
    "lint.L02.why": ("涉及暴力或者堵门滋扰", "violence or a blockade"),
    "lint.L02.advice": ("请删除，只写依法可以采取的措施", "delete it; name lawful steps only"),
    "lint.L03.why": ("牵涉与债务无关的人", "persons who do not owe the debt"),
    "lint.L03.advice": ("只联系债务人、其代表人或代理人、保证人", "address only the debtor, its representative or agent, the surety"),
    "lint.L04.why": ("以公开、曝光施压", "publicity used as pressure"),
    "lint.L04.advice": (
        "请删除；判决生效后可以依法申请人民法院将其纳入失信被执行人名单",
        "delete it; after judgment the court can be asked to list the debtor",
    ),
    "lint.L05.why": ("属于侮辱性用语", "an insult"),
    "lint.L05.advice": ("请改为“未按约履行付款义务”", "say that payment was not made as agreed"),
    "lint.L06.why": ("以刑事责任施压", "a criminal accusation used as pressure"),
    "lint.L06.advice": ("请删除；确有犯罪线索的另行依法反映，不与付款挂钩", "delete it; a true report is made separately"),
    "lint.L07.why": ("把举报与付款挂钩", "a report to the authorities is tied to payment"),
    "lint.L07.advice": ("请删除；举报应当单独、如实进行", "delete it; a report is a separate and truthful act"),
    "lint.L09.why": ("冻结、查封、列入名单只有人民法院可以决定", "only a court can freeze, seize or list"),
    "lint.L09.advice": ("请改为“将依法申请人民法院采取……措施”", "say that you will apply to the court"),
    "lint.L10.why": ("没有写明律师事务所和执业证号，却以律师名义", "speaks as a lawyer without a firm and a licence number"),
    "lint.L10.advice": (
        "请在 agents 中补全律所和执业证号，或者改用“催款函”“法务函”",
        "complete firm and licence number under agents, or write a plain demand letter",
    ),
    "lint.L11.why": ("非金融机构不能报送征信", "only lenders report to the credit system"),
    "lint.L11.advice": ("请删除", "delete it"),
    "lint.L13.why": ("案件文件中没有案号，可能不真实", "there is no case number on file, so it may be untrue"),
    "lint.L13.advice": ("请改为“将依法……”，或者补充案号", "say what you will do, or add the case number"),
    "lint.L14.why": ("期限过短，可能不合理", "the period may be unreasonably short"),
    "lint.L14.advice": ("请改为“自收到本函之日起7日内”等合理期限", "give a reasonable period counted from receipt"),
    "lint.L16.why": ("只请对方核对，没有要求付款，不能中断时效", "asks to check only: no demand, no interruption"),
    "lint.L16.advice": ("请写明要求在某日前支付", "ask for payment by a day"),
    "lint.L17.why": ("可能被理解为放弃或者免除债权", "may be read as a waiver"),
    "lint.L17.advice": (
        "请删除，或者写成附条件减免：足额、按时付清的，才免除某一金额",
        "delete it, or make it conditional on full and punctual payment",
    ),
    "lint.L18.why": ("可能构成对己方不利的自认", "may be an admission against you"),
    "lint.L18.advice": ("请与承办律师核对后再写", "check with counsel first"),
    "lint.L19.why": ("时效期间不得约定，时效利益不得预先放弃", "limitation cannot be agreed or waived in advance"),
    "lint.L19.advice": ("请删除", "delete it"),
    "lint.L20.why": ("沉默一般不视为同意", "silence is no consent unless agreed"),
    "lint.L20.advice": ("请改为请对方签字或者盖章确认", "ask for a signature"),
    "lint.L34.why": ("物业服务人不得以停水、停电等方式催收", "a property manager must not cut utilities"),
    "lint.L34.advice": ("请删除，可以起诉或者申请支付令", "delete it; sue or ask for a payment order"),
}


def _e(zh: str, en: str, rzh: str, ren: str) -> FindingText:
    return FindingText("error", zh, en, rzh, ren)


def _w(zh: str, en: str, rzh: str, ren: str) -> FindingText:
    return FindingText("warning", zh, en, rzh, ren)


def _n(zh: str, en: str, rzh: str, ren: str) -> FindingText:
    return FindingText("note", zh, en, rzh, ren)


FINDINGS: dict[str, FindingText] = {
    "LX-P001": _w(
        "保证人没有书面同意还款和解：债务加重的部分对其不发生效力，履行期限变更的，保证期间不受影响",
        "the surety has not consented in writing: heavier burdens do not bind him and the period is unchanged",
        "请取得保证人签章后，在 settlement 写 guarantor_consents: 是（民法典695）",
        "get the surety's signature, then set guarantor_consents under settlement (民法典 695)",
    ),
    "LX-P002": _e(
        "没有律师事务所名称和执业证号，不能以“律师函”为题",
        "without a law firm and a licence number a letter must not be called 律师函",
        "请在 agents 中补全 firm 和 licence_no；没有委托律师的，请改发催款函（律师法13、55）",
        "complete firm and licence_no under agents; without a lawyer send a plain demand (律师法 13, 55)",
    ),
    "LX-P003": _w(
        "{paper}缺少{what}，文书中已用【待补】标出",
        "the {paper} lacks {what}; the place is marked 【待补】",
        "请在案件文件中补充后重新生成",
        "add it to the case file and draft again",
    ),
    "LX-P004": _e(
        "{paper}缺少必要事实：{what}",
        "the {paper} lacks a necessary fact: {what}",
        "请在案件文件中补充{what}",
        "add {what} to the case file",
    ),
    "LX-P005": _e(
        "分期合计 {sum} 元，不等于债务总额减去减免金额 {expected} 元",
        "the instalments add up to {sum}, not to the debt less the waiver, {expected}",
        "请改正 settlement 的各期金额或者 waive_penalty",
        "correct the instalments or waive_penalty under settlement",
    ),
    "LX-P006": _n(
        "签订前请核查债务人有无破产风险：破产受理前一年内为原无担保债务新设的担保、六个月内的个别清偿可能被撤销",
        "check the debtor for insolvency: new security within one year and single payments within six months "
        "before acceptance may be set aside",
        "请查询企业破产信息，必要时要求第三人担保（企业破产法31、32）",
        "search the insolvency register; ask for third-party security if needed (企业破产法 31, 32)",
    ),
    "LX-P007": _w(
        "没有财产线索：诉讼中申请保全，应当提供明确的财产信息或者具体的线索",
        "no asset clue: preservation in suit needs definite assets or concrete clues",
        "请在 asset_clues 补充合法来源的线索（财产保全规定1、10）",
        "add lawfully found clues under asset_clues (财产保全规定 1, 10)",
    ),
    "LX-P008": _e(
        "减免金额 {waived} 元超过违约金 {penalty} 元，会免除货款本金",
        "the waiver {waived} is more than the penalty {penalty} and would release principal",
        "请改正 settlement 的 waive_penalty",
        "correct waive_penalty under settlement",
    ),
    "LX-P009": _e(
        "“{cause}”不适用本模板：现有模板按买卖合同货款撰写",
        "these templates are written for the price of goods sold, not for “{cause}”",
        "请核对合同的 cause；其他案由的文书请另行撰写，calc 和 due 的金额、日期照常可用",
        "check the cause; write papers of other causes by hand, the figures of calc and due hold all the same",
    ),
    "LX-P010": _e(
        "合同约定了仲裁（{clause}），不应向人民法院起诉",
        "the contract provides for arbitration ({clause}); a complaint to the court would be refused",
        "请核对争议解决条款；约定仲裁的，应当向仲裁机构申请",
        "check the dispute clause; if arbitration was agreed, go to the institution",
    ),
    "LX-P011": _n(
        "律师函会提示对方转移财产：如准备申请财产保全，可以先保全、后发函",
        "a letter warns the debtor: if preservation is planned, freeze first and write afterwards",
        "请与承办律师确定先后",
        "settle the order with counsel",
    ),
    "LX-P012": _e(
        "没有“{name}”这种文书",
        "there is no paper “{name}”",
        "可选：{known}",
        "choose from: {known}",
    ),
    "LX-P013": _w(
        "保全担保没有写明，申请书中已用【待补】标出",
        "the security for preservation is not stated; the place is marked 【待补】",
        "请在 preservation 的 guarantee 写明担保方式，或者 kind: none 并说明理由（财产保全规定1、5、9）",
        "state it under preservation.guarantee, or kind: none with the reason (财产保全规定 1, 5, 9)",
    ),
    "LX-P015": _e(
        "应收款来自 {count} 份合同，现有模板一次只写一份合同",
        "the receivables stand on {count} contracts; these templates tell one contract",
        "请按合同分别建案",
        "open one matter for each contract",
    ),
    "LX-P016": _e(
        "现有模板只写一个债权人、一个债务人和保证人，写不进 {name}",
        "these templates tell one creditor, one debtor and guarantors; {name} does not fit",
        "请使用自己的模板，或者由承办律师撰写",
        "use a template of your own, or have counsel write it",
    ),
    "LX-P017": _e(
        "{id} 到 {due} 才到期，现在起诉尚早",
        "{id} falls due on {due}: it is too early to sue",
        "请核对付款期限；未到期的债权不列入本次起诉",
        "check the payment term; leave out what is not due",
    ),
    "LX-P018": _e(
        "现有模板是诉讼财产保全申请书，不用于诉前保全",
        "this template is for preservation in suit, not before it",
        "请把 preservation 的 stage 写为“诉讼”，诉前保全另行撰写（民事诉讼法104）",
        "set preservation.stage to suit; before suit another application is needed (民事诉讼法 104)",
    ),
    "LX-P019": _e(
        "请求保全 {amount} 元，超过债权 {total} 元",
        "{amount} is more than the claim of {total}",
        "请改小 preservation 的 amount（民事诉讼法105）",
        "lower preservation.amount (民事诉讼法 105)",
    ),
    "LX-P020": _e(
        "找不到模板 {name}",
        "template {name} not found",
        "请检查 templates 文件夹，或者重新安装程序",
        "check the templates folder, or install the program again",
    ),
    "LX-P021": _n(
        "{path} 已被手工修改，程序不会覆盖它",
        "{path} was edited by hand and is not overwritten",
        "新版本写入新的文件夹，请自行把修改移过去",
        "a new version goes to a new folder; carry your edits over",
    ),
    "LX-P022": _w(
        "{path} 的回执缺失或者损坏，按他人文件对待，不会覆盖",
        "the receipt of {path} is missing or damaged; the file is treated as not ours",
        "新版本写入新的文件夹",
        "a new version goes to a new folder",
    ),
    "LX-P023": _e(
        "无法写入 {path}：{reason}",
        "cannot write {path}: {reason}",
        "请检查磁盘空间和权限，关闭正在打开的文件后重试",
        "check space and permissions, close open files and try again",
    ),
    "LX-P030": _e(
        "用语规则 {rule}：出现“{words}”，{why}（{basis}）",
        "language rule {rule}: “{words}” — {why} ({basis})",
        "{advice}",
        "{advice}",
    ),
    "LX-P031": _w(
        "用语规则 {rule}：出现“{words}”，{why}（{basis}）",
        "language rule {rule}: “{words}” — {why} ({basis})",
        "{advice}",
        "{advice}",
    ),
}
