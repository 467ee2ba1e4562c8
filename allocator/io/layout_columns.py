"""Short ways to declare columns, and the columns that many sheets share."""

from allocator.tables.input_sheet import CellKind, Default, InputColumn

WHOLE_SHARE = 10_000
"""100 % in basis points."""
MOST_MONEY = 10**11
"""kEUR: EUR 100 million million, beyond any budget."""
MOST_FOR_A_UNIT = 10**8
"""kEUR: EUR 100 billion, for amounts that are multiplied by units."""


def code(
    name: str,
    text: str,
    *,
    key: bool = False,
    defines: str = "",
    refers: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    blank: str = "",
) -> InputColumn:
    """A code: declared here (`defines`) or of something declared elsewhere (`refers`)."""
    return InputColumn(
        name,
        CellKind.CODE,
        text,
        key=key,
        defines=defines,
        refers=refers,
        words=words,
        blank=blank,
    )


def codes(
    name: str,
    text: str,
    *,
    defines: str = "",
    refers: tuple[str, ...] = (),
    words: tuple[str, ...] = (),
    blank: str = "",
) -> InputColumn:
    """Codes separated by semicolons."""
    return InputColumn(
        name,
        CellKind.CODES,
        text,
        defines=defines,
        refers=refers,
        words=words,
        blank=blank,
        default=() if blank else None,
    )


def text(name: str, help_text: str, *, defines: str = "") -> InputColumn:
    """Text that must be there."""
    return InputColumn(name, CellKind.TEXT, help_text, defines=defines)


def free_text(name: str, help_text: str) -> InputColumn:
    """Text that may be missing and that no rule of the model reads."""
    return InputColumn(name, CellKind.TEXT, help_text, blank="nothing", default="")


def yes_no(name: str, help_text: str) -> InputColumn:
    """An answer."""
    return InputColumn(name, CellKind.YES_NO, help_text)


def yes_no_or(name: str, help_text: str, *, default: bool) -> InputColumn:
    """An answer that may be left blank."""
    blank = "yes" if default else "no"
    return InputColumn(name, CellKind.YES_NO, help_text, blank=blank, default=default)


def choice(
    name: str,
    help_text: str,
    choices: tuple[str, ...],
    *,
    key: bool = False,
    blank: str = "",
    default: Default = None,
) -> InputColumn:
    """One word of a few."""
    return InputColumn(
        name, CellKind.CHOICE, help_text, key=key, choices=choices, blank=blank, default=default
    )


def whole(
    name: str,
    help_text: str,
    unit: str,
    *,
    blank: str = "",
    default: int | None = None,
    minimum: int = 0,
    maximum: int | None = None,
) -> InputColumn:
    """A whole number."""
    return InputColumn(
        name,
        CellKind.WHOLE,
        help_text,
        unit,
        blank=blank,
        default=default,
        minimum=minimum,
        maximum=maximum,
    )


def decimal(
    name: str,
    help_text: str,
    unit: str,
    *,
    blank: str = "",
    default: int | None = None,
    minimum: int = 0,
    maximum: int | None = None,
) -> InputColumn:
    """A number of at most three decimals; `minimum` and `maximum` are in thousandths."""
    return InputColumn(
        name,
        CellKind.DECIMAL,
        help_text,
        unit,
        blank=blank,
        default=default,
        minimum=minimum,
        maximum=maximum,
    )


def money(
    name: str,
    help_text: str,
    unit: str = "EUR m",
    *,
    blank: str = "",
    default: int | None = None,
    maximum: int = MOST_MONEY,
) -> InputColumn:
    """Million euros of at most three decimals; `maximum` is in kEUR."""
    return InputColumn(
        name, CellKind.MONEY, help_text, unit, blank=blank, default=default, maximum=maximum
    )


def unit_money(
    name: str, help_text: str, unit: str = "EUR m", *, blank: str = "", default: int | None = None
) -> InputColumn:
    """What one unit costs, once or a year."""
    return money(name, help_text, unit, blank=blank, default=default, maximum=MOST_FOR_A_UNIT)


def share(name: str, help_text: str, *, blank: str = "", default: int | None = None) -> InputColumn:
    """A percentage of at most 100 %."""
    return InputColumn(
        name,
        CellKind.SHARE,
        help_text,
        "%",
        blank=blank,
        default=default,
        maximum=WHOLE_SHARE,
    )


def state() -> InputColumn:
    """The member state a row is about."""
    return code("state", "Member state.", key=True, refers=("state",))


def capability(*, key: bool = True) -> InputColumn:
    """The capability a row is about."""
    return code("capability", "Capability.", key=key, refers=("capability",))


def line() -> InputColumn:
    """The production line a row is about."""
    return code("line", "Production line.", key=True, refers=("line",))


def pool() -> InputColumn:
    """The pool a row is about."""
    return code("pool", "Pool.", key=True, refers=("pool",))


def period(name: str = "period", help_text: str = "Period.", *, key: bool = True) -> InputColumn:
    """A period named by its code."""
    return InputColumn(name, CellKind.PERIOD, help_text, key=key, refers=("period",))


EVIDENCE = (
    free_text("source", "Where the row's figures come from."),
    choice(
        "confidence",
        "How far the row can be trusted.",
        ("high", "medium", "low"),
        blank="not stated",
        default="",
    ),
    free_text("classification", "Marking of the row."),
    free_text("note", "Anything a reader should know."),
)
"""Every sheet may carry these; they travel to the output."""
