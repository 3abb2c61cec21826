"""The migrations of the database, in their order."""
