"""Which objects there are, and how often each is drawn."""
from dataclasses import dataclass

import cartons
import soft
import things

# What can be drawn, in groups of kinds.
KINDS = {
    'carton/intact': cartons.INTACT,
    'carton/damaged': cartons.DAMAGED,
    'plastic_film': soft.FILM,
    'paper_envelope': soft.PAPER,
    'not_packaging': things.KINDS,
}
# The class, a path of the tree, that the pieces of a group belong to.
CLASSES = {
    'carton/intact': 'packaging/carton/intact',
    'carton/damaged': 'packaging/carton/damaged',
    'plastic_film': 'packaging/plastic_film',
    'paper_envelope': 'packaging/paper_envelope',
    'not_packaging': 'not_packaging',
}
FROM_EDGE = ('hand',)
# These seeds give cartons to learn from: cartons have two conditions to tell apart, and with half as many 3 % fewer of these are told rightly.
CARTONS_TO_LEARN_FROM = range(3600, 4060)
# These give the kinds that are told worst, and envelopes like them, to learn from.
HARD_TO_LEARN_FROM = range(4060, 4660)
HARD = ('folded_mailer', 'folded_mailer', 'mailer', 'polybag', 'flattened_carton', 'flattened_carton', 'folded_carton', 'folded_carton',
        'cloth', 'cloth', 'book', 'padded_envelope')
# None of these is kept for testing.
ONLY_TO_LEARN_FROM = range(3600, 6000)


@dataclass
class Choice:
    group: str
    kind: str
    severity: float
    held: bool

    @property
    def class_path(self):
        return CLASSES[self.group]


def draw(rng, seed, only_kind=None):
    """Group, kind, severity and family, each drawn by itself; of a carton also whether it is damaged."""
    materials = sorted({name.split('/')[0] for name in KINDS})
    material = materials[rng.integers(len(materials))]
    damaged = rng.random() < 0.5
    severity = 0.12 + 0.88 * float(rng.beta(1.2, 1.4))
    held = bool(rng.random() < 0.2) and seed not in ONLY_TO_LEARN_FROM
    if seed in CARTONS_TO_LEARN_FROM:
        material = 'carton'
    if seed in HARD_TO_LEARN_FROM:
        only_kind = only_kind or HARD[rng.integers(len(HARD))]
    if only_kind:
        group = next(name for name, kinds in KINDS.items() if only_kind in kinds)
        kind = only_kind
    else:
        group = material + ('/damaged' if damaged else '/intact') if material == 'carton' else material
        kind = KINDS[group][rng.integers(len(KINDS[group]))]
    return Choice(group, kind, severity if group == 'carton/damaged' else 0.0, held)


def build(choice, style):
    """The model of a choice."""
    if choice.group in ('carton/intact', 'carton/damaged'):
        return cartons.carton(style, choice.kind, choice.severity)
    if choice.group == 'not_packaging':
        return things.build(style, choice.kind)
    return soft.build(style, choice.kind)
