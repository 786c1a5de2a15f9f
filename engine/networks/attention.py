"""Attention over the four maps of a backbone: within a resolution (SA), then into the next coarser one (CA).

A round goes from stride 32 to stride 4. Strides 32 and 16 attend over the whole film and carry one
learned token each that collects what is global; strides 8 and 4 attend inside R x R windows, because
the films are roughly aligned by the time that these are asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from engine.geometry.coordinates import Size
from engine.networks.hrnet import STRIDES

COARSE = (3, 2)  # levels with a token: strides 32 and 16


@dataclass(frozen=True, slots=True)
class AttentionConfig:
    """`widths`: channels of the backbone's maps, finest first; `size`: of the films on the network's grid.

    `layers` = N_l rounds, `heads` = N_h, `windows` = R; with no layers or no heads there is no attention.
    """

    widths: tuple[int, ...]
    size: Size
    d_model: int = 64
    layers: int = 2
    heads: int = 2
    windows: int = 4
    ffn: int = 256
    dropout: float = 0.1

    @property
    def attends(self) -> bool:
        """Whether there is any attention at all."""
        return self.layers > 0 and self.heads > 0


class LearnedPosition(nn.Module):
    """One learned vector for each column and one for each row, side by side."""

    def __init__(self, width: int, height: int, d_model: int) -> None:
        super().__init__()
        self.columns = nn.Embedding(width, d_model // 2)
        self.rows = nn.Embedding(height, d_model - d_model // 2)

    def forward(self) -> Tensor:
        """Positions [h * w, d_model], row by row."""
        columns, rows = self.columns.weight, self.rows.weight
        across = columns[None].expand(len(rows), -1, -1)
        down = rows[:, None].expand(-1, len(columns), -1)
        return torch.cat([across, down], dim=-1).flatten(0, 1)


class AttnFuse(nn.Module):
    """The maps of a backbone -> one global vector, or a dense map at stride 4, both of `d_model`.

    Convolutions start as He proposes and linear layers small (normal, 0.01), as in the paper, so that each
    layer starts close to passing its input on. Without attention the maps go straight through their
    1x1 convolutions and the global vector is the mean of stride 16.
    """

    def __init__(self, config: AttentionConfig) -> None:
        super().__init__()
        self.config = config
        self.reduce = nn.ModuleList(nn.Conv2d(width, config.d_model, 1) for width in config.widths)
        self.rounds = nn.ModuleList()
        if config.attends:
            self.positions = nn.ModuleList(
                LearnedPosition(config.size.width // stride, config.size.height // stride, config.d_model)
                for stride in STRIDES
            )
            self.tokens = nn.ParameterList(nn.Parameter(torch.randn(1, 1, config.d_model)) for _ in COARSE)
            self.rounds.extend(_round(config) for _ in range(config.layers))
        self._initialise()

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_in", nonlinearity="linear")
                nn.init.zeros_(module.bias)  # type: ignore[arg-type]
            elif isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=0.01)
                nn.init.zeros_(module.bias)

    def summary(self, maps: list[Tensor]) -> Tensor:
        """Four maps, finest first -> what the token of stride 16 has collected, [N, d_model]."""
        if not self.config.attends:
            return self._reduced(maps, 2).mean(dim=(2, 3))
        states = self._states(maps, COARSE)
        for layers in self.rounds:
            self._attend(states, layers)
        return states[2][:, 0]

    def dense(self, maps: list[Tensor]) -> Tensor:
        """Four maps, finest first -> the state of stride 4, [N, d_model, H / 4, W / 4]."""
        if not self.config.attends:
            return self._reduced(maps, 0)
        states = self._states(maps, (*COARSE, 1, 0))
        for layers in self.rounds:
            self._attend(states, layers)
        return join_windows(states[0], _shape(maps[0]), self.config.windows)

    def _reduced(self, maps: list[Tensor], level: int) -> Tensor:
        reduced: Tensor = self.reduce[level](maps[level])
        return reduced

    def _states(self, maps: list[Tensor], levels: tuple[int, ...]) -> dict[int, Tensor]:
        """Sequences: [N, 1 + h * w, d] at coarse levels, [N * R * R, h * w / (R * R), d] at fine ones."""
        states = {}
        for level in levels:
            tokens = self._reduced(maps, level).flatten(2).transpose(1, 2) + self.positions[level]()
            if level in COARSE:
                first = self.tokens[COARSE.index(level)].expand(len(tokens), -1, -1)
                states[level] = torch.cat([first.to(tokens), tokens], dim=1)
            else:
                states[level] = split_windows(tokens, _shape(maps[level]), self.config.windows)
        return states

    def _attend(self, states: dict[int, Tensor], layers: Any) -> None:
        """One round over the levels that `states` has, coarsest first; replaces them."""
        states[3] = layers[0](states[3])
        for level in (2, 1, 0):
            if level in states:
                states[level] = layers[3 - level](states[level], self._memory(states, level))

    def _memory(self, states: dict[int, Tensor], level: int) -> Tensor:
        """Keys and values for `level`: the next coarser state, in the same windows as `level`."""
        if level != 1:  # stride 16 and 32 are both whole, stride 4 and 8 both in windows
            return states[level + 1]
        size, stride = self.config.size, STRIDES[2]
        shape = (size.height // stride, size.width // stride)
        return split_windows(states[2][:, 1:], shape, self.config.windows)


def _round(config: AttentionConfig) -> nn.ModuleList:
    """SA for stride 32; SA, CA and feed-forward for strides 16, 8 and 4."""
    sizes = (config.d_model, config.heads, config.ffn, config.dropout)
    cross = (nn.TransformerDecoderLayer(*sizes, batch_first=True) for _ in STRIDES[1:])
    return nn.ModuleList([nn.TransformerEncoderLayer(*sizes, batch_first=True), *cross])


def _shape(x: Tensor) -> tuple[int, int]:
    return int(x.shape[-2]), int(x.shape[-1])


def split_windows(tokens: Tensor, shape: tuple[int, int], windows: int) -> Tensor:
    """Row-by-row `tokens` [N, h * w, d] -> [N * R * R, h * w / (R * R), d], R = `windows` each way."""
    height, width = shape
    count, channels = len(tokens), tokens.shape[-1]
    grid = tokens.reshape(count, windows, height // windows, windows, width // windows, channels)
    return grid.permute(0, 1, 3, 2, 4, 5).reshape(count * windows**2, -1, channels)


def join_windows(tokens: Tensor, shape: tuple[int, int], windows: int) -> Tensor:
    """Inverse of `split_windows`, as a map [N, d, h, w]."""
    height, width = shape
    count, channels = len(tokens) // windows**2, tokens.shape[-1]
    grid = tokens.reshape(count, windows, windows, height // windows, width // windows, channels)
    return grid.permute(0, 5, 1, 3, 2, 4).reshape(count, channels, height, width)
