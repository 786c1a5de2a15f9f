"""The controllers of the window, each made after those that it knows."""

from __future__ import annotations

from app.film.audit import Audit
from app.film.checks import Checks
from app.film.display import Display
from app.film.editing import Editing
from app.film.evaluation import Evaluating
from app.film.lists import Lists
from app.film.live_measures import LiveMeasures
from app.film.own_measures import OwnMeasures
from app.film.point_sets import PointSets
from app.film.reading import HowYouRead
from app.film.review import Navigation, Review
from app.film.scheme_editing import SchemeEditing
from app.film.superimposing import Superimposing
from app.jobs.end_notice import EndNotice
from app.jobs.leaving import Leaving
from app.models.dialog import ModelDialog
from app.models.heatmap import HeatmapOverlay, HeatmapSources
from app.models.model_list import ModelList, own_model
from app.models.new_films import NewFilms
from app.models.prediction import Predicting
from app.models.preload import Preload
from app.models.save_model import SavingModel
from app.models.training_detector import TrainingDetector
from app.runs.advising import Advising
from app.runs.corrections import Correcting
from app.runs.history import RunHistory
from app.runs.propagation import Propagating
from app.runs.samples import Samples
from app.runs.shown_points import OfferOfLeftPoints
from app.runs.sigma_picture import SigmaPicture
from app.views.arrangement import Arrangement
from app.workspace.dropping import Dropping
from app.workspace.exporting import Exporting
from app.workspace.film_attributes import FilmAttributes
from app.workspace.importing import Importing
from app.workspace.measure_table import MeasureTables
from app.workspace.open_folder import OpenFolder
from app.workspace.rescan import Rescan
from app.workspace.sample import Sample
from app.workspace.schemes import Schemes
from app.workspace.workspace import Workspace


class Controllers:
    """What is done with a workspace, and shown in `views`. They are public: actions and journeys use them."""

    def __init__(self, workspace: Workspace, views: Arrangement) -> None:
        self.leaving = Leaving(workspace.jobs, workspace.window)
        self.end_notice = EndNotice(workspace.jobs, workspace.window)
        self.folder = OpenFolder(workspace)
        self.schemes = Schemes(workspace, views.landmarks)
        self.attributes = FilmAttributes(workspace, views.films)
        self.sample = Sample(workspace, self.folder)
        self.advising = Advising(workspace, self.folder)
        self.propagation = Propagating(workspace)
        self.left_points = OfferOfLeftPoints(workspace, lambda: self.propagation.is_unfinished)
        self.sigmas = SigmaPicture(workspace, self.propagation, views.job.sigmas)
        self.samples = Samples(workspace, views.job.samples)
        self.models = ModelList(workspace.settings, workspace.window)
        self.training = TrainingDetector(workspace, self.models)
        self.history = RunHistory(workspace, lambda: self.folder.layout)
        self.folder.opened.connect(self.history.refresh)
        self.model_dialog = ModelDialog(self.models, workspace.window, workspace.messages.places)
        self.prediction = Predicting(workspace, self.models)
        self.corrections = Correcting(workspace, self.propagation, lambda: own_model(self.models))
        self.new_films = NewFilms(workspace, self.corrections, self.prediction, self.models)
        self.preload = Preload(workspace, self.folder, self.models)
        self.save_model = SavingModel(workspace, self.propagation, self.models)
        sources = HeatmapSources(workspace.document, self.propagation, self.models)
        self.heatmap = HeatmapOverlay(workspace, sources, views.film, views.bar.heat)
        runs = (self.propagation, self.prediction)
        self.importing, self.exporting = Importing(workspace), Exporting(workspace, runs)
        self.dropping = Dropping(workspace, self.folder, self.attributes, self.importing)
        self.reading = HowYouRead(workspace, views.reading)
        self.measures = LiveMeasures(workspace, views.measures, views.film)
        self.measure_tables = MeasureTables(
            workspace, lambda: self.measures.for_export, lambda: self.measures.readings
        )
        self.own_measures = OwnMeasures(workspace, self.measures)
        self.superimposing = Superimposing(workspace)
        self.display = Display(
            workspace,
            self.heatmap,
            lambda: self.prediction.offer,
            views.film,
            views.bar,
            self.reading,
            self.measures,
            views.films.neighbours,
        )
        self.editing = Editing(workspace, self.display, views.film)
        self.scheme_editing = SchemeEditing(
            workspace, self.schemes, self.display, self.editing, self.measures.sets
        )
        self.rescan = Rescan(workspace)
        self.point_sets = PointSets(workspace, self.display, self.editing, views.film)
        self.checks = Checks(workspace, views.films)
        self.lists = Lists(workspace, self.display, self.advising, views.films, views.landmarks)
        self.review = Review(workspace, self.display, views.film, views.counter)
        self.audit = Audit(workspace, views.audit, views.film)
        self.evaluating = Evaluating(
            workspace, self.audit, self.importing, self.exporting, self.display, runs
        )
        self.navigation = Navigation(workspace, self.editing, self.review, views)
        self.models.changed.connect(self.display.refresh)
        self.corrections.went.connect(self.display.reveal)
        self.folder.opened.connect(self.new_films.offer)
