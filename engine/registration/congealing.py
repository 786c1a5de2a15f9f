"""Films placed together where registration is lost on each alone: a tree of landmarks, a template of all.

Landmark k of film f lies at c_k + d_k, shares of the film's diagonal: c_k is the exemplar's place (same share
of width and height), and the displacements d have the density

    p(d | f)  ~  prod_k exp(b z_k(d_k)) N(d_k; m_k, s^2)  prod_(j,k) N(d_j - m_j - d_k + m_k; 0, t^2 l_jk).

z_k(d): how much the pretrained features around the place resemble those around the landmark, in standard
deviations on the film; the products run over all landmarks and over the edges, l long, of the shortest tree
that spans the exemplar's landmarks (Brownian motion along it). On a lattice of displacements the sum-product
algorithm gives each landmark's mean and spread exactly, as all messages are Gaussian blurs: a pictorial
structure (Felzenszwalb & Huttenlocher 2005). The mean is taken, not the maximum: it stays at m_k where
features say nothing.

An exemplar resembles no film as much as films resemble each other. From the second round on the features
around a landmark are therefore the mean of all films', the film itself left out, and m their mean
displacement (congealing: Learned-Miller 2006), so that an unusual exemplar does not impose its shape on all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree
from scipy.spatial.distance import cdist
from torch import Tensor

from engine.geometry.coordinates import Points, Size
from engine.geometry.displacement import sample
from engine.networks.pretrained_features import FeatureMap, FeatureNet
from engine.operation import Operation, Progress
from engine.registration.discrete import candidates
from engine.registration.films import GridFilm
from engine.registration.similarity import gaussian
from engine.runtime.precision import exact
from engine.wording import told

STAGE = "comparing films"

_AT_ONCE = 16  # films whose messages are sent together
_BEYOND = -50.0  # log density beyond the film's edge
_FLAT = 1e-4  # least spread of similarities (cosines) on a film that shows anything


@dataclass(frozen=True, slots=True)
class CongealingConfig:
    """Lengths are shares of the diagonal; chosen on 20 spines, where factors of 2 change little.

    Displacements lie `step` apart, up to `reach` steps. The surroundings of a landmark are `patch` x `patch`
    places, `apart` steps from one to the next. `strength` b, `prior` s, `strain` t of the density. Of the
    `rounds` the first compares with the exemplar.
    """

    step: float = 0.01
    reach: int = 16
    patch: int = 5
    apart: int = 3
    strength: float = 1.0
    prior: float = 0.05
    strain: float = 0.12
    rounds: int = 8

    def displacements(self, like: Tensor) -> Tensor:
        """All displacements (x, y) of the lattice in steps, [L, L, 2] by row and column."""
        side = 2 * self.reach + 1
        return candidates(self.reach, like.device).view(side, side, 2)

    def surroundings(self, like: Tensor) -> Tensor:
        """Where the features of a landmark's surroundings are taken, in steps from it, [P, P, 2]."""
        places = candidates(self.patch // 2, like.device)
        return self.apart * places.view(self.patch, self.patch, 2)


@dataclass(frozen=True, slots=True)
class SeenFilm:
    """A film by its features on a grid of `size`; `places` [K, 2]: where the exemplar's landmarks fall."""

    features: FeatureMap
    size: Size
    places: Tensor

    def at(self, positions: Tensor) -> Tensor:
        """Features [C, h, w] at grid `positions` [h, w, 2]; beyond the edge those of the edge."""
        return self.features.at(positions.permute(2, 0, 1)[None])[0]


@dataclass(frozen=True, slots=True)
class Placed:
    """How landmarks are displaced on a film: `mean` [K, 2] and its `spread` [K], shares of the diagonal."""

    mean: NDArray[np.float64]
    spread: NDArray[np.float64]


@torch.no_grad()
def seen_film(film: GridFilm, net: FeatureNet, places: Tensor) -> SeenFilm:
    """`film` by the last, coarsest features of `net`: how each place differs from the mean of its film."""
    with exact(film.image.device):
        found = net(even_contrast(film.image))[-1].unlike_the_rest()
    return SeenFilm(found, film.grid, places)


def even_contrast(image: Tensor) -> Tensor:
    """`image` [1, 1, H, W] in 0..1 with the same contrast everywhere: films are dark here and pale there."""
    reach = max(image.shape[-2:]) / 24
    mean = gaussian(image, reach)
    spread = (gaussian(image.square(), reach) - mean.square()).clamp(min=0).sqrt()
    return ((image - mean) / (4 * (spread + 0.02)) + 0.5).clamp(0, 1)


class LandmarkTree:
    """The tree of the shortest edges that spans `points` [K, 2], and the messages along it.

    `lengths` [K]: of the edge from each to its parent; the first landmark is the root.
    """

    def __init__(self, points: Points) -> None:
        apart = cdist(points, points) + 1e-6 * (1 - np.eye(len(points)))  # scipy takes 0 for no edge
        order, parents = breadth_first_order(minimum_spanning_tree(apart), 0, directed=False)
        self.order, self.parents = order.tolist(), parents.tolist()
        self.lengths = np.array([apart[k, max(parent, 0)] for k, parent in enumerate(self.parents)])

    def marginals(self, log_density: Tensor, blurs: Tensor) -> Tensor:
        """The marginal density [N, K, L, L] of every landmark, each of sum 1, by sum-product.

        `log_density` [N, K, L, L] of each landmark alone; `blurs` [K, L, L]: what the edge to the parent does
        to a density along one axis.
        """
        beliefs, upwards = list(log_density.unbind(1)), list(torch.zeros_like(log_density).unbind(1))
        for child in reversed(self.order[1:]):
            parent = self.parents[child]
            upwards[child] = _message(beliefs[child], blurs[child])
            beliefs[parent] = beliefs[parent] + upwards[child]
        for child in self.order[1:]:
            rest = beliefs[self.parents[child]] - upwards[child]
            beliefs[child] = beliefs[child] + _message(rest, blurs[child])
        return torch.stack([_density(belief) for belief in beliefs], dim=1)


class Congealing:
    """Places films together, round by round.

    `exemplars`: films, and which of the landmarks each has, [K] of bool; `places` are finite all the same.
    `shape` [K, 2]: the exemplars' landmarks as shares of the diagonal, which make the tree.
    """

    @torch.no_grad()
    def __init__(
        self,
        exemplars: Sequence[tuple[SeenFilm, NDArray[np.bool_]]],
        shape: Points,
        config: CongealingConfig | None = None,
    ) -> None:
        self._config, self._tree = config or CongealingConfig(), LandmarkTree(shape)
        self._mean = torch.zeros_like(exemplars[0][0].places)
        around = [
            self._around(film, self._mean) * torch.as_tensor(has).to(self._mean)[:, None, None, None]
            for film, has in exemplars
        ]
        self._template = self._of_exemplars = torch.stack(around).sum(dim=0)
        self._learned = dict[str, Tensor]()  # the means of the films that are in the template
        self._blurs = self._along_edges()

    def together(self, films: Mapping[str, SeenFilm]) -> Operation[dict[str, Placed]]:
        """Where all `films` are displaced to after all rounds; the template is theirs then."""
        placed: dict[str, Placed] = {}
        for number in range(self._config.rounds):
            if number:
                self._learn(films, placed)
            names = list(films)
            for first in range(0, len(names), _AT_ONCE):
                now = told(f"round {number + 1} of {self._config.rounds}")
                yield Progress(STAGE, first, len(names), now)
                part = names[first : first + _AT_ONCE]
                placed.update(self.place({name: films[name] for name in part}))
        return placed

    @torch.no_grad()
    def place(self, films: Mapping[str, SeenFilm]) -> dict[str, Placed]:
        """Where `films`, a few, are displaced to by the template as it is."""
        with exact(self._mean.device):
            alone = torch.stack([self._log_density(name, film) for name, film in films.items()])
            density = self._tree.marginals(alone, self._blurs)
        places = self._config.step * self._config.displacements(density)
        mean = torch.einsum("nkyx,yxa->nka", density, places)
        squares = torch.einsum("nkyx,yx->nk", density, places.square().sum(dim=-1))
        spread = (squares - mean.square().sum(dim=-1)).clamp(min=0).sqrt().cpu().double().numpy()
        means = (mean + self._mean).cpu().double().numpy()
        return {name: Placed(*found) for name, *found in zip(films, means, spread, strict=True)}

    @torch.no_grad()
    def _learn(self, films: Mapping[str, SeenFilm], placed: Mapping[str, Placed]) -> None:
        """Make the template, and the mean displacement, of the `films` where they were `placed`."""
        self._learned = {name: torch.as_tensor(placed[name].mean).to(self._mean) for name in films}
        self._template = self._of_exemplars.clone()
        for name, film in films.items():
            self._template += self._around(film, self._learned[name])
        self._mean = torch.stack(list(self._learned.values())).mean(dim=0)

    def _step(self, film: SeenFilm) -> float:
        return self._config.step * math.hypot(film.size.width, film.size.height)

    def _around(self, film: SeenFilm, mean: Tensor) -> Tensor:
        """The features [K, C, P, P] around the landmarks that are displaced by `mean` [K, 2]."""
        step = self._step(film)
        centres = film.places + mean * (step / self._config.step)
        offsets = step * self._config.surroundings(centres)
        found = film.at((centres[:, None, None] + offsets).flatten(1, 2))
        return found.view(*found.shape[:2], *offsets.shape[:2]).transpose(0, 1)

    def _log_density(self, name: str, film: SeenFilm) -> Tensor:
        """Of each landmark alone, [K, L, L]: of displacements from the mean of all films."""
        config, step, template = self._config, self._step(film), self._template
        if name in self._learned:
            template = template - self._around(film, self._learned[name])
        likeness = _likeness(film, template, step, config)
        steps = config.displacements(likeness)
        at = (film.places + self._mean * (step / config.step)) / step
        places = at[:, None, None] + steps  # in steps of the lattice
        seen = sample(likeness, places.permute(0, 3, 1, 2))[:, 0]
        spread = seen.std()
        seen = (seen - seen.mean()) / spread if float(spread) > _FLAT else torch.zeros_like(seen)
        far = steps.square().sum(dim=-1) * (config.step / config.prior) ** 2
        last = torch.tensor([film.size.width - 1, film.size.height - 1]).to(step * places)
        beyond = ((places < 0) | (places * step > last)).any(dim=-1)
        return (config.strength * seen - far / 2).masked_fill(beyond, _BEYOND)

    def _along_edges(self) -> Tensor:
        """The blurs [K, L, L] of the edges."""
        config = self._config
        lengths = torch.as_tensor(self._tree.lengths).to(self._mean)
        deviation = (config.strain * lengths.sqrt() / config.step).clamp(min=0.1)[:, None, None]
        steps = torch.arange(2 * config.reach + 1).to(lengths)
        return torch.exp(-((steps[:, None] - steps) ** 2) / (2 * deviation**2))


def _likeness(film: SeenFilm, template: Tensor, step: float, config: CongealingConfig) -> Tensor:
    """How much `template` [K, C, P, P] resembles the places of `film`, `step` pixels apart: [K, 1, h, w]."""
    half = config.apart * (config.patch // 2)
    ends = (int(side / step) + 2 + half for side in (film.size.height, film.size.width))
    y, x = torch.meshgrid(*(torch.arange(-half, end) for end in ends), indexing="ij")
    seen = film.at(step * torch.stack([x, y], dim=-1).to(template))
    unit = template / template.norm(dim=1).mean(dim=(1, 2)).clamp(min=1e-6)[:, None, None, None]
    return F.conv2d(seen[None], unit, dilation=config.apart)[0, :, None] / config.patch**2


def _density(log_density: Tensor) -> Tensor:
    return log_density.flatten(1).softmax(dim=1).view_as(log_density)


def _message(log_density: Tensor, blur: Tensor) -> Tensor:
    """What a landmark's `log_density` [N, L, L] says of its neighbour."""
    return (blur @ _density(log_density) @ blur).clamp(min=1e-20).log()
