"""How Pramana talks: Telegram updates in, replies out. Imports `knowledge` by its public face only."""
