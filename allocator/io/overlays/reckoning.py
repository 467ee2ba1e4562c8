"""What add and scale make of a figure."""

from decimal import Decimal

from allocator.domain.overlay import WHOLE_SCALE, How
from allocator.io.column_forms import bound
from allocator.io.raw_cells import Raw
from allocator.tables.input_sheet import DECIMALS, InputColumn


def reckoned(figure: int, how: How, amount: int) -> int:
    """The integer of a cell after `amount` is added, or after it is scaled by so many basis points;
    a half is rounded up."""
    if how == "add":
        return figure + amount
    return (2 * figure * amount + WHOLE_SCALE) // (2 * WHOLE_SCALE)


def out_of_range(target: InputColumn, figure: int) -> str:
    """Why the column cannot hold the figure, as `7, below 10`; empty where it can."""
    most = target.maximum
    if most is not None and figure > most:
        return f"{bound(target, figure)}, above {bound(target, most)}"
    if figure < target.minimum:
        return f"{bound(target, figure)}, below {bound(target, target.minimum)}"
    return ""


def as_written(target: InputColumn, figure: int) -> Raw:
    """The number that stands in the cell."""
    number = Decimal(figure).scaleb(-DECIMALS[target.kind])
    return int(number) if number == number.to_integral_value() else float(number)
