"""A film in memory: pixels as stored, what they mean, and how large they are."""
