"""What was done with a project as a paragraph for a paper: every figure is computed, nothing is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.evaluation.report import EvaluationReport
from engine.evaluation.statistics import Confidence, Interval
from engine.io.provenance import RunRecord, count_models, count_origins
from engine.landmarks import LandmarkSet, Origin
from engine.observers.audit import AuditReport, CalibratedRadius, OwnVariability
from engine.wording import counted, printable

ONEMARK = "OneMark: The OneMark contributors. OneMark, version {version}. Software, Apache-2.0."
EDGETRANS = (
    "One-shot propagation (EdgeTrans4Mark): Yin Z, Gong P, Wang C, Yu Y, Wang Y. One-Shot Medical Landmark "
    "Localization by Edge-Guided Transform and Noisy Landmark Refinement. European Conference on Computer "
    "Vision, 2022."
)
FARNET = (
    "FARNet: Ao Y, Wu H. Feature Aggregation and Refinement Network for 2D Anatomical Landmark Detection."
)
GU2NET = (
    "GU2Net: Zhu H, Yao Q, Xiao L, Zhou SK. You Only Learn Once: Universal Anatomical Landmark Detection."
)
LAOML = (
    "Learned widths of heatmaps (LaOML): Zhou G-Q, Miao J, Yang X, Li R, Huo E-Z, Shi W, Huang Y, Qian J, "
    "Chen C, Ni D. Learn Fine-grained Adaptive Loss for Multiple Anatomical Landmark Detection in Medical "
    "Images."
)
PAPERS = (ONEMARK, EDGETRANS, FARNET, GU2NET, LAOML)
# a word in the name of a method or model, and the paper behind it
_PAPER_OF = {
    "one-shot": EDGETRANS,
    "edgetrans": EDGETRANS,
    "farnet": FARNET,
    "gu2net": GU2NET,
    "laoml": LAOML,
}


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """What a project holds. `origins` and `models`: placed points by origin and by what predicted them.

    `spacings`: films by the source of their pixel spacing, "" where it is unknown. `reviewed`: films on which
    a person has decided on all landmarks or accepted the rest. `unreadable` films are none of the excluded.
    `adjusted`: predicted points that reading offsets have moved.
    """

    films: int
    landmarks: int
    excluded: int = 0
    unreadable: int = 0
    exemplars: int = 0
    reviewed: int = 0
    origins: Mapping[str, int] = field(default_factory=dict)
    models: Mapping[str, int] = field(default_factory=dict)
    spacings: Mapping[str, int] = field(default_factory=dict)
    adjusted: int = 0


@dataclass(frozen=True, slots=True)
class MeasuredAudit:
    """An audit's report, drawn with `seed` from `among` films."""

    report: AuditReport
    seed: int
    among: int


@dataclass(frozen=True, slots=True)
class MeasuredTable:
    """Predictions of the project against a table of the truth: its `name`, the report and its intervals."""

    name: str
    report: EvaluationReport
    intervals: Confidence | None


@dataclass(frozen=True, slots=True)
class MethodsFacts:
    """All that the paragraph tells. `run`: the latest run of this sitting, a blank one without any."""

    figures: ProjectFigures
    run: RunRecord
    versions: Mapping[str, str]
    audit: MeasuredAudit | None = None
    table: MeasuredTable | None = None


def counted_points(sets: Iterable[LandmarkSet]) -> tuple[dict[str, int], dict[str, int]]:
    """Placed points by origin, and by what predicted them."""
    known = tuple(sets)
    return count_origins(known), count_models(known)


def methods_text(facts: MethodsFacts) -> str:
    """The paragraph, then the works to cite, a line each."""
    parts = (
        _films(facts.figures),
        _predictions(facts.figures, facts.run),
        _decisions(facts.figures),
        _spacings(facts.figures),
        "" if facts.audit is None else _audit(facts.audit),
        "" if facts.table is None else _table(facts.table),
        _software(facts),
    )
    paragraph = printable(" ".join(filter(None, parts)))
    lines = (paragraph, "", "Works to cite:", *_works(facts))
    return "\n".join(lines) + "\n"


def _works(facts: MethodsFacts) -> list[str]:
    """OneMark, the papers of the methods that made points of the project, and whose these are not known."""
    sources = (*facts.figures.models, facts.run.method)
    used = {paper for source in sources for paper in _papers_of(source)}
    used |= {LAOML} if facts.run.sigmas else set()
    works = [paper.format(version=facts.versions["onemark"]) for paper in PAPERS if paper in {ONEMARK, *used}]
    unknown = [name for name in facts.figures.models if not _papers_of(name) and not _is_registration(name)]
    if len(unknown) > bool(facts.run.model):  # the latest run says what its model is
        works.append(f"And what the cards of these models name: {printable(', '.join(unknown))}.")
    return works


def _papers_of(source: str) -> list[str]:
    """The papers behind what predicted points, as far as its name tells: "one-shot (quick)"."""
    return [paper for word, paper in _PAPER_OF.items() if word in source.casefold()]


def _is_registration(name: str) -> bool:
    return name.startswith("registration (")


def _films(figures: ProjectFigures) -> str:
    left = [
        words
        for number, words in (
            (figures.excluded, f"{figures.excluded} excluded"),
            (figures.unreadable, f"{figures.unreadable} unreadable"),
        )
        if number
    ]
    more = f" (of them {' and '.join(left)})" if left else ""
    return (
        f"{counted(figures.landmarks, 'landmark')} on {counted(figures.films, 'film')}{more} "
        f"were located with OneMark."
    )


def _predictions(figures: ProjectFigures, run: RunRecord) -> str:
    if not figures.models:
        return "No landmark was predicted." if figures.origins else ""
    whose = " and ".join(f"{model} ({counted(count, 'point')})" for model, count in figures.models.items())
    annotated = f", from {counted(figures.exemplars, 'annotated exemplar')}" if figures.exemplars else ""
    words = f"Predictions came from {whose}{annotated}."
    if figures.adjusted:
        words += (
            f" Reading offsets, fitted on the films that the reader decided on, have moved "
            f"{counted(figures.adjusted, 'point')} of them."
        )
    how = [
        part
        for part in (
            run.method,
            f"preset {run.preset}" if run.preset else "",
            f"model file {run.model}, SHA-256 {run.model_sha256[:12]}" if run.model else "",
            "" if run.seed is None else f"seed {run.seed}",
            "learned widths of heatmaps" if run.sigmas else "",
            f"on {run.device}" if run.device else "",
        )
        if part
    ]
    return f"{words} The latest run: {', '.join(how)}." if run.method else words


def _decisions(figures: ProjectFigures) -> str:
    counts = {origin: figures.origins.get(origin.value, 0) for origin in Origin}
    words = (
        (Origin.ANNOTATED, "placed without a prediction in sight"),
        (Origin.ACCEPTED, "accepted as predicted"),
        (Origin.CORRECTED, "corrected"),
    )
    by_person = [f"{counts[origin]} {text}" for origin, text in words if counts[origin]]
    parts = []
    if by_person:
        parts.append(f"Of all points a person has {', '.join(by_person)}")
    if counts[Origin.PREDICTED]:
        parts.append(f"{counts[Origin.PREDICTED]} are predictions that nobody has reviewed")
    if unknown := figures.origins.get("unknown", 0):
        parts.append(f"{unknown} were imported without their origin")
    reviewed = f" {counted(figures.reviewed, 'film')} were reviewed as a whole." if figures.reviewed else ""
    if figures.reviewed == 1:
        reviewed = " 1 film was reviewed as a whole."
    return f"{_sentence('; '.join(parts))}{reviewed}".strip()


def _spacings(figures: ProjectFigures) -> str:
    known = [f"{source} ({counted(count, 'film')})" for source, count in figures.spacings.items() if source]
    unknown = figures.spacings.get("", 0)
    if not known:
        return "The pixel spacing of the films is unknown." if unknown else ""
    lacking = f"; of {counted(unknown, 'film')} it is unknown" if unknown else ""
    return f"Source of the pixel spacing: {', '.join(known)}{lacking}."


def _audit(audit: MeasuredAudit) -> str:
    found, films = audit.report, len(audit.report.report.films)
    words = (
        f"Accuracy was measured on {counted(films, 'film')} drawn at random (seed {audit.seed}) from the "
        f"{audit.among} that were predicted and that no person had touched; their landmarks were clicked "
        f"without any prediction in sight. {_figures(found.report, found.intervals)}"
    )
    more = [
        f"{counted(found.missed, 'landmark')} without a prediction count as misses." if found.missed else "",
        f"{counted(found.unseen, 'prediction')} lay where the reader saw no landmark."
        if found.unseen
        else "",
        "" if found.own is None else _own(found.own, found.report.unit),
        "" if found.radius is None else _radius(found.radius),
    ]
    return " ".join(filter(None, (words, *more)))


def _table(table: MeasuredTable) -> str:
    films = counted(len(table.report.films), "film")
    return f"Against the landmarks of {table.name} on {films}: {_figures(table.report, table.intervals)}"


def _figures(report: EvaluationReport, intervals: Confidence | None) -> str:
    """MRE, SD and the success rates, with their intervals where there are any."""
    overall, unit = report.overall, report.unit
    if overall.mre is None:
        return "None of the landmarks was predicted."
    between = None if intervals is None else intervals.mre
    spread = "" if overall.sd is None else f" (SD {overall.sd:.2f})"
    rates = []
    for place, (limit, rate) in enumerate(zip(report.thresholds, overall.sdr, strict=True)):
        interval = None if intervals is None else intervals.sdr[place]
        rates.append(f"{rate:.1f} %{_between(interval, 1)} within {limit:g} {unit}")
    how = (
        "; too few films for intervals."
        if intervals is None
        else f" (in brackets: {100 * intervals.how.level:g} % intervals, BCa bootstrap of "
        f"{intervals.how.resamples} draws over {intervals.groups} films)."
    )
    known = ", ".join(report.spacing_sources)
    sources = f" Pixel spacing of these films: {known}." if known else ""
    return (
        f"The mean radial error of {counted(overall.count - overall.missing, 'landmark')} was "
        f"{overall.mre:.2f} {unit}{_between(between, 2)}{spread}; of all landmarks lay {', '.join(rates)}"
        f"{how}{sources}"
    )


def _own(own: OwnVariability, unit: str) -> str:
    return (
        f"{counted(own.films, 'film')} were read twice: the second clicks lay {own.mre:.2f} {unit}"
        f"{_between(own.interval, 2)} from the first on average and 95 % of them within "
        f"{own.limit:.2f} {unit}, the reader's own variability; {own.within:.1f} %"
        f"{_between(own.within_interval, 1)} of the predictions lay within that."
    )


def _radius(radius: CalibratedRadius) -> str:
    return (
        f"Error radii that hold the true point with {100 * radius.coverage:g} % were calibrated on these "
        f"{radius.films} films alone (conformal prediction, errors relative to the usual error of their "
        f"landmark on the other films); with each film left out in turn, {radius.held:.1f} %"
        f"{_between(radius.held_interval, 1)} of its points lay within theirs."
    )


def _software(facts: MethodsFacts) -> str:
    """OneMark and its libraries; SimpleITK only where it has registered."""
    versions, sources = facts.versions, (*facts.figures.models, facts.run.method)
    left_out = {"onemark"} if any("simpleitk" in source for source in sources) else {"onemark", "SimpleITK"}
    libraries = [
        f"{name} {version}"
        for name, version in versions.items()
        if name not in left_out and version != "missing"
    ]
    return f"Software: OneMark {versions['onemark']} with {', '.join(libraries)}."


def _between(interval: Interval | None, digits: int) -> str:
    return "" if interval is None else f" [{interval.low:.{digits}f}, {interval.high:.{digits}f}]"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
