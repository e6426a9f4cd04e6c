"""`python -m edge` is the command `gymstation`."""

from edge.cli.main import main

main()
