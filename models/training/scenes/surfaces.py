"""Painted surfaces: kraft, labels, tape, prints; and the materials that carry them."""
import bpy
import cv2
import numpy as np

LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
FONTS = {False: (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_PLAIN),
         True: (cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX)}

# sRGB; the palettes of the held families share no colour with the others
INKS = {False: [(30, 30, 34), (150, 28, 30), (24, 60, 130), (20, 96, 60), (210, 90, 20)],
        True: [(70, 50, 40), (120, 20, 90), (0, 110, 130), (90, 110, 20), (200, 150, 0)]}
KRAFTS = {False: [(186, 147, 102), (176, 136, 92), (160, 119, 78), (196, 160, 118)],
          True: [(170, 128, 80), (200, 168, 132), (146, 110, 76), (182, 152, 114)]}
WHITES = {False: [(232, 230, 224), (240, 238, 234)], True: [(222, 222, 220), (236, 230, 216)]}
TAPES = {False: [(188, 146, 92), (205, 178, 130), (222, 214, 196)], True: [(150, 104, 60), (236, 232, 226), (196, 60, 40)]}
COLOURS = {False: [(200, 40, 44), (30, 80, 170), (40, 140, 70), (240, 190, 40), (30, 30, 34), (236, 236, 238),
                   (120, 120, 126), (230, 120, 160), (110, 60, 140), (245, 130, 30)],
           True: [(150, 20, 60), (0, 140, 160), (130, 170, 50), (250, 220, 120), (60, 64, 80), (216, 220, 226),
                  (170, 160, 150), (250, 170, 150), (70, 40, 90), (190, 90, 20)]}


class Style:
    """The seed's source of chance, and which family of palettes, prints and noises it draws from."""

    def __init__(self, rng, held):
        self.rng, self.held = rng, held

    def pick(self, table):
        entries = table[self.held] if isinstance(table, dict) else table
        return entries[self.rng.integers(len(entries))]

    def jitter(self, colour, amount=10):
        shift = self.rng.normal(0, amount * 0.6) + self.rng.normal(0, amount * 0.35, 3)
        return tuple(float(c) for c in np.clip(np.array(colour) + shift, 4, 250))

    def chance(self, share):
        return self.rng.random() < share


def noise(rng, height, width, cell, octaves=3, stretch=1.0):
    """Smooth noise of about unit spread; `cell` is the coarsest wave in px, stretched along x."""
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        size = max(cell / 2 ** octave, 1.0)
        grid = rng.normal(0, 1, (int(height / size) + 3, int(width / size / stretch) + 3)).astype(np.float32)
        layer = cv2.resize(grid, None, fx=size * stretch, fy=size, interpolation=cv2.INTER_CUBIC)
        if layer.shape[0] < height or layer.shape[1] < width:
            layer = cv2.resize(layer, (width, height))
        total += layer[:height, :width] * 0.6 ** octave
    return total


class Canvas:
    """One sheet's colour, roughness, height and coverage, a pixel a millimetre unless `scale` says otherwise."""

    def __init__(self, width, height, colour, rough=0.8, scale=1.0):
        self.scale = scale
        w, h = max(int(round(width * scale)), 4), max(int(round(height * scale)), 4)
        self.rgb = np.empty((h, w, 3), np.uint8)
        self.rgb[:] = np.clip(colour, 0, 255)
        self.rough = np.full((h, w), int(rough * 255), np.uint8)
        self.height = np.full((h, w), 128, np.uint8)
        self.alpha = np.full((h, w), 255, np.uint8)

    @property
    def size(self):
        return self.rgb.shape[1], self.rgb.shape[0]

    def shade(self, field, mask=None):
        """Adds a field (in sRGB steps) to the colour."""
        field = np.asarray(field, np.float32)
        if field.ndim == 2:
            field = field[..., None]
        if mask is not None:
            field = field * mask[..., None]
        self.rgb = np.clip(self.rgb + field, 0, 255).astype(np.uint8)

    def blend(self, colour, mask, rough=None):
        mask = np.clip(mask, 0, 1).astype(np.float32)
        self.rgb = (self.rgb * (1 - mask[..., None]) + np.array(colour, np.float32) * mask[..., None]).astype(np.uint8)
        if rough is not None:
            self.rough = (self.rough * (1 - mask) + rough * 255 * mask).astype(np.uint8)

    def paste(self, sticker, centre, angle):
        """Puts another canvas on this one, turned by `angle` degrees."""
        w, h = self.size
        sw, sh = sticker.size
        matrix = cv2.getRotationMatrix2D((sw / 2, sh / 2), angle, 1)
        matrix[:, 2] += np.array(centre) - np.array([sw / 2, sh / 2])
        warp = lambda a: cv2.warpAffine(a, matrix, (w, h), flags=cv2.INTER_LINEAR)
        mask = warp(sticker.alpha).astype(np.float32) / 255
        self.rgb = (self.rgb * (1 - mask[..., None]) + warp(sticker.rgb) * mask[..., None]).astype(np.uint8)
        self.rough = (self.rough * (1 - mask) + warp(sticker.rough) * mask).astype(np.uint8)
        self.height = np.clip(self.height + mask * 12, 0, 255).astype(np.uint8)


def cardboard(style, width, height, colour, scale=1.0):
    """Fibrous board with faint flute lines and specks."""
    rng = style.rng
    canvas = Canvas(width, height, colour, rough=0.85, scale=scale)
    w, h = canvas.size
    fibre = noise(rng, h, w, 3, 2, stretch=4) * rng.uniform(1.5, 3.5) + noise(rng, h, w, 90, 3) * rng.uniform(1.5, 4)
    flute = np.sin(np.arange(w) * 2 * np.pi / rng.uniform(5, 8))[None, :] * rng.uniform(0, 1.2)
    specks = (rng.random((h, w)) > 0.997) * rng.uniform(-26, -6)
    canvas.shade(fibre + flute + specks)
    return canvas


def scuff(style, canvas, amount):
    """Handling marks that intact pieces show too: rubbed lines, smudges, pale edges."""
    rng = style.rng
    w, h = canvas.size
    layer = np.zeros((h, w), np.float32)
    for _ in range(rng.poisson(6 * amount)):
        x, y = rng.uniform(0, w), rng.uniform(0, h)
        length, angle = rng.uniform(10, 90), rng.uniform(0, 2 * np.pi)
        end = (int(x + length * np.cos(angle)), int(y + length * np.sin(angle)))
        cv2.line(layer, (int(x), int(y)), end, float(rng.uniform(-22, 18)), int(rng.integers(1, 4)), cv2.LINE_AA)
    layer += np.minimum(noise(rng, h, w, 60, 2) - 0.8, 0.8).clip(0) * -16 * amount
    edge = np.minimum.outer(np.minimum(np.arange(h), np.arange(h)[::-1]), np.minimum(np.arange(w), np.arange(w)[::-1]))
    rim = np.exp(-edge / 2.5) * (noise(rng, h, w, 20, 2) > 0.4) * 26 * amount
    canvas.shade(cv2.GaussianBlur(layer, (0, 0), 0.8) + rim)


def text_line(style, image, x, y, size, ink, letters):
    word = ''.join(LETTERS[i] for i in style.rng.integers(0, 26, letters))
    cv2.putText(image, word, (int(x), int(y)), style.pick(FONTS), size / 30, ink, max(1, int(size / 11)), cv2.LINE_AA)


def barcode(style, image, x, y, width, height):
    position = x
    while position < x + width:
        bar = style.rng.integers(1, 4)
        image[int(y):int(y + height), int(position):int(position + bar)] = 22
        position += bar + style.rng.integers(1, 4)


def square_code(style, image, x, y, side):
    cells = (style.rng.random((14, 14)) > 0.5).astype(np.uint8) * 220 + 18
    code = cv2.resize(cells, (int(side), int(side)), interpolation=cv2.INTER_NEAREST)
    part = image[int(y):int(y) + int(side), int(x):int(x) + int(side)]
    part[:] = code[:part.shape[0], :part.shape[1], None]


def waybill(style, longest):
    """A parcel's label, as a canvas."""
    rng = style.rng
    width = min(rng.uniform(76, 130), longest)
    height = width * rng.uniform(0.7, 1.7)
    if height > longest:
        width, height = width * longest / height, longest
    canvas = Canvas(width, height, style.jitter((246, 246, 244), 3), rough=rng.uniform(0.25, 0.5))
    w, h = canvas.size
    image = canvas.rgb
    ink = (28, 28, 30)
    y = h * 0.05
    if style.chance(0.5):
        cv2.rectangle(image, (0, 0), (w, int(h * 0.13)), style.pick(COLOURS), -1)
        text_line(style, image, w * 0.08, h * 0.1, h * 0.1, (245, 245, 245), 5)
    y = h * 0.18
    barcode(style, image, w * 0.1, y, w * 0.8, h * (0.14 if not style.held else 0.22))
    y += h * 0.3
    while y < h * 0.92:
        if style.held:
            cv2.line(image, (0, int(y - 4)), (w, int(y - 4)), ink, 1)
        if rng.random() < 0.25 and y < h * 0.75:
            square_code(style, image, w * 0.62, y, min(w * 0.28, h * 0.22))
        letters = rng.integers(3, 9)
        text_line(style, image, w * 0.07, y + 5, rng.uniform(8, 15), ink, letters)
        y += rng.uniform(8, 16)
    cv2.rectangle(image, (1, 1), (w - 2, h - 2), ink, 1)
    return canvas


def stick_waybill(style, canvas):
    w, h = canvas.size
    label = waybill(style, min(w, h) * style.rng.uniform(0.5, 0.85))
    centre = (w * style.rng.uniform(0.35, 0.65), h * style.rng.uniform(0.35, 0.65))
    canvas.paste(label, centre, 90 * style.rng.integers(4) + style.rng.normal(0, 5))


def tape(style, length, width=None, colour=None):
    """A strip of packing tape, x along it."""
    rng = style.rng
    width = width or rng.uniform(42, 62)
    canvas = Canvas(length, width, colour or style.jitter(style.pick(TAPES), 8), rough=rng.uniform(0.14, 0.32))
    w, h = canvas.size
    canvas.shade(noise(rng, h, w, 30, 3, stretch=2) * 4)
    if style.chance(0.3):
        ink = style.pick(INKS)
        for x in range(0, w, int(rng.uniform(70, 130))):
            text_line(style, canvas.rgb, x, h * 0.65, h * 0.4, ink, 4)
    canvas.alpha[:] = int(255 * rng.uniform(0.65, 1.0))
    return canvas


def logo(style, side):
    """A mark made of plain shapes; the held family has its own shapes."""
    rng = style.rng
    canvas = Canvas(side, side, (0, 0, 0), rough=0.6)
    w, h = canvas.size
    mask = np.zeros((h, w), np.uint8)
    kind = rng.integers(4)
    c, r = (w // 2, h // 2), int(w * 0.4)
    thick = max(2, int(w * rng.uniform(0.04, 0.12)))
    if style.held:
        if kind == 0:
            for k in range(3):
                cv2.ellipse(mask, c, (r - k * r // 4, r // 2), 60 * k, 0, 300, 255, max(1, thick // 2), cv2.LINE_AA)
        elif kind == 1:
            angles = np.arange(10) * np.pi / 5
            radii = np.where(np.arange(10) % 2, r * 0.4, r)
            star = np.stack([c[0] + radii * np.sin(angles), c[1] - radii * np.cos(angles)], 1)
            cv2.fillPoly(mask, [star.astype(np.int32)], 255, cv2.LINE_AA)
        elif kind == 2:
            for k in range(4):
                x = int(w * (0.15 + 0.2 * k))
                cv2.rectangle(mask, (x, int(h * rng.uniform(0.1, 0.6))), (x + w // 9, int(h * 0.9)), 255, -1)
        else:
            x = np.arange(w)
            for k in range(3):
                y = h * (0.3 + 0.2 * k) + h * 0.08 * np.sin(x / w * 4 * np.pi + k)
                cv2.polylines(mask, [np.stack([x, y], 1).astype(np.int32)], False, 255, thick, cv2.LINE_AA)
    else:
        if kind == 0:
            cv2.circle(mask, c, r, 255, thick, cv2.LINE_AA)
            cv2.circle(mask, c, r // 2, 255, -1, cv2.LINE_AA)
        elif kind == 1:                              # this side up
            for x in (w * 0.3, w * 0.7):
                cv2.arrowedLine(mask, (int(x), int(h * 0.8)), (int(x), int(h * 0.12)), 255, thick, cv2.LINE_AA, 0, 0.3)
            cv2.line(mask, (int(w * 0.1), int(h * 0.9)), (int(w * 0.9), int(h * 0.9)), 255, thick)
        elif kind == 2:
            points = np.array([[w * 0.5, h * 0.1], [w * 0.9, h * 0.85], [w * 0.1, h * 0.85]], np.int32)
            cv2.polylines(mask, [points], True, 255, thick, cv2.LINE_AA)
        else:
            cv2.rectangle(mask, (int(w * 0.1), int(h * 0.25)), (int(w * 0.9), int(h * 0.75)), 255, -1)
            cv2.circle(mask, c, r // 3, 0, -1, cv2.LINE_AA)
    canvas.rgb[:] = style.pick(INKS)
    canvas.alpha = mask
    return canvas


def printing(style, canvas, ink=None, amount=1.0):
    """Lettering, marks and stripes straight onto the sheet."""
    rng = style.rng
    w, h = canvas.size
    ink = ink or style.pick(INKS)
    layer = canvas.rgb.copy()
    for _ in range(1 + rng.poisson(1.2 * amount)):
        kind = rng.integers(4)
        if kind == 0:
            size = min(w, h) * rng.uniform(0.12, 0.35)
            text_line(style, layer, w * rng.uniform(0.05, 0.3), h * rng.uniform(0.3, 0.8), size, ink, rng.integers(3, 8))
        elif kind == 1:
            canvas.rgb = layer
            canvas.paste(logo(style, min(w, h) * rng.uniform(0.2, 0.5)),
                         (w * rng.uniform(0.2, 0.8), h * rng.uniform(0.2, 0.8)), rng.normal(0, 3))
            layer = canvas.rgb.copy()
        elif kind == 2 and style.held:
            step = int(rng.uniform(18, 40))
            for x in range(-h, w, step):
                cv2.line(layer, (x, h), (x + h, 0), ink, 2, cv2.LINE_AA)
        elif kind == 2:
            y, thick = int(h * rng.uniform(0.1, 0.9)), int(rng.uniform(3, 14))
            cv2.rectangle(layer, (0, y), (w, y + thick), ink, -1)
        else:
            for row in range(rng.integers(2, 5)):
                text_line(style, layer, w * 0.1, h * 0.5 + row * 13, rng.uniform(8, 14), ink, rng.integers(5, 14))
    strength = rng.uniform(0.65, 0.95)
    canvas.rgb = (canvas.rgb * (1 - strength) + layer * strength).astype(np.uint8)


def _image(name, pixels, colour):
    """A Blender image of an RGBA uint8 array."""
    height, width = pixels.shape[:2]
    image = bpy.data.images.new(name, width, height, alpha=True)
    image.colorspace_settings.name = 'sRGB' if colour else 'Non-Color'
    image.alpha_mode = 'CHANNEL_PACKED'
    image.pixels.foreach_set((pixels[::-1].astype(np.float32) / 255).ravel())
    image.update()
    return image


def painted(canvas, bump=0.3, specular=0.4, backing=None, clearness=0.0, sheen=0.0):
    """The material of a canvas. `backing` (sRGB) colours the other side; `clearness` lets light straight through."""
    h, w = canvas.rgb.shape[:2]
    colour = _image('colour', np.dstack([canvas.rgb, canvas.alpha]), True)
    relief = _image('relief', np.dstack([canvas.rough, canvas.height, canvas.height, np.full((h, w), 255, np.uint8)]), False)
    material = bpy.data.materials.new('painted')
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    principled, output = nodes['Principled BSDF'], nodes['Material Output']
    picture = nodes.new('ShaderNodeTexImage')
    picture.image = colour
    picture.extension = 'EXTEND'
    surface = nodes.new('ShaderNodeTexImage')
    surface.image = relief
    surface.extension = 'EXTEND'
    split = nodes.new('ShaderNodeSeparateColor')
    links.new(surface.outputs['Color'], split.inputs[0])
    links.new(split.outputs[0], principled.inputs['Roughness'])
    principled.inputs['Specular'].default_value = specular
    principled.inputs['Sheen'].default_value = sheen
    if bump:
        node = nodes.new('ShaderNodeBump')
        node.inputs['Strength'].default_value = min(bump, 1)
        node.inputs['Distance'].default_value = 0.08
        links.new(split.outputs[1], node.inputs['Height'])
        links.new(node.outputs['Normal'], principled.inputs['Normal'])
    if backing is None:
        links.new(picture.outputs['Color'], principled.inputs['Base Color'])
    else:
        side = nodes.new('ShaderNodeNewGeometry')
        mix = nodes.new('ShaderNodeMixRGB')
        links.new(side.outputs['Backfacing'], mix.inputs['Fac'])
        links.new(picture.outputs['Color'], mix.inputs['Color1'])
        mix.inputs['Color2'].default_value = linear(backing)
        links.new(mix.outputs['Color'], principled.inputs['Base Color'])
    if clearness == 0 and canvas.alpha.min() == 255:
        return material
    through = nodes.new('ShaderNodeBsdfTransparent')
    mix = nodes.new('ShaderNodeMixShader')
    cover = nodes.new('ShaderNodeMath')
    cover.operation = 'MULTIPLY'
    links.new(picture.outputs['Alpha'], cover.inputs[0])
    if clearness:
        edge = nodes.new('ShaderNodeLayerWeight')
        edge.inputs['Blend'].default_value = 0.35
        reach = nodes.new('ShaderNodeMapRange')
        reach.inputs['To Min'].default_value = 1 - clearness
        reach.inputs['To Max'].default_value = min(1.0, 1.6 - clearness)
        links.new(edge.outputs['Facing'], reach.inputs['Value'])
        links.new(reach.outputs['Result'], cover.inputs[1])
    else:
        cover.inputs[1].default_value = 1
    links.new(cover.outputs[0], mix.inputs['Fac'])
    links.new(through.outputs[0], mix.inputs[1])
    links.new(principled.outputs[0], mix.inputs[2])
    links.new(mix.outputs[0], output.inputs['Surface'])
    return material


def plain(colour, rough=0.5, specular=0.5, metallic=0.0, transmission=0.0, clearness=0.0, subsurface=0.0):
    """A material of one colour (sRGB)."""
    material = bpy.data.materials.new('plain')
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    principled = nodes['Principled BSDF']
    principled.inputs['Base Color'].default_value = linear(colour)
    principled.inputs['Roughness'].default_value = rough
    principled.inputs['Specular'].default_value = specular
    principled.inputs['Metallic'].default_value = metallic
    principled.inputs['Transmission'].default_value = transmission
    principled.inputs['Subsurface'].default_value = subsurface
    if clearness:
        through = nodes.new('ShaderNodeBsdfTransparent')
        mix = nodes.new('ShaderNodeMixShader')
        edge = nodes.new('ShaderNodeLayerWeight')
        edge.inputs['Blend'].default_value = 0.3
        reach = nodes.new('ShaderNodeMapRange')
        reach.inputs['To Min'].default_value = 1 - clearness
        links.new(edge.outputs['Facing'], reach.inputs['Value'])
        links.new(reach.outputs['Result'], mix.inputs['Fac'])
        links.new(through.outputs[0], mix.inputs[1])
        links.new(principled.outputs[0], mix.inputs[2])
        links.new(mix.outputs[0], nodes['Material Output'].inputs['Surface'])
    return material


def linear(colour):
    share = np.array(colour[:3], np.float64) / 255
    value = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return (*value.tolist(), 1.0)
