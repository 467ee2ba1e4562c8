"""Many errands, each carried out once, with nothing lost.

    with crew_of(workers, cluster) as crew, crew.sharing(scenario):
        results = run(draws, crew, journal, observer=tell, stop=stop)

A result counts once it is in the journal and on the disk. So whatever ends workers or the run
itself, the same call with the same journal does what is missing and nothing twice. In which order
errands end reaches no result.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice

from allocator.engine.journal import Content, Journal
from allocator.engine.watch import GLANCE, Watch
from allocator.errors import AllocatorError, PoisonError, RequestError
from allocator.study.many.crew import Crew, Return
from allocator.study.many.errand import Errand, Failure, Observer, Results, Standing
from allocator.study.many.found import Found, result_of
from allocator.study.many.pace import Pace
from allocator.study.many.parcel import Answer, Parcel, failure_of

AHEAD = 2
"""Messages that are with the crew for each of its workers, so that none waits for the next."""
TELLING_SECONDS = 0.1
"""The observer is told no more often."""


def run(
    errands: Iterable[Errand],
    crew: Crew,
    journal: Journal,
    *,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    batch: int | None = None,
) -> Results:
    """What comes of errands; those with a result in the journal are not carried out again.

    `errands` is read only as workers get free. A message to a worker has `batch` errands, without
    it so many as `Pace` says. An errand that raises, or over which `LIVES` processes
    end, is set aside. When `stop` is true the run ends within a second, with what it has.

    Raises RequestError for two errands of one key, workers of other versions, or a journal that
    another run is at; OutputError where the journal cannot be written, ProcessError where no
    process can be started, ClusterError where the cluster is lost. The journal keeps what was
    found before.
    """
    with journal.held():
        tell = observer or (lambda _: None)
        return _Run(crew, journal, tell, Watch(stop=stop), batch).of(errands)


class _Run:
    """The books of a run: what is found, set aside, and with the crew."""

    def __init__(
        self, crew: Crew, journal: Journal, tell: Observer, watch: Watch, batch: int | None
    ) -> None:
        self._crew = crew
        self._journal = journal
        self._tell = tell
        self._watch = watch
        self._pace = Pace(batch)
        self._ends: dict[str, Failure | bool] = {}
        """Of each errand that was read, in their order: its failure, or whether it has a result."""
        self._under_way: dict[int, Parcel] = {}
        self._again: deque[Errand] = deque()
        """Of messages that came to nothing; each goes alone, so that none suffers for another."""
        self._numbers = count()
        self._done = self._known = self._failed = 0
        self._told = -TELLING_SECONDS

    def of(self, errands: Iterable[Errand]) -> Results:
        """Carry errands out until there are none, or until the watch is over."""
        fresh = self._fresh(errands)
        while not self._watch.over():
            self._give(fresh)
            if not self._under_way:
                break
            self._take(self._crew.returned(GLANCE))
            self._report()
        if self._watch.ended:
            self._take(self._crew.returned(0.0))
            self._crew.end()
            self._under_way.clear()
        self._report(last=True)
        return Results(
            Found(self._journal, [key for key, end in self._ends.items() if end is True]),
            tuple(end for end in self._ends.values() if isinstance(end, Failure)),
            finished=not self._watch.ended,
        )

    def _fresh(self, errands: Iterable[Errand]) -> Iterator[Errand]:
        """Errands without a result; those with one are just counted."""
        for errand in errands:
            if errand.key in self._ends:
                raise RequestError(f"two tasks have the same name: {errand.key}")
            known = result_of(errand.key) in self._journal
            self._ends[errand.key] = known
            if known:
                self._done += 1
                self._known += 1
                self._report()
            else:
                yield errand
            if self._watch.over():
                return

    def _give(self, fresh: Iterator[Errand]) -> None:
        workers = max(1, self._crew.workers)
        while len(self._under_way) < AHEAD * workers:
            size = self._pace.size(workers)
            parcel = Parcel((self._again.popleft(),) if self._again else tuple(islice(fresh, size)))
            if not parcel.errands:
                return
            number = next(self._numbers)
            self._under_way[number] = parcel
            self._crew.give(number, parcel)

    def _take(self, returns: Iterable[Return]) -> None:
        """Put down what came back: first in the journal, then in the books."""
        answers: list[Answer] = []
        grave: BaseException | None = None
        for each in returns:
            errands = self._under_way.pop(each.number).errands
            answers += each.answers
            if isinstance(each.error, AllocatorError) and not isinstance(each.error, PoisonError):
                grave = each.error
            elif each.error is not None and len(errands) == 1:
                failure = failure_of(errands[0], each.error)
                answers.append(Answer(failure.key, None, None, failure))
            elif not each.answers:
                self._again.extend(errands)
        self._journal.extend(line for answer in answers for line in self._lines(answer))
        for answer in answers:
            self._note(answer)
        if grave is not None:
            raise grave

    def _note(self, answer: Answer) -> None:
        self._ends[answer.key] = answer.failure or True
        self._done += answer.failure is None
        self._failed += answer.failure is not None
        if answer.seconds is not None:
            self._pace.learn(answer.seconds)

    def _lines(self, answer: Answer) -> Iterator[tuple[Content, Content]]:
        """What the journal is to take; a failure that it has already is not written again."""
        if answer.failure is None:
            yield result_of(answer.key), answer.content or {}
            return
        of, found = {"failed": answer.key}, {"error": answer.failure.error}
        if self._journal[of] != found:
            yield of, found

    def _report(self, *, last: bool = False) -> None:
        seconds = self._watch.seconds
        if not last and seconds < self._told + TELLING_SECONDS:
            return
        self._told = seconds
        running = sum(len(parcel.errands) for parcel in self._under_way.values())
        self._tell(
            Standing(self._done, self._known, self._failed, running, self._crew.workers, seconds)
        )
