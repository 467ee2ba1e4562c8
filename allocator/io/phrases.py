"""Cells that hold a short phrase: months, lists, profiles, steps and keys."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from allocator.domain.policy import STEADINESS
from allocator.io.numbers import percent, scaled
from allocator.io.problems import UnreadableCellError, suggestion

LONGEST_CODE = 31
"""Codes name sheets in places, and Excel allows a sheet no longer name."""
FORBIDDEN = re.compile(r"[^\w.\- ]")
"""Besides separators, signs that a spreadsheet reads as a pattern or a condition (*, ?, <, =)."""
RESERVED = ("all", "own")
MONTH = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2}))?")
FIRST_YEAR, LAST_YEAR = 1990, 2150
WHOLE_SHARE = 10_000
FARTHEST = 50
"""Periods from delivery within which a payment may fall."""


def new_code(text: str) -> str:
    """A code fit to be declared: short, of letters, digits, _, - and . alone."""
    if len(text) > LONGEST_CODE:
        raise UnreadableCellError(
            f'code "{text}" has {len(text)} characters', f"use at most {LONGEST_CODE}"
        )
    if match := FORBIDDEN.search(text):
        raise UnreadableCellError(
            f'code "{text}" contains {match[0]!r}', "use letters, digits, _, - and ."
        )
    return unreserved(text)


def unreserved(text: str) -> str:
    """A name that is none of the words with a meaning of their own."""
    if text.casefold() in RESERVED:
        raise UnreadableCellError(f'"{text}" is a reserved word', "choose another code")
    return text


def code_list(text: str) -> tuple[str, ...]:
    """`EU; SAFE` as codes, sorted."""
    parts = [part.strip() for part in text.split(";")]
    codes = [part for part in parts if part]
    for position, name in enumerate(codes):
        if name in codes[:position]:
            raise UnreadableCellError(f'"{name}" stands twice in "{text}"', "name it once")
        if "," in name:
            raise UnreadableCellError(
                f'"{name}" contains a comma', "separate codes by semicolons, such as EU; SAFE"
            )
    return tuple(sorted(codes))


def month(text: str) -> int:
    """`2026` or `2026-07` as months since January of year 0."""
    match = MONTH.fullmatch(text)
    if match and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        number = int(match["month"] or "1")
        if 1 <= number <= 12:
            return int(match["year"]) * 12 + number - 1
    raise UnreadableCellError(
        f'"{text}" is no year or month', "write a year such as 2026, or text such as 2026-07"
    )


def chosen(choices: Sequence[str], text: str) -> str:
    """One of the choices, whatever its case."""
    for candidate in choices:
        if candidate.casefold() == text.casefold():
            return candidate
    raise UnreadableCellError(
        f'unknown word "{text}"', suggestion(text, choices, f"write {' / '.join(choices)}")
    )


def aims(choices: Sequence[str], text: str) -> tuple[str, ...]:
    """All aims in the planner's order; those of steadiness may be left out and then come just
    before the last."""
    named = tuple(chosen(choices, part.strip()) for part in text.split(";") if part.strip())
    remedy = f"name every aim once, such as {'; '.join(choices)}"
    if not STEADINESS.intersection(named):
        rest = [aim for aim in choices if aim in STEADINESS]
        named = (*named[:-1], *rest, *named[-1:])
    if sorted(named) != sorted(choices):
        missing = [aim for aim in choices if aim not in named]
        fault = f"{', '.join(missing)} missing" if missing else "an aim stands twice"
        raise UnreadableCellError(f'aims "{text}": {fault}', remedy)
    if named[0] != choices[0] or named[-1] != choices[-1]:
        raise UnreadableCellError(
            f'aims "{text}": {choices[0]} must be the first and {choices[-1]} the last', remedy
        )
    return named


def words(choices: Sequence[str], text: str) -> tuple[str, ...]:
    """Some of the choices, sorted."""
    return tuple(sorted(chosen(choices, part) for part in code_list(text)))


def blend(choices: Sequence[str], text: str) -> tuple[tuple[str, int], ...]:
    """`gdp` or `gdp:70;population:30` as keys and whole weights."""
    if ":" not in text and ";" not in text:
        return ((chosen(choices, text), 1),)
    remedy = "write keys and whole-number weights such as gdp:70;population:30"
    parts = [
        (chosen(choices, key), _whole(weight, f'weight "{weight}"', remedy))
        for key, weight in _pairs(text, remedy)
    ]
    if len({key for key, _ in parts}) < len(parts):
        raise UnreadableCellError(f'a key stands twice in "{text}"', remedy)
    if any(weight < 1 for _, weight in parts):
        raise UnreadableCellError(f'a weight in "{text}" is below 1', remedy)
    return tuple(sorted(parts))


def steps(text: str) -> tuple[tuple[int, int], ...]:
    """`20:1;50:2;100:4` as ends in basis points and prices."""
    remedy = "write per cent:price with both rising up to 100 %, such as 20:1;50:2;100:4"
    parts = [
        (_share(end, remedy), _whole(price, f'price "{price}"', remedy))
        for end, price in _pairs(text, remedy)
    ]
    before = (0, 0)
    for end, price in parts:
        if end <= before[0] or price <= before[1]:
            raise UnreadableCellError(f'steps "{text}" do not rise', remedy)
        before = (end, price)
    if before[0] != WHOLE_SHARE:
        raise UnreadableCellError(
            f'steps "{text}" end at {percent(before[0])}, not at 100 %', remedy
        )
    return tuple(parts)


def profile(text: str) -> tuple[tuple[int, int], ...]:
    """`-2:30;-1:30;0:40` as offsets in periods and basis points, sorted by offset."""
    remedy = "write periods from delivery:per cent, 100 % in all, such as -2:30;-1:30;0:40"
    parts = [
        (_whole(offset, f'offset "{offset}"', remedy), _share(share, remedy))
        for offset, share in _pairs(text, remedy)
    ]
    if len({offset for offset, _ in parts}) < len(parts):
        raise UnreadableCellError(f'an offset stands twice in "{text}"', remedy)
    if any(abs(offset) > FARTHEST for offset, _ in parts):
        raise UnreadableCellError(
            f'an offset in "{text}" is more than {FARTHEST} periods from delivery', remedy
        )
    total = sum(share for _, share in parts)
    if total != WHOLE_SHARE:
        raise UnreadableCellError(
            f'payment profile "{text}" adds up to {percent(total)}, not to 100 %', remedy
        )
    return tuple(sorted(parts))


def _pairs(text: str, remedy: str) -> list[tuple[str, str]]:
    pairs = []
    for part in text.split(";"):
        first, colon, second = part.partition(":")
        if not colon or not first.strip() or not second.strip():
            raise UnreadableCellError(f'"{part.strip()}" in "{text}" is no pair a:b', remedy)
        pairs.append((first.strip(), second.strip()))
    return pairs


def _number(text: str, what: str, remedy: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise UnreadableCellError(f"{what} is no number", remedy) from None
    if not number.is_finite() or abs(number) > WHOLE_SHARE:
        raise UnreadableCellError(f"{what} is out of range", remedy)
    return number


def _whole(text: str, what: str, remedy: str) -> int:
    number = scaled(_number(text, what, remedy), 0)
    if number is None:
        raise UnreadableCellError(f"{what} is not a whole number", remedy)
    return number


def _share(text: str, remedy: str) -> int:
    """A positive per cent figure as basis points."""
    what = f'"{text}"'
    share = scaled(_number(text.removesuffix("%").strip(), what, remedy), 2)
    if share is None:
        raise UnreadableCellError(f"{what} has more than 2 decimals", remedy)
    if not 0 < share <= WHOLE_SHARE:
        raise UnreadableCellError(f"{what} is not between 0 and 100 %", remedy)
    return share
