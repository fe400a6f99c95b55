"""The statistics of pictures in several views: as they came, and as a kiosk might show them. The backbone never changes, so each view of each picture is looked
at once, and all heads are fitted to what was seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from augment import Augmenter
from backbone import Backbone
from network import Recipe, to_tensor

PLAIN, KIOSK = "plain", "kiosk"
BATCH = 64


@dataclass(frozen=True)
class View:
    """One way to look at every picture; ``share`` says how often heads are shown it."""

    kind: str
    seed: int
    share: float

    @property
    def name(self) -> str:
        return f"{self.kind} {self.seed}"


def views_of(recipe: Recipe, seed: int) -> list[View]:
    """The plain view, then those of a kiosk, each with its own places, turns and lights."""
    return [
        View(PLAIN, seed, 1 - recipe.kiosk_share),
        *(View(KIOSK, seed + index, recipe.kiosk_share / recipe.kiosk_views) for index in range(recipe.kiosk_views)),
    ]


@torch.no_grad()
def look(view: View, backbone: Backbone, sized: np.ndarray, cached: np.ndarray, size: int) -> np.ndarray:
    """Statistics (N, width) of every picture. ``sized`` are the network's inputs as the product makes them, ``cached`` somewhat larger pictures to cut from.
    Views that are only learnt from are kept in 16 bits."""
    if view.kind == KIOSK:
        augmenter = Augmenter(size, np.random.default_rng(view.seed))
        seen = (augmenter.batch(cached[at : at + BATCH]) for at in range(0, len(cached), BATCH))
    else:
        seen = (to_tensor(sized[at : at + BATCH]) for at in range(0, len(sized), BATCH))
    found = np.concatenate([backbone(batch.contiguous(memory_format=torch.channels_last)).numpy() for batch in seen])
    return found if view.kind == PLAIN else found.astype(np.float16)

