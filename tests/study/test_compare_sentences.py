"""Each sentence where it is true, and plans of which it must not be said."""

from dataclasses import replace

from allocator.study.compare.sentences import sentences
from tests.plans import duo_plan, plan
from tests.report.quartet import quartet, quartet_plan
from tests.scenarios import duo, state, tiny
from tests.study.compared import BASE, bought, judged, paired, said


def test_nothing_differs_stands_alone() -> None:
    assert sentences(paired(BASE, BASE)) == (
        "Nothing differs: the same decisions on the same input, and as much is proven.",
    )
    assert "Nothing differs" not in said(BASE, bought(2, 5))
    assert "Nothing differs" not in said(BASE, BASE, below=1)


def test_pools() -> None:
    before = quartet_plan()
    swapped = replace(before, join={("AAA", "SKY"): 1, ("DDD", "SKY"): 1}, lead={("DDD", "SKY"): 1})
    words = said((quartet(), before), (quartet(), swapped))
    assert (
        "Pools: @Δelta joins Sky pool, Côte-d'Or leaves Sky pool and @Δelta leads Sky pool instead "
        "of =SUM(A1:A9)." in words
    )
    closed = replace(before, open={}, join={}, lead={}, operating={})
    assert "Pools: Sky pool does not open any more." in said(
        (quartet(), before), (quartet(), closed)
    )
    assert "Pools: Sky pool opens with 2 members." in said((quartet(), closed), (quartet(), before))


def test_the_same_pools_are_said_to_open_only_where_one_does() -> None:
    fewer = replace(quartet_plan(), crews={})
    assert "The same pools open, with the same members." in said(
        (quartet(), quartet_plan()), (quartet(), fewer)
    )
    assert "ools" not in said(BASE, bought(2, 5))


def test_what_ifs_are_named() -> None:
    off = judged(duo(), families_off=("budget", "burden"))
    assert "What-ifs: other ignores budget and burden." in said(BASE, (off, duo_plan()))
    assert "What-if" not in said(BASE, bought(2, 5))


def test_gaps_are_a_caution_where_something_is_not_proven() -> None:
    words = said(BASE, bought(2, 5), below=9)
    assert "Not every aim of other is proven: a difference smaller than the gaps on" in words
    assert "proven" not in said(BASE, bought(2, 5))


def test_another_proof_of_the_same_decisions_is_said() -> None:
    words = said(BASE, BASE, below=9)
    assert "The decisions are the same." in words
    assert "What is proven of them differs, see the sheet aims." in words
    assert "What is proven" not in said(BASE, bought(2, 5), below=9)


def test_what_is_not_compared_is_named() -> None:
    words = said(BASE, (duo("iii"), duo_plan("iii")))
    assert "Not compared: line A1 (in other alone)." in words
    three = tiny(states=(*(state(code) for code in "ABCD"),))
    assert "Not compared: states C and D (in base alone)." in said(
        (three, plan()), (tiny(), plan())
    )
    assert "Not compared" not in said(BASE, bought(2, 5))
