"""The bot as handlers are handed it."""

from telegram.ext import ExtBot

Bot = ExtBot[int]
