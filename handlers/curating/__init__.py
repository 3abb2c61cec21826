"""How a group's knowledge is kept from inside Telegram: who may, what is written, and what was missed."""
