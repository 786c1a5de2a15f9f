"""Coordinates, frames, fields and heatmaps: where things lie, and in which pixels."""
