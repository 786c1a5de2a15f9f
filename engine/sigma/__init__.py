"""LaOML: learning the width of each landmark's heatmap."""
