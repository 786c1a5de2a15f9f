"""Detectors trained on labelled sets, scored once on their test films by the papers' protocols."""
