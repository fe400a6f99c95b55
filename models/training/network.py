"""The network with its two heads, and how it is fine-tuned."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.nn import functional

from augment import Augmenter
from backbone import Backbone
from data import CONDITIONS, MATERIALS, UNKNOWN, Picture


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what training does, apart from the data and the seed."""

    size: int = 160
    samples: int = 54_000
    batch: int = 48
    probe_samples: int = 2_400
    backbone_rate: float = 1e-4
    head_rate: float = 1.5e-4
    weight_decay: float = 0.02
    warm_up: float = 0.08
    dropout: float = 0.2
    label_smoothing: float = 0.02
    condition_weight: float = 0.5
    drawn_share: float = 0.1
    rendered_share: float = 0.4

    def share(self, origin: str) -> float:
        """How much of what is drawn for training is of this origin, when there is any of it."""
        return {"drawn": self.drawn_share, "rendered": self.rendered_share}.get(origin, 1 - self.drawn_share - self.rendered_share)


class TwoHeads(nn.Module):
    """Pixels 0–255 to the logits of material and condition."""

    def __init__(self, backbone: Backbone, dropout: float) -> None:
        super().__init__()
        self.backbone = backbone
        self.dropout = nn.Dropout(dropout)
        self.material = nn.Linear(backbone.width, len(MATERIALS))
        self.condition = nn.Linear(backbone.width, len(CONDITIONS))

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        embedding = self.dropout(self.backbone(pixels))
        return self.material(embedding), self.condition(embedding)


def open_network(file: Path, backbone_path: Path, recipe: Recipe) -> TwoHeads:
    """A trained network that was kept in ``file``."""
    network = TwoHeads(Backbone(backbone_path), recipe.dropout)
    network.load_state_dict(torch.load(file)["weights"])
    return network.to(memory_format=torch.channels_last).eval()


def to_tensor(images: np.ndarray) -> torch.Tensor:
    """uint8 (N, H, W, 3) to float (N, 3, H, W), kept channels-last in memory, which the CPU kernels like best."""
    return torch.from_numpy(images).permute(0, 3, 1, 2).float()


def sampling_weights(pictures: list[Picture], recipe: Recipe) -> np.ndarray:
    """Probabilities of drawing each picture: a class counts by the root of its size, an origin by its fixed share."""
    names = np.array([picture.product_class for picture in pictures])
    origins = np.array([picture.origin for picture in pictures])
    weights = np.zeros(len(names))
    for origin in np.unique(origins):
        part = origins == origin
        for name in np.unique(names[part]):
            members = part & (names == name)
            weights[members] = 1 / math.sqrt(members.sum())
        weights[part] *= recipe.share(str(origin)) / weights[part].sum()
    return weights / weights.sum()


def fine_tune(
    backbone_path: Path,
    images: np.ndarray,
    materials: np.ndarray,
    conditions: np.ndarray,
    weights: np.ndarray,
    recipe: Recipe,
    seed: int,
    progress: Callable[[str], None],
) -> TwoHeads:
    """Trains all layers on images drawn by ``weights``; the rate warms up linearly and falls along a cosine."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = TwoHeads(Backbone(backbone_path), recipe.dropout).to(memory_format=torch.channels_last).train()
    heads = [*network.material.parameters(), *network.condition.parameters()]
    augmenter = Augmenter(recipe.size, random)
    _probe(network, augmenter, images, materials, conditions, random.choice(len(images), recipe.probe_samples, p=weights))
    progress("heads fitted to the features as they came")
    optimiser = torch.optim.AdamW(
        [
            {"params": list(network.backbone.parameters()), "lr": recipe.backbone_rate},
            {"params": heads, "lr": recipe.head_rate},
        ],
        weight_decay=recipe.weight_decay,
    )
    steps = recipe.samples // recipe.batch

    def rate(step: int) -> float:
        warm = recipe.warm_up * steps
        return (step + 1) / warm if step < warm else 0.5 * (1 + math.cos(math.pi * (step - warm) / (steps - warm)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    started, running = time.monotonic(), 0.0
    for step in range(steps):
        drawn = random.choice(len(images), recipe.batch, p=weights)
        batch = augmenter.batch(images[drawn])
        material, condition = network(batch)
        known = conditions[drawn] != UNKNOWN
        loss = functional.cross_entropy(
            material, torch.from_numpy(materials[drawn]), label_smoothing=recipe.label_smoothing
        )
        if known.any():
            wanted = torch.from_numpy(conditions[drawn][known])
            share = known.mean()
            loss = loss + recipe.condition_weight * share * functional.cross_entropy(
                condition[torch.from_numpy(known)], wanted, label_smoothing=recipe.label_smoothing
            )
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        running = loss.item() if step == 0 else 0.95 * running + 0.05 * loss.item()
        if (step + 1) % 50 == 0 or step + 1 == steps:
            progress(f"step {step + 1}/{steps}, loss {running:.3f}, {time.monotonic() - started:.0f} s")
    _narrow(network)
    return network.eval()


def _narrow(network: TwoHeads) -> None:
    """Rounds kernels to the 16 bits that the exported file keeps, so that what is judged is what ships."""
    for parameter in network.parameters():
        if parameter.dim() > 1:
            parameter.data = parameter.data.half().float()


def linear_probe() -> Pipeline:
    """The logistic regression on frozen features that fine-tuning starts from, and that it is compared with."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2000))


@torch.no_grad()
def _probe(
    network: TwoHeads,
    augmenter: Augmenter,
    images: np.ndarray,
    materials: np.ndarray,
    conditions: np.ndarray,
    drawn: np.ndarray,
) -> None:
    """Fits both heads to the frozen features, so that fine-tuning does not first wreck them with the errors of random heads."""
    batches = (drawn[at : at + 64] for at in range(0, len(drawn), 64))
    features = np.concatenate([network.backbone(augmenter.batch(images[batch])).numpy() for batch in batches])
    for head, labels in ((network.material, materials[drawn]), (network.condition, conditions[drawn])):
        known = labels != UNKNOWN
        probe = linear_probe().fit(features[known], labels[known])
        scaler, model = probe[0], probe[1]
        weight, bias = model.coef_ / scaler.scale_, model.intercept_ - model.coef_ @ (scaler.mean_ / scaler.scale_)
        if len(model.classes_) == 2:
            weight, bias = np.concatenate([-weight, weight]) / 2, np.concatenate([-bias, bias]) / 2
        head.weight.copy_(torch.from_numpy(weight))
        head.bias.copy_(torch.from_numpy(bias))


@torch.no_grad()
def logits(network: TwoHeads, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The logits of both heads for images of the network's own size."""
    parts = [network(to_tensor(images[at : at + 64])) for at in range(0, len(images), 64)]
    return tuple(np.concatenate([part[head].numpy() for part in parts]) for head in (0, 1))


@torch.no_grad()
def embeddings(backbone: Backbone, images: np.ndarray) -> np.ndarray:
    """The pooled features of a backbone that is left as it came."""
    return np.concatenate([backbone(to_tensor(images[at : at + 64])).numpy() for at in range(0, len(images), 64)])
