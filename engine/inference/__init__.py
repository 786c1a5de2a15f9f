"""What trained detectors see on a film: where to look, looking, how far off it may be."""
