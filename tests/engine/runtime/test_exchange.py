"""What the processes of a run send each other arrives to the bit, and runs no code."""

import math
import os
import pickle

import numpy as np
import pytest
import torch
from model_files import learned
from small_nets import tiny_net

from engine.errors import EngineError
from engine.geometry.coordinates import Size
from engine.imaging.image import Spacing, SpacingSource
from engine.inference.gallery import Framed
from engine.io.atomic import write_atomic
from engine.io.table_write import FilmRow
from engine.landmarks import Scheme
from engine.networks.detector import build_network
from engine.networks.farnet import FARNetConfig
from engine.networks.farnet_baselines import FPNConfig, OriginalUNetConfig
from engine.networks.gu2net import GU2NetConfig, UniversalUNetConfig
from engine.networks.hrnet import HRNetConfig
from engine.networks.laoml_baselines import BaselineKind, LaomlBaselineConfig
from engine.networks.norm import Norm, with_norm
from engine.networks.registration_net import RegistrationNet
from engine.networks.unet import UNetConfig
from engine.registration.opinions import Fused
from engine.runtime.exchange import packed, unpacked

VALUES = (
    *(
        None,
        True,
        7,
        -(10**40),
        0.1 + 0.2,
        -0.0,
        math.inf,
        "ä\udcff",
        b"\0\xff",
        (),
        (1, "a"),
        [1],
        {"a": {2: 3}},
    ),
    *({1, 2}, frozenset("a"), Size(3, 4), SpacingSource.RULER, Spacing(0.1, 0.2, SpacingSource.TABLE)),
    FilmRow("a.png", Size(3, 4), Spacing(0.1, 0.2, SpacingSource.TABLE), {"subject": "7"}),
)
NETWORKS = (
    UNetConfig((4, 6)),
    HRNetConfig(channels=4, stem=8, blocks=1, modules=(1, 1, 1)),
    *(FARNetConfig(), FPNConfig(), OriginalUNetConfig((4, 6)), GU2NetConfig(), UniversalUNetConfig()),
    *(LaomlBaselineConfig(kind) for kind in BaselineKind),
)


def arrived(value):
    return unpacked(packed(value))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_arrive_as_they_were(value):
    got = arrived(value)
    assert type(got) is type(value)
    assert got == value
    assert math.copysign(1, got) == math.copysign(1, value) if isinstance(value, float) else True


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int64, np.uint16, np.bool_])
def test_arrays_and_their_numbers_arrive_to_the_bit(kind):
    array = np.array([[0, 1], [2, 3]]).astype(kind)
    points = np.array([[0.1, np.nan]])
    fused = Fused(points, points[0], points[0], True, 0.5)
    got = arrived({"array": array, "number": array[1, 1], "fused": fused})
    assert got["array"].dtype == array.dtype
    assert np.array_equal(got["array"], array)
    assert got["number"] == array[1, 1]
    assert np.array_equal(got["fused"].points, points, equal_nan=True)


@pytest.mark.parametrize("norm", Norm)
@pytest.mark.parametrize("config", NETWORKS, ids=lambda config: type(config).__name__)
def test_every_kind_of_network_arrives(config, norm):
    with torch.device("meta"):  # without the millions of weights that some have
        net = with_norm(build_network((3,), config), norm)
    got = arrived(net)
    assert str(got) == str(net)
    assert list(got.state_dict()) == list(net.state_dict())


def test_weights_and_what_belongs_to_a_model_arrive():
    model = learned()
    for net in (RegistrationNet(tiny_net()), *model.detectors):
        got = arrived(net)
        assert all(torch.equal(value, got.state_dict()[key]) for key, value in net.state_dict().items())
    got = arrived({"finder": model.finder, "training": model.training, "scheme": list(model.scheme.names)})
    assert got["training"] == model.training
    assert got["finder"].size == model.finder.size
    assert Scheme(tuple(got["scheme"])) == Scheme(model.scheme.names)
    frame = np.eye(2, 3)
    assert torch.equal(
        arrived(Framed(frame, torch.ones(2), frame, torch.ones(3), False)).small, torch.ones(3)
    )


class Calls:
    """What a pickle does when it is read."""

    def __init__(self, function, *arguments):
        self.what = function, arguments

    def __reduce__(self):
        return self.what


@pytest.mark.parametrize("function", ["open", "exec", "system", "writes", "method"])
def test_what_would_run_code_is_refused_and_does_not_run(tmp_path, function):
    trace = tmp_path / "trace"
    calls = {
        "open": Calls(open, str(trace), "w"),
        "exec": Calls(exec, f"open({str(trace)!r}, 'w')"),
        "system": Calls(os.system, f"touch {trace}"),
        "writes": Calls(write_atomic, str(trace), b"x"),
        "method": Calls(getattr, torch.nn.Linear, "apply"),
    }
    with pytest.raises(EngineError, match="start all with the same OneMark"):
        arrived({"a": [calls[function]]})
    assert not trace.exists()


@pytest.mark.parametrize("data", [b"", b"no value", pickle.dumps([1]), b"PK\3\4" + bytes(100)])
def test_bytes_of_something_else_are_refused(data):
    with pytest.raises(EngineError, match="start all with the same OneMark"):
        unpacked(torch.tensor(list(data), dtype=torch.uint8))
