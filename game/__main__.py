"""`python -m game` is `surefoot`."""

from game.cli import main

main()
