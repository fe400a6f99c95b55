"""The network: a backbone as it came, the statistics of its layers, and the heads of the class tree, which are fitted to them."""

from __future__ import annotations

import math
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

from backbone import Backbone
from classtree import UNKNOWN, ClassTree
from data import Picture, labels_of

# A channel that hardly ever differs says nothing, and must not be blown up.
LEAST_DEVIATION = 1e-2


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what training does, apart from the data and the seed."""

    size: int = 224
    kiosk_views: int = 6
    kiosk_share: float = 0.5
    hidden: int = 256
    steps: int = 3_000
    batch: int = 256
    rate: float = 3e-3
    weight_decay: float = 0.01
    dropout: float = 0.3
    label_smoothing: float = 0.02
    mixing: float = 0.2
    given_weight: float = 0.5
    rendered_share: float = 0.25
    laid_share: float = 0.3

    def share(self, origin: str) -> float:
        """How much of what is drawn for training is of this origin, when there is any of it."""
        scenes = {"rendered": self.rendered_share, "laid": self.laid_share}
        return scenes.get(origin, 1 - sum(scenes.values()))


class Heads(nn.Module):
    """The statistics of a picture to the logits of each head of the tree, in their order; all heads share a hidden layer."""

    def __init__(self, width: int, tree: ClassTree, recipe: Recipe) -> None:
        super().__init__()
        self.dropout = nn.Dropout(recipe.dropout)
        self.hidden = nn.Linear(width, recipe.hidden)
        self.outputs = nn.ModuleList(nn.Linear(recipe.hidden, len(head.classes)) for head in tree.heads)

    def forward(self, statistics: torch.Tensor) -> list[torch.Tensor]:
        shared = self.dropout(functional.relu(self.hidden(self.dropout(statistics))))
        return [output(shared) for output in self.outputs]

    @torch.no_grad()
    def logits(self, statistics: np.ndarray) -> list[np.ndarray]:
        """The logits of each head for statistics (N, width)."""
        return [logits.numpy() for logits in self(torch.from_numpy(statistics).float())]


class Network(nn.Module):
    """Pixels 0–255 to the logits of each head of the tree, then of the hand."""

    def __init__(self, backbone: Backbone, heads: Heads, hand: nn.Linear) -> None:
        super().__init__()
        self.backbone = backbone
        self.heads = heads
        self.hand = hand

    def forward(self, pixels: torch.Tensor) -> list[torch.Tensor]:
        statistics = self.backbone(pixels)
        return [*self.heads(statistics), self.hand(statistics)]


def open_heads(file: Path, width: int, tree: ClassTree, recipe: Recipe) -> Heads:
    """Fitted heads that were kept in ``file``."""
    heads = Heads(width, tree, recipe)
    heads.load_state_dict(torch.load(file)["heads"])
    return heads.eval()


def to_tensor(images: np.ndarray) -> torch.Tensor:
    """uint8 (N, H, W, 3) to float (N, 3, H, W), kept channels-last in memory, which the CPU kernels like best."""
    return torch.from_numpy(images).permute(0, 3, 1, 2).float()


def sampling_weights(pictures: list[Picture], recipe: Recipe) -> np.ndarray:
    """Probabilities of drawing each picture: a class counts by the root of its size, an origin by its fixed share."""
    names = np.array([picture.class_path for picture in pictures])
    origins = np.array([picture.origin for picture in pictures])
    weights = np.zeros(len(names))
    for origin in np.unique(origins):
        part = origins == origin
        for name in np.unique(names[part]):
            members = part & (names == name)
            weights[members] = 1 / math.sqrt(members.sum())
        weights[part] *= recipe.share(str(origin)) / weights[part].sum()
    return weights / weights.sum()


def fit_heads(
    views: list[np.ndarray],
    shares: list[float],
    rows: np.ndarray,
    tree: ClassTree,
    pictures: list[Picture],
    recipe: Recipe,
    seed: int,
    progress: Callable[[str], None],
) -> Heads:
    """Fits all heads to pictures drawn by their sampling weights, each in a view drawn by ``shares``.

    Args:
        views: Statistics (all pictures, width), one array a view.
        shares: How often each view is drawn.
        rows: Where in the views the ``pictures`` are that there are to learn from.

    Each example is a blend of two pictures and of what they show (mixup: Zhang, Cisse, Dauphin, Lopez-Paz, arXiv:1710.09412), here of their statistics.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    mean, deviation = _spread(views, rows)
    heads = Heads(views[0].shape[1], tree, recipe).train()
    weights, labels = sampling_weights(pictures, recipe), [labels_of(pictures, tree, head) for head in tree.heads]
    optimiser = torch.optim.AdamW(heads.parameters(), lr=recipe.rate, weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=recipe.steps)
    chances, of_view = np.cumsum(weights) / np.sum(weights), np.array(shares) / np.sum(shares)
    running = 0.0
    for step in range(recipe.steps):
        drawn = np.searchsorted(chances, random.random(recipe.batch), side="right").clip(max=len(rows) - 1)
        seen = random.choice(len(views), recipe.batch, p=of_view)
        batch = np.stack([views[view][row] for view, row in zip(seen, rows[drawn])]).astype(np.float32)
        targets = [targets_of(own[drawn], len(head.classes), recipe) for head, own in zip(tree.heads, labels)]
        batch, *targets = _mixed([torch.from_numpy((batch - mean) / deviation), *targets], recipe, random)
        loss = _loss(tree, heads(batch), targets, recipe)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        running = loss.item() if step == 0 else 0.98 * running + 0.02 * loss.item()
        if (step + 1) % 500 == 0 or step + 1 == recipe.steps:
            progress(f"step {step + 1}/{recipe.steps}, loss {running:.3f}")
    _take_in(heads, mean, deviation)
    return heads.eval()


def targets_of(labels: np.ndarray, classes: int, recipe: Recipe) -> torch.Tensor:
    """Smoothed one-hot rows; a row of zeros, which no loss sees, where the label is unknown."""
    known = torch.from_numpy(labels != UNKNOWN)[:, None].float()
    one_hot = functional.one_hot(torch.from_numpy(np.maximum(labels, 0)), classes).float()
    return known * (one_hot * (1 - recipe.label_smoothing) + recipe.label_smoothing / classes)


def _mixed(parts: list[torch.Tensor], recipe: Recipe, random: np.random.Generator) -> list[torch.Tensor]:
    """Each row blended with another one, the first having the larger share."""
    share = random.beta(recipe.mixing, recipe.mixing, len(parts[0])).astype(np.float32)
    own = torch.from_numpy(np.maximum(share, 1 - share))[:, None]
    other = torch.from_numpy(random.permutation(len(parts[0])))
    return [own * part + (1 - own) * part[other] for part in parts]


def _loss(tree: ClassTree, logits: list[torch.Tensor], targets: list[torch.Tensor], recipe: Recipe) -> torch.Tensor:
    """Cross-entropy of each head as far as its answer is known; heads that are asked only within a class count less."""
    losses = [-(target * of_head.log_softmax(1)).sum(1).mean() for of_head, target in zip(logits, targets)]
    return sum(loss * (1 if head.given is None else recipe.given_weight) for head, loss in zip(tree.heads, losses))


def _spread(views: list[np.ndarray], rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of each statistic over all views."""
    parts = [view[rows].astype(np.float32) for view in views]
    mean = np.mean([part.mean(0) for part in parts], axis=0)
    square = np.mean([((part - mean) ** 2).mean(0) for part in parts], axis=0)
    return mean, np.maximum(np.sqrt(square), LEAST_DEVIATION)


@torch.no_grad()
def _take_in(heads: Heads, mean: np.ndarray, deviation: np.ndarray) -> None:
    """Makes the scaling of the statistics part of the hidden layer, and rounds kernels to the 16 bits that the exported file keeps, so that what is
    judged is what ships."""
    heads.hidden.weight /= torch.from_numpy(deviation)
    for parameter in heads.parameters():
        if parameter.dim() > 1:
            parameter.copy_(parameter.half().float())
    heads.hidden.bias -= heads.hidden.weight @ torch.from_numpy(mean)


def baseline() -> Pipeline:
    """The logistic regression on the means of the last layer that the heads are compared with."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2000, class_weight="balanced"))
