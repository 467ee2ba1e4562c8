"""What there is to say of a chain of plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allocator.report.numbers import part_of
from allocator.report.prose import number, opening, readable, verb
from allocator.study.track.delivered import Delivered, History


@dataclass(frozen=True, slots=True)
class FileOf:
    """A file of the folder."""

    name: str
    what: str
    """Plan, actuals or other."""
    said: str = ""
    """What it belongs to; of one that is left out why."""
    used: bool = True

    @property
    def remark(self) -> str:
        """The same for those who read it."""
        return self.said if self.used else f"not used: {self.said}"


def sentences(found: History, files: Sequence[FileOf]) -> Iterator[str]:
    """What there is to say of the chain: its length, what was delivered, gaps."""
    plans, told = found.chain.plans, [plan for plan in found.chain.plans if plan.told]
    many = {0: "none", 1: "one"}.get(len(told), str(len(told)))
    first, last = readable(plans[0].name), readable(plans[-1].name)
    if len(plans) == 1:
        yield f"One plan, {first}; {'actuals of it' if told else 'no actuals of it'}."
    else:
        yield f"{len(plans)} plans in a chain, from {first} to {last}; actuals of {many} of them."
    known = [period for period in found.periods if period in found.delivered]
    for period in known[-1:]:
        yield _latest(found, period, found.delivered[period])
    yield from found.chain.gaps
    yield from found.remarks
    others = sum(not each.used for each in files)
    if others:
        left_out = f"{number(others, 'file')} of the folder {verb(others, 'is', 'are')} not used"
        yield f"{opening(left_out)}; the sheet files says why."


def _latest(found: History, period: str, made: Delivered) -> str:
    first = next(each for each in found.promised if period in each.shares)
    latest = next(each for each in reversed(found.promised) if period in each.shares)
    if made.share is None:
        return f"Period {period} is running: what is delivered so far stands beside the promises."
    said = f"the first plan promised {part_of(first.shares[period])}"
    if latest is not first:
        said += f" and the latest {part_of(latest.shares[period])}"
    rows = sum(made.unconfirmed.values())
    unsure = f" ({number(rows, 'row')} of deliveries not confirmed)" if rows else ""
    return f"European share in {period}: {part_of(made.share)}{unsure}; {said}."
