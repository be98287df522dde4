"""`python -m consult.cli`: the same as `consult`."""

from consult.cli import main

main()
