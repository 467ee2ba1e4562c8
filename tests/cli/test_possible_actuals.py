"""Known figures that no plan can have, told by their cells."""

from allocator.app.possible_actuals import MOST, impossible
from allocator.domain.outcome import ElasticRow
from allocator.study.track.fixed import KNOWN, Impossible
from tests.study.track.progress import FALLEN_BEHIND, actuals, plan, scenario


def test_each_figure_is_named_by_its_cell_with_what_was_read() -> None:
    rows = (ElasticRow(KNOWN, ("delivered", "A", "L", "2026"), 3),)
    for proven, words in ((True, "no plan can have 0"), (False, "no plan was found that has 0")):
        found = impossible(Impossible(rows, proven), scenario(), plan(), actuals(*FALLEN_BEHIND))
        (problem,) = found.problems
        assert problem.address == "actuals!I2"
        assert problem.message.startswith(f"order, A, L, 2026: {words}")
        assert "3 units" in problem.remedy


def test_what_a_search_did_not_reach_is_not_listed_without_end() -> None:
    rows = (ElasticRow(KNOWN, ("delivered", "A", "L", "2026"), 1),) * (MOST + 5)
    told = (scenario(), plan(), actuals(*FALLEN_BEHIND))
    assert len(impossible(Impossible(rows, proven=True), *told).problems) == MOST + 5
    problems = impossible(Impossible(rows, proven=False), *told).problems
    assert len(problems) == MOST + 1
    assert problems[-1].message.startswith("5 more figures")


def test_a_contribution_is_told_that_it_does_not_fall() -> None:
    rows = (ElasticRow(KNOWN, ("contribution", "A", "TANK", "2026"), 1),)
    found = impossible(Impossible(rows, proven=True), scenario(), plan(), actuals(*FALLEN_BEHIND))
    (problem,) = found.problems
    assert problem.address == "actuals!I9"
    assert "falls by retirements and limits alone" in problem.remedy
