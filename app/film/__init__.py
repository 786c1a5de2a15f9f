"""The film on screen: how it is shown, edits by mouse and keys, the lists beside it, review."""
