"""A draft of an entry, from its first words to its being saved."""
