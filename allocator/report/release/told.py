"""All that an extract may tell of the alliance, decided once for all its sheets."""

from dataclasses import dataclass

from allocator.report.release.extract import Extract
from allocator.report.release.known import known
from allocator.report.release.stated_forces import stated_capabilities, whole_capabilities
from allocator.report.release.stated_money import Money, stated_money
from allocator.report.release.stated_supply import stated_lines, stated_pools
from allocator.report.release.stated_work import stated_work


@dataclass(frozen=True, slots=True)
class Told:
    """Codes of what is stated; a figure that is not stands on no sheet.

    Each sum is protected by something that stands in no other: European units by contributions,
    units of a line by lots that states buy for themselves, lots of a pool by its shares, money by
    payments at prices the reader does not know, work by what others pay for it. Whatever a withheld
    figure is changed to, each of these can make up for it in its own sum.
    """

    capabilities: frozenset[str]
    """With European units and outside support."""
    whole: frozenset[str]
    """Of these, with what is missing and the European share."""
    lines: frozenset[str]
    pools: frozenset[str]
    money: Money
    work: bool
    """The work placed in the state itself, which others pay for."""


def told(extract: Extract) -> Told:
    """What may be told to the state of the extract."""
    pools, lines = stated_pools(extract), stated_lines(extract)
    capabilities = stated_capabilities(extract)
    return Told(
        capabilities,
        whole_capabilities(extract, capabilities),
        lines,
        pools,
        stated_money(extract, known(extract, lines, pools)),
        stated_work(extract, lines, pools),
    )
