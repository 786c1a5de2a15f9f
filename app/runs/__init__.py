"""Propagation runs: what is asked of the engine, how long it takes, and what is taken from it."""
