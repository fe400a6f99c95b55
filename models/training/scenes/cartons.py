"""Cartons: closed, open, and damaged in degrees."""
import cv2
import numpy as np

from meshes import Model, crumple, folded, panel, turned
from surfaces import KRAFTS, WHITES, cardboard, noise, painted, printing, scuff, stick_waybill, tape

POSTAL = [(530, 290, 370), (530, 230, 290), (430, 210, 270), (350, 190, 230), (290, 170, 190), (260, 150, 180),
          (230, 130, 160), (210, 110, 140), (195, 105, 135), (175, 95, 115), (145, 85, 105), (130, 80, 90)]
INTACT = ('closed_carton', 'open_carton')
DAMAGED = ('dented_carton', 'crushed_carton', 'torn_carton', 'wet_carton', 'flattened_carton', 'folded_carton')
SIDES = ('front', 'right', 'back', 'left')


class Look:
    """What all panels of one carton share: colour, ink, tape, and how much is printed on it."""

    def __init__(self, style):
        rng = style.rng
        self.colour = style.jitter(style.pick(WHITES if style.chance(0.14) else KRAFTS), 14)
        dim = rng.uniform(0.82, 1.06)
        self.colour = tuple(min(c * dim, 246) for c in self.colour)
        self.inside = tuple(c * rng.uniform(0.86, 0.97) for c in style.jitter(style.pick(KRAFTS), 8))
        self.light_ply = tuple(min(c * 1.14 + 14, 250) for c in style.jitter(style.pick(KRAFTS), 6))
        self.wear = rng.uniform(0.1, 1.2)
        self.printed = rng.random() < 0.55
        self.taped = rng.random() < 0.85
        self.tape_width = rng.uniform(42, 62)
        self.waybills = rng.choice(3, p=[0.25, 0.55, 0.2])
        self.thickness = rng.uniform(2.5, 5.5)

    def sheet(self, style, width, height, prints=True):
        canvas = cardboard(style, width, height, self.colour)
        if prints and self.printed and style.chance(0.6):
            printing(style, canvas)
        return canvas


def _size(style, largest=None):
    rng = style.rng
    if style.chance(0.75):
        size = POSTAL[rng.integers(len(POSTAL))]
    else:
        length = rng.uniform(130, 460)
        size = (length, length * rng.uniform(0.45, 1), min(length * rng.uniform(0.2, 0.8), 330))
    size = np.array(size) * rng.uniform(0.96, 1.04, 3)
    if largest:
        size = size * min(1, largest / size[0])
    return size


def _top_canvas(style, look, length, width):
    """Two closed flaps with their seam, tape over it, waybills anywhere."""
    rng = style.rng
    canvas = look.sheet(style, length, width)
    w, h = canvas.size
    seam = int(h / 2 + rng.normal(0, 2))
    gap = rng.uniform(0.6, 3)
    rows = np.abs(np.arange(h) - seam)
    canvas.shade(-(np.clip(gap - rows + 1, 0, 1) * rng.uniform(60, 120))[:, None] * np.ones((1, w)))
    canvas.shade((np.exp(-rows / 5.0) * rng.uniform(-10, 6))[:, None] * np.ones((1, w)))
    if look.taped:
        strip = tape(style, w + 6, look.tape_width)
        canvas.paste(strip, (w / 2, seam + rng.normal(0, 3)), rng.normal(0, 0.8))
        if style.chance(0.25):
            for x in (0.04, 0.96):
                canvas.paste(tape(style, h + 4, look.tape_width), (w * x, h / 2), 90)
    return canvas


def _canvases(style, look, size, open_top):
    """The painted panels of a carton by name."""
    length, width, height = size
    sheets = {}
    for name in SIDES:
        sheets[name] = look.sheet(style, length if name in ('front', 'back') else width, height)
    sheets['bottom'] = look.sheet(style, length, width, prints=False)
    if not open_top:
        sheets['top'] = _top_canvas(style, look, length, width)
        if look.taped:
            for name in ('right', 'left'):
                canvas = sheets[name]
                w, h = canvas.size
                reach = style.rng.uniform(30, 80)
                canvas.paste(tape(style, reach, look.tape_width), (w / 2, reach / 2), 90)
    places = ['top', 'top', 'front', 'back', 'left', 'right'] if not open_top else list(SIDES)
    for _ in range(look.waybills):
        stick_waybill(style, sheets[places[style.rng.integers(len(places))]])
    return sheets


def _faces(size, top=True):
    """Grids of the carton's panels, outside facing out, the picture's top up (or to the back)."""
    length, width, height = size
    x, y = length / 2, width / 2
    grids = {
        'front': panel((-x, -y, 0), (length, 0, 0), (0, 0, height)),
        'right': panel((x, -y, 0), (0, width, 0), (0, 0, height)),
        'back': panel((x, y, 0), (-length, 0, 0), (0, 0, height)),
        'left': panel((-x, y, 0), (0, -width, 0), (0, 0, height)),
        'bottom': panel((-x, y, 0), (length, 0, 0), (0, -width, 0))}
    if top:
        grids['top'] = panel((-x, -y, height), (length, 0, 0), (0, width, 0))
    return grids


def _flaps(style, look, size, angles):
    """Four flaps on the rim; an angle of 0 closes the flap, 90 stands it up, 180 and more lets it hang outside."""
    length, width, height = size
    reach = width / 2
    flaps = []
    places = [((-length / 2, -width / 2), 0, length), ((length / 2, -width / 2), 90, width),
              ((length / 2, width / 2), 180, length), ((-length / 2, width / 2), 270, width)]
    for (x, y), heading, span in places:
        depth = min(reach, (length if heading % 180 else width) / 2)
        grid = panel((1, 0, 0), (span - 2, 0, 0), (0, depth, 0))
        bend = style.rng.uniform(-0.12, 0.12)
        grid[..., 2] += bend * grid[..., 1] ** 2 / depth
        grid = turned(grid, 0, np.radians(angles[len(flaps)]))
        grid = turned(grid, 2, np.radians(heading))
        flaps.append(grid + np.array([x, y, height]))
    return flaps


def carton(style, kind, severity):
    """The model of one carton and what `kind` and `severity` (0..1) do to it."""
    if kind == 'flattened_carton':
        return _flattened(style, severity)
    if kind == 'folded_carton':
        return _folded_flat(style, severity)
    rng = style.rng
    look = Look(style)
    size = _size(style)
    open_top = kind == 'open_carton' or (kind != 'closed_carton' and style.chance(0.3))
    sheets = _canvases(style, look, size, open_top)
    model = Model()
    flaps = []
    if open_top:
        angles = np.where(rng.random(4) < 0.75, rng.uniform(95, 235, 4), rng.uniform(20, 95, 4))
        flaps = _flaps(style, look, size, angles)
        sheets.update({f'flap {n}': look.sheet(style, *_extent(grid), prints=False) for n, grid in enumerate(flaps)})
    for canvas in sheets.values():
        scuff(style, canvas, look.wear)
    if kind == 'torn_carton':
        _tear_sheets(style, look, sheets, severity)
    if kind == 'wet_carton':
        _wet_sheets(style, sheets, severity)
    if kind in ('dented_carton', 'crushed_carton'):
        for canvas in sheets.values():
            _creases(style, canvas, severity)
    grids = _faces(size, not open_top)
    grids.update({f'flap {n}': grid for n, grid in enumerate(flaps)})
    thickness = look.thickness if open_top or kind == 'torn_carton' else 0
    for name, grid in grids.items():
        model.sheet(grid, painted(sheets[name], backing=look.inside), thickness=thickness)
    _deform(style, model, size, kind, severity)
    if style.chance(0.25):                                      # on its side, or on its end
        heading = rng.integers(4) * np.pi / 2
        model.deform(lambda p: turned(turned(p, 2, heading), 0, np.pi / 2))
    model.settle()
    return model


def _extent(grid):
    return np.linalg.norm(grid[0, -1] - grid[0, 0]), np.linalg.norm(grid[-1, 0] - grid[0, 0])


def _creases(style, canvas, severity):
    """Sharp lines where the board was folded: a dark groove with a pale, broken rim."""
    rng = style.rng
    w, h = canvas.size
    dark, pale = np.zeros((h, w), np.float32), np.zeros((h, w), np.float32)
    for _ in range(rng.poisson(1 + 4 * severity)):
        points = [np.array([rng.uniform(0, w), rng.uniform(0, h)])]
        heading = rng.uniform(0, 2 * np.pi)
        for _ in range(rng.integers(2, 6)):
            heading += rng.normal(0, 0.45 if style.held else 0.2)
            points.append(points[-1] + rng.uniform(12, 60) * np.array([np.cos(heading), np.sin(heading)]))
        line = np.array(points, np.int32)
        cv2.polylines(dark, [line], False, float(rng.uniform(12, 36)), 1, cv2.LINE_AA)
        cv2.polylines(pale, [line + 2], False, float(rng.uniform(8, 26)), 2, cv2.LINE_AA)
    broken = noise(rng, h, w, 10, 2) > -0.3
    canvas.shade(cv2.GaussianBlur(pale * broken - dark, (0, 0), 0.7))
    canvas.height = np.clip(canvas.height - dark * 2 + pale, 0, 255).astype(np.uint8)


def _tear_sheets(style, look, sheets, severity):
    """Jagged holes with a rim of lighter ply, and peeled strips that show the flutes."""
    rng = style.rng
    names = [name for name in sheets if name != 'bottom']
    seen = [name for name in names if name == 'top' or name.startswith('flap')]
    chosen = list(rng.permutation(seen))[:1 + int(severity * 2)] + list(rng.permutation(names))[:1 + int(severity * 3)]
    for name in dict.fromkeys(chosen):
        canvas = sheets[name]
        w, h = canvas.size
        yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
        for _ in range(1 + rng.poisson(severity)):
            edge = rng.integers(4)
            x = rng.uniform(0.1, 0.9) * w if edge < 2 else (0 if edge == 2 else w)
            y = rng.uniform(0.1, 0.9) * h if edge >= 2 else (0 if edge == 0 else h)
            reach = min(w, h) * (0.24 + 0.5 * severity * rng.uniform(0.5, 1.1))
            angle = rng.uniform(0, np.pi)
            u = (xx - x) * np.cos(angle) + (yy - y) * np.sin(angle)
            v = -(xx - x) * np.sin(angle) + (yy - y) * np.cos(angle)
            radius = np.hypot(u / rng.uniform(0.8, 1.6), v / rng.uniform(0.45, 1.0))
            rough_edge = noise(rng, h, w, 60 if style.held else 34, 4) * reach * (0.14 if style.held else 0.22)
            field = radius + rough_edge - reach
            rim = noise(rng, h, w, 24, 3) * 5 + rng.uniform(6, 18)
            hole = field < 0 if style.chance(0.65) else np.zeros_like(field, bool)
            peeled = field < rim
            flutes = np.sin((xx if style.chance(0.5) else yy) * 2 * np.pi / rng.uniform(5.5, 8.5))
            canvas.blend(look.light_ply, cv2.GaussianBlur(peeled.astype(np.float32), (0, 0), 0.6))
            canvas.shade(flutes * rng.uniform(6, 18) + noise(rng, h, w, 5, 2) * 5, mask=peeled.astype(np.float32))
            border = np.exp(-np.abs(field - rim) / 1.6)
            canvas.shade(border * 22)
            canvas.height = np.where(peeled, np.clip(canvas.height.astype(np.int16) - 30, 0, 255), canvas.height).astype(np.uint8)
            canvas.alpha[hole] = 0


def _wet_sheets(style, sheets, severity):
    """Dark stains with a darker, uneven border."""
    rng = style.rng
    for canvas in sheets.values():
        w, h = canvas.size
        field = noise(rng, h, w, (110 if style.held else 170), 4)
        rows = np.linspace(-1, 1, h)[:, None] * rng.uniform(0, 1.2)
        field = field + rows - (0.9 - 1.7 * severity)
        mask = 1 / (1 + np.exp(-field * rng.uniform(8, 25)))
        dark = rng.uniform(0.5, 0.74)
        wet = canvas.rgb.reshape(-1, 3).mean(axis=0) * dark
        canvas.blend(wet * np.array([1.0, 0.95, 0.88]), mask * rng.uniform(0.6, 0.9), rough=0.5)
        canvas.shade(-np.exp(-(field / 0.06) ** 2) * rng.uniform(8, 28))


def _deform(style, model, size, kind, severity):
    rng = style.rng
    length, width, height = size
    half = np.array([length / 2, width / 2, height])
    if kind in INTACT:
        bulge = rng.normal(0, 1.5)
        model.deform(lambda p: p + np.array([0, 0, 1.0]) * (bulge * (p[:, 2:3] / height)))
        return
    if kind == 'wet_carton':
        sag = (0.05 + 0.3 * severity) * height * rng.uniform(0.5, 1)
        swell = severity * rng.uniform(0.02, 0.1)

        def soak(p):
            u, v, t = p[:, 0] / half[0], p[:, 1] / half[1], np.clip(p[:, 2] / height, 0, 1.2)
            q = p.copy()
            q[:, 2] -= sag * t * np.clip(1.2 - 0.6 * (u ** 2 + v ** 2), 0.1, 1.2)
            q[:, :2] *= (1 + swell * np.sin(np.pi * np.clip(t, 0, 1)))[:, None]
            return q
        model.deform(soak)
        fields = np.random.default_rng(rng.integers(2 ** 32))
        model.crumple(fields, 70, 2 + 9 * severity)
    if kind == 'crushed_carton':
        squeeze = 0.12 + 0.6 * severity * rng.uniform(0.7, 1)
        crease = rng.uniform(0.35, 0.65) * height
        shear = rng.normal(0, 0.35, 2) * severity * height
        tilt = rng.normal(0, 0.25, 2) * severity
        out = rng.choice([-1, 1], 4) * rng.uniform(0.3, 1, 4) * height * (0.05 + 0.28 * severity)

        def collapse(p):
            q = p.copy()
            z = np.clip(p[:, 2], 0, None)
            wave = np.where(z < crease, z / crease, (height - np.minimum(z, height)) / (height - crease))
            for axis in range(2):
                share = p[:, axis] / half[axis]
                q[:, axis] += wave * np.where(share > 0, out[2 * axis], -out[2 * axis + 1]) * np.abs(share)
                q[:, axis] += shear[axis] * z / height
            lean = 1 - squeeze + tilt[0] * p[:, 0] / half[0] * 0.5 + tilt[1] * p[:, 1] / half[1] * 0.5
            q[:, 2] = p[:, 2] * np.clip(lean, 0.12, 1.05)
            return q
        model.deform(collapse)
    count = {'dented_carton': 1 + rng.poisson(0.5 + 3 * severity), 'crushed_carton': 2 + rng.poisson(3 * severity),
             'torn_carton': rng.poisson(1.2 * severity), 'wet_carton': rng.poisson(severity)}[kind]
    depth = (0.06 + 0.26 * severity) * min(size)
    for _ in range(count):
        _dent(rng, model, depth * rng.uniform(0.7, 1.4), corners=rng.random() < (0.85 if style.held else 0.6))
    fields = np.random.default_rng(rng.integers(2 ** 32))
    cell = (45 if style.held else 75) * rng.uniform(0.7, 1.4)
    rough = {'dented_carton': 1 + 5 * severity, 'crushed_carton': 3 + 12 * severity, 'torn_carton': 0.5 + 4 * severity}.get(kind, 0)
    if rough:
        model.crumple(fields, cell, rough)


def _dent(rng, model, depth, corners):
    """Folds in a top corner, an edge, or the middle of the top by mirroring it through a plane."""
    points = model.points()
    if corners:
        normal = rng.normal(0, 1, 3)
        normal[2] = abs(normal[2]) * 0.9 + 0.25
    else:
        normal = rng.normal(0, 1, 3) * np.array([1, 1, 0.25])
        axis = rng.integers(2)
        normal[axis] *= 0.15
        normal[2] = abs(normal[2]) + rng.uniform(0, 1)
    normal /= np.linalg.norm(normal)
    reach = (points @ normal).max()
    model.deform(lambda p: folded(p, normal * (reach - depth), normal))


def _flattened(style, severity):
    """An unfolded blank: four panels in a row, flaps above and below, hinged at the creases."""
    rng = style.rng
    look = Look(style)
    length, width, height = _size(style)
    total = 2 * (length + width)
    shrink = min(1, rng.uniform(480, 760) / total)
    length, width, height = length * shrink, width * shrink, height * shrink
    flap = width / 2
    spans = [length, width, length, width]
    joints = np.concatenate([[0], np.cumsum(spans)])
    full_width, full_height = joints[-1], height + 2 * flap
    inside_up = style.chance(0.5)
    canvas = cardboard(style, full_width, full_height, look.inside if inside_up else look.colour)
    w, h = canvas.size
    if not inside_up:
        if look.printed:
            printing(style, canvas)
        if look.waybills:
            stick_waybill(style, canvas)
        for row in (flap / 2, full_height - flap / 2):
            if look.taped and style.chance(0.5):
                canvas.paste(tape(style, spans[0], 25), (joints[0] + spans[0] / 2, 12 if row < h / 2 else h - 12), 0)
    xs, ys = np.arange(w), np.arange(h)
    for joint in joints[1:-1]:
        groove = np.exp(-((xs - joint) / 2.2) ** 2)[None, :] * np.ones((h, 1))
        canvas.shade(groove * rng.uniform(-34, -8))
        cut = (np.abs(xs - joint) < rng.uniform(2, 5))[None, :] & ((ys < flap) | (ys > full_height - flap))[:, None]
        canvas.alpha[cut] = 0
    for line in (flap, full_height - flap):
        canvas.shade(np.exp(-((ys - line) / 2.2) ** 2)[:, None] * np.ones((1, w)) * rng.uniform(-34, -8))
    scuff(style, canvas, look.wear + severity)
    _creases(style, canvas, severity)
    if style.chance(0.35):
        _tear_sheets(style, look, {'top': canvas}, severity * 0.3)
    grid = panel((0, 0, 0), (full_width, 0, 0), (0, full_height, 0))
    bends = np.cumsum(rng.normal(0, 0.05 + 0.2 * severity, 4))
    rise = np.zeros_like(grid[..., 0])
    for number, span in enumerate(spans):
        inside = np.clip(grid[..., 0] - joints[number], 0, span)
        rise += inside * np.clip(bends[number] - bends.mean(), -0.35, 0.35)
    grid[..., 2] += rise
    for side, line in ((-1, flap), (1, full_height - flap)):
        for number in range(4):
            lift = abs(rng.normal(0, 0.25 + 0.5 * severity))
            column = (grid[..., 0] >= joints[number]) & (grid[..., 0] <= joints[number + 1])
            beyond = np.maximum((line - grid[..., 1]) if side < 0 else (grid[..., 1] - line), 0)
            grid[..., 2] += np.where(column, beyond * min(lift, 1.1), 0)
            grid[..., 1] += np.where(column, -side * beyond * min(lift, 1.1) ** 2 * 0.3, 0)
    grid = crumple(grid, rng, 90, 1 + 5 * severity, flat=True)
    model = Model()
    model.sheet(grid, painted(canvas, backing=look.inside), thickness=look.thickness)
    model.settle()
    return model


def _folded_flat(style, severity):
    """A carton pressed flat with its glued seam intact: two layers, flaps above and below."""
    rng = style.rng
    look = Look(style)
    length, width, height = _size(style, largest=360)
    shrink = min(1, 620 / (length + width))
    length, width, height = length * shrink, width * shrink, height * shrink
    flap = width / 2
    model = Model()
    for layer in range(2):
        total = length + width
        canvas = cardboard(style, total, height + 2 * flap, look.colour)
        w, h = canvas.size
        if layer:
            if look.printed:
                printing(style, canvas, amount=2)
            if look.waybills:
                stick_waybill(style, canvas)
        joint = length if layer else width
        xs, ys = np.arange(w), np.arange(h)
        outside = (ys < flap) | (ys > height + flap)
        cut = (np.abs(xs - joint) < rng.uniform(2, 4))[None, :] & outside[:, None]
        canvas.alpha[cut] = 0
        canvas.shade((np.exp(-((xs - joint) / 2.0) ** 2) * rng.uniform(-40, -12))[None, :] * np.ones((h, 1)))
        for line in (flap, flap + height):
            canvas.shade((np.exp(-((ys - line) / 2.0) ** 2) * rng.uniform(-40, -12))[:, None] * np.ones((1, w)))
        scuff(style, canvas, look.wear + severity)
        _creases(style, canvas, severity * 0.7)
        grid = panel((0, 0, 0), (total, 0, 0), (0, height + 2 * flap, 0))
        arch = np.minimum(grid[..., 0], total - grid[..., 0]) / total * 2
        grid[..., 2] += layer * (look.thickness + arch * rng.uniform(2, 6 + 50 * severity))
        for side, line in ((-1, flap), (1, flap + height)):
            for column in (grid[..., 0] < joint, grid[..., 0] >= joint):
                lift = abs(rng.normal(0, 0.06 + 0.35 * severity))
                beyond = np.maximum((line - grid[..., 1]) if side < 0 else (grid[..., 1] - line), 0)
                grid[..., 2] += np.where(column, beyond * lift, 0) * (1 if layer else 0.3)
        model.sheet(crumple(grid, rng, 110, 0.6 + 3 * severity, flat=True), painted(canvas, backing=look.inside),
                    thickness=look.thickness)
    model.settle()
    return model
