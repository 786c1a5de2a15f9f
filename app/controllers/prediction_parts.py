"""All that has to do with models, put together: the list, its dialog, predictions and heatmaps."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.controllers.films import Films
from app.controllers.heat import Heat
from app.controllers.heat_sources import HeatSources
from app.controllers.jobs import Jobs
from app.controllers.model_dialog import ModelDialog
from app.controllers.models import Models
from app.controllers.predicting import Predicting
from app.controllers.propagation import Propagating
from app.controllers.say import Say
from app.controllers.shown import Shown
from app.controllers.warming import Warming
from app.document.document import Document
from app.document.selection import Selection
from app.settings import Settings
from app.views.arrangement import Arrangement


class PredictionParts:
    """The controllers of prediction; they are public."""

    def __init__(
        self,
        document: Document,
        selection: Selection,
        shown: Shown,
        jobs: Jobs,
        films: Films,
        propagating: Propagating,
        settings: Settings,
        say: Say,
        views: Arrangement,
        window: QWidget,
    ) -> None:
        self.models = Models(settings, window)
        self.dialog = ModelDialog(self.models, window)
        self.predicting = Predicting(document, shown, jobs, films, self.models, settings, say, window)
        self.warming = Warming(document, films, self.models, window)
        sources = HeatSources(document, propagating, self.models)
        self.heat = Heat(
            document, selection, films, sources, settings, say, views.film, views.bar.heat, window
        )

    def close(self) -> None:
        """The window closes: wait for jobs of their own."""
        self.heat.close()
        self.warming.close()
        self.dialog.close()
