"""`onemark benchmark gpu`: within some minutes, what only a machine with a GPU can tell."""
