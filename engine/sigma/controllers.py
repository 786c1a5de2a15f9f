"""LaOML's controllers: one small network a landmark says whether its sigma shrinks, stays or grows.

Pure: everything comes in as values, and all random numbers from the generators that are given.
"""

from __future__ import annotations

import math
from itertools import pairwise

import torch
from torch import Tensor, nn

from engine.sigma.config import EarlyStop, SigmaConfig

ACTIONS = (-1.0, 0.0, 1.0)  # what is added to a sigma, heatmap pixels
MEMORY = 5  # epochs whose losses a controller sees
LAYERS = (MEMORY, 64, 32, len(ACTIONS))
_HELD = ACTIONS.index(0.0)
_LEAST_SPREAD = 0.05  # decades of loss: histories that hardly vary are not blown up to noise


class SigmaControllers(nn.Module):
    """One perceptron of `LAYERS` a landmark (2,563 weights each), all of them in one product of matrices.

    States [K, 5] -> logarithms of the probabilities of `ACTIONS` [K, 3]. No landmark's weights touch another
    landmark's answer.
    """

    def __init__(self, landmarks: int, generator: torch.Generator) -> None:
        super().__init__()
        self.weights, self.biases = nn.ParameterList(), nn.ParameterList()
        for inputs, outputs in pairwise(LAYERS):
            bound = 1 / math.sqrt(inputs)  # as nn.Linear
            for parameters, shape in ((self.weights, (inputs, outputs)), (self.biases, (1, outputs))):
                drawn = torch.rand(landmarks, *shape, generator=generator)
                parameters.append(nn.Parameter((2 * drawn - 1) * bound))

    def forward(self, states: Tensor) -> Tensor:
        """Log-probabilities of the actions."""
        x = states[:, None]
        for number, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = torch.relu(x) if number else x
            x = torch.baddbmm(bias, x, weight)
        return torch.log_softmax(x[:, 0], dim=1)


def states(losses: Tensor) -> Tensor:
    """What the controllers see of the epochs' `losses` [T, K], T >= 1: [K, 5], oldest first.

    Logarithms, standardised over all landmarks and epochs so far: raw losses of heatmaps are about 1e-4, and
    would look all alike. A landmark without labels (NaN) is as the mean. Short histories repeat their
    first epoch.
    """
    logs = losses.clamp(min=1e-12).log10()
    known = logs[logs.isfinite()]
    mean = known.mean() if len(known) else logs.new_zeros(())
    spread = known.std(correction=0).clamp(min=_LEAST_SPREAD) if len(known) else logs.new_ones(())
    missing = max(0, MEMORY - len(logs))
    recent = torch.cat([logs[:1].expand(missing, -1), logs[-MEMORY:]])
    return torch.nan_to_num((recent - mean) / spread, posinf=0.0, neginf=0.0).T


def sample(logs: Tensor, copies: int, frozen: Tensor, generator: torch.Generator) -> Tensor:
    """Actions (numbers of `ACTIONS`) [J, K] for `copies` from log-probabilities [K, 3]; `frozen` [K] stay."""
    drawn = torch.multinomial(logs.exp(), copies, replacement=True, generator=generator).T
    return torch.where(frozen, _HELD, drawn)


def moved(sigmas: Tensor, actions: Tensor, config: SigmaConfig) -> Tensor:
    """The sigmas [J, K] that `actions` [J, K] make of `sigmas` [K], clipped to the range of `config`."""
    return (sigmas + sigmas.new_tensor(ACTIONS)[actions]).clamp(config.lowest, config.highest)


def update(
    controllers: SigmaControllers,
    optimiser: torch.optim.Optimizer,
    seen: Tensor,
    actions: Tensor,
    rewards: Tensor,
    frozen: Tensor,
    baseline: bool,
) -> None:
    """One step of REINFORCE, equation 3: every controller by the rewards of its own landmark.

    `seen` [K, 5], `actions` and `rewards` [J, K]. Rewards that are NaN (a discarded copy, no labels) and
    those of `frozen` landmarks do not count: a controller without any stays as it is.
    """
    counts = rewards.isfinite() & ~frozen
    worth = torch.where(counts, rewards, 0.0)
    each = counts.sum(dim=0).clamp(min=1)
    if baseline:
        worth = torch.where(counts, worth - worth.sum(dim=0) / each, 0.0)
    logs = controllers(seen).expand(len(actions), -1, -1).gather(2, actions[..., None])[..., 0]
    before = [weights.detach().clone() for weights in controllers.parameters()]
    optimiser.zero_grad()
    (-(worth * logs).sum(dim=0) / each).sum().backward()
    optimiser.step()
    idle = ~counts.any(dim=0)[:, None, None]  # Adam's momentum would move these too
    with torch.no_grad():
        for weights, old in zip(controllers.parameters(), before, strict=True):
            weights.copy_(torch.where(idle, old, weights))


def best_sigmas(sigmas: Tensor, tried: Tensor, rewards: Tensor, frozen: Tensor) -> Tensor:
    """For every landmark the one of the `tried` [J, K] with its highest reward [J, K], else its own `sigmas`.

    Of several that are alike the first one; `frozen` landmarks and those without a reward keep theirs.
    """
    known = torch.where(rewards.isfinite(), rewards, -math.inf)
    top, number = known.max(dim=0)
    found = tried.gather(0, number[None])[0]
    return torch.where(frozen | top.isinf(), sigmas, found)


def settled(errors: Tensor, rule: EarlyStop | None, epoch: int) -> Tensor:
    """Equation 4: whose `errors` [T, K] of the epochs up to `epoch` settled, [K]."""
    if rule is None or epoch < rule.after or len(errors) < rule.window:
        return torch.zeros(errors.shape[1], dtype=torch.bool)
    return errors[-rule.window :].var(dim=0, correction=0) < rule.variance
