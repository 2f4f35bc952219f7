"""A written promise from after limitation had run: what it gives back, from which day, and to whom (民法典 192(2)).

Debt due 2022-03-15: three years end on 2025-03-15, a Saturday, so on Monday 2025-03-17 (民法典 188, 203).
"""

from __future__ import annotations

from datetime import date as D
from typing import Any

from case_kit import PARTIES, agenda_with, claim, debt, seal
from lexcollect.deadlines.agenda import Agenda
from lexcollect.deadlines.deadline import Deadline

CONTRACT = {"id": "合同", "cause": "买卖合同纠纷", "name": "合同", "signed_on": "2022-01-01"}


def after_the_end(day: str, kind: str = "promise_after_expiry", **more: Any) -> Agenda:
    parties = more.pop("parties", PARTIES)
    return agenda_with(
        parties=parties,
        obligations=[debt(due="2022-03-15")],
        contracts=[CONTRACT],
        acknowledgements=[seal(day, kind, id="承诺", **more)],
    )


def test_a_clear_promise_gives_three_years_from_its_day() -> None:
    """诉讼时效规定 19(1): no new day was named, so from the promise."""
    deadline = claim(after_the_end("2025-05-01"))
    assert deadline.period is not None and deadline.period.nominal == D(2028, 5, 1)
    assert deadline.answer.value.revived


def test_a_promise_that_names_a_day_gives_three_years_from_that_day() -> None:
    deadline = claim(after_the_end("2025-05-01", new_due_on="2025-12-31"))
    assert deadline.period is not None and deadline.period.nominal == D(2028, 12, 31)


def test_a_plan_is_shown_as_another_reading_from_the_day_it_names() -> None:
    """A plan may be a clear promise: the safe reading is that the claim is barred."""
    deadline = claim(after_the_end("2025-05-01", "repayment_plan", new_due_on="2025-12-31"))
    assert deadline.state == "expired"
    assert [a.value.nominal for a in deadline.answer.alternatives] == [D(2028, 12, 31)]


def test_a_promise_made_in_time_is_an_ordinary_consent() -> None:
    """民法典 195(2): on 2024-06-01 the period still ran: three years from that day."""
    deadline = claim(after_the_end("2024-06-01"))
    assert deadline.period is not None and deadline.period.nominal == D(2027, 6, 1)
    assert not deadline.answer.value.revived


def test_what_rests_on_such_a_promise_is_told_with_who_may_still_plead() -> None:
    def told(agenda: Agenda) -> bool:
        return "LX-M282" in {f.code for f in agenda.findings}

    assert told(after_the_end("2025-05-01")) and not told(after_the_end("2024-06-01"))


def test_a_promise_of_one_joint_debtor_takes_no_defence_from_the_other() -> None:
    """诉讼时效规定 15(2) is of interruptions; a defence is given up by whoever has it (19(1))."""
    joint = {"id": "丁", "role": "joint_debtor", "kind": "organisation", "name": "丁公司", "tie": {"ground": "signed"}}
    agenda = after_the_end("2025-05-01", parties=[*PARTIES, joint], by="丁")
    clocks: dict[str, Deadline] = {d.person: d for d in agenda.of_rule("limitation.general")}
    assert clocks["丁"].state != "expired" and clocks["乙"].state == "expired"
