"""Training on films that are all labelled."""
