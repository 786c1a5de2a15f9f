"""OneMark as a library, the room `engine.library`: `onemark.predict("film.png", "head")`."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

try:
    from engine.version import VERSION
except ImportError as error:
    raise ImportError(
        "OneMark's own `engine` is hidden by another of that name (where Python was started, or another "
        "package): start Python elsewhere."
    ) from error

if TYPE_CHECKING:
    from engine.library import *  # noqa: F403

__version__ = VERSION


def __getattr__(name: str) -> Any:
    """What the library offers, loaded when first asked for: the command line starts here too."""
    library = import_module("engine.library")
    if name not in library.__all__:
        raise AttributeError(f"module 'onemark' has no attribute {name!r}")
    return getattr(library, name)


def __dir__() -> list[str]:
    return [*import_module("engine.library").__all__, "__version__"]
