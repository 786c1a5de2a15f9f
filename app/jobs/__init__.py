"""Slow work on a thread, and the panel that shows it."""
