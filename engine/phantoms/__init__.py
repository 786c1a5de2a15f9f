"""Drawn films with known landmarks, for the demo, the estimate and the tests."""
