"""Errors that a person can act on. Each message says what happened and what to do next."""

from __future__ import annotations


class EngineError(Exception):
    """Anything the person can mend: the message is one clear sentence or two, ready to show."""


class ImageReadError(EngineError):
    """A film could not be read; the message names the reason, not the path."""


class TableError(EngineError):
    """A landmark table or scheme file could not be understood."""


class PropagationError(EngineError):
    """Propagation cannot start or go on with what it was given."""


class PeerError(EngineError):
    """Another process of the same run failed first and has said why: this one ends without a word."""
