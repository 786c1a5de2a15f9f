"""Distances, angles and their sets: definitions in files, values with errors, films laid over each other."""
