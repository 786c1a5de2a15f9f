"""What a command logs: everything into a file, on the screen what is not printed there anyway."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from engine.io.atomic import WriteError

_LOGGER = logging.getLogger("onemark")
_LOGGER.addHandler(logging.NullHandler())  # else Python prints warnings of a logger that nobody hears
_FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def note(
    text: str, level: int = logging.INFO, *, printed: bool = False, error: Exception | None = None
) -> None:
    """Log `text`, with the traceback of `error`; `printed`: it stands on the screen already."""
    _LOGGER.log(level, text, exc_info=error, extra={"printed": printed})


@contextmanager
def logging_to(file: Path | None, screen: TextIO | None) -> Iterator[None]:
    """A context in which all that is logged, by libraries too, goes to the end of `file` and to `screen`.

    Raises `WriteError` where the file cannot be written.
    """
    handlers: list[logging.Handler] = []
    if file is not None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handlers.append(logging.FileHandler(file, encoding="utf-8", errors="backslashreplace"))
        except OSError as error:
            reason = error.strerror or error
            raise WriteError(f"Cannot write the log {file} ({reason}): choose another file.") from error
    if screen is not None:
        handlers.append(logging.StreamHandler(screen))
        handlers[-1].addFilter(lambda record: not getattr(record, "printed", False))
    root = logging.getLogger()
    before = root.level
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORM))
        root.addHandler(handler)
    root.setLevel(logging.INFO if handlers else before)
    logging.captureWarnings(bool(handlers))
    try:
        yield
    finally:
        logging.captureWarnings(False)
        root.setLevel(before)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
