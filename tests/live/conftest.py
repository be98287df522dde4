"""Open pages for tests of the live door."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.live.sockets import Page


@pytest.fixture
def page(app: Flask) -> Iterator[Callable[[str], Page]]:
    """`page(INES)` is Ines with a socket."""
    made: list[Page] = []

    def make(person_id: str) -> Page:
        made.append(Page(app, person_id))
        return made[-1]

    yield make
    for one in made:
        if one.is_connected:
            one.client.disconnect()
