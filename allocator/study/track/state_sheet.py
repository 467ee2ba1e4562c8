"""Sheet `states`: how each state stands against what it has to do."""

from collections import Counter
from collections.abc import Iterator, Mapping

from allocator.report.prose import readable
from allocator.report.view import View
from allocator.study.titled_page import FIRST, titled_page
from allocator.study.track.told import WORST_FIRST, Light, Tracked, light
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

STATES = "states"
COLUMNS = (
    Column("state", "State", "code", width=9),
    Column("name", "Name", "text", width=26),
    Column("light", "Light", "text", width=9),
    Column("on_time", "Rows\non time", width=10, total=True),
    Column("late", "Rows\nlate", width=10, total=True),
    Column("unknown", "Rows not\nconfirmed", width=11, total=True),
    Column("coming", "Open rows\nbehind plan", width=12, total=True),
    Column("delivered_plan", "Units delivered,\nplan", width=15, total=True),
    Column("delivered_forecast", "Units delivered,\nforecast", width=15, total=True),
    Column("assigned_plan", "Units assigned,\nplan", width=15, total=True),
    Column("assigned_forecast", "Units assigned,\nforecast", width=15, total=True),
    Column("crews_plan", "Posts filled,\nplan", width=13, total=True),
    Column("crews_forecast", "Posts filled,\nforecast", width=13, total=True),
    Column("due", "EUR m due\nso far, plan", "money", width=13, total=True),
    Column("reported", "EUR m\nreported", "money", width=12, total=True),
)


def state_sheet(found: Tracked, view: View) -> Table:
    """One row for each state; rows of pools, lines and makers belong to none."""
    block = Block(
        Frame(STATES, COLUMNS, row=FIRST),
        tuple(_rows(found, view)),
        total="All",
        alarm=("late",),
        lights=("light",),
    )
    return titled_page(
        view.policy,
        STATES,
        "States",
        "Rows of past periods by state; units and posts at the deadline. The light is the worse of "
        "the units delivered and assigned, forecast over plan; grey: nothing is known of it.",
        (block,),
        keys=2,
    )


def tallies(found: Tracked) -> Mapping[str, Counter[str]]:
    """By state: how many rows of each status there are, and open ones that are forecast behind."""
    counted: dict[str, Counter[str]] = {code: Counter() for code in found.scenario.state_by_code}
    for each in found.variances:
        if each.state and (each.planned or each.actual):
            counted[each.state][each.status] += 1
            open_row = each.status in ("to come", "under way")
            counted[each.state]["coming"] += open_row and each.forecast < each.planned
    return counted


def state_light(found: Tracked, state: str) -> Light:
    """The worse of what is delivered and of what is assigned at the deadline; grey where nobody has
    said anything of the state."""
    if not any(each.state == state and each.actual is not None for each in found.variances):
        return "grey"
    figures = found.figure(found.scenario.policy.deadline_period, state)
    lights = (
        light(figures.plan.delivered, figures.forecast.delivered),
        light(figures.plan.contributed, figures.forecast.contributed),
    )
    return min(lights, key=WORST_FIRST.index)


def _rows(found: Tracked, view: View) -> Iterator[Row]:
    counted = tallies(found)
    for state in view.states:
        count, there = counted[state], found.figure(view.deadline, state)
        past = [found.figure(period, state) for period in found.past.periods]
        reported = [each.reported_money for each in past if each.reported_money is not None]
        yield (
            state,
            readable(view.state_name(state)),
            state_light(found, state),
            count["as planned"] + count["ahead"],
            count["behind"],
            count["not confirmed"],
            count["coming"],
            there.plan.delivered,
            there.forecast.delivered,
            there.plan.contributed,
            there.forecast.contributed,
            there.plan.crews,
            there.forecast.crews,
            sum(each.plan.money for each in past),
            sum(reported) if reported else None,
        )
