"""The landmarks of films that no model has learned from."""
