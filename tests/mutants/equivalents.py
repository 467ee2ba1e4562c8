"""Edits that change no verdict and no aim, each with its reason. The tests hold this list exact."""

from collections.abc import Mapping

from tests.mutants.mutation import Kind, Side

LOOSER = "a looser bound; the family's own rows say the same exactly"
NEEDLESS = "adds a variable that is always 0 or a row that always holds"


def least(*bounds: str) -> str:
    """The least of some bounds, each one more than it should be."""
    return f"min({', '.join(f'max(0, shifted({bound}, 1))' for bound in bounds)})"


EQUIVALENT: Mapping[tuple[Side, str, Kind], Mapping[str, str]] = {
    ("model", "requirement", "off by one"): {
        "_steps: end > shifted(start, -1)": NEEDLESS,
    },
    ("model", "requirement", "sign"): {
        "_steps: required + terms.constant": "room for a shortfall above the missing units",
    },
    ("model", "holdings", "off by one"): {
        f"holdings_domain: {least('most[period]', 'available + lot * lots')}": LOOSER,
    },
    ("model", "capacity", "off by one"): {
        "_least_rate: least > shifted(1, -1)": NEEDLESS,
        "_reach: period >= shifted(first, -1)": LOOSER,
    },
    ("model", "components", "off by one"): {
        "components_domain: domains.component_expansion = {k: most if k in paid_for else 1 "
        "if isinstance(most, int) else [1] * len(most) "
        "for k, most in domains.component_expansion.items()}": LOOSER,
    },
    ("model", "budget", "off by one"): {
        f"budget_domain: {least('money[period]', 'row.ceiling + before + loans')}": LOOSER,
        f"_narrow_purchases: {least('tenths', 'wealth[state] // cost')}": LOOSER,
        f"_narrow: {least('bound', 'money // price')}": LOOSER,
    },
    ("model", "pooling", "off by one"): {
        "pooling_domain: pool.min_lots <= shifted(stock[period] + sum(("
        "domains.pool_delivered[pool.code, line][period] for line in pool.lines)), 1)": LOOSER,
        "_narrow: period < shifted(start, -1)": "no lots before it operates, in any case",
        f"_narrow: {least('bound', 'room')}": LOOSER,
        f"_narrow: {least('bound', 'own')}": LOOSER,
        f"_own: {least('bound', 'shares_per_lot * most')}": LOOSER,
        f"_own: {least('bound', 'number // shares_per_lot')}": LOOSER,
    },
    ("model", "pooling", "sign"): {
        "_calls: candidates + ready": LOOSER,
        "pooling_domain: pool.max_lots + stock[-1]": LOOSER,
        "_narrow: member.most_share + member.shares_today": LOOSER,
    },
    ("model", "footprint", "off by one"): {
        "_second_source: most <= shifted(free, -1)": NEEDLESS,
    },
    ("model", "footprint", "sign"): {
        "_payments: not not form.coefficients": "the sum itself for the variable that equals it",
    },
    ("model", "origin", "off by one"): {
        "_bought_jointly: len(buyers.coefficients) < shifted(2, -1)": NEEDLESS,
    },
    ("model", "access", "off by one"): {
        "access: domains.lead = {k for k in domains.lead}": "leadership narrows it to those in",
    },
    ("model", "concentration", "off by one"): {
        f"_narrow: {least('bound', 'left // weight')}": LOOSER,
    },
    ("model", "concentration", "sign"): {
        "concentration_domain: capability.shares_per_lot * limit + taken": LOOSER,
    },
    ("verify", "growth", "off by one"): {
        "_steps: position > shifted(latest, -1)": "the latest useful steps are useful themselves",
    },
}
