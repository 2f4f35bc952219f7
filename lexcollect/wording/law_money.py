"""Wording of the money part of the law: conventions, steps of a calculation, refusals."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    # --- conventions (law/conventions.py): option.value ---
    "span.head": ("起算日计入，清偿日不计入（算头不算尾）", "the first day counts, the day of payment does not"),
    "span.both": ("起算日和末日都计入（首尾都算）", "the first and the last day count"),
    "span.tail": ("起算日不计入，末日计入（算尾不算头）", "the first day does not count, the last does"),
    "payment_day.reduced": ("付款当日按付款后的余额计", "on the day of a payment the reduced balance applies"),
    "payment_day.old": ("付款当日仍按付款前的余额计", "on the day of a payment the old balance still applies"),
    "cutoff.counted": ("“暂计至”当日计入", "the cut-off day is counted"),
    "cutoff.not_counted": ("“暂计至”当日不计入", "the cut-off day is not counted"),
    "year.365": ("年利率按一年365天折算，按实际天数计", "actual days over 365"),
    "year.360": ("年利率按一年360天折算，按实际天数计", "actual days over 360"),
    "year.actual": ("年利率按当年实际天数（365或366天）折算", "actual days over the days of that year"),
    "year.30/360": ("每月按30天、每年按360天计", "months of 30 days, years of 360"),
    "year.months": ("整月按月利率计，余下天数按每月30天折算", "whole months at the monthly rate, rest in thirtieths"),
    "year.days/30": ("实际天数除以30乘以月利率", "actual days over 30 at the monthly rate"),
    "rounding.line": ("每行四舍五入到分，合计为各行之和", "each line rounded half-up to 0.01, the total adds the lines"),
    "rounding.total": ("各行不舍入，合计四舍五入到分", "lines unrounded, the total rounded half-up to 0.01"),
    "fees.fen": ("费用四舍五入到分", "fees rounded half-up to 0.01"),
    "fees.yuan": ("费用四舍五入到元", "fees rounded half-up to whole yuan"),
    "fees.yuan_down": ("费用舍去元以下", "fees cut off to whole yuan"),
    "due_roll.by_kind": (
        "按期间约定的付款日遇休息日顺延，按固定日期约定的不顺延；合同另有约定的从其约定",
        "a due date agreed as a period moves from a rest day, a fixed day does not; a clause decides first",
    ),
    "due_roll.roll": ("付款日遇休息日一律顺延", "every due date on a rest day moves"),
    "due_roll.keep": ("付款日遇休息日一律不顺延", "no due date moves"),
    "penalty_rank.after_interest": ("违约金的抵充次序在利息之后、本金之前", "penalty is paid after interest, before principal"),
    "penalty_rank.after_principal": ("违约金的抵充次序在本金之后", "penalty is paid after principal"),
    "assumed": ("现按：{now}。如改按：{other}", "computed on: {now}. If instead: {other}"),
    "assumed_fee": (
        "{rounding}；以法院的缴费通知为准", "{rounding}; the court's notice of payment decides",
    ),
    # --- parts, reasons, orders ---
    "part.costs": ("实现债权的费用", "costs"),
    "part.interest": ("利息", "interest"),
    "part.penalty": ("违约金", "penalty"),
    "part.principal": ("本金", "principal"),
    "why.named": ("付款人指定", "named by the payer"),
    "why.marked": ("双方写明款项性质", "marked so by both sides"),
    "why.only_due": ("当时只有这一笔到期未清", "the only debt due"),
    "why.secured": ("缺乏担保或者担保较少", "no or less security"),
    "why.burden": ("负担较重", "the heavier burden"),
    "why.earliest": ("到期较早", "due earlier"),
    "why.pro_rata": ("次序相同，按债务比例", "of equal rank, in proportion"),
    "why.rest": ("前一次序清偿后的余额", "what the debts before left over"),
    "order.statute": ("法定顺序", "the statutory order"),
    "order.clause": ("合同约定的顺序", "the order agreed in the contract"),
    "order.charges_first": (
        "各笔到期债务的费用、利息、违约金先于本金（类推民法典第561条）",
        "costs, interest and penalty of all due debts before any principal (民法典 561 by analogy)",
    ),
    "order.reduced": (
        "如法院依申请调减：违约金按违约时一年期LPR加计50%",
        "if the court reduces on request: penalty at the one-year LPR at breach plus 50 %",
    ),
    "share": ("{debt}的{part}{amount}元（{why}）", "{amount} yuan to {part} of {debt} ({why})"),
    # --- steps ---
    "step.due": ("{debt}的付款期限于{last}届满，次日起逾期", "{debt} fell due on {last}; in default from the next day"),
    "step.due_moved": (
        "{debt}的付款期限末日{nominal}是休息日，顺延至{last}，次日起逾期",
        "the last day for {debt}, {nominal}, is a rest day and moves to {last}; in default from the next day",
    ),
    "step.due_kept": (
        "{debt}的付款日{nominal}是休息日，约定为固定日期或者约定不顺延，不移动，次日起逾期",
        "{debt} fell due on {nominal}, a rest day, but as a fixed day or by clause it does not move",
    ),
    "step.payment": ("{day}付款{amount}元，按{order}抵充：{parts}", "{day} paid {amount} yuan, by {order}: {parts}"),
    "step.payment_later": (
        "{day}付款{amount}元在截止日之后，未计入", "paid {amount} yuan on {day}, after the last day: not counted",
    ),
    "step.payment_kept": (
        "{day}付款{amount}元时没有到期的债务，留待抵充", "paid {amount} yuan on {day} when nothing was due: kept as credit",
    ),
    "step.charge": ("{debt}的{kind}{total}元，共{lines}行、{days}天", "{kind} of {debt}: {total} yuan, {lines} lines, {days} days"),
    "step.total": (
        "截至{day}：本金{principal}元，利息{interest}元，违约金{penalty}元，费用{costs}元，合计{total}元",
        "on {day}: principal {principal}, interest {interest}, penalty {penalty}, costs {costs}, together {total} yuan",
    ),
    "step.too_high": (
        ("约定标准折合年利率{annual}%，高于损失130%的对照线（{breach}一年期LPR为{lpr}%：按LPR为{one}%，按LPR的1.3倍为{more}%，"
         "按LPR的1.5倍为{most}%；四倍LPR {four}%只约束民间借贷，仅供对照）；对方可请求调减，请准备损失的证据，并备好不低于LPR加计50%的备位主张"),
        ("the agreed rate is {annual} % a year, above 130 % of the loss (one-year LPR on {breach} {lpr} %: {one} % on LPR, "
         "{more} % on LPR × 1.3, {most} % on LPR × 1.5; four times LPR, {four} %, binds private lending only); the debtor "
         "may ask for a reduction: prepare proof of loss and an alternative claim of no less than LPR plus 50 %"),
    ),
    "step.not_too_high": (
        "约定标准折合年利率{annual}%，未超过按{breach}一年期LPR {lpr}%计算的130%对照线{one}%",
        "the agreed rate is {annual} % a year, not above the 130 % line of {one} % (LPR {lpr} % on {breach})",
    ),
    # --- fees ---
    "fee.plain": ("{kind}：以{base}元为基数，{working}，得{amount}元", "{kind} on {base} yuan: {working} = {amount} yuan"),
    "fee.capped": (
        "{kind}：以{base}元为基数，{working}，得{exact}元，超过上限，收{amount}元",
        "{kind} on {base} yuan: {working} = {exact} yuan, above the ceiling: {amount} yuan",
    ),
    "fee.acceptance": ("案件受理费", "acceptance fee"),
    "fee.preservation": ("保全申请费", "preservation fee"),
    "fee.payment_order": ("支付令申请费（受理费标准的三分之一）", "payment order fee (a third of the acceptance fee)"),
    "fee.enforcement": ("执行申请费", "enforcement fee"),
    "fee.bankruptcy": ("破产案件受理费（受理费标准减半）", "bankruptcy fee (half the acceptance fee)"),
    "half.simplified": ("适用简易程序", "simplified procedure"),
    "half.mediation": ("调解结案", "closed by mediation"),
    "half.withdrawal": ("撤诉", "withdrawal"),
    "half.joined": ("反诉与本诉合并审理", "tried together with the claim"),
    "step.half": (
        "因{grounds}减半一次：{full}元减为{amount}元", "halved once ({grounds}): {full} becomes {amount} yuan",
    ),
    "step.appeal": (
        "上诉按不服一审判决部分的数额{amount}元交纳", "an appeal pays on the part not accepted, {amount} yuan",
    ),
    "step.fixed_fee": ("每件{amount}元", "{amount} yuan a case"),
    "step.band": (
        "法定幅度为每件{low}元至{high}元，具体数额由省级规定或者法院确定",
        "the law gives {low} to {high} yuan a case; the province or the court fixes the figure",
    ),
    "step.claim_raised": (
        "增加请求数额：按增加后的数额计算，补交{difference}元（{before}元变为{after}元）",
        "claim raised: pay {difference} yuan more ({before} becomes {after})",
    ),
    "step.claim_lowered": (
        "法庭调查终结前减少请求数额：退还{difference}元（{before}元变为{after}元）",
        "claim lowered before the end of court investigation: {difference} yuan come back ({before} becomes {after})",
    ),
    "step.claim_lowered_late": (
        "法庭调查终结后减少请求数额：减少部分的受理费{difference}元由变更请求的一方负担，不退还",
        "claim lowered after court investigation: the fee of {difference} yuan on the reduction is not refunded",
    ),
    "step.claim_value": (
        "诉讼标的额{total}元：{count}项金钱请求相加，另有{others}项非金钱请求不另计；立案后继续发生的利息和诉讼费用不计入",
        ("value of the claims {total} yuan: {count} money claims added, {others} others not valued beside them; "
         "interest after filing and court fees do not count"),
    ),
    "step.announcement": (
        "公告费按实际支出直接付给刊登单位，不是法院收取的诉讼费用",
        "announcement costs are paid at cost to the publisher; they are no court fee",
    ),
    "payer.plaintiff": ("由原告负担", "borne by the plaintiff"),
    "payer.loser": ("由败诉方负担", "borne by the losing side"),
    "payer.applicant": ("由申请人负担", "borne by the applicant"),
    "payer.appellant": ("由上诉人负担", "borne by the appellant"),
    "payer.counterclaimant": ("由反诉原告预交", "advanced by the counterclaimant"),
    "payer.applicant_may_claim": (
        "由申请人负担；起诉的，可以列入诉讼请求", "borne by the applicant, who may put it into the claims of the suit",
    ),
    "payer.debtor": ("不预交，执行后由被执行人负担", "not advanced; borne by the debtor after enforcement"),
    "payer.debtor_unless_objection": (
        "债务人未提异议的由债务人负担；因异议终结督促程序的由申请人负担，另行起诉的可以列入诉讼请求",
        "borne by the debtor without objection, else by the applicant, who may claim it in the suit",
    ),
    "payer.estate": ("不预交，清算后从破产财产中拨付", "not advanced; paid out of the estate"),
    "payer.court_decides": ("由人民法院决定负担", "the court decides who bears it"),
    # --- rates ---
    "rate.LPR_UNKNOWN": (
        "LPR已知至{known}；{missing}应公布的LPR不在数据中，其后无法计算；请补充该日公布的LPR，或者只计算到{known}",
        "LPR is known to {known}; the publication due on {missing} is not in the data: add it, or compute to {known} only",
    ),
    "rate.USE_PBOC_BENCHMARK": (
        "{day}还没有现行LPR（自{first}起公布）；该日之前请用中国人民银行贷款基准利率",
        "there is no LPR of today's kind on {day} (published from {first}); use the benchmark lending rate before",
    ),
    "rate.RATE_BEFORE": (
        "{day}早于利率表的第一天{first}，该日的利率不在数据中；请核对起算日，或者补充利率",
        "{day} is before the first day of the rate table, {first}: check the start or add the rate",
    ),
    "rate.BENCHMARK_ENDED": (
        "贷款基准利率只用到{known}；自2019年8月20日起请改用LPR",
        "the benchmark lending rate is used up to {known} only; use LPR from 2019-08-20",
    ),
    "table.order": ("{day}的一行没有按日期先后排列；请排好次序", "the row of {day} is out of order: sort the rows"),
    "table.gap": ("缺少应在{day}公布的一期；请补上", "the publication due on {day} is missing: add it"),
    "table.not_due": ("{day}不是公布日；请核对公布日期", "{day} is no publication day: check the date"),
    "table.implausible": ("{day}的利率不像是年利率百分数；请核对", "the rates of {day} do not look like percent a year: check"),
    "table.jump": ("{day}的利率与上一期相差过大；请对照公告核对", "the rates of {day} jump: check against the notice"),
    "table.differs": ("{day}的利率与随附的利率表不一致；请对照公告核对", "the rates of {day} differ from the shipped table: check"),
    "table.not_published": ("随附的利率表中{day}没有公布；请删去或者核对", "the shipped table has no publication on {day}: delete or check"),
    "table.dropped": ("缺少随附利率表中{day}的一期；请补上", "the shipped table's publication of {day} is missing: add it"),
    # --- facts that contradict each other: fact and remedy ---
    "bad.negative_rate": ("利率{rate}小于零；请填写正数", "the rate {rate} is below zero: give a positive one"),
    "bad.ends_before_start": (
        "计算期间的末日{last}早于起算日{first}；请核对截止日和违约日",
        "the period ends on {last} before it begins on {first}: check cut-off and first day of default",
    ),
    "bad.payment_above_debt": (
        "{day}的付款{amount}元超过当时的余额{left}元；请核对金额，或者写明抵充哪一笔",
        "the payment of {amount} yuan on {day} is above the balance of {left} yuan: check it or name the debt it pays",
    ),
    "bad.debt_twice": ("债务编号重复：{ids}；请改为各不相同", "debt ids used twice: {ids}: make them differ"),
    "bad.negative_debt": ("债务{debt}的金额小于零；请填写正数", "debt {debt} has a negative amount: give a positive one"),
    "bad.negative_payment": ("{day}的付款{amount}元不是正数；退款请另作一笔", "the payment of {amount} yuan on {day} is not positive"),
    "bad.unknown_debt": ("{day}的付款指定了不存在的债务“{debt}”；请核对编号", "the payment of {day} names “{debt}”, which is no debt"),
    "bad.part_named_twice": ("抵充顺序中有重复的项目：{parts}；每项只写一次", "the order names a part twice: {parts}"),
    "bad.unknown_rate": ("没有名为“{name}”的利率；可用：{known}", "there is no rate “{name}”; known: {known}"),
    "bad.empty_table": ("利率表{source}没有数据行；请填写日期和利率", "the rate table {source} has no rows"),
    "bad.bad_table": (
        "{file}第{line}行不是“日期,一年期,五年期以上”；请按 2026-09-20,3.00,3.50 的样子填写",
        "{file} line {line} is not “date,1y,5y”: write it like 2026-09-20,3.00,3.50",
    ),
    "bad.negative_claim": ("金额小于零；请填写正数", "an amount is below zero: give a positive one"),
}

FINDINGS: dict[str, FindingText] = {}
