"""What several files tell of one plan, put together."""

from allocator.domain.actuals import Actual, Actuals
from allocator.domain.plan import NAMES
from allocator.study.track.chain import ChainedPlan
from allocator.study.track.past import is_past


def together(plan: ChainedPlan) -> Actuals:
    """What all files tell of a plan, the latest month last; of one month, the last name last.

    Of an earlier month only what was final by then counts: what there was so far of a period that
    has ended since says nothing of its end.
    """
    files = sorted(plan.told, key=lambda each: (each.actuals.as_of, each.name))
    latest = files[-1].actuals
    periods = {period.code: period for period in plan.view.scenario.periods}
    rows: dict[tuple[str, tuple[str, ...]], Actual] = {}
    for file in files:
        for row in file.actuals.rows:
            dated = NAMES[row.decision][-1] == "period"
            final = not dated or is_past(periods[row.codes[-1]], file.actuals.as_of)
            if final or file.actuals.as_of == latest.as_of:
                before = rows.get((row.decision, row.codes))
                keep = before is not None and row.value is None
                if not keep:
                    rows[row.decision, row.codes] = row
    return latest.model_copy(update={"rows": tuple(rows.values())})


def disagreements(plan: ChainedPlan) -> list[str]:
    """Files of one month that tell different figures of a row."""
    said: dict[tuple[int, str, tuple[str, ...]], dict[str, int]] = {}
    for file in plan.told:
        for row in file.actuals.rows:
            if row.value is not None:
                key = (file.actuals.as_of, row.decision, row.codes)
                said.setdefault(key, {})[file.name] = row.value
    differing = [values for values in said.values() if len(set(values.values())) > 1]
    if not differing:
        return []
    names = sorted({name for values in differing for name in values})
    return [
        f"{', '.join(names)} contradict each other in {len(differing):,} rows of {plan.name}; the "
        f"last of them counts here: merge them first with allocator track merge."
    ]
