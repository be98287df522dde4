"""Serve for real, or show a demo: the commands that open the data folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # nothing of the house is imported before gevent had its turn, see run
    from consult.settings import Settings


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Teach the command line these commands."""
    for act in (serve, work, setup_code, demo, seed):
        about = str(act.__doc__)
        parser = commands.add_parser(act.__name__.replace("_", "-"), help=about, description=about)
        parser.set_defaults(run=run, act=act)


def run(asked: argparse.Namespace) -> None:
    """Run one of them; settings that make no sense are told in one sentence."""
    act: Callable[[], None] = asked.act
    if act in (serve, demo):
        # One loop serves everybody, so everything that waits must let others go on: before all other imports.
        from gevent import monkey  # noqa: PLC0415

        monkey.patch_all()
    from consult.core import logs  # noqa: PLC0415
    from consult.settings import BadSettings, from_environment  # noqa: PLC0415

    try:
        logs.install(from_environment().log)
        act()
    except BadSettings as problem:
        sys.exit(f"consult: {problem}")


def serve() -> None:
    """Serve an organisation for real use; on an empty data folder, print the code for its set-up."""
    from consult import server, settings, startup  # noqa: PLC0415
    from consult.domain.people import setup  # noqa: PLC0415

    wanted = settings.from_environment()
    with server.alone(wanted):
        listener, wanted = server.listen(startup.prepare(wanted))
        address = wanted.url or f"http://{wanted.host}:{wanted.port}"
        if not setup.is_set_up():
            # Each new code ends the one before, so of several processes none may make one at its start.
            code = "what `consult setup-code` prints" if wanted.database_url else setup.new_setup_code()
            say(f"Open {address}/setup and enter this code: {code}")
        say(f"Consult is ready: {address}")
        server.serve(listener, wanted)


def work() -> None:
    """Do the jobs (mail, reminders, checks) in a process of its own, beside servers with CONSULT_JOBS=0."""
    import signal  # noqa: PLC0415

    from consult import jobs, settings, startup  # noqa: PLC0415
    from consult.live import bell  # noqa: PLC0415

    wanted = settings.from_environment()
    if not wanted.database_url:
        raise settings.BadSettings("One SQLite database has one server, and that one does the jobs.")
    wanted = startup.prepare(wanted)
    bell.ring_for(wanted)  # who has pages open hears at once of what is done here
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(0)
    )  # between two jobs or within one: all can stop anywhere
    say("Consult works.")
    jobs.run(wanted)


def setup_code() -> None:
    """Print a code for the set-up page of a new installation; earlier codes end."""
    from consult import settings, startup  # noqa: PLC0415
    from consult.domain.people import setup  # noqa: PLC0415

    startup.prepare(settings.from_environment())
    if setup.is_set_up():
        raise settings.BadSettings("This installation is set up already.")
    say(setup.new_setup_code())


def demo() -> None:
    """Show an invented organisation on this computer, with one-time links for two people."""
    from consult import demo, server, startup  # noqa: PLC0415

    wanted = demo_settings()
    with server.alone(wanted):
        listener, wanted = server.listen(startup.prepare(wanted))
        fill_demo(wanted)
        say("An invented organisation is ready. Open both links, each in a window of its own:")
        for person, host in zip(demo.TWO, ("127.0.0.1", "localhost"), strict=True):
            say(f"  {person.name:<14} http://{host}:{wanted.port}/sign-in/{demo.sign_in_token(person.id)}")
        say("Stop with Ctrl-C.")
        server.serve(listener, wanted)


def seed() -> None:
    """Fill the data folder with the invented organisation, and stop."""
    from consult import server, startup  # noqa: PLC0415

    wanted = demo_settings()
    with server.alone(wanted):
        wanted = startup.prepare(wanted)
        fill_demo(wanted)
        say(f"The invented organisation lies in {wanted.data}.")


def demo_settings() -> Settings:
    """The demo's own folder, so that it never mixes with real data; reachable from this computer only."""
    import os  # noqa: PLC0415

    from consult import settings  # noqa: PLC0415

    wanted = settings.from_environment()
    folder = wanted.data if os.environ.get("CONSULT_DATA") else Path("var/demo").resolve()
    return replace(wanted, data=folder, host="127.0.0.1", url="", database_url="")


def fill_demo(wanted: Settings) -> None:
    """Make the invented organisation, or bring its dates up to today."""
    from consult import demo, settings  # noqa: PLC0415
    from consult.domain.people import setup  # noqa: PLC0415

    if not setup.is_set_up():
        demo.fill()
    elif demo.is_demo():
        demo.refresh()
    else:
        words = "holds a real organisation. Set CONSULT_DATA to another folder."
        raise settings.BadSettings(f"{wanted.data} {words}")


def say(words: str) -> None:
    """Print at once, also into a pipe."""
    print(words, flush=True)
