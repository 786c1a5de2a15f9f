"""C2T: two detectors that learn from noisy pseudo-labels."""
