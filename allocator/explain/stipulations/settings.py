"""Settings that hold every state or capability at once."""

from collections.abc import Callable, Iterable

from allocator.domain.address_book import Key
from allocator.domain.policy import Policy
from allocator.domain.quantity import WHOLE
from allocator.domain.record import Record
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.stipulation import Kind, Loosens, Measure


def _setting(
    name: str,
    family: str,
    words: str,
    measure: Measure,
    loosens: Loosens,
    open_value: int | None,
    holds: Callable[[Policy], bool] = lambda _: True,
) -> Kind:
    def figures(_: Scenario, policy: Policy) -> Iterable[tuple[Key, int]]:
        own = getattr(policy, name)
        if own is not None and int(own) != open_value and holds(policy):
            yield (name,), int(own)

    def edited(_: Scenario, policy: Policy, _key: Key, value: int | None) -> Record:
        flag = isinstance(getattr(policy, name), bool)
        return policy.model_copy(update={name: bool(value) if flag else value})

    return Kind(
        name=name.replace("_", " "),
        sheet="settings",
        column="value",
        family=family,
        field="policy",
        identity=lambda _: (),
        figures=figures,
        edited=edited,
        open_at=lambda _plenty, _row: open_value,
        words=lambda _, _row, _key, figure: words.format(figure=figure),
        measure=measure,
        loosens=loosens,
        authority="agreed",
    )


KINDS: tuple[Kind, ...] = (
    _setting(
        "concentration_cap",
        "concentration",
        "one state may count for {figure} of a capability",
        "share",
        "up",
        WHOLE,
    ),
    _setting(
        "dependence_cap",
        "dependence",
        "outside support may be {figure} of a capability at the deadline",
        "share",
        "up",
        WHOLE,
    ),
    _setting(
        "return_rate",
        "footprint",
        "{figure} of what a state pays comes back as work",
        "share",
        "down",
        0,
        lambda policy: policy.return_rule == "hard",
    ),
    _setting(
        "small_state_pool_limit",
        "pooling",
        "a small state is in {figure} pools at most",
        "pools",
        "up",
        None,
    ),
    _setting(
        "small_state_burden_ceiling",
        "burden",
        "a small state carries a burden of at most {figure} of its key",
        "share",
        "up",
        None,
    ),
    _setting(
        "stand_alone_limit",
        "burden",
        "no state pays more than it would alone",
        "yes",
        "down",
        0,
    ),
    _setting(
        "burden_limit_in_force",
        "burden",
        "no state pays more than in the plan in force",
        "yes",
        "down",
        0,
    ),
)
"""Of the sheet settings."""
