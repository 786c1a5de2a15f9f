"""OneMark as a library, the room `engine.library`: `onemark.predict("film.png", "head")`."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.version import VERSION

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
