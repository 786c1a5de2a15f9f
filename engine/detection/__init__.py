"""Detectors: trained on pseudo-labels (stage II), asked for landmarks, kept in one file."""
