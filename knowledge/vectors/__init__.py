"""Vectors: what a text means and how it is spelt, in numbers, and how like two texts are."""
