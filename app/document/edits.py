"""All edits of a project in one place: pure functions Project -> Change. `Document.push` applies them."""

from app.document.audit_edits import audited_films, begin_audit, end_audit, finish_reading, read_again
from app.document.change import Change, change, combined, utc_now
from app.document.film_edits import (
    distance,
    magnified,
    mark_exemplar,
    relink,
    set_excluded,
    spacing_from_distance,
    typed_spacing,
)
from app.document.fit_edits import mark_unfit
from app.document.point_edits import (
    accept_film,
    add_landmark,
    move,
    place,
    scheme_is_open,
    set_presence,
    unplace,
)
from app.document.prediction_edits import (
    films_of_models,
    import_sets,
    kept_against,
    landmarks_without_place,
    take_predictions,
    without_worse,
)
from app.document.reading_edits import (
    always_applied,
    always_apply,
    apply_reading,
    ask_again,
    movable_points,
    reading_to_keep,
    refuse_offset,
)
from app.document.round_edits import Move, moves_between, take_back
from app.document.scheme_edits import add_names, remove_landmark, rename_landmark, set_scheme
from app.document.set_edits import drag_softly, move_all, paste
from app.document.spacing_edits import choose_spacing, take_spacings

__all__ = [
    "Change",
    "Move",
    "accept_film",
    "add_landmark",
    "add_names",
    "always_applied",
    "always_apply",
    "apply_reading",
    "ask_again",
    "audited_films",
    "begin_audit",
    "change",
    "choose_spacing",
    "combined",
    "distance",
    "drag_softly",
    "end_audit",
    "films_of_models",
    "finish_reading",
    "import_sets",
    "kept_against",
    "landmarks_without_place",
    "magnified",
    "mark_exemplar",
    "mark_unfit",
    "movable_points",
    "move",
    "move_all",
    "moves_between",
    "paste",
    "place",
    "read_again",
    "reading_to_keep",
    "refuse_offset",
    "relink",
    "remove_landmark",
    "rename_landmark",
    "scheme_is_open",
    "set_excluded",
    "set_presence",
    "set_scheme",
    "spacing_from_distance",
    "take_back",
    "take_predictions",
    "take_spacings",
    "typed_spacing",
    "unplace",
    "utc_now",
    "without_worse",
]
