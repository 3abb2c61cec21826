"""The systems compared: each module makes one kind of peer, and alone imports the library that it needs."""
