"""The stages of operations in plain words, with what they count."""

from __future__ import annotations

_WORDS = {
    "loading": ("Getting ready", ""),
    "probing this machine": ("Timing this computer", ""),
    "registration": ("Fitting the exemplar", "films"),
    "learning to register": ("Learning to fit", "films seen"),
    "bridges": ("Comparing the films with each other", "films"),
    "finder": ("Learning where to look", "steps"),
    "co-teaching": ("Teaching the detectors", "steps"),
    "learning sigma": ("Learning widths of heatmaps", "steps"),
    "validation": ("Checking on films kept back", "films"),
    "reading exemplars": ("Reading the exemplars", ""),
    "reading films": ("Reading the films", "films"),
    "prediction": ("Finding the landmarks", "films"),
    "heatmap": ("Looking at the film", ""),
    "saving": ("Writing the file", ""),
}


def in_plain_words(stage: str) -> tuple[str, str]:
    """(the stage in plain words, the unit that it counts); other stages are plain already."""
    return _WORDS.get(stage, (stage, ""))
