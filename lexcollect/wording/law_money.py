"""Wording of the money part of the law: conventions, steps of a calculation, refusals."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    # --- conventions (law/conventions.py): option.value ---
    "assumed": ("现按：{now}。如改按：{other}", "computed on: {now}. If instead: {other}"),
    "assumed_own_fee": (
        "{rounding}；收费表由用户提供，以仲裁委员会的缴费通知为准",
        "{rounding}; the table is the user's: the institution's notice of payment decides",
    ),
    "assumed_fee": (
        "{rounding}；以法院的缴费通知为准",
        "{rounding}; the court's notice of payment decides",
    ),
    # --- parts, reasons, orders ---
    "part.costs": ("实现债权的费用", "costs"),
    "part.interest": ("利息", "interest"),
    "part.penalty": ("违约金", "penalty"),
    "part.loss": ("逾期付款损失", "loss from late payment"),
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
    "spread": ("合同{contract}项下{amount}元（{why}）", "{amount} yuan to contract {contract} ({why})"),
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
    "step.payment_share": (
        "{day}的付款中{amount}元，按{order}抵充：{parts}",
        "of what was paid on {day}, {amount} yuan, by {order}: {parts}",
    ),
    "step.spread": (
        "{day}的付款中{amount}元没有指明债务，先按法定顺序分到各合同，合同约定的顺序只在本合同的债务之间适用：{parts}",
        (
            "of what was paid on {day}, {amount} yuan named no debt: divided among the contracts by the statutory order, an "
            "agreed order governs among the debts of its own contract only: {parts}"
        ),
    ),
    "step.payment_later": (
        "{day}付款{amount}元在截止日之后，未计入",
        "paid {amount} yuan on {day}, after the last day: not counted",
    ),
    "step.payment_kept": (
        "{day}付款{amount}元时没有到期的债务，留待抵充",
        "paid {amount} yuan on {day} when nothing was due: kept as credit",
    ),
    "step.charge": (
        "{debt}的{kind}{total}元，共{lines}行、{days}天",
        "{kind} of {debt}: {total} yuan, {lines} {lines:line|lines}, {days} {days:day|days}",
    ),
    "step.stopped": ("利率已知至{day}，其后未计", "rates are known to {day}; nothing is computed after it"),
    "step.total": (
        "截至{day}：本金{principal}元，利息{interest}元，违约金{penalty}元，费用{costs}元，合计{total}元",
        "on {day}: principal {principal}, interest {interest}, penalty {penalty}, costs {costs}, together {total} yuan",
    ),
    "step.too_high": (
        (
            "约定标准折合年利率{annual}%，高于损失130%的对照线（{breach}一年期LPR为{lpr}%：按LPR为{one}%，按LPR的1.3倍为{more}%，"
            "按LPR的1.5倍为{most}%；四倍LPR {four}%只约束民间借贷，仅供对照）；对方可请求调减，请准备损失的证据，并备好不低于LPR加计50%的备位主张"
        ),
        (
            "the agreed rate is {annual} % a year, above 130 % of the loss (one-year LPR on {breach} {lpr} %: {one} % on LPR, "
            "{more} % on LPR × 1.3, {most} % on LPR × 1.5; four times LPR, {four} %, binds private lending only); the debtor "
            "may ask for a reduction: prepare proof of loss and an alternative claim of no less than LPR plus 50 %"
        ),
    ),
    "step.not_too_high": (
        "约定标准折合年利率{annual}%，未超过按{breach}一年期LPR {lpr}%计算的130%对照线{one}%",
        "the agreed rate is {annual} % a year, not above the 130 % line of {one} % (LPR {lpr} % on {breach})",
    ),
    # --- fees ---
    "fee.plain": (
        "{kind}：以{base}元为基数，{working}，得{amount}元",
        "{kind} on {base} yuan: {working} = {amount} yuan",
    ),
    "fee.capped": (
        "{kind}：以{base}元为基数，{working}，得{exact}元，超过上限，收{amount}元",
        "{kind} on {base} yuan: {working} = {exact} yuan, above the ceiling: {amount} yuan",
    ),
    "fee.least": (
        "{kind}：以{base}元为基数，{working}，得{exact}元，低于最低收费，收{amount}元",
        "{kind} on {base} yuan: {working} = {exact} yuan, below the minimum: {amount} yuan",
    ),
    "half.simplified": ("适用简易程序", "simplified procedure"),
    "half.mediation": ("调解结案", "closed by mediation"),
    "half.withdrawal": ("撤诉", "withdrawal"),
    "half.joined": ("反诉与本诉合并审理", "tried together with the claim"),
    "step.half": (
        "因{grounds}减半一次：{full}元减为{amount}元",
        "halved once ({grounds}): {full} becomes {amount} yuan",
    ),
    "step.appeal": (
        "上诉按不服一审判决部分的数额{amount}元交纳",
        "an appeal pays on the part not accepted, {amount} yuan",
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
        (
            "value of the claims {total} yuan: {count} money {count:claim|claims} added, {others} {others:other|others} not valued beside them; "
            "interest after filing and court fees do not count"
        ),
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
        "由申请人负担；起诉的，可以列入诉讼请求",
        "borne by the applicant, who may put it into the claims of the suit",
    ),
    "payer.debtor": ("不预交，执行后由被执行人负担", "not advanced; borne by the debtor after enforcement"),
    "payer.debtor_unless_objection": (
        "债务人未提异议的由债务人负担；因异议终结督促程序的由申请人负担，另行起诉的可以列入诉讼请求",
        "borne by the debtor without objection, else by the applicant, who may claim it in the suit",
    ),
    "payer.estate": ("不预交，清算后从破产财产中拨付", "not advanced; paid out of the estate"),
    "payer.court_decides": ("由人民法院决定负担", "the court decides who bears it"),
    # --- loss from late payment ---
    "mode.fixed": ("改按违约时LPR一次固定", "with the LPR at breach for the whole delay"),
    "mode.segmented": (
        "改按同期LPR分段计算（判决常见表述）",
        "with the LPR of each day (a common wording of judgments)",
    ),
    "mode.markup_low": ("改按加计幅度的下限", "with the bottom of the mark-up range"),
    "step.reading_unknown": (
        "{reading}：不能算到截止日（{reason}）",
        "{reading}: cannot be computed to the last day ({reason})",
    ),
    "step.not_overdue": ("{debt}截至{last}尚未逾期，不计损失", "{debt} is not overdue on {last}: no loss"),
    "step.loss_fixed": (
        "{debt}自{breach}起逾期：违约时一年期LPR为{base}%（{published}公布），加计{markup}%，年利率{rate}%；加计幅度由法院在30%至50%内酌定",
        (
            "{debt} in default from {breach}: one-year LPR {base} % (published {published}) plus {markup} %, {rate} % a year; the "
            "court chooses between 30 and 50 %"
        ),
    ),
    "step.loss_segmented": (
        "{debt}自{breach}起逾期：按同期一年期LPR分段加计{markup}%，首段年利率{rate}%（{published}公布的{base}%）；条文写的是违约时的LPR，同期为判决常见表述",
        (
            "{debt} in default from {breach}: LPR of each day plus {markup} %, first {rate} % a year ({base} % published "
            "{published}); the article says LPR at "
            "breach, the running rate is a common wording of judgments"
        ),
    ),
    "step.loss_split": (
        "{debt}自{breach}起逾期：2019年8月19日以前按贷款基准利率、8月20日起按同期LPR分段，均加计{markup}%，首段年利率{rate}%",
        "{debt} in default from {breach}: benchmark rate to 2019-08-19, LPR of each day after, plus {markup} %, first {rate} % a year",
    ),
    "step.loss_benchmark": (
        "{debt}自{breach}起逾期：按同期同类贷款基准利率并参照逾期罚息标准加计{markup}%，首段年利率{rate}%",
        "{debt} in default from {breach}: benchmark rate of the same class by the penalty-rate standard, plus {markup} %, first {rate} %",
    ),
    "step.fund_use": (
        "资金占用费：{amount}元自{first}起按同期一年期LPR计，不加计，得{total}元（占用方无过错的改按存款基准利率，利率由使用者提供）",
        (
            "fund-use fee on {amount} yuan from {first} at the running one-year LPR, no mark-up: {total} yuan (deposit "
            "benchmark instead if the holder is not at fault: give the rate)"
        ),
    ),
    "step.construction": (
        "工程欠款{amount}元自{first}起按同期一年期LPR计，不加计，得{total}元",
        "unpaid construction price of {amount} yuan from {first} at the running one-year LPR, no mark-up: {total} yuan",
    ),
    "claim.fixed": (
        "以违约行为发生时（{day}）中国人民银行授权全国银行间同业拆借中心公布的一年期贷款市场报价利率（LPR）{rate}%为基础加计{markup}%",
        "one-year LPR at breach ({day}), {rate} %, plus {markup} %",
    ),
    "claim.segmented": (
        "按同期中国人民银行授权全国银行间同业拆借中心公布的一年期贷款市场报价利率（LPR）加计{markup}%",
        "the running one-year LPR plus {markup} %",
    ),
    # --- SME ---
    "step.sme_term": (
        "自{start}起{days}日内付款，末日{last}",
        "to be paid within {days} {days:day|days} of {start}: last day {last}",
    ),
    "step.sme_term_cut": (
        "约定的付款期限超过上限，按{days}日计：自{start}起，末日{last}",
        "the agreed term is above the maximum, {days} {days:day counts|days count}: from {start}, last day {last}",
    ),
    "step.sme_daily": ("未约定逾期利率，按每日万分之五", "no late rate agreed: 0.05 % a day"),
    "step.sme_agreed": (
        "约定年利率{rate}%不低于订立时（{signed}）一年期LPR {lpr}%，从约定",
        "the agreed {rate} % a year is not below the one-year LPR at signing ({signed}, {lpr} %)",
    ),
    "step.sme_floor": (
        "约定年利率{rate}%低于订立时（{signed}）一年期LPR {lpr}%，按该LPR；低于下限的后果条文未写明",
        (
            "the agreed {rate} % a year is below the one-year LPR at signing ({signed}, {lpr} %): that LPR applies; the "
            "text does not say what a lower rate leads to"
        ),
    ),
    "step.sme_interest": (
        "{amount}元自{first}起逾期{days}天，逾期利息{total}元",
        "{amount} yuan, {days} {days:day|days} from {first}: {total} yuan",
    ),
    "sme.as_if_not_agreed": ("视同未约定，按每日万分之五计", "0.05 % a day, as if no rate had been agreed"),
    # --- private lending ---
    "step.cap": (
        "{day}适用的一年期LPR为{lpr}%（{published}公布），四倍为{cap}%",
        "one-year LPR in force on {day}: {lpr} % (published {published}); four times that is {cap} %",
    ),
    "step.old_cap": (
        "2020年8月19日以前的利息，请求受支持的上限为年利率{cap}%",
        "interest to 2020-08-19 is supported up to {cap} % a year on request",
    ),
    "step.capped": (
        "按约定利率计{claimed}元；受保护的为{total}元（2020年8月19日以前{before}元，其后{after}元）",
        "at the agreed rate {claimed} yuan; protected {total} yuan (to 2020-08-19 {before}, after {after})",
    ),
    "cap_by_other_day": (
        "四倍LPR改按{day}的LPR：上限{cap}%",
        "four times the LPR of {day} instead: cap {cap} %",
    ),
    "step.loan_no_rate": (
        "借期内利率和逾期利率均未约定：按逾期之日{first}的一年期LPR {rate}%一次固定，不加计，得{total}元",
        "no rate agreed: one-year LPR on the first overdue day {first}, {rate} %, fixed, no mark-up: {total} yuan",
    ),
    "loan_before_lpr": (
        "{first}起的逾期早于现行LPR：2020年8月19日以前按当时的年利率6%，其后的标准没有明文；请分段选定利率后再算",
        "the delay from {first} is older than LPR: 6 % a year to 2020-08-19, then no text says; choose the rates yourself",
    ),
    "loan_old_default": (
        "2020年8月19日以前按当时规定的年利率{rate}%，其后按LPR",
        "{rate} % a year to 2020-08-19 by the former rule, LPR after",
    ),
    "step.together": (
        "逾期利息、违约金、其他费用合计主张{claimed}元，以年利率{cap}%为限，受支持{supported}元；律师费是否计入有争议，未计入",
        (
            "overdue interest, penalty and other costs together {claimed} yuan, limited by {cap} % a year to {supported} yuan; "
            "whether a lawyer's fee counts is disputed: left out"
        ),
    ),
    "step.rolled": (
        "后期借款本金认可{principal}元；期满按约定为{claimed}元，以最初本金加四倍LPR全期利息{ceiling}元为限，应付{payable}元",
        (
            "later principal recognised: {principal} yuan; due at the end {claimed}, limited by first principal and four times "
            "LPR for the whole time, {ceiling}: payable {payable} yuan"
        ),
    ),
    "step.prededucted": (
        "借据{note}元，预先扣除利息{deducted}元，本金按实际出借的{lent}元认定",
        "note {note} yuan, {deducted} yuan interest taken in advance: principal is what was lent, {lent} yuan",
    ),
    "step.old_paid": (
        "已付利息{paid}元：年利率{cap}%以内的{kept}元不返还，超过的{back}元可请求返还",
        "interest paid {paid} yuan: {kept} yuan within {cap} % a year stay paid, {back} yuan above are returnable",
    ),
    # --- enforcement ---
    "step.double_base": (
        "加倍部分的基数{base}元；未计入：{left_out}",
        "base of the doubled part {base} yuan; left out: {left_out}",
    ),
    "step.double": (
        "加倍部分债务利息共{lines}笔，合计{total}元（自履行期间届满之次日起至清偿之日止）",
        "doubled part, {lines} {lines:line|lines}: {total} yuan (from the day after the period for performance to the day of payment)",
    ),
    "step.double_old": (
        "2014年7月31日以前按同期贷款基准利率的二倍计，得{total}元，已含一般债务利息，不再另加",
        "to 2014-07-31 at twice the benchmark rate: {total} yuan, general interest included, not to be added again",
    ),
    "step.collected": (
        "执行到位{amount}元：先清偿生效文书确定的债务{debts}元，余下清偿加倍部分{double}元，加倍部分尚欠{left}元",
        "collected {amount} yuan: judgment debts {debts} first, then the doubled part {double}; {left} of it is left",
    ),
    "step.bankruptcy": (
        "破产申请于{day}受理，附利息的债权计至{last}；加倍部分债务利息不作为破产债权；保证人可以主张停止计息",
        (
            "bankruptcy accepted on {day}: interest counts to {last}; the doubled part is not admitted; a guarantor may "
            "invoke the stop"
        ),
    ),
    "item.principal": ("本金", "principal"),
    "item.general_interest": ("一般债务利息", "general interest"),
    "item.daily_penalty": (
        "按日计算的违约金（按一般债务利息处理）",
        "a penalty by the day (treated as general interest)",
    ),
    "item.court_fee_to_court": ("向法院交纳的诉讼费用", "court fees owed to the court"),
    "item.court_fee_to_creditor": (
        "应直接付给债权人的诉讼费用（做法不一）",
        "court fees to be paid to the creditor (courts differ)",
    ),
    "item.none": ("无", "nothing"),
    # --- costs, earnest money, retention, foreign currency ---
    "step.own_table": (
        "按用户提供的收费表“{title}”计算，来源：{source}；本程序没有核对该表",
        "by the table “{title}” given by the user, source: {source}; this program has not checked it",
    ),
    "step.own_sum": ("各项合计{amount}元", "together {amount} yuan"),
    "step.band_by_amount": (
        "以{amount}元为基数：幅度为{low}元至{high}元",
        "on {amount} yuan: {low} to {high} yuan",
    ),
    "step.arbitration": (
        "争议金额{amount}元：案件受理费幅度{low}元至{high}元，另有处理费；以仲裁委员会公布的标准为准",
        (
            "on {amount} yuan the acceptance fee lies between {low} and {high} yuan, plus handling costs; the commission's own "
            "table decides"
        ),
    ),
    "step.cost_lawyer": (
        "律师费须有合同条款，并提交委托代理合同、发票、付款凭证和合理性说明；尚缺：{missing}",
        "a lawyer's fee needs a clause, the engagement contract, invoice, payment and reasonableness; missing: {missing}",
    ),
    "step.cost_preservation_insurance": (
        "财产保全保险费（担保费）须有合同条款、保单或者保函、发票和付款凭证，且必要合理；尚缺：{missing}",
        "a preservation insurance premium needs a clause, policy or guarantee, invoice and payment; missing: {missing}",
    ),
    "step.cost_agreed": (
        "已支出{amount}元，合同{clause}约定由对方承担",
        "{amount} yuan were spent, and clause {clause} puts them on the other side",
    ),
    "step.daily_fee": (
        "每日{per_day}元，自{first}至{last}首尾均计共{days}天，得{total}元",
        "{per_day} yuan a day, {first} to {last}, both counted, {days} {days:day|days}: {total} yuan",
    ),
    "step.cost_weak": (
        "条款未写明财产保全保险费（担保费），一般难获支持；今后订约请写明",
        "the clause does not name the premium: usually refused; name it in future contracts",
    ),
    "paper.clause": ("合同条款及页码", "the clause with its page"),
    "paper.contract": ("委托代理合同或者保单", "the engagement contract or policy"),
    "paper.invoice": ("发票", "invoice"),
    "paper.payment": ("付款凭证", "proof of payment"),
    "paper.reasonable": ("合理性说明", "why it is reasonable"),
    "paper.none": ("无", "nothing"),
    "step.earnest": (
        "交付定金{delivered}元，上限{limit}元：有定金效力的{effective}元，超过的{excess}元不产生定金效力",
        "earnest money delivered {delivered} yuan, limit {limit}: {effective} counts as such, {excess} does not",
    ),
    "step.penalty_or_earnest": ("违约金与定金只能择一主张", "penalty or earnest money, not both"),
    "step.retention": (
        "质量保证金自{start}起满{months}个月返还，末日{last}",
        "retention due {months} {months:month|months} after {start}: last day {last}",
    ),
    "step.foreign": (
        "{currency}未约定利率时参考：{name}；请提供该利率及其出处",
        "without agreement {currency} takes: {name}; give the rate and its source",
    ),
    # --- questions on rate phrases ---
    "ask.which_day": (
        "只写了LPR，没有写明哪一天或者同期：暂按同期分段计，请确认",
        "LPR without a day or 同期: read as running; please confirm",
    ),
    "ask.benchmark": (
        "写的是贷款利率或者基准利率：2019年8月19日以前按基准利率、其后按LPR，请确认",
        "benchmark or loan rate: benchmark to 2019-08-19, LPR after; please confirm",
    ),
    "ask.mediation": (
        "执行依据如为调解书，请先确认其中有没有约定违约责任；已承担该责任的，不再加倍支付迟延履行利息",
        "if the title is a mediation document, ask whether it has a sanction of its own: then there is no doubled part",
    ),
    "ask.monthly": (
        "月利率按十二倍折成年利率；如合同按月三十天折算，请改用按天数除以30的约定",
        "a monthly rate counts twelve times a year; if the contract divides by 30 days, choose that year basis",
    ),
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
    "table.implausible": (
        "{day}的利率不像是年利率百分数；请核对",
        "the rates of {day} do not look like percent a year: check",
    ),
    "table.jump": ("{day}的利率与上一期相差过大；请对照公告核对", "the rates of {day} jump: check against the notice"),
    "table.differs": (
        "{day}的利率与随附的利率表不一致；请对照公告核对",
        "the rates of {day} differ from the shipped table: check",
    ),
    "table.not_published": (
        "随附的利率表中{day}没有公布；请删去或者核对",
        "the shipped table has no publication on {day}: delete or check",
    ),
    "table.dropped": (
        "缺少随附利率表中{day}的一期；请补上",
        "the shipped table's publication of {day} is missing: add it",
    ),
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
    "bad.negative_debt": (
        "债务{debt}的金额小于零；请填写正数",
        "debt {debt} has a negative amount: give a positive one",
    ),
    "bad.negative_payment": (
        "{day}的付款{amount}元不是正数；退款请另作一笔",
        "the payment of {amount} yuan on {day} is not positive",
    ),
    "bad.unknown_debt": (
        "{day}的付款指定了不存在的债务“{debt}”；请核对编号",
        "the payment of {day} names “{debt}”, which is no debt",
    ),
    "bad.part_named_twice": ("抵充顺序中有重复的项目：{parts}；每项只写一次", "the order names a part twice: {parts}"),
    "bad.unknown_rate": ("没有名为“{name}”的利率；可用：{known}", "there is no rate “{name}”; known: {known}"),
    "bad.empty_table": ("利率表{source}没有数据行；请填写日期和利率", "the rate table {source} has no rows"),
    "bad.bad_table": (
        "{file}第{line}行不是“日期,一年期,五年期以上”；请按 2026-09-20,3.00,3.50 的样子填写",
        "{file} line {line} is not “date,1y,5y”: write it like 2026-09-20,3.00,3.50",
    ),
    "bad.markup_outside": (
        "加计{percent}%不在{low}%至{high}%之内；请填写幅度内的数",
        "a mark-up of {percent} % is outside {low} to {high} %: choose one inside",
    ),
    "bad.no_due_date": ("债务{debt}没有付款日；请填写付款日", "debt {debt} has no due date: give one"),
    "bad.negative_days": ("天数{days}小于零；请填写正数", "the number of days {days} is below zero"),
    "bad.no_sme_term": (
        "{start}交付时条例没有规定大型企业的付款期限；请填写约定的期限，没有约定的按民法典第510条、第511条确定合理期限",
        "on {start} the regulation set no term for large enterprises: give the agreed one or a reasonable period",
    ),
    "bad.no_signing_day": (
        "比较约定利率需要合同订立日；请填写",
        "comparing an agreed rate needs the day of signing: give it",
    ),
    "bad.no_filing_day": (
        "合同成立于{made}，早于2020年8月20日，需要起诉日；请填写起诉日",
        "the contract of {made} is older than 2020-08-20: give the day of suit",
    ),
    "bad.deducted_above_note": (
        "预先扣除的{deducted}元不小于借据金额{note}元；请核对",
        "the deduction of {deducted} yuan is not below the note of {note}",
    ),
    "bad.not_old_lending": ("{day}不在旧规定适用的时间内；请按现行规定计算", "{day} is not under the former rules"),
    "bad.unknown_item": (
        "生效文书的项目无法识别：{items}；请改用已知的项目",
        "unknown items of the instrument: {items}",
    ),
    "bad.unknown_paper": ("材料名称无法识别：{papers}", "unknown papers: {papers}"),
    "bad.no_rate_phrase": (
        "“{words}”没有写出可以计算的利率；请写成 每日万分之五、年利率6% 或者 同期一年期LPR的1.5倍 的样子",
        "“{words}” names no rate: write it like 每日万分之五, 年利率6% or 同期一年期LPR的1.5倍",
    ),
    "bad.no_anchor_day": (
        "利率要按某一天确定，但没有给出那一天；请填写",
        "the rate hangs on a day that is not given",
    ),
    "bad.no_retention_start": (
        "没有验收日或者提交验收报告日；请填写其一",
        "give the day of acceptance or of the report",
    ),
    "bad.not_halved": ("“{ground}”不减半{kind}；请去掉这一理由", "“{ground}” does not halve the {kind}: leave it out"),
    "bad.above_table": (
        "金额{amount}元超过收费表最后一段的上限{last}元；请补上其后的各段",
        "the amount {amount} lies above the last row of the table, {last} yuan: add the rows that follow",
    ),
    "bad.negative_claim": ("金额小于零；请填写正数", "an amount is below zero: give a positive one"),
}

FINDINGS: dict[str, FindingText] = {}
