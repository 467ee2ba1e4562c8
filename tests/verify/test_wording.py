from allocator.domain.quantity import decimal, euros
from allocator.verify.wording import count, percent


def test_figures_read_as_planners_write_them() -> None:
    assert euros(1_234_567) == "EUR 1,234.567 m"
    assert euros(-5) == "EUR -0.005 m"
    assert decimal(0) == "0.000"
    assert decimal(2_500) == "2.500"
    assert [count(number, "lot") for number in (0, 1, 2_000)] == ["0 lots", "1 lot", "2,000 lots"]
    assert percent(1_205) == "12.05 %"
