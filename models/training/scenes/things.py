"""What is no packaging of parcels: bottles, cans, books, food boxes, fruit, shoes, hands and the like."""
import cv2
import numpy as np

from meshes import Model, bevelled_box, crumple, lathe, panel, turned
from soft import ridges
from surfaces import COLOURS, Canvas, logo, noise, painted, plain, text_line

KINDS = ('bottle', 'glass_bottle', 'can', 'jar', 'book', 'food_box', 'fruit', 'shoe', 'hand', 'mug', 'cloth', 'phone')


def _label(style, width, height):
    """A colourful printed label or board."""
    rng = style.rng
    canvas = Canvas(width, height, style.jitter(style.pick(COLOURS), 14), rough=rng.uniform(0.2, 0.5))
    w, h = canvas.size
    if style.chance(0.7):
        y = int(h * rng.uniform(0.3, 0.7))
        canvas.rgb[y:] = np.clip(style.jitter(style.pick(COLOURS), 10), 0, 255)
    for _ in range(rng.integers(1, 4)):
        mark = logo(style, min(w, h) * rng.uniform(0.3, 0.8))
        mark.rgb[:] = np.clip(style.jitter(style.pick(COLOURS), 10), 0, 255)
        canvas.paste(mark, (rng.uniform(0.2, 0.8) * w, rng.uniform(0.2, 0.8) * h), rng.uniform(-30, 30))
    for _ in range(rng.integers(1, 4)):
        ink = tuple(int(c) for c in style.pick([(250, 250, 250), (20, 20, 24), (250, 220, 60)]))
        text_line(style, canvas.rgb, w * rng.uniform(0.03, 0.4), h * rng.uniform(0.25, 0.95), min(w, h) * rng.uniform(0.12, 0.34), ink, rng.integers(3, 8))
    return canvas


def _rounded(profile, steps=3):
    """Cuts a profile's corners (Chaikin)."""
    points = np.array(profile, np.float64)
    for _ in range(steps):
        first, last = points[:1], points[-1:]
        a = points[:-1] * 0.75 + points[1:] * 0.25
        b = points[:-1] * 0.25 + points[1:] * 0.75
        points = np.concatenate([first, np.stack([a, b], 1).reshape(-1, 2), last])
    return points


def _lay_down(style, model, share=0.7):
    if style.chance(share):
        roll = style.rng.uniform(0, 2 * np.pi)
        model.deform(lambda p: turned(turned(p, 2, roll), 0, np.pi / 2))


def bottle(style, kind):
    rng = style.rng
    radius, height = rng.uniform(30, 45), rng.uniform(180, 290)
    neck = radius * rng.uniform(0.28, 0.42)
    body, shoulder = height * rng.uniform(0.55, 0.68), height * rng.uniform(0.74, 0.84)
    profile = _rounded([(0, 2), (radius * 0.9, 0), (radius, 8), (radius, body * 0.5), (radius, body), (radius * 0.8, (body + shoulder) / 2), (neck, shoulder), (neck, height)])
    if kind == 'bottle':
        ribs = np.sin(profile[:, 1] * 2 * np.pi / rng.uniform(12, 22)) * rng.uniform(0, 1.6)
        profile[:, 0] += ribs * (profile[:, 0] > radius * 0.95)
        tint = style.pick({False: [(214, 226, 232), (190, 216, 232), (236, 236, 234)], True: [(170, 220, 200), (235, 225, 200)]})
        skin = plain(tint, rough=0.12, specular=0.8, clearness=rng.uniform(0.5, 0.85))
    else:
        tint = style.pick({False: [(24, 70, 36), (70, 36, 12), (200, 214, 210)], True: [(20, 40, 80), (60, 66, 20)]})
        skin = plain(tint, rough=0.05, specular=0.9, clearness=0.35)
    model = Model()
    model.sheet(lathe(profile), skin, smooth=True)
    cap = plain(style.jitter(style.pick(COLOURS), 8), rough=0.35)
    model.sheet(lathe([(0, height + 14), (neck + 2, height + 14), (neck + 3, height), (neck + 3, height - 6)]), cap)
    if style.chance(0.8):
        low = body * rng.uniform(0.2, 0.4)
        high = low + body * rng.uniform(0.35, 0.5)
        rim = radius + 1.8
        model.sheet(lathe([(rim, low), (rim, high)]), painted(_label(style, 2 * np.pi * radius, high - low), bump=0), smooth=True)
    _lay_down(style, model)
    if kind == 'bottle' and style.chance(0.4):
        model.crumple(rng, 50, 3)
    model.settle()
    return model


def can(style):
    rng = style.rng
    radius, height = rng.uniform(26, 50), rng.uniform(60, 170)
    model = Model()
    rim = [(radius - 4, height - 5), (radius - 4, height), (radius - 2, height + 2), (radius - 1, height)]
    metal = plain((205, 207, 210), rough=0.25, metallic=1)
    model.sheet(lathe([(0, height - 5)] + rim), metal)
    model.sheet(lathe(_rounded([(radius - 1, height), (radius, height - 6), (radius, 6), (radius - 5, 0)], 2)),
                painted(_label(style, 2 * np.pi * radius, height), bump=0, specular=0.7), smooth=True)
    model.sheet(lathe([(radius - 5, 0), (radius - 8, 4), (0, 6)]), metal)
    _lay_down(style, model)
    model.settle()
    if style.chance(0.3):
        model.crumple(rng, 35, 4)
    return model


def jar(style):
    rng = style.rng
    radius, height = rng.uniform(30, 50), rng.uniform(70, 150)
    model = Model()
    filling = style.jitter(style.pick([(150, 40, 30), (196, 140, 40), (90, 110, 50), (70, 40, 24), (220, 210, 190)]), 10)
    model.sheet(lathe(_rounded([(0, 1), (radius, 0), (radius, height * 0.85), (radius * 0.85, height)])), plain(filling, rough=0.06, specular=0.9), smooth=True)
    lid = plain(style.jitter(style.pick(COLOURS), 8), rough=0.3, metallic=0.3)
    model.sheet(lathe([(0, height + 13), (radius * 0.9, height + 13), (radius * 0.93, height + 11), (radius * 0.93, height - 4)]), lid)
    model.sheet(lathe([(radius + 0.8, height * 0.2), (radius + 0.8, height * 0.7)]), painted(_label(style, 2 * np.pi * radius, height * 0.5), bump=0), smooth=True)
    _lay_down(style, model, 0.4)
    model.settle()
    return model


def box(style, kind):
    """A book, a printed food box or a phone: a cuboid with painted sides."""
    rng = style.rng
    model = Model()
    if kind == 'phone':
        size = (rng.uniform(66, 80), rng.uniform(135, 165), rng.uniform(7, 10))
        for number, grid in enumerate(bevelled_box(size, 3.4)):
            model.sheet(grid, plain(style.jitter((26, 27, 30), 8) if number != 4 or style.chance(0.5) else style.pick(COLOURS), rough=0.08, specular=0.8), smooth=True)
    elif kind == 'food_box':
        size = (rng.uniform(70, 230), rng.uniform(90, 300), rng.uniform(25, 90))
        front = _label(style, size[0], size[1])
        for number, grid in enumerate(bevelled_box(size, 1.2, steps=1)):
            spans = [(size[1], size[2]), (size[2], size[0]), (size[0], size[1])][number // 2]
            canvas = front if number >= 4 else _label(style, *spans)
            model.sheet(grid, painted(canvas, bump=0, specular=0.6))
    else:
        size = (rng.uniform(100, 220), rng.uniform(150, 300), rng.uniform(8, 45))
        x, y, z = np.array(size) / 2
        cover = _label(style, size[0], size[1])
        material = painted(cover, bump=0, specular=0.6)
        spine = plain(cover.rgb[cover.rgb.shape[0] // 4, 2], rough=0.4)
        model.sheet(panel((-x, -y, size[2]), (size[0], 0, 0), (0, size[1], 0)), material, thickness=2)
        model.sheet(panel((-x, y, 0), (size[0], 0, 0), (0, -size[1], 0)), material, thickness=2)
        model.sheet(panel((-x, y, 0), (0, -size[1], 0), (0, 0, size[2])), spine, thickness=2)
        pages = Canvas(size[1], size[2], (236, 230, 214), scale=3)
        pages.shade(np.sin(np.arange(pages.size[1]) * 2.1)[:, None] * np.ones((1, pages.size[0])) * 10)
        paper = painted(pages, bump=0)
        model.sheet(panel((x - 3, -y + 3, 0), (0, size[1] - 6, 0), (0, 0, size[2] - 1)), paper)
        model.sheet(panel((-x, -y + 3, 0), (size[0] - 3, 0, 0), (0, 0, size[2] - 1)), paper)
        model.sheet(panel((x - 3, y - 3, 0), (-size[0] + 3, 0, 0), (0, 0, size[2] - 1)), paper)
    model.settle()
    return model


def fruit(style):
    """Apple, orange, lemon or banana, one or a few."""
    rng = style.rng
    model = Model()
    sort = rng.integers(4)
    colour = [style.pick([(176, 30, 34), (130, 170, 50), (206, 160, 50)]), (236, 130, 24), (238, 206, 50), (232, 196, 60)][sort]
    for _ in range(1 + rng.poisson(0.8) if sort < 3 else rng.integers(1, 4)):
        canvas = Canvas(160, 110, style.jitter(colour, 10), rough=0.35 if sort != 1 else 0.5)
        w, h = canvas.size
        canvas.shade(noise(rng, h, w, 50, 4)[..., None] * np.array([10, 14, 6]) + (noise(rng, h, w, 3, 2) * 4)[..., None])
        canvas.height = np.clip(128 + noise(rng, h, w, 3, 1) * (14 if sort == 1 else 2), 0, 255).astype(np.uint8)
        material = painted(canvas, bump=0.3)
        place = rng.normal(0, 60, 2)
        if sort == 3:
            t, angle = np.meshgrid(np.linspace(-1, 1, 40), np.linspace(0, 2 * np.pi, 13), indexing='ij')
            radius = 17 * np.sqrt(np.clip(1 - t ** 4, 0, 1)) * (1 + 0.08 * np.cos(5 * angle)) + 3
            bend, reach = 75, 1.0
            grid = np.stack([(bend + radius * np.cos(angle)) * np.sin(t * reach), (bend + radius * np.cos(angle)) * np.cos(t * reach), radius * np.sin(angle) + 20], -1)
        else:
            theta = np.linspace(0, np.pi, 30)
            size = rng.uniform(30, 42)
            dimple = 1 - (0.28 * np.exp(-(theta / 0.35) ** 2) + 0.15 * np.exp(-((np.pi - theta) / 0.3) ** 2)) * (sort == 0)
            tip = 1 + 0.3 * (np.exp(-(theta / 0.3) ** 2) + np.exp(-((np.pi - theta) / 0.3) ** 2)) * (sort == 2)
            grid = lathe(np.stack([np.sin(theta) * size, np.cos(theta) * size * dimple * tip], 1))
            grid = turned(turned(grid, 0, rng.uniform(-1.2, 1.2)), 2, rng.uniform(0, 6))
            grid[..., 2] += size
        model.sheet(turned(grid, 2, rng.uniform(0, 6.3)) + np.array([*place, 0]), material, smooth=True)
    model.settle()
    return model


def shoe(style):
    """A shoe lofted from rounded sections, with sole and opening."""
    rng = style.rng
    length = rng.uniform(230, 300)
    t = np.linspace(0, 1, 50)
    half = length * np.interp(t, [0, 0.03, 0.15, 0.45, 0.72, 0.9, 0.97, 1], [0.03, 0.085, 0.12, 0.11, 0.16, 0.14, 0.09, 0.02])
    rise = length * np.interp(t, [0, 0.03, 0.2, 0.4, 0.55, 0.8, 0.95, 1], [0.2, 0.33, 0.32, 0.34, 0.27, 0.17, 0.12, 0.06])
    angle = np.linspace(0, np.pi, 33)
    upper = np.stack([np.broadcast_to(t[:, None] * length, (50, 33)),
                      half[:, None] * np.cos(angle) * (1 - 0.25 * np.sin(angle) ** 4) + (0.03 * length * np.sin(t * np.pi))[:, None],
                      rise[:, None] * np.sin(angle) ** 0.7 + 16], axis=-1)
    colour = style.jitter(style.pick(COLOURS), 10)
    canvas = Canvas(120, 300, colour, rough=rng.uniform(0.35, 0.8))
    w, h = canvas.size
    canvas.shade(noise(rng, h, w, 3, 2) * 3)
    dark = np.clip(np.array(colour) * 0.12, 4, 60)
    yy, xx = np.mgrid[0:h, 0:w]
    v, u = 1 - yy / h, xx / w
    canvas.blend(dark, (((v - 0.22) / 0.16) ** 2 + ((u - 0.5) / 0.16) ** 2 < 1).astype(np.float32))
    canvas.blend(style.pick(COLOURS), (np.abs(v - 0.55 - (u - 0.2) * 0.5) < 0.035) & (np.abs(u - 0.22) < 0.13) | (np.abs(v - 0.55 + (u - 0.8) * 0.5) < 0.035) & (np.abs(u - 0.78) < 0.13))
    for row in range(6):
        centre = 0.42 + row * 0.05
        canvas.blend((236, 236, 232), ((np.abs(v - centre - (u - 0.5) * 0.12) < 0.008) & (np.abs(u - 0.5) < 0.14)).astype(np.float32))
    model = Model()
    model.sheet(upper, painted(canvas, bump=0.4), smooth=True)
    sole = plain((232, 232, 228) if style.chance(0.6) else (40, 38, 36), rough=0.6)
    outline = np.concatenate([np.stack([t * length, half + 4], 1), np.stack([t * length, -half - 4], 1)[::-1]])
    outline[:, 1] += 0.03 * length * np.sin(outline[:, 0] / length * np.pi)
    walls = np.stack([np.column_stack([outline, np.full(len(outline), z)]) for z in (0, 20)])
    top = np.stack([walls[1], np.column_stack([outline * np.array([0.96, 0.9]) + np.array([0.02 * length, 0]), np.full(len(outline), 20)])])
    model.sheet(walls, sole)
    model.sheet(top, sole)
    if style.chance(0.3):
        model.deform(lambda p: turned(p, 0, np.pi / 2))
    model.settle()
    return model


def _capsule(start, end, radius_a, radius_b, segments=18):
    """A tapered rod with round ends."""
    start, end = np.asarray(start, np.float64), np.asarray(end, np.float64)
    axis = end - start
    length = np.linalg.norm(axis)
    axis /= length
    side = np.cross(axis, [0.12, 0.31, 0.95])
    side /= np.linalg.norm(side)
    other = np.cross(axis, side)
    bow = np.linspace(0, np.pi / 2, 7)
    profile = np.concatenate([np.stack([radius_a * np.sin(bow), -radius_a * np.cos(bow)], 1), np.stack([radius_b * np.cos(bow), length + radius_b * np.sin(bow)], 1)])
    angle = np.linspace(0, 2 * np.pi, segments)
    return (start + profile[:, 1, None, None] * axis + profile[:, 0, None, None] * (np.cos(angle)[None, :, None] * side + np.sin(angle)[None, :, None] * other))


def hand(style):
    """A hand that reaches in; fingertips near the origin, the arm along +x."""
    rng = style.rng
    skin = style.jitter(style.pick({False: [(224, 178, 148), (196, 142, 108), (120, 78, 56), (236, 196, 170)], True: [(210, 164, 140), (92, 60, 44), (168, 116, 84)]}), 6)
    material = plain(skin, rough=0.5, specular=0.35)
    model = Model()
    lift = rng.uniform(8, 60)
    curl = rng.uniform(0, 0.9)
    mirror = 1 if style.chance(0.5) else -1
    for number, (y, reach, radius) in enumerate([(-33, 66, 9), (-11, 76, 10), (11, 72, 10), (32, 56, 8.5)]):
        spread = (number - 1.5) * rng.uniform(0.02, 0.2)
        base = np.array([95, y * mirror, lift + 12])
        middle = base + reach * 0.55 * np.array([-np.cos(spread), np.sin(spread) * mirror, 0.25 - 0.3 * curl])
        tip = middle + reach * 0.5 * np.array([-np.cos(spread) * (1 - 0.4 * curl), np.sin(spread) * mirror, -0.2 - 0.8 * curl])
        tip[2] = max(tip[2], radius)
        model.sheet(_capsule(base, middle, radius + 1.5, radius), material, smooth=True)
        model.sheet(_capsule(middle, tip, radius, radius - 1.5), material, smooth=True)
        model.sheet(_capsule(base + np.array([0, 0, -2]), np.array([165, y * 0.55 * mirror, lift + 12]), radius + 5, 16), material, smooth=True)
    root = np.array([145, -30 * mirror, lift + 6])
    joint = root + np.array([-42, -30 * mirror, -2])
    model.sheet(_capsule(root, joint, 16, 11.5), material, smooth=True)
    model.sheet(_capsule(joint, joint + np.array([-32, -6 * mirror * rng.uniform(-1, 2), -4]), 11.5, 9), material, smooth=True)
    model.sheet(_capsule((160, 0, lift + 14), (260, 0, lift + 30), 25, 28), material, smooth=True)
    canvas = Canvas(200, 300, style.jitter(style.pick(COLOURS), 10), rough=0.9)
    canvas.shade(noise(rng, *canvas.size[::-1], 4, 2) * 4)
    start = rng.uniform(200, 250)
    x, angle = np.meshgrid(np.linspace(start, 900, 90), np.linspace(0, 2 * np.pi, 30), indexing='ij')
    radius = 36 + (x - start) * 0.05
    sleeve = np.stack([x, radius * np.cos(angle), radius * np.sin(angle) + lift + 26 + (x - start) * 0.12], -1)
    model.sheet(crumple(sleeve, rng, 38, 4), painted(canvas, bump=0.4, specular=0.2, sheen=0.3), smooth=True, thickness=3)
    return model


def mug(style):
    rng = style.rng
    radius, height = rng.uniform(36, 46), rng.uniform(80, 110)
    glaze = plain(style.jitter(style.pick(COLOURS), 12), rough=0.12, specular=0.7)
    model = Model()
    model.sheet(lathe(_rounded([(0, 8), (radius - 5, 8), (radius - 4, height), (radius, height), (radius, 12), (radius - 6, 0), (0, 0)], 2)), glaze, smooth=True)
    t, angle = np.meshgrid(np.linspace(-np.pi / 2, np.pi / 2, 20), np.linspace(0, 2 * np.pi, 12), indexing='ij')
    grip, rod = height * 0.3, 6
    model.sheet(np.stack([radius - 3 + (grip + rod * np.cos(angle)) * np.cos(t), rod * np.sin(angle) * 1.3, height * 0.5 + (grip + rod * np.cos(angle)) * np.sin(t)], -1), glaze, smooth=True)
    _lay_down(style, model, 0.4)
    model.settle()
    return model


def cloth(style):
    """A rumpled piece of woven cloth."""
    rng = style.rng
    width, height = rng.uniform(140, 300), rng.uniform(120, 260)
    canvas = Canvas(width, height, style.jitter(style.pick(COLOURS), 12), rough=0.95, scale=1.5)
    w, h = canvas.size
    weave = np.sin(np.arange(w) * 1.6)[None, :] * np.sin(np.arange(h) * 1.6)[:, None]
    canvas.shade(weave * 9 + noise(rng, h, w, 4, 2) * 3)
    if style.chance(0.5):
        step = int(rng.uniform(16, 40))
        stripe = style.pick(COLOURS)
        mask = (np.arange(h) % step < step * 0.4)[:, None] * np.ones((1, w))
        canvas.blend(stripe, mask * 0.7)
        if style.chance(0.5):
            canvas.blend(stripe, (np.arange(w) % step < step * 0.4)[None, :] * np.ones((h, 1)) * 0.5)
    grid = panel((0, 0, 0), (width, 0, 0), (0, height, 0), step=max(width, height) / 110)
    grid[..., 2] += np.clip(noise(rng, *grid.shape[:2], 45, 2) + 0.3, 0, 2) * rng.uniform(8, 26)
    folds = ridges(rng, grid, rng.uniform(35, 80), rng.uniform(6, 18), 1.0)
    grid[..., 2] += cv2.GaussianBlur(folds.astype(np.float32), (0, 0), 2.2)
    for axis in range(2):
        grid[..., axis] += noise(rng, *grid.shape[:2], 45, 2) * rng.uniform(6, 24)
    model = Model()
    model.sheet(grid, painted(canvas, bump=0.3, specular=0.1, sheen=0.5), smooth=True, thickness=1.5)
    model.settle()
    return model


def build(style, kind):
    """The model of a kind that is no packaging."""
    if kind in ('bottle', 'glass_bottle'):
        return bottle(style, kind)
    if kind in ('book', 'food_box', 'phone'):
        return box(style, kind)
    return {'can': can, 'jar': jar, 'fruit': fruit, 'shoe': shoe, 'hand': hand, 'mug': mug, 'cloth': cloth}[kind](style)
