"""Courts by their names: whether words of a clause (管辖条款) name one, and which stand above the basic ones.

Owns these questions. A court that has yet to be found (甲方住所地人民法院) is not named; nothing is looked up.
"""

from __future__ import annotations

import re


def names_a_court(clause: str) -> bool:
    """Tell whether ``clause`` is the name of one court, and not a description by which it is found."""
    if re.search("住所|所在地|有管辖权|签订地|履行地|仲裁|[甲乙双各一对]方|起诉|提起|管辖", clause):
        return False
    return clause.endswith("法院")


def above_basic(court: str) -> bool:
    """Tell whether the name is that of a court above the basic level (中级、高级、最高人民法院)."""
    return court.endswith(("中级人民法院", "高级人民法院", "最高人民法院"))
