"""Every article that a complaint rests on has a sentence of facts or of requests that uses it, on every example.

The table was read beside the statutes: an article is cited only where the paper tells what it asks for (民法典 714: a
thing that was damaged by careless keeping; 733: one that is to be given back; 担保制度解释 32: until all is repaid).
An article that is not in the table fails: whoever cites a new one says which fact it needs.
"""

from __future__ import annotations

import re

import pytest

from golden import stored

CODE, PROC = "中华人民共和国民法典", "中华人民共和国民事诉讼法"
#: Law and article → the words of the complaint that tell the fact.
FACTS: dict[str, dict[str, str]] = {
    CODE: {
        "四百六十九": "没有订立书面合同",
        "五百零九": "合同约定|约定由|没有订立书面合同",
        "五百六十": "冲抵",
        "五百六十一": "冲抵(?:款项\\S+?)?(?:利息|费用)|冲抵利息",
        "五百六十五": "解除合同的通知到达",
        "五百六十六": "合同自该日解除",
        "五百七十七": "已构成违约",
        "五百七十九": "判令被告\\S?(?:支付|返还)",
        "五百八十四": "赔偿|占用费|损失",
        "五百八十五": "支付违约金",
        "六百二十六": "货款",
        "六百二十八": "最后付款日",
        "六百六十七": "借款",
        "六百七十": "实际交付的",
        "六百七十四": "利息",
        "六百七十五": "还款期限届满日",
        "六百七十六": "逾期利息",
        "六百八十八": "连带责任保证",
        "六百九十": "最高债权额",
        "六百九十一": "担保范围",
        "六百九十二": "六个月",
        "六百九十三": "收到催告时",
        "七百零三": "出租给",
        "七百一十四": "保管不善造成租赁物毁损",
        "七百二十一": "租金的支付日",
        "七百二十二": "经催告仍未支付解除合同",
        "七百三十三": "返还",
        "七百八十八": "承包施工",
        "七百九十九": "通过竣工验收",
        "八百零七": "优先受偿权",
    },
    PROC: {"二十四": "合同履行地", "三十四": "专属管辖", "三十五": "约定，(?:由|争议由)", "一百二十二": "诉讼请求"},
    "中华人民共和国担保法": {"二十一": "担保范围没有约定", "二十六": "保证期间"},
    "保障中小企业款项支付条例": {"九": "最后付款日", "十七": "每日万分之五"},
    "最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释": {"一": "送货单、对账单、发票为证"},
    "最高人民法院关于审理建设工程施工合同纠纷案件适用法律问题的解释（一）": {
        "十七": "质量保证金",
        "二十六": "利息",
        "二十七": "最后付款日",
        "三十五": "优先受偿权",
        "四十": "工程价款",
        "四十一": "优先受偿权",
    },
    "最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释": {"二十八": "不动产所在地"},
    "最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解释": {"三十二": "直至主债务本息还清时为止"},
    "最高人民法院关于适用〈中华人民共和国民法典〉时间效力的若干规定": {
        "一": "20(?:1\\d|20)年",
        "二十": "20(?:1\\d|20)年",
    },
    "最高人民法院关于适用〈中华人民共和国合同法〉若干问题的解释（二）": {"二十一": "依法冲抵利息"},
    "最高人民法院关于审理民间借贷案件适用法律若干问题的规定": {
        "二十五": "法律保护的上限",
        "二十六": "实际交付的",
        "二十八": "没有约定逾期利率",
        "三十一": "2020年8月20日",
    },
}
COMPLAINTS = [f"{name}/民事起诉状.txt" for name in ("steel", "lease", "works", "invoices", "loan")]


def cited(text: str) -> list[tuple[str, str]]:
    """Return law and article of the sentence that says on what the suit rests."""
    (words,) = re.findall("根据(《.+?)等规定提起诉讼", text)
    found = []
    for law, articles in re.findall("《([^《》]+)》((?:第[零一二三四五六七八九十百千]+条、?)+)", words):
        found += [(law, article) for article in re.findall("第([^条]+)条", articles)]
    return found


@pytest.mark.parametrize("name", COMPLAINTS)
def test_every_cited_article_has_its_fact(name: str) -> None:
    text = stored()[name].replace("\n    ", "")
    facts = re.sub("根据《.+?等规定提起诉讼", "", text)
    articles = cited(text)
    assert len(articles) >= 10
    for law, article in articles:
        assert article in FACTS.get(law, {}), f"{law}第{article}条: say which fact it rests on"
        assert re.search(FACTS[law][article], facts), f"{law}第{article}条 has no fact in {name}"


def test_the_damage_and_its_article_stand_together() -> None:
    """民法典 714: 因保管不善造成租赁物毁损、灭失的，应当承担赔偿责任; a claim for it says so, no other cites it."""
    for name, text in stored().items():
        if name.endswith("/民事起诉状.txt"):
            assert ("第七百一十四条" in text) is ("保管不善造成租赁物毁损" in text), name
