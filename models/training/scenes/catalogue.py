"""Which objects there are, and how often each is drawn."""
from dataclasses import dataclass

import cartons
import soft
import things

KINDS = {
    'carton/intact': cartons.INTACT,
    'carton/damaged': cartons.DAMAGED,
    'plastic_film': soft.FILM,
    'paper_envelope': soft.PAPER,
    'not_packaging': things.KINDS,
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
    material: str
    condition: str
    kind: str
    severity: float
    held: bool


def draw(rng, seed, only_kind=None):
    """Material, condition, kind, severity and family, each drawn by itself."""
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
        material, kind = group.split('/')[0], only_kind
        damaged = group.endswith('/damaged')
    else:
        group = material + ('/damaged' if damaged else '/intact') if material == 'carton' else material
        kind = KINDS[group][rng.integers(len(KINDS[group]))]
    condition = ('damaged' if damaged else 'intact') if material == 'carton' else ''
    return Choice(material, condition, kind, severity if condition == 'damaged' else 0.0, held)


def build(choice, style):
    """The model of a choice."""
    if choice.material == 'carton':
        return cartons.carton(style, choice.kind, choice.severity)
    if choice.material == 'not_packaging':
        return things.build(style, choice.kind)
    return soft.build(style, choice.kind)
