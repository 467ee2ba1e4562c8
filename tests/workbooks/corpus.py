"""The corpus of broken workbooks, each one edit away from the example."""

from tests.workbooks.broken import Broken
from tests.workbooks.corpus_cells import CODES, PHRASES, TYPES
from tests.workbooks.corpus_files import FILES
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
    *FILES,
)
