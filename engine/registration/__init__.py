"""Carrying landmarks from an exemplar to a film by registration, without training."""
