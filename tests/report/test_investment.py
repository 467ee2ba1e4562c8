"""New money by state and domain, and the chart that can only show so many colours."""

from typing import Any

from allocator.domain.scenario import Scenario
from allocator.tables.table import Chart, Table
from tests.plans import over_years, plan
from tests.report.reading import row, sheets, total
from tests.scenarios import MILLION, capability, line, rates, tiny

DOMAINS = tuple(f"domain {number}" for number in range(9))


def many(count: int, price: int = MILLION) -> Scenario:
    """A capability and a line for each domain; a lot of the n-th costs n times the first."""
    codes = [f"C{number}" for number in range(count)]
    return tiny(
        capabilities=tuple(
            capability(code, domain=domain) for code, domain in zip(codes, DOMAINS, strict=False)
        ),
        lines=tuple(
            line(f"L{number}", capability=code, unit_price=(number + 1) * price)
            for number, code in enumerate(codes)
        ),
        line_rates=tuple(rate for number in range(count) for rate in rates(f"L{number}", 5)),
    )


def bought(count: int) -> dict[str, Any]:
    """A buys one lot of each."""
    pairs = [over_years(("A", f"L{number}"), 1) for number in range(count)]
    return {"delivered": {key: value for pair in pairs for key, value in pair.items()}}


def split(count: int) -> Table:
    return sheets(many(count), plan(**bought(count)))["burden_split"]


def chart(count: int) -> Chart:
    return split(count).charts[0]


def test_a_few_domains_have_a_colour_each() -> None:
    assert [series.name for series in chart(7).series] == list(DOMAINS[:7])
    assert "rest" not in split(7).blocks[1].frame.offset


def test_the_domains_that_cost_least_share_the_last_colour() -> None:
    names = [series.name for series in chart(9).series]
    assert names == [*DOMAINS[3:], "Other domains"]
    assert chart(9).series[-1].colour == 7


def test_what_is_taken_together_adds_up_and_is_counted_once() -> None:
    table = split(9)
    paid = row(table, 1, state="A")
    assert paid["rest"] == (1 + 2 + 3) * MILLION
    assert paid["total"] == sum(range(1, 10)) * MILLION
    assert total(table, "rest", 1) == 6 * MILLION
    assert total(table, "total", 1) == total(table, "new_money") == 45 * MILLION


def test_the_briefing_shows_the_same_chart() -> None:
    made = sheets(many(9), plan(**bought(9)))
    ours, theirs = made["burden_split"].charts[0], made["briefing"].charts[1]
    assert (ours.series, ours.title) == (theirs.series, theirs.title)


def test_the_unit_follows_the_amounts() -> None:
    assert chart(2).title.endswith("EUR million")
    dear = sheets(many(2, 800 * MILLION), plan(**bought(2)))["burden_split"].charts[0]
    assert dear.title.endswith("EUR bn")
    assert dear.number_format == "#,##0,"
