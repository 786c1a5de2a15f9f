"""The controllers of the window, each made after those that it knows."""

from __future__ import annotations

from app.film.display import Display
from app.film.editing import Editing
from app.film.lists import Lists
from app.film.review import Navigation, Review
from app.models.dialog import ModelDialog
from app.models.heatmap import HeatmapOverlay, HeatmapSources
from app.models.model_list import ModelList, own_model
from app.models.new_films import NewFilms
from app.models.prediction import Predicting
from app.models.preload import Preload
from app.models.save_model import SavingModel
from app.runs.advising import Advising
from app.runs.corrections import Correcting
from app.runs.propagation import Propagating
from app.runs.sigma_picture import SigmaPicture
from app.views.arrangement import Arrangement
from app.workspace.film_attributes import FilmAttributes
from app.workspace.open_folder import OpenFolder
from app.workspace.sample import Sample
from app.workspace.schemes import Schemes
from app.workspace.tables import Tables
from app.workspace.workspace import Workspace


class Controllers:
    """What is done with a workspace, and shown in `views`. They are public: actions and journeys use them."""

    def __init__(self, workspace: Workspace, views: Arrangement) -> None:
        self.folder = OpenFolder(workspace)
        self.schemes = Schemes(workspace, views.landmarks)
        self.attributes = FilmAttributes(workspace, views.films)
        self.sample = Sample(workspace, self.folder)
        self.advising = Advising(workspace, self.folder)
        self.propagation = Propagating(workspace)
        self.sigmas = SigmaPicture(workspace, self.propagation, views.job.sigmas)
        self.models = ModelList(workspace.settings, workspace.window)
        self.model_dialog = ModelDialog(self.models, workspace.window)
        self.prediction = Predicting(workspace, self.models)
        self.corrections = Correcting(workspace, self.propagation, lambda: own_model(self.models))
        self.new_films = NewFilms(workspace, self.corrections, self.prediction, self.models)
        self.preload = Preload(workspace, self.folder, self.models)
        self.save_model = SavingModel(workspace, self.propagation, self.models)
        sources = HeatmapSources(workspace.document, self.propagation, self.models)
        self.heatmap = HeatmapOverlay(workspace, sources, views.film, views.bar.heat)
        self.tables = Tables(workspace, self.attributes, (self.propagation, self.prediction))
        self.display = Display(workspace, self.heatmap, lambda: self.prediction.offer, views.film, views.bar)
        self.editing = Editing(workspace, self.display, views.film)
        self.lists = Lists(workspace, self.display, self.advising, views.films, views.landmarks)
        self.review = Review(workspace, self.display)
        self.navigation = Navigation(workspace, self.editing, self.review, views)
        self.models.changed.connect(self.display.refresh)
        self.corrections.went.connect(self.display.reveal)
        self.folder.opened.connect(self.new_films.offer)
