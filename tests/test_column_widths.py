"""Column widths: no title breaks inside a word while another column has room to give."""

from __future__ import annotations

import pytest

from manualgen.rendering.document import Cell, Column, Field, RecordTable, Row, Table, Text
from manualgen.writers.column_widths import fitted_fractions, fitted_record_table, fitted_table

WIDTH_MM = 180.0


def test_widths_that_hold_their_titles_are_left_as_the_author_chose_them() -> None:
    assert fitted_fractions((0.3, 0.7), ("Date", "What was seen"), WIDTH_MM, 9) == (0.3, 0.7)


def test_a_narrow_column_takes_what_its_title_lacks_from_a_wide_one() -> None:
    narrow, wide = fitted_fractions((0.09, 0.91), ("Superintendent", "What"), WIDTH_MM, 9)
    assert narrow * WIDTH_MM > 23  # 14 letters of 9 pt in bold and the sides of the cell
    assert narrow + wide == pytest.approx(1.0)


def test_a_column_gives_no_more_than_its_own_words_leave() -> None:
    row = Row("r", (Cell(((Text("x" * 60),),)), Cell(), Cell()))
    columns = (Column("Word", 0.6), Column("Superintendent", 0.08), Column("Note", 0.32))
    fitted = fitted_table(Table("t", columns, (row,)), WIDTH_MM, 9)
    assert fitted.columns[0].width == pytest.approx(0.6, abs=0.03)
    assert fitted.columns[1].width > 0.13
    assert fitted.columns[2].width < 0.3


def test_where_nothing_can_be_given_the_widths_stay() -> None:
    titles = ("Superintendent",) * 12
    assert fitted_fractions((1 / 12,) * 12, titles, WIDTH_MM, 9) == (1 / 12,) * 12


def test_the_unit_in_a_title_counts() -> None:
    columns = (Field("a", "Reach", "number", unit="metres/second", width=0.1), Field("b", "Note", width=0.9))
    fitted = fitted_record_table(RecordTable("t", columns), WIDTH_MM, 9)
    assert fitted.columns[0].width > 0.13
