"""Wording of the room ``law``: steps of the working, other readings, refusals."""

from lexcollect.wording import FindingText

TEXTS: dict[str, tuple[str, str]] = {
    "unknown_before": (
        "法规库中“{title}”（{name}）最早的数值自{first}起适用，{day}适用的规定不在库中；请补充参数文件后再算",
        "the law book knows “{title}” ({name}) from {first} only, not for {day}; add the earlier value first",
    ),
    "unknown_after": (
        "法规库中“{title}”（{name}）的数值只核到{last}，{day}适用的规定不在库中；请更新参数文件后再算",
        "the law book knows “{title}” ({name}) up to {last} only, not for {day}; update the parameter first",
    ),
    "no_calendar": (
        "工作日历从{first}起才有资料，{day}是否休息日无从判断；请人工核对该日",
        "the working-day calendar starts on {first}; whether {day} was a day off is not known: check by hand",
    ),
    "beyond_calendar": (
        "从{day}起计算{n}个单位超出了可以表示的日期；请核对起算日和期限",
        "{n} {n:unit|units} from {day} {n:leaves|leave} the range of dates; check the start and the length",
    ),
    "open_end": ("不限", "open"),
    "usual_source": ("上列条文，文本核至{year}年{month}月。", "the articles named, texts to {month} {year}."),
    **{
        f"month_{number}": (str(number), name)
        for number, name in enumerate(
            (
                *("January", "February", "March", "April", "May", "June"),
                *("July", "August", "September", "October", "November", "December"),
            ),
            1,
        )
    },
    "example_difference": ("{path}：应为{expected}，得到{found}", "{path}: expected {expected}, found {found}"),
    "example_missing": ("示例缺少 {name}", "the example lacks {name}"),
    "example_bad_fact": ("{name} 的“{value}”无法识别", "{name}: “{value}” cannot be read"),
    "example_unknown_key": (
        "{name} 不是已知的项目，没有读取{near}",
        "{name} is not a known key and was not read{near}",
    ),
    "example_no_rule": ("没有名为“{rule}”的规则", "there is no rule called “{rule}”"),
    "term_start": ("自{day}起算（当日不计入）", "counted from {day} (that day is not counted)"),
    "no_appeal_small_claims": ("小额诉讼一审终审，不能上诉", "small claims end in one instance: no appeal"),
    "judgment_effective": (
        "各方上诉期最后于{last}届满，无人上诉的，判决自{day}起生效",
        "the last appeal period ends on {last}; without an appeal the judgment takes effect on {day}",
    ),
    "reading_suspension_six_months": (
        "障碍消除后满六个月届满（民法典第194条）",
        "six months after the obstacle (Civil Code 194)",
    ),
    "reading_suspension_rest": (
        "剩余期间自障碍消除之日起继续计算（执行程序解释第19条）",
        "what was left runs on after the obstacle (执行程序解释 19)",
    ),
    "start_performance": (
        "法律文书规定的履行期间最后一日为{day}（未顺延），自该日起算",
        "the performance period of the instrument ended on {day} (unrolled): from that day",
    ),
    "start_performance_period": (
        "文书{effective}生效，履行期间{n}{unit}于{day}届满（未顺延），自该日起算",
        "in effect on {effective}, performance within {n} {unit}, ended on {day} (unrolled): from that day",
    ),
    "start_effective": (
        "文书未规定履行期间，自生效之日{day}起算",
        "no performance period: from the day of effect, {day}",
    ),
    "start_instrument_instalments": (
        "文书规定分期履行，自最后一期届满之日{day}起算",
        "instalments: from the last due date, {day}",
    ),
    "start_instalment_lapsed": (
        "该期于{day}届满，其二年在{change}之前已满，按当时条文各期单独计算，稳妥起见视为已过",
        "due on {day}; its own two years were full before {change}: treated as lost on the safe side",
    ),
    "reading_last_instalment": (
        "各期统一自最后一期{day}起算（2022年起的条文）",
        "all from the last instalment on {day} (text since 2022)",
    ),
    "start_instalment_own": ("公证债权文书各期单独计算，本期自{day}起算", "notarial deed: this instalment from {day}"),
    "no_limit_new_assets": (
        "终结本次执行程序后发现财产的，再次申请执行不受时效限制",
        "after 终本 a new application on new assets is not bound by the enforcement period",
    ),
    "seizure_max": ("最长至{day}", "at most until {day}"),
    "seizure_notified": ("法院告知的届满日为{day}，以此为准", "the court stated {day} as the end: it governs"),
    "seizure_beyond": (
        "告知的届满日{day}超过法定最长期限{longest}，请向法院核实",
        "the end stated, {day}, lies after the statutory maximum {longest}: ask the court",
    ),
    "seizure_assumed": (
        "法院未告知届满日，稳妥起见按前一日{day}",
        "no end date stated: on the safe side the day before, {day}",
    ),
    "renewal": ("应在届满七日前申请续行，最迟为{day}", "renewal must be applied for by {day}, seven days before"),
    "set_aside_transition": (
        "裁决书于{day}收到，跨越新旧法，修订后的仲裁法没有过渡规定，稳妥起见自收到之日起三个月",
        "received on {day}, across the change of law without a transitional article: three months from receipt",
    ),
    "reading_set_aside_old": ("旧法六个月", "old law: six months"),
    "reading_set_aside_from_new_law": ("自新法施行之日起三个月", "three months from the first day of the new law"),
    "court_deadline": ("法院公告的申报截止日为{day}，以此为准", "the court fixed {day}: it governs"),
    "court_deadline_bounds": ("法定范围为{first}至{last}", "the statutory range is {first} to {last}"),
    "court_deadline_outside": (
        "公告的截止日不在法定范围{first}至{last}之内，请向管理人核实",
        "the date lies outside the statutory range {first} to {last}: ask the administrator",
    ),
    "look_back": ("自受理日{day}倒推至{first}", "counted back from acceptance on {day} to {first}"),
    "construction_changed": (
        "自变更后的付款日{day}起算（2026年解释二第21条，条文仅见报道）",
        "from the changed payment date {day} (interpretation (二) of 2026 art. 21, known by report only)",
    ),
    "quality_warranty": (
        "质量保证期于{day}届满，适用质保期",
        "the warranty ended on {day}; it takes the place of two years",
    ),
    "construction_newer": (
        "该期间在新规定{day}施行时尚未届满，适用{n}个月",
        "still open when the longer period came on {day}: {n} {n:month|months}",
    ),
    "quality_agreed": ("约定的检验期限于{day}届满", "the agreed inspection period ended on {day}"),
    "termination_transition": (
        "民法典施行前知道解除事由，自施行之日{day}起一年",
        "known before the Civil Code: one year from {day}",
    ),
    "mortgage_main": (
        "抵押权应在主债权诉讼时效期间内行使",
        "the mortgage must be exercised within limitation of the main claim",
    ),
    "mortgage_judgment": (
        "仅对债务人取得判决的，抵押权随申请执行时效",
        "with a judgment against the debtor only: the enforcement period",
    ),
    "buyback_agreed": ("约定的行使期间", "the agreed period"),
    "unit_day": ("日", "{n:day|days}"),
    "unit_month": ("个月", "{n:month|months}"),
    "unit_year": ("年", "{n:year|years}"),
    "start_given": ("起算日为{day}（当日不计入）", "the period starts on {day} (that day is not counted)"),
    "start_due": ("履行期限于{day}届满，时效自该日起算", "the debt was due on {day}; limitation runs from that day"),
    "start_due_unrolled": (
        "约定期间的末日为{day}（休息日，付款可顺延至{rolled}）；时效稳妥起见自未顺延的{day}起算",
        (
            "the agreed period ended on {day}, a day off (payment could wait until {rolled}); on the safe side "
            "limitation runs from the unrolled day {day}"
        ),
    ),
    "start_default_sale": (
        "买卖合同未约定付款时间，应在{day}收到标的物时支付",
        "sale without a payment date: due on receipt, {day}",
    ),
    "start_default_work": (
        "承揽合同未约定付款时间，应在{day}交付工作成果时支付",
        "work without a payment date: due on delivery, {day}",
    ),
    "start_default_lease": ("租金未约定支付期限，应于{day}支付", "rent without a payment date: due on {day}"),
    "start_default_interest": ("利息未约定支付期限，应于{day}支付", "interest without a date: due on {day}"),
    "start_default_deposit": (
        "保管费未约定支付期限，应在{day}领取保管物时支付",
        "deposit fee without a date: due on collection, {day}",
    ),
    "start_default_mandate": (
        "委托报酬未约定支付期限，应在{day}完成委托事务时支付",
        "fee of a mandate: due on completion, {day}",
    ),
    "start_default_construction": (
        "工程价款未约定付款时间，应付款之日为{day}",
        "construction price without a date: payable from {day}",
    ),
    "start_refused": (
        "没有约定履行期限，债务人于{day}明确表示不履行，自该日起算",
        "no due date; the debtor refused on {day}, and limitation runs from that day",
    ),
    "start_demanded": (
        "没有约定履行期限，首次催告于{day}到达且未给宽限期，稳妥起见自该日起算",
        "no due date; the first demand arrived on {day} without a grace: on the safe side from that day",
    ),
    "start_grace": (
        "没有约定履行期限，首次催告于{day}到达，宽限期于{end}届满，自该日起算",
        "no due date; the first demand arrived on {day}, its grace ended on {end}: from that day",
    ),
    "start_last_instalment": (
        "同一债务分期履行，自最后一期届满之日{day}起算",
        "one debt in instalments: from the last due date, {day}",
    ),
    "start_accelerated": (
        "{day}起全部款项提前到期，稳妥起见自该日起算",
        "everything fell due early on {day}: on the safe side from then",
    ),
    "start_recurring": (
        "定期给付各期独立，本期自到期日{day}起算",
        "recurring payments are separate debts: this one from {day}",
    ),
    "reading_whole_contract": (
        "视为同一债务，自最后一期{day}起算",
        "all one debt: from the last payment on {day} (Civil Code 189)",
    ),
    "start_lease_end": (
        "融资租赁租金自租赁期限届满之日{day}起算",
        "rent of a finance lease: from the end of the term, {day}",
    ),
    "start_known": (
        "自{day}（知道或者应当知道之日，或法律规定的起算日）起算",
        "from {day}, the day of knowledge or the special start fixed by law",
    ),
    "unknown_start": (
        "没有约定履行期限，也没有向债务人催告过，时效尚未起算；二十年最长期间仍应留意",
        "no due date and no demand so far: limitation has not started; mind the twenty years all the same",
    ),
    "manual_maritime": (
        (
            "海商请求权的时效（一年、二年或三年，自交付、知道等不同日期起算）须人工核定；"
            "2026年5月1日前的事实适用旧法，催告不中断时效"
        ),
        (
            "limitation of maritime claims (one, two or three years from various days) must be fixed by hand; "
            "for facts before 2026-05-01 the old law applies, where a demand did not interrupt"
        ),
    ),
    "manual_labour": (
        "劳动争议申请仲裁的时效为一年，起算和中断另有规定，须人工核定",
        "labour arbitration has its own limitation of one year; start and interruption must be fixed by hand",
    ),
    "not_applicable": ("该请求权不适用诉讼时效", "limitation does not apply to this claim"),
    "start_surety_demand": (
        "保证期间内的首次主张于{day}到达保证人，保证债务的时效自该日起算",
        "the first demand within the guarantee period reached the surety on {day}; its debt ages from that day",
    ),
    "start_ruling_served": (
        "终结本次执行程序等裁定于{day}送达债权人，自该日起算",
        "the ruling that ended this enforcement was served on the creditor on {day}: from that day",
    ),
    "start_execution_year": (
        "法院收到申请执行书满一年之日{end}尚无裁定，自该日起算",
        "no ruling within a year of the court's receipt of the application: from {end}",
    ),
    "start_exception_known": (
        "{day}知道保证人丧失先诉抗辩权的情形，自该日起算",
        "an exception to the surety's right of refusal was known on {day}: from that day",
    ),
    "mode_joint": ("连带责任保证", "joint guarantee"),
    "mode_general": ("一般保证", "general guarantee"),
    "mode_unclear_joint": (
        "保证方式约定不明，合同订立于民法典施行前，按连带责任保证",
        "kind not stated in a contract made before the Civil Code: joint guarantee",
    ),
    "mode_unclear_general": (
        "保证方式没有约定或者约定不明，按一般保证",
        "kind not stated or unclear: general guarantee",
    ),
    "guarantee_base": ("主债务履行期限于{day}届满", "the main debt was due on {day}"),
    "guarantee_base_extended": (
        "履行期限经保证人书面同意延至{day}",
        "the term was extended to {day} with the surety's written consent",
    ),
    "guarantee_base_kept": (
        "履行期限延至{extended}未经保证人书面同意，保证期间仍自{day}起算",
        "the extension to {extended} lacked the surety's written consent: still from {day}",
    ),
    "guarantee_agreed": ("按约定的保证期间", "the agreed period"),
    "guarantee_no_term": (
        "没有约定保证期间（或约定的期间不晚于主债务到期），为六个月",
        "no period agreed (or one that ends no later than the main debt): six months",
    ),
    "guarantee_unclear": ("保证期间约定不明，为六个月", "the agreed period is unclear: six months"),
    "guarantee_unclear_legacy": (
        "民法典施行前的合同，保证期间约定不明，为二年",
        "unclear clause in a contract made before the Civil Code: two years",
    ),
    "guarantee_preserved": (
        "{day}{act}，在保证期间之内，保证责任得以保全",
        "{day} {act}: within the period, the guarantee is kept",
    ),
    "guarantee_act_missing_joint": (
        "没有在保证期间内请求该保证人承担责任的证据；期间届满的，保证责任消灭",
        "no demand on this surety within the period is proved; with its end the guarantee is gone",
    ),
    "guarantee_act_missing_general": (
        "没有在保证期间内对债务人起诉或申请仲裁的证据；期间届满的，保证责任消灭",
        "no suit or arbitration against the debtor within the period is proved; with its end the guarantee is gone",
    ),
    "guarantee_not_started": (
        "保证债务的诉讼时效尚未起算",
        "limitation of the guarantee debt has not started",
    ),
    "guarantee_too_early": (
        "发生在保证期间开始（{start}之次日）之前，不算在期间内主张；请在期间内再主张一次",
        "before the guarantee period began (the day after {start}); make the demand again within it",
    ),
    "guarantee_too_late": (
        "发生在保证期间届满（{last}）之后，不恢复保证责任",
        "after the guarantee period had ended on {last}: revives nothing",
    ),
    "guarantee_withdrawn_general": (
        "起诉后又撤回，期间内没有再起诉的，不算；期间还没有届满的，请在届满前再次起诉",
        "the suit was withdrawn; without a new one before the end it does not count; file again if it still runs",
    ),
    "guarantee_withdrawn_joint": (
        "起诉后撤回且副本没有送达保证人，不算；补充副本送达回证才算",
        "withdrawn before the copy was served on the surety; the return of service would make it count",
    ),
    "guarantee_needs_suit": (
        "一般保证须在期间内对债务人起诉或申请仲裁，催告不算",
        "a general guarantee is kept only by a suit or arbitration against the debtor",
    ),
    "guarantee_debtor_only": (
        "只向债务人主张，不是向保证人主张；须在期间内另向保证人主张",
        "aimed at the debtor only; the surety must be asked within the period",
    ),
    "guarantee_other_surety": (
        "是向其他保证人主张，效力不及于该保证人",
        "aimed at another surety: no effect for this one",
    ),
    "guarantee_needs_demand": (
        "不是请求保证人承担保证责任",
        "not a demand that the surety perform",
    ),
    "step_restart": (
        "{day}{event}，发生在时效期间之内，时效中断，自{start}重新计算",
        "{day} {event}: inside the period, which is interrupted and starts again on {start}",
    ),
    "step_revived": (
        "{day}{event}，义务人不得再以时效届满抗辩，自{start}重新计算（有争议）",
        "{day} {event}: the obligor can no longer plead expiry; counted again from {start} (debated)",
    ),
    "step_obstacle": (
        "{day}至{until}存在不能行使请求权的障碍，延续到最后六个月之内，时效中止，障碍消除后满六个月届满",
        "an obstacle from {day} to {until} reached into the last six months: the period ends six months after it",
    ),
    "step_obstacle_rest": (
        "{day}至{until}存在障碍，时效中止；按较早的算法，剩余期间自障碍消除之日起继续计算",
        "an obstacle from {day} to {until} suspended the period; on the earlier reading what was left runs on",
    ),
    "step_obstacle_open": (
        "{day}起的障碍尚未消除，时效中止",
        "the obstacle since {day} has not ended: the period is suspended",
    ),
    "step_length": ("期间为{n}{unit}", "the period is {n} {unit}"),
    "step_cap": (
        "自权利受到损害之日起的二十年于{cap}届满，早于上列日期，以此为准",
        "the twenty years from the injury end on {cap}, before the date above: they control",
    ),
    "step_counted": (
        "自{start}起算，期满之日为{nominal}；遇休息日顺延后的最后一日为{last}；最迟应在{act_by}（期满之日或其前最后一个工作日）办妥",
        (
            "counted from {start} the period ends on {nominal}, rolled over holidays on {last}; "
            "act by {act_by}, the last working day on or before that end"
        ),
    ),
    "step_counted_provisional": (
        (
            "自{start}起算，期满之日为{nominal}；遇休息日顺延后的最后一日暂定为{last}；最迟应在{act_by}办妥。"
            "所涉年份的放假通知尚未公布或不在库中，顺延结果可能变动"
        ),
        (
            "counted from {start} the period ends on {nominal}, rolled provisionally to {last}; act by {act_by}. "
            "The holiday notice of a year involved is not on file, so the roll-over may change"
        ),
    ),
    "step_unrolled": (
        "期间末日{day}，不顺延；最迟应在{act_by}办妥",
        "the last day is {day}, not rolled over; act by {act_by}",
    ),
    "step_backward": (
        "自{start}倒推，最迟为{nominal}；最迟应在{act_by}办妥",
        "counted back from {start} the latest day is {nominal}; act by {act_by}",
    ),
    "reading_due_rolled": (
        "履行期限末日遇休息日顺延至{day}起算（民法典第203条）",
        "the due date rolled over the holiday to {day} (Civil Code 203)",
    ),
    "reading_guarantee_last": (
        "多笔主债务统一自最后一笔到期日{day}起算",
        "all debts under the guarantee from the last due date, {day}",
    ),
    "reading_named_date": ("自债务人所称的{day}起算", "from the date named by the debtor, {day}"),
    "reading_ended": ("自程序终结之日{day}重新计算", "restart when the proceedings ended on {day}"),
    "reading_withdrawal_effective": (
        "自准许撤诉的裁定生效之日{day}重新计算",
        "restart when the ruling allowing withdrawal took effect on {day}",
    ),
    "reading_filing_interrupts": (
        "按诉讼时效规定第10条文义，{day}起诉即中断",
        "filing on {day} interrupts (诉讼时效规定 10 by its words)",
    ),
    "reading_uncapped": ("不受二十年限制", "without the limit of twenty years"),
    "ignored_unknown": ("该事件没有中断时效的效力", "the event does not interrupt"),
    "ignored_other_person": (
        "针对的是{person}，与本债务人不是连带债务人，效力不及于本债务人；如属连带债务，请在案件信息中注明",
        "it concerned {person}, who is not jointly liable with this debtor; state joint liability if there is any",
    ),
    "ignored_receipt_signed_only": (
        "仅签收，没有同意履行的意思；补充能证明同意履行的材料才算",
        "a signature for receipt only, no consent to perform; proof of consent would make it count",
    ),
    "ignored_demand_on_surety_arrived": (
        "是向保证人主张，不是向债务人主张；需另向债务人催收",
        "a demand on the surety, not on the debtor; send one to the debtor as well",
    ),
    "ignored_surety_signs_demand": (
        "保证人签收不影响主债务；保证期间届满后签收也不恢复保证责任",
        "the surety's signature does not touch the main debt, nor does it revive a lapsed guarantee",
    ),
    "ignored_internal_note": (
        "只是内部记录，没有到达债务人；补充送达或对方回复的证据才算",
        "an internal note that never reached the debtor; proof of arrival or a reply would make it count",
    ),
    "ignored_call_unrecorded": (
        "通话没有录音等可以提交的证据；导出录音及号码归属证明才算",
        "a call without a recording; the recording and proof of whose number it is would make it count",
    ),
    "ignored_invoice_issued": (
        "开具发票本身不是主张权利；补充随票催款的文书及送达证据才算",
        "issuing an invoice is no demand by itself; a demand sent with it and its delivery would make it count",
    ),
    "ignored_posted_unproved": (
        "不能证明寄出的内容或已经到达；补充写明内容的寄件底单和投递记录才算",
        (
            "neither content nor arrival is proved; the sender's slip naming the content and the delivery record "
            "would make it count"
        ),
    ),
    "ignored_online_exposure": (
        "网络曝光不是向债务人主张权利，且有侵权风险；请改用书面催告",
        "exposure on the net is no demand on the debtor and may itself be unlawful; use a written demand",
    ),
    "ignored_explicit_refusal": (
        "明确拒绝履行不中断已经起算的时效",
        "an explicit refusal does not interrupt a period that already runs",
    ),
    "ignored_rest_waived": (
        "主张部分债权时明确放弃了其余部分，效力不及于其余部分",
        "the rest was expressly given up with the partial demand, so the effect does not reach it",
    ),
    "ignored_signatory": (
        "签收人不是法定代表人、主要负责人、收发部门、被授权人（或本人、同住成年亲属），也没有其他到达证据；补充授权或送达证据才算",
        (
            "the signatory was not entitled to sign and nothing else proves arrival; an authority or proof of arrival "
            "would make it count"
        ),
    ),
    "ignored_not_financial": (
        "只有金融机构依法或依约扣收欠款才中断时效",
        "only a debit by a financial institution under law or contract interrupts",
    ),
    "ignored_not_missing": (
        "没有债务人下落不明的证明，公告不中断时效；补充下落不明的证据才算",
        "the debtor was not shown to be missing, so a public notice does not interrupt; proof would make it count",
    ),
    "ignored_outlet": (
        "刊登的媒体不是国家级或债务人住所地省级有影响的媒体",
        "the medium was neither national nor an influential one of the debtor's province",
    ),
    "ignored_withdrawn_unserved": (
        "起诉后撤回，起诉状副本没有送达债务人，稳妥起见不算中断；补充副本送达回证才算",
        (
            "the suit was withdrawn before the complaint was served: on the safe side no interruption; "
            "the return of service would make it count"
        ),
    ),
    "ignored_before_start": (
        "发生时时效尚未起算（起算日{start}）",
        "the period had not started yet (it starts on {start})",
    ),
    "ignored_clock_not_running": (
        "发生时时效按约定的新期限尚未重新起算（{start}）",
        "the period was not running then: it starts again on {start} only",
    ),
    "ignored_after_expiry": (
        "发生在时效届满（{last}）之后，不发生中断",
        "it came after the period had ended on {last}",
    ),
    "ignored_payment_after_expiry": (
        "部分付款发生在时效届满（{last}）之后：已付部分不得要求返还，其余部分是否恢复需人工判断",
        "a part payment after the end on {last}: what was paid stays paid, the rest needs a lawyer's judgment",
    ),
    "ignored_consent_after_expiry": (
        "同意履行的表示发生在时效届满（{last}）之后：稳妥起见不算；如系明确的还款承诺，请按“届满后承诺还款”登记",
        (
            "consent after the end on {last}: on the safe side it does not count; if it is a clear promise to pay, "
            "record it as a promise after expiry"
        ),
    ),
    "ignored_future": (
        "发生在截止日{as_of}之后，尚未计入",
        "it lies after the as-of day {as_of}",
    ),
    "ignored_obstacle": (
        "障碍没有存在于时效期间（至{nominal}）的最后六个月之内",
        "the obstacle did not reach into the last six months of the period that ends on {nominal}",
    ),
}

FINDINGS: dict[str, FindingText] = {
    "LX-L001": FindingText(
        "error",
        "法规库文件缺少 {key}",
        "the file of the law book lacks {key}",
        "按 law/record.py 和 law/parameters.py 开头的格式补上这一项",
        "add it in the form shown at the head of law/record.py and law/parameters.py",
    ),
    "LX-L002": FindingText(
        "error",
        "法规库文件中的“{key}”不是这里可用的项目",
        "“{key}” is no key that a file of the law book takes here",
        "检查拼写，或删去这一行",
        "check the spelling or delete the line",
    ),
    "LX-L003": FindingText(
        "error",
        "“{value}”不是日期",
        "“{value}” is not a date",
        "写成 2017-10-01 的样子",
        "write it like 2017-10-01",
    ),
    "LX-L004": FindingText(
        "error",
        "数值没有按生效日先后排列",
        "the values are not in order of their first day",
        "把较早生效的数值写在前面",
        "put the earlier value first",
    ),
    "LX-L005": FindingText(
        "error",
        "确定程度“{value}”不在可用的几种之中",
        "the certainty “{value}” is not a known one",
        "改为 statutory、convention、debated、guidance 或 secondary",
        "use statutory, convention, debated, guidance or secondary",
    ),
    "LX-L006": FindingText(
        "error",
        "文件中没有 examples 列表",
        "the file has no list “examples”",
        "按 deadlines-examples.yaml 的格式写 examples: 及各例",
        "write examples: with the entries below it",
    ),
    "LX-L007": FindingText(
        "error",
        "示例编号“{id}”重复",
        "the example id “{id}” is used twice",
        "改用不同的编号",
        "give it another id",
    ),
    "LX-L008": FindingText(
        "error",
        "{key} 的“{value}”不在可用的写法之中",
        "{key}: “{value}” is none of the known ones",
        "可用的写法：{known}",
        "known are: {known}",
    ),
    # the verb law (cli/law.py)
    "LX-L501": FindingText(
        "error",
        "法规库里没有名为“{name}”的规则或参数{near}",
        "there is no rule or parameter called “{name}”{near}",
        "输入 lexcollect law show 查看全部规则",
        "type lexcollect law show to see all of them",
    ),
    "LX-L502": FindingText(
        "error",
        "“{title}”（{name}）应在 {due} 前复核，尚未复核",
        "“{title}” ({name}) was to be reviewed by {due}",
        "由律师对照最新条文核对，或更新 lexcollect",
        "have it checked against the present text, or update lexcollect",
    ),
    "LX-L503": FindingText(
        "error",
        "贷款市场报价利率只到 {through} 公布的一期，缺 {count} 期：{days}；{first} 起的利息无法计算",
        "the LPR ends with the publication of {through}; {count} {count:is|are} missing: {days}; interest from {first} on stops",
        "用 lexcollect law update --rates 文件 补入全国银行间同业拆借中心公布的报价，或更新 lexcollect",
        "add the missing publications with lexcollect law update --rates FILE, or update lexcollect",
    ),
    "LX-L504": FindingText(
        "error",
        "放假安排只到 {through}，缺国务院办公厅关于 {years} 年放假安排的通知；这些年份的顺延结果为暂定",
        "holiday notices end on {through}; the State Council notice for {years} is missing, roll-overs are provisional",
        "通知公布后更新 lexcollect；在此之前按“应在…前办妥”的日期办",
        "update lexcollect; until then work to act_by",
    ),
    "LX-L505": FindingText(
        "note",
        "{year} 年放假安排的通知不在库中，{year} 年到期的期限顺延结果为暂定",
        "the holiday notice for {year} is not on file: roll-overs into {year} are provisional",
        "通知公布后更新 lexcollect",
        "update lexcollect once the notice is out",
    ),
    "LX-L506": FindingText(
        "note",
        "《{title}》自 {day} 起施行，只见报道，条文不在库中",
        "{title}, in force {day}, is known by report only",
        "涉及该规定的，由律师核对条文",
        "where it matters, have a lawyer read the text",
    ),
    "LX-L507": FindingText(
        "error",
        "{count} 个示例中有 {failed} 个与规则的结果不同",
        "{failed} of {count} {count:example|examples} {failed:differs|differ} from the rules",
        "核对示例所依据的条文：改正示例，或报告规则的错误",
        "check the article: mend the example or report the rule",
    ),
    "LX-L508": FindingText(
        "error",
        "examples 列表是空的，没有可检查的示例",
        "the list “examples” is empty: nothing was checked",
        "按 deadlines-examples.yaml 的格式写入示例",
        "write examples in the shape of deadlines-examples.yaml",
    ),
    "LX-L509": FindingText(
        "error",
        "示例中的“{key}”不是已知的项目，没有读取{near}",
        "“{key}” in the examples is not a known key and was not read{near}",
        "改正拼写；仅供说明的内容写在 title、why、basis 或 note 之下",
        "mend the spelling; what only explains belongs under title, why, basis or note",
    ),
    # a fee table of the user (law/own_fees.py)
    "LX-L601": FindingText(
        "error",
        "收费表缺少 {key}",
        "the fee table lacks {key}",
        "按 docs/fee-tables.md 的格式补上",
        "add it in the form of docs/fee-tables.md",
    ),
    "LX-L602": FindingText(
        "error",
        "“{key}”不是收费表的项目{near}",
        "“{key}” is no key of a fee table{near}",
        "改正拼写，或删去这一项",
        "mend the spelling or delete it",
    ),
    "LX-L603": FindingText(
        "error",
        "{key} 的“{value}”不是金额：{reason}",
        "{key}: “{value}” is no amount: {reason}",
        "写成以元为单位、不小于零的数，如 1000000",
        "write yuan, not below zero, such as 1000000",
    ),
    "LX-L604": FindingText(
        "error",
        "收费表有空档：{before} 元至 {start} 元没有标准",
        "the table has a gap: nothing is said from {before} to {start} yuan",
        "把本段的 from 改为前一段的 to，或补上中间一段",
        "let from be the end of the row before, or add the row between",
    ),
    "LX-L605": FindingText(
        "error",
        "收费表重叠：前一段到 {before} 元，本段从 {start} 元开始",
        "rows overlap: the one before ends at {before} yuan, this one begins at {start}",
        "把本段的 from 改为前一段的 to",
        "let from be the end of the row before",
    ),
    "LX-L606": FindingText(
        "error",
        "本段在 {end} 元结束，不在其起点 {start} 元之后",
        "the row ends at {end} yuan, not above its beginning {start}",
        "按金额从低到高写各段",
        "write the rows from the lowest amount upward",
    ),
    "LX-L607": FindingText(
        "error",
        "本段既没有 percent 也没有 fixed",
        "the row has neither percent nor fixed",
        "写明百分比或者固定数额",
        "state a percentage or a fixed sum",
    ),
    "LX-L608": FindingText(
        "error",
        "第 {row} 段没有上限，其后还有一段",
        "row {row} has no end, and another follows it",
        "给前一段写上 to",
        "give the row before it its end: to",
    ),
    "LX-L609": FindingText(
        "warning",
        "从 {start} 元起的固定数额为 {fixed} 元，按前面各段累计应为 {sum} 元",
        "the fixed sum from {start} yuan on is {fixed}, the rows before come to {sum}",
        "对照原表核对；原表确有跳档的，可以照用",
        "compare the printed table; where it does jump, it may stay",
    ),
    "LX-L610": FindingText(
        "error",
        "最低收费 {minimum} 元高于最高收费 {cap} 元",
        "the minimum of {minimum} yuan lies above the ceiling of {cap}",
        "对照原表改正",
        "compare the printed table",
    ),
    "LX-L611": FindingText(
        "error",
        "“{value}”不是 0 至 100 的百分比",
        "“{value}” is no percentage from 0 to 100",
        "写成 4 或 0.5",
        "write 4 or 0.5",
    ),
    "LX-L613": FindingText(
        "error",
        "使用自备收费表时，不能同时写 --kind",
        "with a fee table of your own no --kind can be given",
        "去掉 --kind 或者 --table",
        "leave out --kind or --table",
    ),
    "LX-L612": FindingText(
        "error",
        "收费表“{title}”自 {since} 至 {until} 适用，不适用于 {day}",
        "the table “{title}” holds from {since} to {until}, not on {day}",
        "使用该日有效的收费表",
        "use the table in force on that day",
    ),
}
