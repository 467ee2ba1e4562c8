"""Several errands in one message, and the answers to them."""

import json
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter

from allocator.engine.journal import Content
from allocator.engine.watch import Watch
from allocator.errors import AllocatorError, PoisonError
from allocator.study.many.errand import Errand, Failure


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one errand."""

    key: str
    seconds: float | None
    """By the clock of the process that carried it out; None where no process came to its end."""
    content: Content | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Parcel:
    """Errands that one process carries out one after the other."""

    errands: tuple[Errand, ...]

    def __call__(self, watch: Watch, /) -> tuple[Answer, ...]:
        """An answer for each errand, whatever errands raise."""
        # The executor keeps what an errand raises, of whatever kind it is.
        with ThreadPoolExecutor(1) as runner:
            return tuple(_answer(errand, runner, watch) for errand in self.errands)


def _answer(errand: Errand, runner: ThreadPoolExecutor, watch: Watch) -> Answer:
    begin = perf_counter()
    work = runner.submit(_found, errand, watch)
    error = work.exception()
    seconds = perf_counter() - begin
    if error is not None:
        return Answer(errand.key, seconds, None, failure_of(errand, error))
    return Answer(errand.key, seconds, work.result(), None)


def _found(errand: Errand, watch: Watch) -> Content:
    # In the form in which a journal gives it back; what JSON cannot hold fails here.
    content: Content = json.loads(json.dumps(errand(watch)))
    return content


def failure_of(errand: Errand, error: BaseException) -> Failure:
    """An errand set aside over an error."""
    if isinstance(error, PoisonError):
        # The remedies that it names are those of a single search.
        return Failure(errand.key, error.finding)
    line = "".join(traceback.format_exception_only(error)).partition("\n")[0]
    told = isinstance(error, AllocatorError)
    story = "" if told else "".join(traceback.format_exception(error))
    return Failure(errand.key, line.removeprefix("allocator.errors."), story)
