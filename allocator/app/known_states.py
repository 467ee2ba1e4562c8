"""States that somebody asks for."""

from collections.abc import Sequence

from allocator.errors import RequestError
from allocator.report.view import View


def require_states(view: View, states: Sequence[str]) -> None:
    """RequestError that names those which the plan does not have."""
    unknown = [state for state in states if state not in view.states]
    if unknown:
        raise RequestError(
            f"the plan has no member state {', '.join(unknown)}: it has {', '.join(view.states)}"
        )


def require_apart(states: Sequence[str]) -> None:
    """RequestError for two whose sheets would have one name: Excel takes no heed of capitals."""
    names: dict[str, str] = {}
    for state in states:
        other = names.setdefault(state.casefold(), state)
        if other != state:
            raise RequestError(
                f"states {state} and {other} differ only in capital letters, and so would their "
                "sheets: ask for one at a time"
            )
