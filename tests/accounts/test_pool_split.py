"""The cost of a pool split by key and by Shapley value, and who would leave, by hand.

`pair`: one lot of 1,000 kEUR in ten shares, bought jointly at 80 %: 80 a share. A leads with six
shares and pays 100 for the start-up, B has four and pays an entry fee of 20: A pays 480 + 100, B
320 + 20, together 920. Opening costs 80 beyond a fee. Alone each would need a whole lot, 1,000. So
each pays its shares and a fee, 500 and 340, and half of the opening: 540 and 380.

`trio`: the price is the same for all, starting up costs 600, there is no fee. A has a whole lot of
shares, B and the small S five each; together they pay 2,600, A 1,600 of it. Alone A pays 1,000 for
the same: it would never bear anything of the opening. B would bear 500 of it rather than buy a lot
alone; S may not order large systems and would bear all. B before S: 500 and 100; S before B: 600
and 0. Values: 1,000, 500 + 250 and 500 + 350.
"""

from fractions import Fraction
from itertools import combinations, permutations
from random import Random
from typing import Any

from allocator.accounts.ledger import Ledger
from allocator.accounts.pool_game import PoolGame
from allocator.accounts.pool_split import Leaving, PoolSplit, leaving, pool_splits, shapley
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from tests.families.pools import pooling, shared
from tests.scenarios import (
    access,
    call,
    capability,
    line,
    member,
    policy,
    price_band,
    state,
)

LARGE = (capability(large_system=True),)
ALL = tuple(member("P", ally) for ally in ("A", "B", "S"))


def pair(**records: Any) -> Scenario:
    """GDP, which is the key, one to three."""
    states = (state("A", gdp=100_000_000), state("B", gdp=300_000_000))
    costs = {"startup_cost": 100, "entry_fee": 20, "price_factor": 800}
    return pooling(**{"states": states, **costs, **records})


def trio(**records: Any) -> Scenario:
    return pooling(*ALL, **{"capabilities": LARGE, "startup_cost": 600, **records})


PAIR = shared({"A": (6,), "B": (4,)})
TRIO = shared({"A": (10,), "B": (5,), "S": (5,)}, lots=(2,))


def split(scenario: Scenario, decided: Plan) -> PoolSplit:
    found = pool_splits(Ledger(scenario, decided))
    assert list(found) == ["P"]
    return found["P"]


def column(found: PoolSplit, name: str) -> list[object]:
    return [getattr(part, name) for part in found.parts]


def nobody(found: Leaving) -> bool:
    return not found.states and not found.saving and found.complete


def test_two_members() -> None:
    found = split(pair(), PAIR)
    assert found.cost == 920
    assert column(found, "state") == ["A", "B"]
    assert column(found, "shares") == [6, 4]
    assert column(found, "pays") == [580, 340]
    assert column(found, "by_key") == [230, 690]
    assert column(found, "value") == [540, 380]
    assert column(found, "error") == [None, None]
    assert column(found, "alone") == [1_000, 1_000]
    assert nobody(found.leaving)
    assert nobody(found.leaving_by_key)


def test_three_members_one_of_them_better_off_alone() -> None:
    found = split(trio(), TRIO)
    assert column(found, "pays") == [1_600, 500, 500]
    assert column(found, "value") == [1_000, 750, 850]
    assert column(found, "alone") == [1_000, 1_000, None]
    assert found.leaving == Leaving({"A": 600}, frozenset(), 0, complete=True)


def test_who_pays_for_all_would_rather_fill_the_lots_alone() -> None:
    """By a key that only B has it pays 920; six idle shares and all else alone are 900."""
    states = (state("A", gdp=0), state("B", gdp=1))
    found = split(pair(states=states), PAIR)
    assert column(found, "by_key") == [0, 920]
    assert found.leaving_by_key == Leaving({}, frozenset("B"), 20, complete=True)
    assert nobody(found.leaving)
    # Not where it may not lead, nor where two are needed, nor where its lot answers no call.
    members = (member("P", "A"), member("P", "B", framework_eligible=False))
    scenario = pooling(*members, states=states, startup_cost=100, entry_fee=20, price_factor=800)
    assert nobody(split(scenario, PAIR).leaving_by_key)
    assert nobody(split(pair(states=states, min_members=2), PAIR).leaving_by_key)
    shut: dict[str, Any] = {"calls": (call("P", "B", 1),), "availability": 9_999}
    assert nobody(split(pair(states=states, **shut), PAIR).leaving_by_key)
    least = shared({"A": (10,), "B": (10,)}, lots=(2,))
    free = {"states": states, "price_factor": 500}
    assert split(pair(**free), least).leaving_by_key.states == {"B"}
    # With two lots at least B would rather buy its one lot alone for 1,000 than leave with A.
    two = split(pair(**free, min_lots=2), least).leaving_by_key
    assert two == Leaving({"B": 120}, frozenset(), 0, complete=True)


def test_some_of_the_members_in_a_pool_of_their_own() -> None:
    """Each a lot at half price. Whoever leads pays no fee of 100: B and C save one of their two."""
    allies = ("A", "B", "C")
    scenario = pooling(
        *(member("P", ally) for ally in allies),
        states=tuple(state(ally) for ally in allies),
        lines=(line(customers=allies),),
        entry_fee=100,
        min_members=2,
        price_factor=500,
    )
    found = split(scenario, shared(dict.fromkeys(allies, (10,)), lots=(3,)))
    assert column(found, "pays") == [500, 600, 600]
    assert found.leaving == Leaving({}, frozenset("BC"), 100, complete=True)
    assert column(found, "value") == [Fraction(1_700, 3)] * 3


def test_members_alike_have_the_same_value() -> None:
    """Who leads pays more; what it is worth to each is the same."""
    found = split(pair(startup_cost=137), shared({"A": (5,), "B": (5,)}))
    assert column(found, "pays") == [537, 420]
    assert column(found, "value") == [Fraction(957, 2)] * 2


def test_where_all_would_do_better_alone_each_bears_as_much_of_the_rest() -> None:
    """At one and a half times the price: 1,500 each and 80 more; alone 1,000 each."""
    found = split(pair(price_factor=1_500), shared({"A": (10,), "B": (10,)}, lots=(2,)))
    assert found.cost == 3_120
    assert column(found, "value") == [1_560, 1_560]
    assert found.leaving == Leaving({"A": 600, "B": 520}, frozenset(), 0, complete=True)


def test_operation_bands_and_prices_of_ones_own_count() -> None:
    """B pays 900 a unit; 200 come back of each from one unit on; running a lot costs 30 a year.

    Two years from the first: shares 80 and 72, of which 16 come back, and 3 a year.
    """
    kinds = (capability(operating_cost=30),)
    scenario = pair(
        count=2,
        capabilities=kinds,
        access=(access("L", "B", price=900),),
        price_bands=(price_band(1, 800),),
    )
    found = split(scenario, shared({"A": (6, 6), "B": (4, 4)}, lots=(1, 1), operating=(1, 1)))
    assert column(found, "pays") == [6 * (64 + 6) + 100, 4 * (56 + 6) + 20]
    assert column(found, "alone") == [800 + 60, 700 + 60]
    game = PoolGame(
        Ledger(scenario, shared({"A": (6, 6), "B": (4, 4)}, lots=(1, 1))), pool(scenario)
    )
    assert game.run(("B",)) == 4 * 62 + 100 + 6 * 62


def pool(scenario: Scenario) -> Any:
    return scenario.pool_by_code["P"]


def test_a_closed_pool_has_no_split() -> None:
    assert pool_splits(Ledger(pair(), Plan())) == {}


def test_no_key_no_part_by_key() -> None:
    states = (state("A", gdp=0), state("B", gdp=0), state("C"))
    found = split(pair(states=states), PAIR)
    assert column(found, "by_key") == [None, None]
    assert nobody(found.leaving_by_key)


def test_a_what_if_asks_for_no_more_than_it_holds() -> None:
    """Without leadership nobody pays for the start-up, without pooling the small order alone."""
    unled = split(pair(policy=policy(families_off=("leadership",))), shared(PAIR_SHARES, lead=""))
    assert column(unled, "pays") == [500, 340]
    assert column(unled, "value") == [500, 340]
    loose = split(trio(policy=policy(families_off=("pooling",))), TRIO)
    assert column(loose, "alone") == [1_000, 1_000, 1_000]


PAIR_SHARES = {"A": (6,), "B": (4,)}


def drawn(seed: int) -> PoolGame:
    """Two to five states, some of them small, with random shares, costs and rules."""
    random = Random(seed)
    allies = "ABCDE"[: random.randint(2, 5)]
    shares = {ally: random.choice((0, 1, 3, 5, 10, random.randint(1, 12))) for ally in allies}
    shares["A"] += -sum(shares.values()) % 10
    lots = sum(shares.values()) // 10
    scenario = pooling(
        *(member("P", ally, framework_eligible=random.random() < 0.7) for ally in allies),
        states=tuple(
            state(ally, gdp=random.choice((1, 5, 9)), small_state=random.random() < 0.4)
            for ally in allies
        ),
        lines=(line(customers=tuple(allies)),),
        capabilities=LARGE,
        startup_cost=random.choice((0, 300, 900, 2_000)),
        entry_fee=random.choice((0, 50, 400)),
        price_factor=random.choice((500, 800, 1_000, 1_300)),
        min_members=random.randint(1, 3),
        min_lots=random.choice((0, 1, 2)),
    )
    numbers = {ally: (number,) for ally, number in shares.items()}
    return PoolGame(Ledger(scenario, shared(numbers, lots=(lots,))), pool(scenario))


def groups(states: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [group for size in range(len(states) + 1) for group in combinations(states, size)]


def test_the_group_that_saves_most_is_found() -> None:
    """Against every group that runs a pool beside every group of states that go alone."""
    seen = 0
    for seed in range(120):
        game = drawn(seed)
        whole = Fraction(game.cost)
        weights = {ally: Random(f"{seed}{ally}").randint(0, 5) for ally in game.members}
        total = sum(weights.values()) or 1
        for pays in (game.pays, {ally: whole * weights[ally] / total for ally in game.members}):
            savings: list[Fraction] = [Fraction(0)]
            for together in groups(game.members):
                run = game.run(together) if together else 0
                rest = tuple(ally for ally in game.members if ally in game.alone)
                for single in groups(tuple(ally for ally in rest if ally not in together)):
                    if run is not None:
                        paid = sum(pays[ally] for ally in (*together, *single))
                        savings.append(paid - run - sum(game.alone[ally] for ally in single))
            found = leaving(game, pays)
            assert found.complete
            assert found.saving == max(savings), seed
            seen += bool(found.states)
    assert 60 < seen < 200


def test_values_are_the_mean_over_all_orders() -> None:
    """Of what each adds to the least that those before it would pay by the list or alone."""
    for seed in range(60):
        game = drawn(seed)

        def cost(group: tuple[str, ...], game: PoolGame = game) -> int:
            if set(group) == set(game.members):
                return game.cost
            ways = []
            for inside in groups(group):
                single = [ally for ally in group if ally not in inside]
                if all(ally in game.alone for ally in single):
                    price = max(0, game.opening) + sum(game.priced[ally] for ally in inside)
                    ways.append(price * bool(inside) + sum(game.alone[ally] for ally in single))
            return min(ways)

        orders = list(permutations(game.members))
        means = dict.fromkeys(game.members, Fraction(0))
        for order in orders:
            for place, ally in enumerate(order):
                added = cost(order[: place + 1]) - cost(order[:place])
                means[ally] += Fraction(added, len(orders))
        values, errors = shapley(game)
        assert values == means, seed
        assert sum(values.values()) == game.cost
        assert not errors


def test_by_the_values_nobody_would_leave_a_pool_that_is_worth_it() -> None:
    """Unless some would do better alone even with nothing to pay for the opening."""
    worth = 0
    for seed in range(120):
        game = drawn(seed)
        alone = {ally: game.alone.get(ally, game.cost) for ally in game.members}
        stakes = sum(max(0, alone[ally] - game.priced[ally]) for ally in game.members)
        worst = min(alone[ally] - game.priced[ally] for ally in game.members)
        if worst >= 0 and stakes >= game.opening >= 0:
            values, _ = shapley(game)
            assert nobody(leaving(game, values)), seed
            worth += 1
    assert worth > 20


def test_a_search_that_is_cut_short_says_so() -> None:
    """The states with most to gain come first, so that something is found at once."""
    states = (state("A", gdp=0), state("B", gdp=1))
    game = PoolGame(Ledger(pair(states=states), PAIR), pool(pair()))
    pays = {"A": Fraction(0), "B": Fraction(920)}
    assert leaving(game, pays, steps=4) == Leaving({}, frozenset("B"), 20, complete=True)
    cut = leaving(game, pays, steps=1)
    assert not cut.complete
    assert cut.saving <= 20
