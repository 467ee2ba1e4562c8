"""How plans with a given past are searched, as a command asks for it."""

from collections.abc import Callable

from allocator.app.solve_workbook import Search
from allocator.engine.processes import cores
from allocator.engine.progress import Observer
from allocator.engine.watch import Watch
from allocator.study.track.means import Means


def track_means(
    search: Search, stop: Callable[[], bool] | None, observer: Observer | None = None
) -> Means:
    """With one clock for all of it."""
    return Means(
        search.effort,
        Watch(search.time_limit, stop),
        search.seed,
        search.workers or cores(),
        observer=observer or (lambda _progress: None),
    )
