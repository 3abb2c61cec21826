"""How Pramana runs: command line, settings, wiring, polling, and the chat in the terminal."""
