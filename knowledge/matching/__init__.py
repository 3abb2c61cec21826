"""Matching: from a question to the entries that it may mean, with evidence and confidence."""
