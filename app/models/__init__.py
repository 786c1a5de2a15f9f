"""Models at hand: the list, predictions, heatmaps, and saving what a run has learned."""
