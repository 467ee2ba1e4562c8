"""A search for other plans that was ended early claims nothing that it did not prove."""

from allocator.explain.alternatives.alternatives import alternatives
from allocator.explain.alternatives.sentences import sentences
from allocator.report.view import View
from tests.explain.test_alternatives import looked_for


def test_nothing_is_decided_by_a_search_that_was_stopped(duo_view: View) -> None:
    found = alternatives(duo_view, 3, 100, lambda *_: None, stop=lambda: True)
    assert (found.found, found.exact) == ((), False)
    assert sentences(found) == (
        "No other plan was found in which every aim is at most 1 % worse and states give other "
        "amounts.",
        "That is not proven.",
    )


def test_where_everything_varies_nothing_is_called_the_rest(duo_view: View) -> None:
    said = sentences(looked_for(duo_view, 10_000, 5))
    assert said[1] == "No amount that a state gives in 2026 is the same in all of them."
    assert said[2].startswith("Everything is open to negotiation, above all what A gives")
