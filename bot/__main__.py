"""`python -m bot` is `pramana`."""

from bot.cli import main

main()
