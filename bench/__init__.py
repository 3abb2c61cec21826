"""Pramana beside what people would pick instead, on the same questions: how right, and how fast."""
