"""Backup and restore, as a drill on both databases: everything comes back, nothing changed does."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from consult import migrations
from consult.core import db
from consult.domain.consultation import suggestions
from consult.exchange import backups, copying
from consult.exchange.backups import BadBackup
from consult.exchange.sealing import PIECE, Opener, Sealer, WrongPassphrase
from consult.models.suggestions import Kind
from tests import people
from tests.people import INES, RUTH, TOMAS, actor
from tests.stories import posted

PHRASE = "seven quiet boats at noon"
CANARY = "lantern"


@pytest.fixture
def filled(empty_database: str) -> Iterator[str]:
    """The address of an installation with the cast and a case on which somebody answered."""
    migrations.upgrade(empty_database)
    engine = db.connect(empty_database)
    people.fill()
    suggest(posted(situation=f"The {CANARY} is out.").id)
    yield empty_database
    engine.dispose()


def suggest(case_id: str, body: str = "Ask about mornings.", who: str = RUTH) -> None:
    suggestions.post_suggestion(actor(who), case_id, kind=Kind.IDEA, body=body, kept={})


def everything(url: str) -> dict[str, list[copying.Row]]:
    """All rows of all tables."""
    engine = create_engine(url)
    with copying.snapshot(engine) as connection:
        found = {table.name: list(copying.rows(connection, table)) for table in copying.TABLES}
    engine.dispose()
    return found


def test_everything_comes_back_and_people_go_on_writing(filled: str, tmp_path: Path) -> None:
    file, there = tmp_path / "backup", f"sqlite:///{tmp_path / 'again.db'}"
    made = backups.back_up(filled, file, key=people.KEY, passphrase=PHRASE)
    assert made.rows == sum(map(len, everything(filled).values()))
    assert made.key == people.KEY
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert backups.restore(file, there, PHRASE) == made
    assert everything(there) == everything(filled)
    engine = db.connect(there)
    suggest(posted().id, who=TOMAS)
    engine.dispose()


@pytest.mark.parametrize("empty_database", ["postgresql"], indirect=True)
def test_a_backup_of_one_kind_comes_back_in_the_other_and_again(
    request: pytest.FixtureRequest, tmp_path: Path, filled: str
) -> None:
    small = f"sqlite:///{tmp_path / 'small.db'}"
    backups.back_up(filled, tmp_path / "one", passphrase=PHRASE)
    backups.restore(tmp_path / "one", small, PHRASE)
    engine = db.connect(small)
    suggest(posted().id)
    engine.dispose()
    backups.back_up(small, tmp_path / "two")
    with request.getfixturevalue("another_database") as other:
        backups.restore(tmp_path / "two", other)
        assert everything(other) == everything(small)
        engine = db.connect(other)
        suggest(posted().id)  # its own numbers go on where the others ended
        engine.dispose()


def test_one_moment_is_kept_while_people_write(filled: str, tmp_path: Path) -> None:
    case, stop = posted(), threading.Event()
    said: list[str] = []

    def write(who: str) -> None:
        while not stop.is_set() and len(said) < 200:
            suggest(case.id, f"Thought {len(said)} of mine.", who)
            said.append(who)

    writers = [threading.Thread(target=write, args=(who,)) for who in (RUTH, TOMAS, INES)]
    for one in writers:
        one.start()
    before = len(said)
    backups.back_up(filled, tmp_path / "backup", passphrase=PHRASE)
    stop.set()
    for one in writers:
        one.join()
    there = f"sqlite:///{tmp_path / 'again.db'}"
    backups.restore(tmp_path / "backup", there, PHRASE)
    rows = everything(there)
    on_case = [row for row in rows["suggestions"] if row["case_id"] == case.id]
    told = [
        row for row in rows["events"] if (row["kind"], row["stream"]) == ("suggestion.posted", case.stream)
    ]
    assert len(on_case) == len(told) >= before


def test_a_sealed_file_shows_nothing_and_a_changed_one_is_refused(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    backups.back_up(filled, file, key=people.KEY, passphrase=PHRASE)
    data = file.read_bytes()
    assert CANARY.encode() not in data
    for wrong in (data[:-1], data[:-40], data[:90] + bytes([data[90] ^ 1]) + data[91:]):
        (tmp_path / "wrong").write_bytes(wrong)
        with pytest.raises(WrongPassphrase):
            backups.check(tmp_path / "wrong", PHRASE)
    with pytest.raises(WrongPassphrase):
        backups.check(file, "another phrase altogether")
    with pytest.raises(BadBackup, match="needs its passphrase"):
        backups.check(file)


def test_a_plain_file_has_no_key_and_is_refused_when_cut(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    assert backups.back_up(filled, file, key=people.KEY).key == b""
    (tmp_path / "cut").write_bytes(file.read_bytes()[:-200])
    with pytest.raises(BadBackup, match="not whole"):
        backups.check(tmp_path / "cut")


def test_nothing_is_restored_over_an_installation(filled: str, tmp_path: Path) -> None:
    backups.back_up(filled, tmp_path / "backup")
    before = everything(filled)
    with pytest.raises(BadBackup, match="already"):
        backups.restore(tmp_path / "backup", filled)
    assert everything(filled) == before


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_pieces_are_whole_at_every_edge(size: int, tmp_path: Path) -> None:
    data, file = bytes(size), tmp_path / "sealed"
    with file.open("wb") as below, Sealer(below, PHRASE) as sealer:
        sealer.write(data)
    with file.open("rb") as sealed:
        assert Opener(sealed, PHRASE).readall() == data
