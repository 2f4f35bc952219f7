"""Wording of the room ``casefile``: what can be wrong with a case file, and what to do."""

from lexcollect.wording import FindingText, error, note, warning

TEXTS: dict[str, tuple[str, str]] = {
    "nearest": ("（最接近的是“{id}”）", " (nearest: “{id}”)"),
    "is_it": ("是不是“{id}”？", "did you mean “{id}”? "),
    "reason.not_a_number": ("不是数字", "not a number"),
    "reason.negative": ("不能是负数", "must not be negative"),
    "reason.too_many_places": ("超过两位小数", "more than two decimals"),
    "reason.too_large": ("数额过大", "too large"),
    "reason.empty": ("是空的", "empty"),
    "reason.wan": ("不接受“万”“亿”作单位", "万 or 亿 is not accepted as a unit"),
    "reason.unreadable": ("看不出是日期", "not readable as a date"),
    "reason.no_such_day": ("没有这一天", "no such day"),
    "reason.ambiguous": ("年月日次序不明", "day, month and year are ambiguous"),
    "reason.two_digit_year": ("年份只有两位", "the year has two digits"),
    "reason.out_of_range": ("年份超出范围", "the year is out of range"),
    "reason.no_period": ("没有写明按日、按月还是按年", "per day, month or year is not stated"),
    "reason.floating": ("是浮动利率，请写成固定的数值", "a floating rate; write a fixed figure"),
    "reason.spelling": ("大写金额的写法不规范", "capitals not written as the rules permit"),
    "problem.length": ("位数不对", "wrong length"),
    "problem.charset": ("含有不允许的字符", "characters that are not allowed"),
    "problem.checksum": ("校验位不符，可能抄错一位", "the check digit fails; one character may be wrong"),
    "problem.birth": ("出生日期不存在", "the date of birth does not exist"),
}


FINDINGS: dict[str, FindingText] = {
    "LX-C001": error(
        "缺少第一项 schema",
        "the first key, schema, is missing",
        "请在第一行写“schema: {expected}”",
        "write “schema: {expected}” on the first line",
    ),
    "LX-C002": error(
        "格式版本是“{found}”，本程序只认“{expected}”",
        "the format is “{found}”; this program reads “{expected}”",
        "请核对第一行；若文件由新版生成，请更新程序",
        "check the first line; update the program if the file is newer",
    ),
    "LX-C003": error("缺少必填项“{label}”（{key}）", "required key {key} is missing", "请补上这一项", "add it"),
    "LX-C004": error(
        "这里应是一个列表",
        "a list is expected here",
        "请每条以“- ”开头另起一行",
        "begin each entry with “- ” on its own line",
    ),
    "LX-C005": error(
        "这里应是一组“键: 值”",
        "a group of “key: value” is expected here",
        "请检查缩进，并使用半角冒号加空格",
        "check the indentation and use a colon and a space",
    ),
    "LX-C006": error(
        "这里应是一段文字，读到的是一组内容",
        "a single text is expected here, a group was found",
        "请把内容写在冒号后面",
        "write the content after the colon",
    ),
    "LX-C007": error(
        "“{text}”不在可选范围内", "“{text}” is not one of the choices", "可选：{choices}", "choose from: {choices}"
    ),
    "LX-C008": error(
        "“{text}”不是“是”或“否”", "“{text}” is neither yes nor no", "请写“是”或“否”", "write 是 (yes) or 否 (no)"
    ),
    "LX-C009": error(
        "“{text}”不是 1 至 9999 的整数",
        "“{text}” is no whole number from 1 to 9999",
        "请写整数，例如 60",
        "write a whole number such as 60",
    ),
    "LX-C010": error("不认识的项“{key}”", "unknown key “{key}”", "是不是“{near}”？", "did you mean “{near}”?"),
    "LX-C011": error(
        "“{text}”不能作为日期：{reason}",
        "“{text}” is no date: {reason}",
        "请写成 2023-03-15 或 2023年3月15日",
        "write 2023-03-15",
    ),
    "LX-C012": error(
        "“{text}”不是金额：{reason}",
        "“{text}” is no amount: {reason}",
        "请以元为单位写数字，例如 100000.00",
        "write a number in yuan such as 100000.00",
    ),
    "LX-C013": error(
        "“{text}”不是利率或违约金标准：{reason}",
        "“{text}” is no rate: {reason}",
        "请写成“每日万分之五”“日0.05%”或“年利率14.6%”",
        "write 每日万分之五, 日0.05% or 年利率14.6%",
    ),
    "LX-C014": error(
        "含有不可见的控制字符 {char}",
        "holds the invisible character {char}",
        "请删去后重新输入",
        "delete it and type the text again",
    ),
    "LX-C015": error(
        "有 {length} 个字，超过上限 {limit}",
        "has {length} characters, more than {limit}",
        "请缩短，长文放进证据材料",
        "shorten it",
    ),
    "LX-C016": error(
        "金额“{text}”必须大于零", "the amount “{text}” must be above zero", "请核对金额", "check the amount"
    ),
    "LX-C017": error(
        "统一社会信用代码“{text}”{problem}",
        "credit code “{text}”: {problem}",
        "请对照营业执照核对 18 位代码",
        "compare the 18 characters with the licence",
    ),
    "LX-C018": error(
        "公民身份号码“{text}”{problem}",
        "ID number “{text}”: {problem}",
        "请对照身份证核对 18 位号码",
        "compare the 18 characters with the ID card",
    ),
    "LX-C019": error(
        "不认识的项“{key}”", "unknown key “{key}”", "请删去，或改用：{known}", "delete it, or use one of: {known}"
    ),
    "LX-C020": error(
        "“{key}”与“{same}”是同一项，写了两次",
        "“{key}” and “{same}” are the same key, written twice",
        "请只保留一个",
        "keep one",
    ),
    "LX-C021": error(
        "这里至少要有几条内容，现在不够",
        "there are too few entries here",
        "当事人至少两方，合同和应收款至少各一条",
        "two parties, one contract and one receivable are the least",
    ),
    "LX-C022": error(
        "内容无法理解",
        "cannot be understood",
        "请对照 examples 里的案件.yaml 修改",
        "compare with the example case file",
    ),
    "LX-C023": error(
        "“{text}”不是百分比",
        "“{text}” is no percentage",
        "请写数字，例如 50 或 50%",
        "write a number such as 50 or 50%",
    ),
    "LX-C024": error(
        "“{key}”像是金额里千分位逗号后面的部分：花括号里的逗号用来分隔各项",
        "“{key}” looks like what follows a comma in an amount: inside braces a comma ends an entry",
        "请去掉金额里的逗号，例如 432000.00，或者给金额加引号",
        "write 432000.00, or put the amount in quotes",
    ),
    "LX-C029": error(
        "引用了 {count} 份证据，但还没有证据目录，或者目录是空的",
        "refers to {count} {count:exhibit|exhibits}, but there is no evidence catalogue, or it is empty",
        "请先运行 lexcollect intake 收材料，再确认 2-整理 里的证据目录.yaml",
        "run lexcollect intake and confirm 2-整理/证据目录.yaml",
    ),
    "LX-C030": error(
        "引用的证据“{id}”不在证据目录里",
        "exhibit “{id}” is not in the catalogue",
        "请改成目录中的编号{near}，或先把材料编入证据目录.yaml",
        "use an id of the catalogue{near} or add the material to it",
    ),
    "LX-C031": error("当事人中没有{role}", "there is no party of role {role}", "请补上一名{role}", "add one {role}"),
    "LX-C032": error(
        "有多名{role}（{name}）",
        "more than one party of role {role} ({name})",
        "主{role}只能一名；其余债务人请写“共同债务人”",
        "only one {role} may stand; write further debtors as joint_debtor",
    ),
    "LX-C033": error(
        "{group}的编号“{id}”重复", "id “{id}” is used twice among {group}", "请让每个编号只出现一次", "use each id once"
    ),
    "LX-C034": error(
        "引用的{group}“{id}”不存在",
        "{group} “{id}” does not exist",
        "{near}请改正或先登记",
        "{near}correct it, or add it first",
    ),
    "LX-C035": error(
        "应收款 {id} 没有约定到期日，合同里也没有付款期限",
        "receivable {id} has no due date and its contract no payment term",
        "请写 due（到期），或在合同里写 payment_term（付款期限）",
        "write due, or payment_term in the contract",
    ),
    "LX-C036": error(
        "{id} 的付款期限不完整",
        "the payment term of {id} is incomplete",
        "请写“day: 日期”，或同时写 count、unit 和 after",
        "write “day: date”, or count, unit and after",
    ),
    "LX-C037": error(
        "{id} 的期限从签收起算，但没有登记交货",
        "the term of {id} counts from delivery, but none is recorded",
        "请在 deliveries（交货）里登记签收日期",
        "record the deliveries",
    ),
    "LX-C038": error(
        "{id} 的期限从开票起算，但没有登记发票",
        "the term of {id} counts from the invoice, but none is recorded",
        "请在 invoices（发票）里登记",
        "record the invoice",
    ),
    "LX-C040": error(
        "付款合计 {paid} 元超过应收合计 {owed} 元",
        "payments ({paid}) exceed what is owed ({owed})",
        "请核对付款金额，或补登漏记的应收款",
        "check the payments or add the missing receivables",
    ),
    "LX-C041": warning(
        "{id} 的开票金额 {invoiced} 元超过应收金额 {amount} 元",
        "invoices of {id} ({invoiced}) exceed its amount ({amount})",
        "请核对是否有重复或其他订单的发票",
        "check for duplicates or invoices of other orders",
    ),
    "LX-C042": error(
        "交货日期 {day} 早于合同签订日 {signed}",
        "delivery on {day} is before the contract of {signed}",
        "请核对日期",
        "check the dates",
    ),
    "LX-C043": warning(
        "付款日期 {day} 早于合同签订日 {signed}",
        "payment on {day} is before the contract of {signed}",
        "请核对；预付款请在备注里说明",
        "check it; explain an advance in the note",
    ),
    "LX-C044": warning(
        "日期 {day} 晚于计算基准日 {as_of}，本次不计入",
        "dated {day}, after the as-of day {as_of}: not counted",
        "请核对日期，或用 --as-of 指定更晚的基准日",
        "check the date or choose a later --as-of",
    ),
    "LX-C045": error(
        "送达日期 {delivered} 早于寄出日期 {posted}",
        "delivered on {delivered} before posted on {posted}",
        "请核对面单与查询单",
        "check the waybill and the tracking print",
    ),
    "LX-C046": warning(
        "标为已送达，却没有送达日期",
        "marked as delivered without a date",
        "请按查询单补上 delivered_on（送达日期）",
        "add delivered_on from the tracking print",
    ),
    "LX-C047": warning(
        "邮件号 {text} 的校验位不符",
        "the check digit of tracking number {text} fails",
        "请对照面单核对",
        "compare with the waybill",
    ),
    "LX-C048": warning(
        "{name} 没有统一社会信用代码",
        "{name} has no credit code",
        "立案前请在国家企业信用信息公示系统查明并补上",
        "look it up before filing",
    ),
    "LX-C049": warning(
        "{name} 没有住所地", "{name} has no domicile", "起诉状必须写明住所地，请补上", "a complaint must state it"
    ),
    "LX-C050": warning(
        "{name} 没有公民身份号码",
        "{name} has no ID number",
        "立案时须能识别被告，请设法补上",
        "the court must be able to identify the person",
    ),
    "LX-C051": note(
        "{name} 的身份号码校验位正确，但前六位不是已知的县级代码",
        "the ID number of {name} passes its check digit, but its county code is not known",
        "请对照身份证核对前六位",
        "compare the first six digits with the ID card",
    ),
    "LX-C052": warning(
        "{name} 写明性别“{stated}”，身份号码显示为“{derived}”",
        "{name}: sex is stated as {stated}, the ID number says {derived}",
        "请对照身份证核对",
        "compare with the ID card",
    ),
    "LX-C053": warning(
        "{name} 写明出生日期 {stated}，身份号码显示为 {derived}",
        "{name}: born {stated} as stated, {derived} by the ID number",
        "请对照身份证核对",
        "compare with the ID card",
    ),
    "LX-C054": error(
        "担保人“{id}”在当事人里不是保证人",
        "grantor “{id}” is not listed as surety",
        "请把该当事人的身份写成“保证人”",
        "give that party the role surety",
    ),
    "LX-C055": error(
        "保证期间只能写一种",
        "state the guarantee period in one way only",
        "请在“期间长度”“截止日”“直至还清”中保留一种",
        "keep one of count/unit, until, until_repaid",
    ),
    "LX-C057": error(
        "结束日期 {end} 早于开始日期 {start}",
        "the end {end} is before the beginning {start}",
        "请核对日期",
        "check the dates",
    ),
    "LX-C056": error(
        "分期的应付日期没有按先后排列", "instalments are not in order of date", "请按日期先后排列", "sort them by date"
    ),
}
