"""What stands for a value that cannot be read, so that the rows that name its row can be checked.

Only rows that declare codes have stand-ins, and none in the columns that say what they are. Each is
the value at which the checks across sheets keep still: what is at most something is large, what is
at least something is small. No scenario with a stand-in leaves the reader.
"""

from collections.abc import Mapping

from allocator.io.cell_values import Value
from allocator.io.numbers import LARGEST

STAND_INS: Mapping[str, Mapping[str, Value]] = {
    "periods": {"start": None, "months": 12, "weight": 1},
    "member_states": {
        "name": "",
        "region": "",
        "gdp": 1,
        "population": 1,
        "nato_cost_share": 1,
        "burden_key": 1,
        "baseline_effort": 0,
        "burden_floor": None,
        "burden_ceiling": None,
        "small_state": False,
        "groups": (),
    },
    "capabilities": {
        "name": "",
        "domain": "",
        "unit": "",
        "lot": 1,
        "priority": 1,
        "kind": "",
        "large_system": False,
        "sensitive": False,
        "operating_cost": 0,
        "readiness_cost": 0,
        "posts": 0,
        "shares_per_lot": LARGEST,
        "concentration_cap": None,
        "dependence_cap": None,
        "host_cap": None,
        "second_source_from": None,
    },
    "outside_support": {"units": 0},
    "lines": {
        "name": "",
        "company": "",
        "host": "",
        "customers": ("all",),
        "unit_price": LARGEST,
        "lead_months": 0,
        "min_rate": 0,
        "step": 1,
        "step_cost": 0,
        "step_lead_months": 0,
        "max_steps": 0,
        "host_least_share": 0,
        "inside_share": 0,
        "design_authority": "outside",
        "payment_profile": ((0, 10_000),),
    },
    "pools": {
        "name": "",
        "start": "",
        "startup_cost": 0,
        "entry_fee": 0,
        "min_members": 0,
        "max_members": LARGEST,
        "min_lots": 0,
        "max_lots": LARGEST,
        "stock_lots": LARGEST,
        "price_factor": 0,
        "availability": 10_000,
    },
    "funds": {
        "min_inside_share": 0,
        "needs_design_authority": False,
        "joint_from_period": None,
        "legal_basis": "",
    },
}
"""By sheet and column. A period whose start cannot be read stands after the one above it."""
