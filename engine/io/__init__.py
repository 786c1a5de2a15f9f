"""Files in and out: images, landmark tables, schemes, provenance. Imports no torch."""
