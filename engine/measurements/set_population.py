"""What a file of measurements says of people: norms, classes, and how far their readers' points lie apart."""

from __future__ import annotations

from engine.errors import EngineError
from engine.io.patients import Sex
from engine.landmarks import Scheme
from engine.measurements.measurement_set import PopulationNorm, ValueClass
from engine.measurements.point_errors import ReaderErrors
from engine.measurements.set_table import SetTable


def norms_of(table: SetTable) -> tuple[PopulationNorm, ...]:
    """The norms of the measurement in `table`: one table, or a list of these. Raises `EngineError`."""
    if "norm" not in table:
        return ()
    values = table.any("norm")
    several = values if isinstance(values, list) else [values]
    return tuple(_norm(SetTable(value, f"{table.where}, norm")) for value in several)


def _norm(table: SetTable) -> PopulationNorm:
    sd = table.take("sd", float) if "sd" in table else None
    if sd is not None and sd <= 0:
        raise EngineError(f"{table.where}, sd: it must be above 0; leave it away where it is unknown.")
    sex = table.word("sex", {each.value: each for each in Sex}) if "sex" in table else None
    source, age = table.take("source", str, ""), table.take("age", str, "")
    norm = PopulationNorm(table.take("mean", float), sd, source, sex, age)
    table.finish()
    return norm


def classes_of(table: SetTable) -> tuple[ValueClass, ...]:
    """The classes of the measurement in `table`. Raises `EngineError`."""
    values = table.take("classes", list, [])
    return tuple(_class(SetTable(value, f"{table.where}, classes")) for value in values)


def _class(table: SetTable) -> ValueClass:
    name, meaning = table.take("name", str), table.take("meaning", str, "")
    limits = {key: table.take(key, float) for key in ("least", "most", "above", "below") if key in table}
    table.finish()
    if not limits:
        raise EngineError(f"{table.where}: class {name} has no limits; give least, most, above or below.")
    return ValueClass(name, meaning, **limits)


def readers_of(head: SetTable, scheme: Scheme) -> ReaderErrors | None:
    """What `[readers]` of the file says of the landmarks of `scheme`. Raises `EngineError`."""
    if "readers" not in head:
        return None
    table = SetTable(head.any("readers"), "The table readers")
    source, stated = table.take("source", str), SetTable(table.any("sigma_mm"), "The table readers.sigma_mm")
    table.finish()
    sigmas = {}
    for name in tuple(stated):
        landmark, sigma = scheme.find(name), stated.take(name, float)
        if landmark is None or sigma <= 0:
            raise EngineError(f"{stated.where}, {name}: it needs a landmark and a number above 0.")
        sigmas[landmark] = sigma
    return ReaderErrors(sigmas, source)
