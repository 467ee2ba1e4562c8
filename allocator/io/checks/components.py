"""Components: what is needed must be made somewhere."""

from collections.abc import Iterator

from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import SupplyChain, supply_chains
from allocator.io.problems import problem
from allocator.io.unread import Unread


def component_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Components that are made nowhere and never will be."""
    for chain in supply_chains(scenario):
        unknown = unread.hides("components", component=chain.component)
        if chain.makers and not unknown and not _made(chain):
            maker = chain.makers[0]
            lines = len(chain.uses)
            takers = f"{lines} line{'' if lines == 1 else 's'} cannot deliver anything"
            yield problem(
                scenario.book.address(
                    "components", (maker.code, maker.host, maker.output[0][0]), "output"
                ),
                f"no host makes any {chain.component} in any period, and none can grow"
                + (f": {takers}" if lines else ""),
                "write what is made, or delete the component and its use",
            )


def _made(chain: SupplyChain) -> bool:
    return any(maker.max_steps or any(parts for _, parts in maker.output) for maker in chain.makers)
