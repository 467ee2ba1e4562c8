"""The journal of a long explanation: gone on from, torn, foreign, damaged."""

import errno
import json
from pathlib import Path

import pytest

from allocator.domain.scenario import Scenario
from allocator.engine.journal import Journal
from allocator.engine.watch import Watch
from allocator.errors import OutputError, RequestError
from allocator.explain.marginal.answers import Told
from allocator.explain.marginal.marginal import Search, Way
from allocator.explain.marginal.worth import Marginals
from tests.explain.test_marginal import solved, view_of
from tests.explain.test_marginal_by_hand import short_of_money

WAYS: tuple[Way, ...] = ("whole", "near")
MINE = {"journal": "mine", "input": "abc"}


def run(
    path: Path | None, way: Way, scenario: Scenario | None = None, workers: int = 1
) -> Marginals:
    scenario = scenario or short_of_money()
    plan = solved(scenario)
    assert plan is not None
    view = view_of(scenario, plan)
    return Search(view, Journal(MINE, path), Watch(), way=way, workers=workers).run()


@pytest.mark.parametrize("way", WAYS)
def test_a_search_that_is_taken_up_again_ends_as_one_that_never_stopped(
    way: Way, tmp_path: Path
) -> None:
    whole = run(tmp_path / "whole.jsonl", way)
    lines = (tmp_path / "whole.jsonl").read_bytes().splitlines(keepends=True)
    assert len(lines) >= 5
    for kept in (1, 2, len(lines) // 2, len(lines) - 1):
        path = tmp_path / f"{kept}.jsonl"
        path.write_bytes(b"".join(lines[:kept]) + lines[kept][: len(lines[kept]) // 2])
        assert run(path, way) == whole
        assert path.read_bytes() == b"".join(lines)


@pytest.mark.parametrize("way", WAYS)
def test_processes_change_nothing(way: Way) -> None:
    assert run(None, way, workers=2) == run(None, way)


@pytest.mark.parametrize("way", WAYS)
def test_a_search_that_is_stopped_tells_what_it_has(way: Way) -> None:
    """The watch ends it after some answers; nothing half done is among them."""
    scenario = short_of_money()
    plan = solved(scenario)
    assert plan is not None
    told: list[Told] = []
    watch = Watch(stop=lambda: len(told) > 4)
    subject = Search(view_of(scenario, plan), Journal({}), watch, way=way, observer=told.append)
    found, whole = subject.run(), run(None, way)
    assert not found.finished
    known = [(one.reached.stipulation.name, each) for one in found.worths for each in one.stands]
    everything = {
        (one.reached.stipulation.name, each): stand
        for one in whole.worths
        for each, stand in one.stands.items()
    }
    assert 0 < len(known) < len(everything)
    for one in found.worths:
        for each, stand in one.stands.items():
            assert stand == everything[one.reached.stipulation.name, each]


def test_a_torn_last_line_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(MINE, path)
    journal.add({"a": 1}, {"x": 1})
    journal.add({"a": 2}, {"x": 2})
    whole = path.read_bytes()
    for cut in (1, 5, 20):
        path.write_bytes(whole[:-cut])
        again = Journal(MINE, path)
        assert again[{"a": 1}] == {"x": 1}
        assert again[{"a": 2}] is None
        again.add({"a": 2}, {"x": 2})
        assert path.read_bytes() == whole
    path.write_bytes(whole[:7])
    assert len(Journal(MINE, path)) == 0
    assert json.loads(path.read_text()) == MINE


def test_the_journal_of_something_else_is_refused_with_the_difference(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    Journal(MINE, path).add({"a": 1}, {"x": 1})
    before = path.read_bytes()
    with pytest.raises(RequestError, match=r"input abc there, def here"):
        Journal({**MINE, "input": "def"}, path)
    with pytest.raises(RequestError, match=r"seed nothing there, 1 here"):
        Journal({**MINE, "seed": "1"}, path)
    aims = {**MINE, "aims": "shortfall,spread,cost"}
    Journal(aims, tmp_path / "aims")
    with pytest.raises(RequestError, match=r"aims shortfall,spread,cost there, shortfall,spread,c"):
        Journal({**aims, "aims": "shortfall,spread,changes"}, tmp_path / "aims")
    with pytest.raises(RequestError, match=r"aims shortfall,spread,cost there, nothing here"):
        Journal({**aims, "aims": ""}, tmp_path / "aims")
    with pytest.raises(RequestError, match=r"input abc there, nothing here"):
        Journal({"journal": "mine"}, path)
    assert path.read_bytes() == before


NESTED = b"[" * 200_000 + b"\n"
"""Deeper than any reader of JSON goes."""


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 a\nworkbook",
        b"[1]\n",
        b"\xff\n",
        b'"text"\n{"a": 1}\n',
        b"notes",
        b"\n\nrest",
        NESTED,
    ],
)
def test_a_file_that_is_no_journal_is_left_alone(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(RequestError, match="no journal"):
        Journal(MINE, path)
    assert path.read_bytes() == content


def test_a_line_that_was_changed_is_refused_and_can_be_left_out(tmp_path: Path) -> None:
    """Every change of one character, a line without checksum, and one of another journal."""
    path = tmp_path / "journal.jsonl"
    journal = Journal(MINE, path)
    for number in range(2):
        journal.add({"a": number}, {"x": number})
    first, second, third = path.read_bytes().splitlines(keepends=True)
    for place in range(len(second) - 1):
        changed = b"7" if second[place : place + 1] != b"7" else b"8"
        path.write_bytes(first + second[:place] + changed + second[place + 1 :] + third)
        with pytest.raises(RequestError, match="damaged in line 2, or was changed there by hand"):
            Journal(MINE, path)
    path.write_bytes(first + b'{"found": {}, "of": {"a": 0}}\n' + third)
    with pytest.raises(RequestError, match="damaged in line 2"):
        Journal(MINE, path)
    other = Journal({**MINE, "input": "def"}, tmp_path / "other.jsonl")
    other.add({"a": 0}, {"x": 9})
    theirs = (tmp_path / "other.jsonl").read_bytes().splitlines(keepends=True)
    path.write_bytes(first + theirs[1] + third)
    with pytest.raises(RequestError, match="damaged in line 2"):
        Journal(MINE, path)
    path.write_bytes(first + second + third + b"".join(theirs))
    with pytest.raises(RequestError, match=r"damaged in 2 lines \(4, 5\), .*: delete them, and"):
        Journal(MINE, path)
    path.write_bytes(first + third)
    assert Journal(MINE, path)[{"a": 1}] == {"x": 1}
    assert {"a": 0} not in Journal(MINE, path)


def test_a_damaged_line_in_the_middle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(MINE, path)
    for number in range(3):
        journal.add({"a": number}, {"x": number})
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1] + b"{garbage}\n" + lines[3])
    with pytest.raises(RequestError, match="damaged in line 3"):
        Journal(MINE, path)


def test_a_file_that_was_written_anew_otherwise_is_told_as_a_whole(tmp_path: Path) -> None:
    """As an editor does that ends lines as on another system."""
    path = tmp_path / "journal.jsonl"
    journal = Journal(MINE, path)
    journal.extend([({"a": number}, {"x": number}) for number in range(2_000)])
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    listed = "2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1,990 more"
    with pytest.raises(RequestError, match=rf"in 2,000 lines \({listed}\), .*or give another file"):
        Journal(MINE, path)


def test_one_program_at_a_time(tmp_path: Path) -> None:
    """Nobody opens a journal, and so begins one, while another program adds to it."""
    path = tmp_path / "journal.jsonl"
    in_use = pytest.raises(RequestError, match="in use by another program")
    with Journal(MINE, path).held(), in_use:
        Journal(MINE, path)
    assert len(Journal(MINE, path)) == 0


def test_a_folder_is_no_journal(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        Journal(MINE, tmp_path)


def test_what_the_disk_refuses_leaves_the_lines_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(MINE, path)
    journal.add({"a": 1}, {"x": 1})
    whole = path.read_bytes()

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr("allocator.engine.journal.os.fsync", refuse)
        with pytest.raises(OutputError, match="no space left"):
            journal.add({"a": 2}, {"x": 2})
    assert {"a": 2} not in journal
    journal.extend([({"a": 3}, {"x": 3}), ({"a": 4}, {"x": 4})])
    assert path.read_bytes().startswith(whole)
    assert path.read_bytes().count(b"\n") == 4
    assert [journal[{"a": k}] for k in (1, 2, 3, 4)] == [{"x": 1}, None, {"x": 3}, {"x": 4}]
    assert len(Journal(MINE, path)) == len(journal) == 3
