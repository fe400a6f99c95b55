"""Mailers, film and bags, and paper envelopes."""
import cv2
import numpy as np

from meshes import Model, crumple, panel
from surfaces import COLOURS, KRAFTS, WHITES, Canvas, logo, noise, painted, printing, scuff, stick_waybill

FILM = ('mailer', 'folded_mailer', 'inflated_mailer', 'crumpled_film', 'film_sheet', 'bubble_film', 'polybag', 'carrier_bag')
PAPER = ('kraft_envelope', 'padded_envelope', 'document_envelope', 'window_envelope', 'coloured_envelope')


def _edge_distance(grid, width, height):
    x, y = grid[..., 0], grid[..., 1]
    return np.minimum(np.minimum(x, width - x), np.minimum(y, height - y)).clip(0)


def ridges(rng, grid, spacing, amplitude, sharpness=1.6):
    """Long, sharp creases in several directions: triangular waves whose course and strength wander."""
    total = np.zeros(grid.shape[:2])
    rows, columns = total.shape
    for _ in range(rng.integers(3, 6)):
        angle = rng.uniform(0, np.pi)
        course = grid[..., 0] * np.cos(angle) + grid[..., 1] * np.sin(angle)
        course = course + noise(rng, rows, columns, max(rows, columns) / 2.5, 3) * spacing * 0.5
        wave = np.abs(course / (spacing * rng.uniform(0.6, 1.8)) % 1 * 2 - 1)
        strength = np.clip(noise(rng, rows, columns, max(rows, columns) / 4, 2), 0, 1.6)
        total += (1 - wave) ** sharpness * strength
    return total * amplitude


def _film_panel(width, height):
    return panel((0, 0, 0), (width, 0, 0), (0, height, 0), step=max(width, height) / 110)


def _outline(style, grid, width, height, amount):
    """Lets the sheet's outline wander, as a bag's does."""
    field = noise(style.rng, *grid.shape[:2], grid.shape[0] / 2.2, 3)
    other = noise(style.rng, *grid.shape[:2], grid.shape[0] / 2.2, 3)
    grid[..., 0] += field * amount
    grid[..., 1] += other * amount
    return grid


def _film_canvas(style, width, height, colour, gloss):
    canvas = Canvas(width, height, colour, rough=gloss)
    w, h = canvas.size
    canvas.shade(noise(style.rng, h, w, 80, 2) * 2)
    return canvas


def mailer(style, kind):
    """A poly mailer: flat, folded over, or blown up by what is in it."""
    rng = style.rng
    width = rng.uniform(150, 330)
    height = width * rng.uniform(1.05, 1.55)
    colour = style.jitter(style.pick(COLOURS), 10)
    canvas = _film_canvas(style, width, height, colour, rng.uniform(0.16, 0.4))
    w, h = canvas.size
    if style.chance(0.55):
        ink = (240, 240, 240) if sum(colour) < 330 else (40, 40, 44)
        if style.chance(0.4):
            for y in range(0, h, int(rng.uniform(50, 90))):
                for x in range(0, w, int(rng.uniform(50, 90))):
                    mark = logo(style, 30)
                    mark.rgb[:] = ink
                    canvas.paste(mark, (x, y), rng.uniform(0, 40))
        else:
            printing(style, canvas, ink=ink, amount=1.4)
    seal = rng.uniform(6, 12)
    for column in (slice(0, int(seal)), slice(w - int(seal), w)):
        canvas.height[::3, column] = 100
    flap = int(rng.uniform(30, 60))
    canvas.rgb[flap:flap + 2] = (canvas.rgb[flap:flap + 2] * 0.72).astype(np.uint8)
    canvas.height[flap:] = 116
    if style.chance(0.75):
        stick_waybill(style, canvas)
    grid = _film_panel(width, height)
    edge = _edge_distance(grid, width, height)
    inflate = {'mailer': rng.uniform(3, 22), 'folded_mailer': rng.uniform(2, 8), 'inflated_mailer': rng.uniform(40, 90)}[kind]
    inside = np.clip((edge - seal) / (min(width, height) / 2 - seal), 0, 1)
    pillow = (1 - (1 - inside) ** 2.2) ** 0.75 * inflate
    if kind == 'mailer':                                  # lumps of what is left inside
        pillow *= np.clip(0.6 + 0.5 * noise(rng, *grid.shape[:2], 60, 2), 0.1, 1.6)
    rim = np.exp(-edge / (18 + 0.5 * inflate))
    wrinkles = ridges(rng, grid, rng.uniform(22, 60), 2.5 + inflate * 0.08) * (0.35 + 0.9 * rim)
    grid[..., 2] = pillow + wrinkles * np.clip(edge / seal, 0.25, 1) + 1
    grid = crumple(grid, rng, rng.uniform(24, 55), rng.uniform(0.8, 2.4), flat=True, stretch=rng.uniform(1.5, 4))
    grid = _outline(style, grid, width, height, rng.uniform(2, 7))
    if kind == 'inflated_mailer':                         # the edges are drawn in
        middle = np.array([width / 2, height / 2])
        pull = 1 - 0.06 * (1 - np.abs(grid[..., :2] / np.array([width, height]) * 2 - 1)[..., ::-1] ** 2)
        grid[..., :2] = middle + (grid[..., :2] - middle) * pull
    if kind == 'folded_mailer':
        grid = _fold_over(style, grid, height)
    grid[..., 2] = np.maximum(grid[..., 2], 0.2)
    model = Model()
    backing = (60, 60, 64) if style.chance(0.3) else tuple(c * 0.8 for c in colour)
    model.sheet(grid, painted(canvas, bump=0.4, specular=0.5, backing=backing), smooth=False)
    model.settle()
    return model


def _fold_over(style, grid, height):
    """Folds the sheet over along a skewed line, with a round bend."""
    rng = style.rng
    line = height * rng.uniform(0.45, 0.68)
    skew = rng.normal(0, 0.12)
    radius = rng.uniform(3, 9)
    beyond = grid[..., 1] - (line + (grid[..., 0] - grid[..., 0].mean()) * skew)
    angle = np.clip(beyond / radius, 0, np.pi)
    over = beyond > 0
    flat = np.clip(beyond - radius * np.pi, 0, None)
    spring = rng.uniform(0, 0.18)
    y = np.where(over, grid[..., 1] - beyond + radius * np.sin(angle) - flat, grid[..., 1])
    x = grid[..., 0] + flat * skew * 1.8
    lift = np.where(over, radius * (1 - np.cos(angle)) + flat * spring, 0)
    z = np.where(angle > np.pi / 2, np.maximum(lift + 4 - grid[..., 2] * 0.5 + 6, 1), grid[..., 2] + lift)
    return np.stack([x, y, z], axis=-1)


def crumpled_film(style):
    """A ball or wad of film."""
    rng = style.rng
    radius = rng.uniform(40, 95)
    theta, phi = np.meshgrid(np.linspace(0.02, np.pi - 0.02, 70), np.linspace(0, 2 * np.pi, 120), indexing='ij')
    ball = np.stack([np.sin(theta) * np.cos(phi), np.sin(theta) * np.sin(phi), np.cos(theta)], axis=-1) * radius
    ball *= np.array([rng.uniform(0.9, 1.5), rng.uniform(0.7, 1.1), rng.uniform(0.4, 0.8)])
    ball = crumple(ball, rng, radius * 0.75, radius * 0.22)
    ball = crumple(ball, rng, radius * 0.36, radius * 0.13)
    ball = crumple(ball, rng, radius * 0.2, radius * 0.05)
    ball[..., 2] = np.maximum(ball[..., 2], ball[..., 2].min() * 0.6)
    model = Model()
    model.sheet(ball, _film_material(style, 300, 200), smooth=False)
    model.settle()
    return model


def _film_material(style, width, height, prints=True):
    rng = style.rng
    if style.chance(0.5):
        tint = style.jitter((226, 230, 232), 8)
        clearness = rng.uniform(0.45, 0.88)
    else:
        tint = style.jitter(style.pick(COLOURS), 10) if style.chance(0.5) else style.jitter((238, 238, 238), 5)
        clearness = rng.uniform(0, 0.45)
    canvas = _film_canvas(style, width, height, tint, rng.uniform(0.08, 0.3))
    if prints and style.chance(0.3):
        printing(style, canvas)
    return painted(canvas, bump=0.15, specular=0.8, clearness=clearness)


def film_sheet(style):
    """A crumpled sheet of film lying open."""
    rng = style.rng
    width, height = rng.uniform(150, 340), rng.uniform(130, 300)
    grid = _film_panel(width, height)
    swell = np.clip(noise(rng, *grid.shape[:2], 60, 2) + 0.4, 0, 2) * rng.uniform(6, 22)
    grid[..., 2] += swell + ridges(rng, grid, rng.uniform(25, 70), rng.uniform(4, 12))
    grid = crumple(grid, rng, rng.uniform(18, 40), rng.uniform(2, 6), flat=True, stretch=rng.uniform(1, 2.5))
    grid = crumple(grid, rng, 60, rng.uniform(4, 12))
    grid = _outline(style, grid, width, height, rng.uniform(8, 26))
    grid[..., 2] = np.maximum(grid[..., 2], 0.3)
    model = Model()
    model.sheet(grid, _film_material(style, width, height))
    model.settle()
    return model


def bubble_film(style):
    """Bubble film, flat, rolled or folded over: rows of shiny domes on translucent film."""
    rng = style.rng
    width, height = rng.uniform(140, 320), rng.uniform(120, 280)
    pitch = rng.choice([10, 12, 16, 24] if not style.held else [11, 14, 20, 28])
    tint = style.jitter(style.pick([(228, 232, 234), (228, 232, 234), (222, 226, 222), (230, 160, 190)]), 6)
    canvas = Canvas(width, height, tint, rough=0.12, scale=1.6)
    w, h = canvas.size
    yy, xx = np.mgrid[0:h, 0:w] / 1.6
    row = np.floor(yy / (pitch * 0.866))
    dx = (xx + (row % 2) * pitch / 2) % pitch - pitch / 2
    dy = yy - (row + 0.5) * pitch * 0.866
    distance = np.hypot(dx, dy) / (pitch * 0.44)
    dome = np.sqrt(np.clip(1 - distance ** 2, 0, 1))
    alive = np.ones((int(row.max()) + 1, int(w / 1.6 / pitch) + 3))
    alive[rng.random(alive.shape) < rng.uniform(0, 0.15)] = 0.25
    dome = dome * alive[row.astype(int), ((xx + (row % 2) * pitch / 2) // pitch).astype(int)]
    canvas.height = (90 + 160 * dome).clip(0, 255).astype(np.uint8)
    ring = np.exp(-((distance - 1) / 0.13) ** 2)
    canvas.shade(-ring * 26 + dome * 6)
    clear = rng.uniform(0.2, 0.6)
    canvas.alpha = (255 * np.clip(1 - clear + 0.35 * ring + 0.1 * dome, 0, 1)).astype(np.uint8)
    grid = _film_panel(width, height)
    grid[..., 2] += ridges(rng, grid, rng.uniform(50, 110), rng.uniform(3, 14), 1.2)
    grid[..., 2] += np.clip(noise(rng, *grid.shape[:2], 50, 2), -0.3, 2) * rng.uniform(4, 16)
    grid = _outline(style, grid, width, height, rng.uniform(3, 12))
    if style.chance(0.5):
        grid = _fold_over(style, grid, height)
    grid[..., 2] = np.maximum(grid[..., 2], 0.3)
    model = Model()
    model.sheet(grid, painted(canvas, bump=1.0, specular=0.9), smooth=True)
    model.settle()
    return model


def bag(style, kind):
    """A thin bag lying flat and rumpled; a carrier bag has its two handles cut out at the top."""
    rng = style.rng
    width = rng.uniform(170, 320)
    height = width * rng.uniform(1.1, 1.6)
    colour = style.jitter(style.pick(COLOURS) if style.chance(0.6) else (236, 236, 236), 8)
    canvas = _film_canvas(style, width, height, colour, rng.uniform(0.18, 0.38))
    w, h = canvas.size
    if style.chance(0.6):
        printing(style, canvas, amount=1.5)
    clearness = rng.uniform(0.05, 0.35)
    if kind == 'carrier_bag':
        cut = np.zeros((h, w), np.uint8)
        if style.chance(0.6):                              # vest bag: a deep notch between two straps
            cv2.ellipse(cut, (w // 2, 0), (int(w * 0.26), int(h * rng.uniform(0.2, 0.3))), 0, 0, 360, 255, -1)
            for x in (0, w):
                cv2.ellipse(cut, (x, 0), (int(w * 0.1), int(h * 0.22)), 0, 0, 360, 255, -1)
        else:
            cv2.ellipse(cut, (w // 2, int(h * 0.1)), (int(w * 0.15), int(h * 0.03)), 0, 0, 360, 255, -1)
        canvas.alpha[cut > 0] = 0
    else:
        clearness = rng.uniform(0.3, 0.8)
    grid = _film_panel(width, height)
    edge = _edge_distance(grid, width, height)
    lumps = np.clip(noise(rng, *grid.shape[:2], 45, 2) + 0.5, 0, 2) * rng.uniform(5, 24) * np.clip(edge / 30, 0, 1)
    grid[..., 2] += lumps + ridges(rng, grid, rng.uniform(22, 60), rng.uniform(3, 9))
    grid = crumple(grid, rng, rng.uniform(20, 45), rng.uniform(1.5, 5), flat=True, stretch=rng.uniform(1.5, 4))
    grid = crumple(grid, rng, 70, rng.uniform(3, 12))
    grid = _outline(style, grid, width, height, rng.uniform(6, 20))
    grid[..., 2] = np.maximum(grid[..., 2], 0.3)
    model = Model()
    model.sheet(grid, painted(canvas, bump=0.2, specular=0.6, clearness=clearness))
    model.settle()
    return model


PAPERS = {False: [(206, 198, 178), (170, 196, 214), (214, 170, 176), (228, 206, 130)],
          True: [(182, 204, 176), (222, 186, 150), (188, 178, 204), (160, 60, 60)]}


def envelope(style, kind):
    """A paper envelope with its flap or its address side up."""
    rng = style.rng
    width = rng.uniform(160, 335)
    height = width * rng.uniform(0.45, 0.78)
    if kind in ('kraft_envelope', 'padded_envelope'):
        colour = style.pick(WHITES if kind == 'padded_envelope' and style.chance(0.3) else KRAFTS)
    elif kind == 'coloured_envelope':
        colour = style.pick(PAPERS)
    else:
        colour = style.pick(WHITES)
    colour = tuple(min(c * rng.uniform(0.92, 1.06), 248) for c in style.jitter(colour, 10))
    canvas = Canvas(width, height, colour, rough=rng.uniform(0.55, 0.8))
    w, h = canvas.size
    canvas.shade(noise(rng, h, w, 2.5, 2, stretch=3) * 2 + noise(rng, h, w, 70, 2) * 2.5)
    if kind == 'window_envelope' or style.chance(0.6):     # the address side is up
        if kind != 'window_envelope' and style.chance(0.6):
            stick_waybill(style, canvas)
        if style.chance(0.4):
            printing(style, canvas, amount=0.5)
        if style.chance(0.45):                             # stamps
            for number in range(rng.integers(1, 4)):
                stamp = Canvas(22, 27, style.jitter(style.pick(COLOURS), 8))
                cv2.rectangle(stamp.rgb, (1, 1), (stamp.size[0] - 2, stamp.size[1] - 2), (240, 240, 236), 2)
                canvas.paste(stamp, (w - 20 - 26 * number, 22), rng.normal(0, 3))
        if kind == 'window_envelope':
            x, y = int(w * rng.uniform(0.08, 0.5)), int(h * rng.uniform(0.4, 0.55))
            cv2.rectangle(canvas.rgb, (x, y), (x + int(w * 0.38), y + int(h * 0.32)), (205, 208, 212), -1)
            for row in range(4):
                cv2.line(canvas.rgb, (x + 8, y + 10 + row * 9), (x + int(rng.uniform(30, w * 0.34)), y + 10 + row * 9), (60, 60, 64), 2)
            canvas.rough[y:y + int(h * 0.32), x:x + int(w * 0.38)] = 40
    else:
        line = np.zeros((h, w), np.float32)
        if style.chance(0.5):
            tip = (w // 2, int(h * rng.uniform(0.45, 0.65)))
            shape = np.array([(0, 0), tip, (w, 0)], np.int32)
        else:
            depth = int(h * rng.uniform(0.16, 0.35))
            shape = np.array([(0, 0), (int(w * 0.05), depth), (int(w * 0.95), depth), (w, 0)], np.int32)
        cv2.polylines(line, [shape], False, 1.0, 2, cv2.LINE_AA)
        canvas.shade(-line * 50)
        inside = np.zeros((h, w), np.uint8)
        cv2.fillPoly(inside, [shape], 255)
        canvas.height[inside > 0] = 165
        canvas.shade((inside > 0) * rng.uniform(-8, 8))
        for share in (rng.uniform(0.03, 0.08), rng.uniform(0.92, 0.97)):
            if style.chance(0.6):
                canvas.rgb[:, int(w * share)] = (canvas.rgb[:, int(w * share)] * 0.85).astype(np.uint8)
    scuff(style, canvas, rng.uniform(0.1, 0.9))
    grid = panel((0, 0, 0), (width, 0, 0), (0, height, 0), step=max(width, height) / 80)
    edge = _edge_distance(grid, width, height)
    if kind == 'padded_envelope':
        seal = rng.uniform(6, 11)
        inside = np.clip((edge - seal) / 26, 0, 1)
        grid[..., 2] += np.sin(inside * np.pi / 2) * rng.uniform(6, 18) * np.clip(1 + 0.25 * noise(rng, *grid.shape[:2], 40, 2), 0.3, 2)
        grid[..., 2] += ridges(rng, grid, 45, rng.uniform(0.5, 2.5))
        if style.chance(0.5):
            u, v = grid[..., 0] / 5.5, grid[..., 1] / 5.5
            grid[..., 2] += np.cos(u) * np.cos(v) * 0.35 * inside
    else:
        grid[..., 2] += np.clip(edge / 30, 0, 1) ** 0.6 * rng.uniform(0.5, 5) + rng.uniform(0, 3)
        grid = crumple(grid, rng, rng.uniform(60, 140), rng.uniform(0.3, 2.2), flat=True)
    bow = rng.normal(0, 0.00035, 2)
    grid[..., 2] += np.abs(bow[0]) * (grid[..., 0] - width / 2) ** 2 + np.abs(bow[1]) * (grid[..., 1] - height / 2) ** 2
    model = Model()
    model.sheet(grid, painted(canvas, bump=0.35, specular=0.3), smooth=kind == 'padded_envelope', thickness=1.5)
    model.settle()
    return model


def build(style, kind):
    """The model of a film or paper kind."""
    if kind in PAPER:
        return envelope(style, kind)
    if kind.endswith('mailer'):
        return mailer(style, kind)
    if kind in ('polybag', 'carrier_bag'):
        return bag(style, kind)
    return {'crumpled_film': crumpled_film, 'film_sheet': film_sheet, 'bubble_film': bubble_film}[kind](style)
