"""The open project: frozen values, pure edits of them, and the one writer."""
