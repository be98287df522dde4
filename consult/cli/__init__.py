"""The command line. Each command says in words what it did, and imports only what it needs."""

from __future__ import annotations

import argparse
import sys

from consult.cli import data, deid, doctor, serving


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Faults that a person can mend are told in one sentence, without a traceback."""
    parser = argparse.ArgumentParser(prog="consult", description="Live peer consultation for social workers.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serving.add_to(commands)
    data.add_to(commands)
    deid.add_to(commands)
    doctor.add_to(commands)
    asked = parser.parse_args(arguments)
    sys.exit(asked.run(asked))
