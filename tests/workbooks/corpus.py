"""The corpus of broken workbooks, each one edit away from the example."""

from tests.workbooks.broken import Broken
from tests.workbooks.corpus_burdens import BURDENS
from tests.workbooks.corpus_cells import CODES, PHRASES, TYPES
from tests.workbooks.corpus_components import COMPONENTS
from tests.workbooks.corpus_enablers import ENABLERS
from tests.workbooks.corpus_files import FILES
from tests.workbooks.corpus_funds import FUNDS
from tests.workbooks.corpus_in_force import IN_FORCE
from tests.workbooks.corpus_pools import POOL_RULES
from tests.workbooks.corpus_price_bands import PRICE_BANDS
from tests.workbooks.corpus_rows import (
    LAYOUT,
    LINES_AND_POOLS,
    MONEY_AND_STOCK,
    ROWS,
    RULES_AND_PLEDGES,
)

CORPUS: tuple[Broken, ...] = (
    *TYPES,
    *PHRASES,
    *CODES,
    *LAYOUT,
    *ROWS,
    *MONEY_AND_STOCK,
    *LINES_AND_POOLS,
    *RULES_AND_PLEDGES,
    *COMPONENTS,
    *ENABLERS,
    *FUNDS,
    *POOL_RULES,
    *PRICE_BANDS,
    *BURDENS,
    *IN_FORCE,
    *FILES,
)
