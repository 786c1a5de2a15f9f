"""`onemark benchmark laoml`: fixed widths of the heatmaps against learned ones."""
