"""Questions: what of a text asks, and where one question ends and the next begins."""
