"""Labelled sets of radiographs in the layouts that their publishers chose, and how they are split."""
