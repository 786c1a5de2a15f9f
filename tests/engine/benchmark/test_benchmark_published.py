"""The figures of papers in resources/published: as printed, complete, and fit to stand beside our rows."""

import pytest
from benchmark_sets import PUBLISHED

from engine.benchmark.oneshot.rows import ABLATIONS, PAPER_ABLATIONS, STAGE_ONE_CHANGES, RowKind
from engine.benchmark.papers import Measurement, paper_report
from engine.benchmark.published import MIXTURE, published_one_shot, published_supervised
from engine.benchmark.sets.labelled import BodyPart
from engine.benchmark.supervised.rows import all_rows
from engine.errors import EngineError

ONE_SHOT, SUPERVISED = published_one_shot(PUBLISHED), published_supervised(PUBLISHED)
TABLES = (*ONE_SHOT.tables, *ONE_SHOT.stage_one, ONE_SHOT.stage_two, *SUPERVISED.tables)


def row(tables, title, name):
    [found] = [row for table in tables if table.title == title for row in table.rows if row.name == name]
    return found


def test_figures_are_those_that_the_papers_print():
    assert row(ONE_SHOT.tables, "Head", "EdgeTrans stage II").sdr == (54.69, 67.47, 77.85, 90.02)
    assert row(ONE_SHOT.tables, "Hand", "CC2D-TPL").mre == 2.47
    assert row(ONE_SHOT.stage_one, "Losses, stage I", "without L_syn").sdr[1] == 51.43
    assert row([ONE_SHOT.stage_two], "stage II", "all of C2T").mre == 2.13
    assert row(SUPERVISED.tables, "Head, test 2", "FARNet").sdr == (77.0, 84.42, 89.47, 95.21)
    assert row(SUPERVISED.tables, "Hand, three folds", "Ebner et al.").sd == 2.45
    local = row(SUPERVISED.tables, "Mixed sets", "local network alone")
    assert (local.mre, local.sd, local.parameters) == (1.20, 4.98, 2.12)
    assert [(each.mse, each.rho) for each in SUPERVISED.spine.rows][2:] == [(0.0046, 0.94), (0.0017, 0.98)]
    assert [other.mre for other in ONE_SHOT.elsewhere] == [4.31, 4.30, 2.37]


def test_what_is_not_printed_is_none():
    assert row([ONE_SHOT.stage_two], "stage II", ONE_SHOT.stage_two.rows[2].name).sdr == (
        *(None, 67.18, None, None),
    )
    assert row(SUPERVISED.tables, "Head, test 1", "Arik et al.").mre is None
    assert ONE_SHOT.elsewhere[1].median is None


def test_every_table_is_there_with_its_source_and_its_films():
    assert [len(table.rows) for table in TABLES] == [7, 6, 6, 5, 5, 6, 4, 8, 8, 6, 8, 6, 6, 6, 2, 5]
    printed = [figure for table in TABLES for row in table.rows for figure in (row.mre, row.sd, *row.sdr)]
    assert (len(TABLES), sum(figure is not None for figure in printed)) == (16, 433)
    assert sum(figure for figure in printed if figure is not None) == pytest.approx(25515.86)
    assert all(table.films and ", table " in table.source for table in TABLES)


def test_printed_rates_fit_their_limits_and_grow_with_them():
    for table in TABLES:
        for each in table.rows:
            known = [rate for rate in each.sdr if rate is not None]
            assert len(each.sdr) == len(table.limits)
            assert known == sorted(known)


def test_rows_of_ours_that_stand_beside_a_table_are_there():
    assert {each.kind for each in ONE_SHOT.stage_two.rows} == {*ABLATIONS, RowKind.QUICK}
    assert {each.as_published for each in ONE_SHOT.stage_two.rows} == {*PAPER_ABLATIONS, RowKind.PAPER}
    of_stage_one = {each.kind for table in ONE_SHOT.stage_one for each in table.rows}
    assert of_stage_one == {*STAGE_ONE_CHANGES, RowKind.STAGE_ONE}
    kinds = {row.kind for row in all_rows()}
    assert all(set(table.kinds) <= kinds and table.kinds for table in SUPERVISED.tables)
    assert {table.ours for table in SUPERVISED.tables} <= {*BodyPart, MIXTURE}


def test_every_table_and_figure_of_the_papers_is_listed_with_rows_that_are_there():
    listed = {}
    for each in paper_report(PUBLISHED).items:
        assert bool(each.names) == (
            each.what is not Measurement.NONE
        )  # and there is no row that is not there
        assert each.names or "drawing" in each.note
        listed.setdefault(each.paper, set()).update(_numbered(each.item))
    tables = {"EdgeTrans4Mark": 5, "FARNet": 5, "GU2Net": 2, "LaOML": 6}
    figures = {"EdgeTrans4Mark": 4, "FARNet": 5, "GU2Net": 2, "LaOML": 10}
    for paper, found in listed.items():
        wanted = {("table", number) for number in range(1, tables[paper] + 1)}
        assert found == wanted | {("figure", number) for number in range(1, figures[paper] + 1)}


def _numbered(item):
    """`item` such as "table 1, figures 4 to 6" as kinds and numbers."""
    kind = ""
    for part in item.split(","):
        words = part.split()
        kind = words.pop(0).removesuffix("s") if words[0].isalpha() else kind
        numbers = [int(word) for word in words if word.isdecimal()]
        for number in range(numbers[0], numbers[-1] + 1):
            yield kind, number


def test_without_the_figures_it_says_so(tmp_path):
    with pytest.raises(EngineError, match=r"one-shot\.toml, the published figures, cannot be read: use"):
        published_one_shot(tmp_path)
