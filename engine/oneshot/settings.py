"""The request of a propagation: everything that a person decides about it, carried to the last stage."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from engine.errors import PropagationError
from engine.models.trained_model import TrainedModel
from engine.networks.hrnet import HRNetConfig
from engine.networks.hrnet_weights import HubModel
from engine.networks.norm import Norm
from engine.networks.pretrained_features import check_stages
from engine.networks.pretrained_unet import PretrainedUNetConfig
from engine.networks.registration_net import RegistrationBackbone
from engine.networks.unet import UNetConfig
from engine.oneshot.presets import PRESETS, Plan, Preset
from engine.operation import StopEarly
from engine.registration.edgetrans_training import small_stage_one
from engine.registration.feature_matching import WITH_FEATURES, WITHOUT_FEATURES
from engine.registration.instance import InstanceConfig
from engine.registration.simpleitk import SimpleItkConfig
from engine.runtime.distributed import ALONE, Ranks
from engine.runtime.precision import Precision
from engine.sigma.config import SigmaForm
from engine.sigma.sigma_validation import check_search

FEW_REGISTERED = 6  # exemplars, where a person has corrected many: each costs as much time as the first one


class Method(StrEnum):
    """With learning, or by registration alone."""

    ONE_SHOT = "one-shot"
    REGISTRATION = "registration"


class RegistrationMethod(StrEnum):
    """How an exemplar is registered to a film."""

    INSTANCE = "instance"
    SIMPLEITK = "simpleitk"
    EDGETRANS = "edgetrans"


@dataclass(frozen=True, slots=True)
class PropagationSettings:
    """How to propagate. Built once by whoever asks, and handed on whole to every stage.

    `registration`: None takes what the preset says (with `Method.REGISTRATION`: instance). `seed`
    decides all that is drawn at random. `plan` replaces the preset's plan, for ablations. `work`: a
    folder where a run keeps its state and goes on from, until the caller has the result on the disk and
    clears it (`RunStore.clear`); None keeps nothing. `weights`:
    ImageNet weights of HRNet for the networks that have one, a file or the hub; None: random ones.
    `precision`: what networks learn in; what computes places is exact. `sync_norm`: their batch normalisation
    sees the films of all `ranks`.
    `ranks`: the processes that share the films; all return the same, the first keeps the state.
    `sigma_form`: how co-teaching learns every landmark's sigma, by a fifth of the films,
    that it then does not learn from; None leaves the plan's. `start`: what an earlier run has learned of
    the same landmarks: its detectors learn on, from all exemplars, in one short round; None starts from no
    weights that have seen a label of these films. `most_films`: detectors learn from so many at most beside
    those with a person's points (`engine.prediction.large_folder`). `most_registered`: so many exemplars are
    registered to the films at most, the varied ones; None: all, or a few where a run goes on from a `start`.
    `stop`: once co-teaching has begun it ends the learning, and all films get what is known by then; a run
    that is asked for anew with the same `work` goes on from there.
    """

    method: Method = Method.ONE_SHOT
    preset: Preset = Preset.QUICK
    registration: RegistrationMethod | None = None
    device: str = "auto"
    seed: int = 0
    plan: Plan | None = None
    work: Path | None = None
    weights: Path | HubModel | None = None
    ranks: Ranks = ALONE
    precision: Precision = Precision.AUTO
    sync_norm: bool = False
    sigma_form: SigmaForm | None = None
    start: TrainedModel | None = field(default=None, compare=False, repr=False)
    most_films: int = 300
    most_registered: int | None = None
    stop: StopEarly = field(default_factory=StopEarly, compare=False, repr=False)
    instance: InstanceConfig = field(default_factory=InstanceConfig)
    simpleitk: SimpleItkConfig = field(default_factory=SimpleItkConfig)

    @property
    def chosen_plan(self) -> Plan:
        """The plan that a run follows; what detectors are and are shown is as where they start from."""
        plan = PRESETS[self.preset] if self.plan is None else self.plan
        plan = plan.with_features() if self._starts_pretrained else plan
        stage_two = replace(plan.stage_two, precision=self.precision, sync_norm=self.sync_norm)
        plan = replace(plan, stage_two=stage_two, finder=replace(plan.finder, precision=self.precision))
        if self.start is None:
            return plan
        start, stage_two = self.start, replace(plan.stage_two, network=self.start.network)
        return replace(plan, framing=start.framing, views=start.views, stage_two=stage_two)

    @property
    def _starts_pretrained(self) -> bool:
        """Whether detectors start, or began, from pretrained features where the plan has a way for that."""
        if self.start is not None:
            return isinstance(self.start.network, PretrainedUNetConfig)
        return self.instance.pretrained

    @property
    def chosen_registration(self) -> RegistrationMethod:
        """The registration that a run uses."""
        if self.registration is not None:
            return self.registration
        learns = self.method is Method.ONE_SHOT and self.chosen_plan.stage_one is not None
        return RegistrationMethod.EDGETRANS if learns else RegistrationMethod.INSTANCE

    @property
    def has_hrnet(self) -> bool:
        """Whether a network of the run can start from ImageNet's weights."""
        plan, learns = self.chosen_plan, self.method is Method.ONE_SHOT
        registers = self.chosen_registration is RegistrationMethod.EDGETRANS
        stage_one = plan.stage_one or small_stage_one()
        in_stage_one = registers and stage_one.net.backbone is RegistrationBackbone.HRNET
        return in_stage_one or (learns and isinstance(plan.stage_two.network, HRNetConfig))

    def registered(self, exemplars: int) -> int:
        """How many of so many `exemplars` are registered to all films."""
        usual = exemplars if self.start is None else FEW_REGISTERED
        return min(exemplars, self.most_registered or usual)

    @property
    def title(self) -> str:
        """The method in words, as tables and run.json name it."""
        if self.method is Method.REGISTRATION:
            learns = self.chosen_registration is RegistrationMethod.EDGETRANS
            preset = f", {self.preset_title}" if learns and self.preset is not Preset.QUICK else ""
            return f"registration ({self.chosen_registration.value}{preset})"
        return f"one-shot ({self.preset_title})"

    @property
    def preset_title(self) -> str:
        """The plan in words, and whether its detectors learn on from corrections."""
        return f"{self.chosen_plan.title.lower()}{'' if self.start is None else ', corrected'}"

    def check(self, films: int) -> None:
        """Say now what would fail after the registration of `films`; which cannot be read is not known yet.

        Raises `PropagationError` where choices do not fit together, or sigmas cannot be learned as asked;
        `EngineError` where detectors should start from features that are not installed.
        """
        if self.weights is not None and not self.has_hrnet:
            raise PropagationError(
                f"There is no HRNet in {self.title}, which ImageNet weights are for: leave them away "
                "or use the preset paper."
            )
        if self.start is not None:
            self._check_start(self.start)
        elif self.method is Method.ONE_SHOT and isinstance(
            self.chosen_plan.stage_two.network, PretrainedUNetConfig
        ):
            check_stages()
        if self.sigma_form is None:
            return
        if self.method is Method.REGISTRATION:
            raise PropagationError("Registration alone has no sigmas to learn: use the one-shot method.")
        check_search(self.sigma_form, self.chosen_plan.stage_two, films)

    def _check_start(self, start: TrainedModel) -> None:
        """Raise `PropagationError` where nothing can go on from `start` as is asked."""
        if self.method is Method.REGISTRATION:
            raise PropagationError("Registration alone has no detectors to start: use the one-shot method.")
        if self.weights is not None or self.sigma_form is not None:
            raise PropagationError(
                "A model to start from has its weights, and keeps its widths of heatmaps: leave ImageNet's "
                "weights and the learning of sigmas away."
            )
        learned = isinstance(start.network, UNetConfig | PretrainedUNetConfig | HRNetConfig)
        if not learned or start.norm is not Norm.BATCH:
            raise PropagationError(
                "A run can go on from detectors such as a one-shot run learns, not from those of this model: "
                "choose one that a run has learned, or propagate without a model to start from."
            )

    @property
    def fits(self) -> bool:
        """Whether films are fitted by instance optimisation, by themselves or over bridges."""
        plan, learns = self.chosen_plan, self.method is Method.ONE_SHOT
        by_net = self.chosen_registration is RegistrationMethod.EDGETRANS
        fitted = plan.edgetrans.instance_optimisation if by_net else False
        alone = self.chosen_registration is RegistrationMethod.INSTANCE
        return alone or fitted or (learns and plan.bridges > 0)

    @property
    def compared_by(self) -> str:
        """A sentence on what fitted films are compared by; "" where none are fitted."""
        if not self.fits:
            return ""
        return WITH_FEATURES if self.instance.pretrained else WITHOUT_FEATURES

    def _described_instance(self) -> dict[str, object]:
        """As plain values; what goes without pretrained features is known as before there were any."""
        values = asdict(self.instance)
        if not values["pretrained"]:
            del values["pretrained"]
        return values

    def described(self) -> dict[str, object]:
        """Everything that decides a result, as plain values."""
        # a run without learned sigmas is known by what it was known by before there were any
        sigmas = {} if self.sigma_form is None else {"sigma_form": self.sigma_form.value}
        return {
            "method": self.method.value,
            "registration": self.chosen_registration.value,
            "seed": self.seed,
            "plan": repr(self.chosen_plan),
            "weights": repr(self.weights),
            "instance": self._described_instance(),
            "simpleitk": asdict(self.simpleitk),
            **sigmas,
            **({} if self.start is None else {"start": self.start.digest}),
            **({} if self.most_registered is None else {"registered": self.most_registered}),
        }
