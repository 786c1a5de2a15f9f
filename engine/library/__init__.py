"""OneMark on arrays and files, for scripts and notebooks: what `import onemark` opens.

Points are original pixels (x, y), (0, 0) the centre of the upper left pixel; arrays are [K, 2] in the order
of the names, NaN where a landmark has no place. Every function raises `EngineError` with one sentence that
says what to do next. Compressed DICOM is decoded in a process apart, which starts the script anew: a script
that reads such films does its work below `if __name__ == "__main__":`; a notebook needs nothing.
"""

from engine.errors import EngineError
from engine.library.films import read, sample_films, sample_names
from engine.library.finding import load_model, predict, predict_films, propagate, register
from engine.library.landmarked_film import LandmarkedFilm
from engine.library.landmarked_films import LandmarkedFilms, LearnedModel
from engine.library.learning import evaluate, train

__all__ = [
    "EngineError",
    "LandmarkedFilm",
    "LandmarkedFilms",
    "LearnedModel",
    "evaluate",
    "load_model",
    "predict",
    "predict_films",
    "propagate",
    "read",
    "register",
    "sample_films",
    "sample_names",
    "train",
]
