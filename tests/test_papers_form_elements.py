"""Every element of every official form is reached by a key of the case file, or is left to the hand on purpose.

Facts: the forms on file, row by row, and the files that say which fact fills what. Question: does a blank or box exist
that nobody thought of (还息至 was one)? Answer: no; ``data/forms/by_hand.csv`` names each that nothing fills, with its
reason, and is checked both ways.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from form_elements import DENIED, REASONS, TABLE, by_hand, stored
from form_matters import BARE, MATTERS, form_fields
from lexcollect.documents.forms.form import DENIALS
from lexcollect.documents.forms.mapping import covered, mapped
from lexcollect.documents.forms.reading import form_of
from lexcollect.documents.material import Material
from lexcollect.documents.register import PAPERS
from lexcollect.documents.views import form_persons
from loan import loan_with
from papers import material


def test_the_table_names_exactly_what_nothing_fills() -> None:
    now, kept = by_hand(), stored()
    assert sorted(now.keys() - kept.keys()) == [], "python tests/form_elements.py; then read the reasons"
    assert sorted(kept.keys() - now.keys()) == [], "these are filled now: take them out of the table"


def test_each_has_one_reason_of_the_closed_list_and_stands_once() -> None:
    with Path(TABLE).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert len({tuple(row[:4]) for row in rows}) == len(rows)
    assert {row[4] for row in rows} <= REASONS


def test_only_boxes_of_no_are_left_for_want_of_an_answer() -> None:
    for one, why in stored().items():
        if why == DENIED:
            assert one.kind == "框" and one.name.partition(".")[0] in DENIALS, one


@pytest.mark.parametrize("number", covered())
def test_a_row_is_filled_or_left_whole_with_a_reason(number: str) -> None:
    form, how = form_of(number), mapped(number)
    assert set(form.rows) == {*how.rows, *how.left} and not {*how.rows} & {*how.left}
    for id, row in form.rows.items():
        given = how.rows.get(id)
        if given is not None:
            assert given.blanks or given.ticks or given.said, f"{number} {id}: nothing fills it"
            assert {name for name, _ in given.blanks} <= row.cell.blanks


def test_no_blank_of_a_person_is_counted_as_filled_that_never_is() -> None:
    """Persons, companies and agents of the matters of these tests fill each blank of the list at least once."""
    views = [PAPERS["form"].view()(material()).fields, *(form_fields(number) for number in (*MATTERS, *BARE))]
    loan = loan_with(("性别: 女,", "性别: 女, 民族: 汉族,"))
    views.append(PAPERS["form"].view()(Material(loan.case, loan.claims, {})).fields)
    filled = {name for view in views for person in view["当事人"] for name in person.get("填", {})}
    of_courts = {"bank_account", "account_name", "bank"}  # forms of enforcement alone ask to which account
    assert filled <= form_persons.BLANKS and form_persons.BLANKS - filled <= of_courts
