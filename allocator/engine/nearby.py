"""Goals that keep a search near a plan whose aims are known to be good enough."""

from collections.abc import Iterator, Mapping, Sequence

from allocator.domain.policy import AimName
from allocator.engine.burdens import Burdens
from allocator.engine.merit import Goal
from allocator.engine.searched import Searched


def nearby_goals(
    model: Searched,
    burdens: Burdens,
    enough: Mapping[AimName, int],
    aims: Sequence[AimName],
    worth: float,
) -> Iterator[Goal]:
    """A goal for each of these aims of which it is known what is enough.

    What an aim has above that costs `worth` where it is as much as the whole of what is enough, the
    largest burden where every state has as much.
    """
    for aim in aims:
        if aim not in enough:
            continue
        most = enough[aim]
        price = worth / max(1, abs(most))
        if aim == "spread":
            share = price / max(1, len(burdens.points))
            yield from (
                Goal(form, most * point, share / point)
                for form, point in zip(burdens.forms, burdens.points, strict=True)
            )
        else:
            yield Goal(model.aims[aim], most, price)
