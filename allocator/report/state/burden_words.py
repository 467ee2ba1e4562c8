"""Sentences on what one state pays: against its key, and beside its neighbours."""

from allocator.report.burden_measures import average, measured_by
from allocator.report.names import horizon
from allocator.report.numbers import amount, part_of, per_cent_of_key
from allocator.report.prose import number, readable, whole_listing
from allocator.report.state.view import StateView


def pays(own: StateView) -> str:
    """New money against the key and against all states together."""
    view, burden = own.view, own.burden
    over = horizon(view)
    key = part_of(burden.key_share)
    together = f"all states together {part_of(average(view), 2)}"
    if not burden.key_money:
        paid = amount(burden.new_money) if burden.new_money else "nothing"
        return f"It pays {paid} over {over} and has no part in the burden key."
    part = per_cent_of_key(burden.basis_points)
    measure = measured_by(view)
    what = "its burden" if measure == "new money" else f"its burden, {measure},"
    borne = f"{what} is {part} of its key money, that of {together}{_rank(own)}"
    if not burden.new_money:
        return f"It pays nothing over {over}, where its key is {key} of all new money; {borne}."
    share = f"{part_of(burden.money_share)} of all new money, where its key is {key}"
    return f"It pays {amount(burden.new_money)} over {over}, {share}; {borne}."


def _rank(own: StateView) -> str:
    """Whether anybody bears more."""
    others = [b.basis_points for state, b in own.view.burdens.items() if state != own.state]
    mine = own.burden.basis_points
    if not others or not mine:
        return ""
    more, same = sum(b > mine for b in others), sum(b == mine for b in others)
    if not more:
        return (
            f"; it shares the largest with {number(same, 'other')}"
            if same
            else ("; it bears the largest")
        )
    return f"; {number(more, 'state bears', 'states bear')} more"


def neighbours(own: StateView) -> str:
    """Who of them bears more, as much or less."""
    states = own.alliance.neighbours(own.state)
    if not states or not own.burden.key_money:
        return ""
    mine, burdens = own.burden.basis_points, own.view.burdens
    groups = (
        ("more", [s for s in states if burdens[s].basis_points > mine]),
        ("as much", [s for s in states if burdens[s].basis_points == mine]),
        ("less", [s for s in states if burdens[s].basis_points < mine]),
    )
    parts = [
        [how, whole_listing(map(own.named, found)), len(found)] for how, found in groups if found
    ]
    how, names, count = parts[0]
    said = [f"{names} {'bears' if count == 1 else 'bear'} {how}"]
    said += [f"{names} {how}" for how, names, _ in parts[1:]]
    region = own.alliance.region_of(own.state)
    whose = f"its neighbours ({readable(region)})" if region else "the states nearest in key money"
    return f"Of {whose}, {'; '.join(said)}."
