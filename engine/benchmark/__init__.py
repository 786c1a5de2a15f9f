"""Scores on films with known landmarks, by the protocols of the papers."""
