"""A group's entries as a file, out and back in."""
