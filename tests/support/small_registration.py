"""A small registration network, and smooth films for it."""

import torch

from engine.networks.registration_net import RegistrationBackbone, RegistrationNet, RegistrationNetConfig

SMALL = RegistrationNetConfig(
    RegistrationBackbone.UNET, 64, 96, channels=4, layers=1, d_model=8, windows=2, ffn=16, dropout=0.0
)


SIZE = SMALL.size


def films(count=2, seed=0):
    """Smooth random films [N, 1, 96, 64]."""
    noise = torch.rand(count, 1, 12, 8, generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.interpolate(noise, size=(96, 64), mode="bilinear")


def parameters(network):
    return sum(parameter.numel() for parameter in network.parameters())


def shaken(config=SMALL, seed=1, amount=0.05):
    """A network whose heads no longer give the identity."""
    torch.manual_seed(seed)
    net = RegistrationNet(config).eval()
    with torch.no_grad():
        for head in (net.alignment_head.layers[-1] if net.alignment_head else None, net.flow_head.layer):
            if head is not None:
                head.weight.normal_(std=amount)
                head.bias.normal_(std=amount)
    return net
