"""Codes that a question names, held against those that the plan has."""

from collections.abc import Iterable
from difflib import get_close_matches

from allocator.errors import RequestError

MOST_CODES = 40
"""Codes that an error names."""


def known_code(what: str, code: str, known: Iterable[str]) -> str:
    """The code, if it is one of those known; RequestError that names the nearest otherwise."""
    codes = sorted(known)
    if code in codes:
        return code
    folded = {each.casefold(): each for each in codes}
    near = get_close_matches(code.casefold(), folded, 3)
    hint = f"did you mean {' or '.join(folded[each] for each in near)}?"
    if not near:
        shown = ", ".join(codes[:MOST_CODES])
        hint = f"it has {shown}{' and more' if len(codes) > MOST_CODES else ''}"
    raise RequestError(f"the plan has no {what} {code!r}: {hint}")
