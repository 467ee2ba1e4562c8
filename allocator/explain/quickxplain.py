"""QuickXplain: a minimal part of a set that is enough for something, with few questions.

U. Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems,
Proceedings of AAAI 2004.
"""

from collections.abc import Callable, Sequence

Set = frozenset[int]


def minimal(enough: Callable[[Set], bool], background: Set, candidates: Sequence[int]) -> Set:
    """A least part of the candidates that is enough beside the background.

    What is enough stays so with more; all candidates together are, the background alone is not.
    Candidates that come first are preferred: the last of the answer is as early among them as it
    can be, and so on for the others. Where `enough` misses something the answer is larger than need
    be.
    """
    return _part(enough, background, False, candidates) if candidates else frozenset()


def _part(
    enough: Callable[[Set], bool], background: Set, grown: bool, candidates: Sequence[int]
) -> Set:
    if grown and enough(background):
        return frozenset()
    if len(candidates) == 1:
        return frozenset(candidates)
    middle = len(candidates) // 2
    first, last = candidates[:middle], candidates[middle:]
    from_last = _part(enough, background | frozenset(first), True, last)
    from_first = _part(enough, background | from_last, bool(from_last), first)
    return from_first | from_last
