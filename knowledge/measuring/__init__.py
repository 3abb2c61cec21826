"""Measuring: how good the engine is on questions with known answers, and the weights fitted to them."""
