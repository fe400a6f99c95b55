"""The platform, its camera and light, and the two renders that make a layer.

Lengths are millimetres everywhere in these modules; Blender's unit is 100 mm.
"""
import math
import os
import struct
import zlib

import bpy
import cv2
import numpy as np

UNIT = 0.01                      # Blender units a millimetre
FRAME = (960, 540)
VIEW_WIDTH = 900.0               # mm of the platform that the frame's width shows
DISTANCE = 1200.0
PLATFORM = (700.0, 600.0)
MARGIN = 4                       # px kept around the layer
SAMPLES = 24
SHADOW_SAMPLES = 16
PIXELS = 32000                   # rendered for one layer at most; larger ones are rendered smaller and enlarged
SHADOW_PIXELS = 4500


class View:
    """Where the camera and the light stand for one seed."""

    def __init__(self, rng):
        self.tilt = rng.uniform(0, 35)
        self.light_azimuth = rng.uniform(0, 360)
        self.light_elevation = rng.uniform(35, 85)
        self.light_softness = rng.uniform(0, 1)
        self.ambient = rng.uniform(0.25, 0.6)
        self.brightness = rng.uniform(0.8, 1.05)
        self.second_azimuth = rng.uniform(0, 360) if rng.random() < 0.4 else None

    def project(self, points):
        """Frame coordinates (px, y down) of points in mm, shape (n, 3)."""
        tilt = math.radians(self.tilt)
        x, y, z = points[:, 0], points[:, 1], points[:, 2]
        depth = DISTANCE - (z * math.cos(tilt) - y * math.sin(tilt))
        up = y * math.cos(tilt) + z * math.sin(tilt)
        scale = DISTANCE / np.maximum(depth, 50) * FRAME[0] / VIEW_WIDTH
        return np.stack([FRAME[0] / 2 + x * scale, FRAME[1] / 2 - up * scale], axis=1)

    def light_direction(self, azimuth=None):
        """Unit vector from the platform's centre to the light."""
        a = math.radians(self.light_azimuth if azimuth is None else azimuth)
        e = math.radians(self.light_elevation)
        return np.array([math.cos(a) * math.cos(e), math.sin(a) * math.cos(e), math.sin(e)])

    def shadow_points(self, points):
        """Where the main light throws the points onto the platform."""
        light = self.light_direction()
        ground = points - light * (np.maximum(points[:, 2:3], 0) / light[2])
        return ground


def clear():
    """An empty scene with the settings that every layer shares."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = 'CYCLES'
    scene.render.threads_mode = 'FIXED'
    scene.render.threads = 1
    scene.render.resolution_x, scene.render.resolution_y = FRAME
    scene.render.film_transparent = True
    scene.render.use_border = scene.render.use_crop_to_border = True
    scene.render.image_settings.file_format = 'OPEN_EXR'
    scene.render.image_settings.color_mode = 'RGBA'
    scene.render.image_settings.color_depth = '16'
    scene.render.use_persistent_data = True
    scene.view_settings.view_transform = 'Standard'
    cycles = scene.cycles
    cycles.device = 'CPU'
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.04
    cycles.max_bounces = 4
    cycles.diffuse_bounces = 2
    cycles.glossy_bounces = 2
    cycles.transmission_bounces = 4
    cycles.transparent_max_bounces = 8
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.use_denoising = False
    cycles.sample_clamp_indirect = 3
    return scene


def _area_light(direction, size, key):
    lamp = bpy.data.lights.new('light', 'AREA')
    lamp.shape = 'DISK'
    lamp.size = size
    distance = 18.0
    lamp.energy = key * math.pi ** 2 * distance ** 2 / max(direction[2], 0.3)
    light = bpy.data.objects.new('light', lamp)
    light.location = direction * distance
    up = -direction
    light.rotation_euler = (math.acos(-up[2]), 0, math.atan2(direction[1], direction[0]) + math.pi / 2)
    bpy.context.scene.collection.objects.link(light)


def furnish(view, seed):
    """Adds camera, lights and platform; returns the platform's object."""
    scene = bpy.context.scene
    scene.cycles.seed = seed % (2 ** 31)
    camera_data = bpy.data.cameras.new('camera')
    camera_data.sensor_width = 36
    camera_data.lens = 36 * DISTANCE / VIEW_WIDTH
    camera = bpy.data.objects.new('camera', camera_data)
    tilt = math.radians(view.tilt)
    camera.location = (0, -math.sin(tilt) * DISTANCE * UNIT, math.cos(tilt) * DISTANCE * UNIT)
    camera.rotation_euler = (tilt, 0, 0)
    scene.collection.objects.link(camera)
    scene.camera = camera

    world = bpy.data.worlds.new('world')
    scene.world = world
    world.use_nodes = True
    background = world.node_tree.nodes['Background']
    background.inputs['Color'].default_value = (1, 1, 1, 1)
    background.inputs['Strength'].default_value = view.ambient * view.brightness
    size = 0.6 + 11 * view.light_softness ** 1.5
    key = (1 - view.ambient) * view.brightness
    if view.second_azimuth is None:
        _area_light(view.light_direction(), size, key)
    else:
        _area_light(view.light_direction(), size, key * 0.7)
        _area_light(view.light_direction(view.second_azimuth), size, key * 0.3)

    half_x, half_y = 60.0, 60.0
    mesh = bpy.data.meshes.new('platform')
    mesh.from_pydata([(-half_x, -half_y, 0), (half_x, -half_y, 0), (half_x, half_y, 0), (-half_x, half_y, 0)],
                     [], [(0, 1, 2, 3)])
    material = bpy.data.materials.new('platform')
    material.use_nodes = True
    principled = material.node_tree.nodes['Principled BSDF']
    principled.inputs['Base Color'].default_value = (0.3, 0.3, 0.3, 1)
    principled.inputs['Specular'].default_value = 0.1
    mesh.materials.append(material)
    platform = bpy.data.objects.new('platform', mesh)
    scene.collection.objects.link(platform)
    return platform


def place(view, rng, points, from_edge=False):
    """Turn (radians) and shift (mm) that put the object on the platform, whole in the frame when it fits.

    An object that reaches in from outside (`from_edge`, modelled along +x from its free end at the origin) is turned
    so that its far end lies outside.
    """
    best, best_outside = None, None
    wanted = 0.0 if rng.random() < 0.88 else 0.15
    for trial in range(40):
        turn = rng.uniform(0, 2 * math.pi)
        shift = np.array([rng.uniform(-1, 1) * PLATFORM[0] / 2 * 0.75, rng.uniform(-1, 1) * PLATFORM[1] / 2 * 0.6])
        shift *= 1 - trial / 50
        if from_edge:
            shift *= 0.5
        moved = moved_points(points, turn, shift)
        if from_edge:
            return turn, shift
        pixels = view.project(moved)
        outside = np.mean((pixels[:, 0] < 2) | (pixels[:, 1] < 2) |
                          (pixels[:, 0] > FRAME[0] - 2) | (pixels[:, 1] > FRAME[1] - 2))
        if best_outside is None or outside < best_outside:
            best, best_outside = (turn, shift), outside
        if outside <= wanted:
            break
    return best


def moved_points(points, turn, shift):
    cos, sin = math.cos(turn), math.sin(turn)
    moved = points.copy()
    moved[:, 0] = points[:, 0] * cos - points[:, 1] * sin + shift[0]
    moved[:, 1] = points[:, 0] * sin + points[:, 1] * cos + shift[1]
    return moved


def _set_border(box, pixels):
    """Renders this part of the frame with about so many pixels."""
    render = bpy.context.scene.render
    left, top, right, bottom = box
    share = math.sqrt(pixels / ((right - left) * (bottom - top)))
    render.resolution_percentage = int(min(100, max(10, share * 100)))
    render.border_min_x, render.border_max_x = left / FRAME[0], right / FRAME[0]
    render.border_min_y, render.border_max_y = 1 - bottom / FRAME[1], 1 - top / FRAME[1]


def _render(path, samples):
    scene = bpy.context.scene
    scene.cycles.samples = samples
    scene.render.filepath = path
    bpy.ops.render.render(write_still=True)
    image = bpy.data.images.load(path)
    image.colorspace_settings.name = 'Non-Color'
    width, height = image.size
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    os.remove(path)
    return pixels.reshape(height, width, 4)[::-1]


def border_box(view, points):
    """The part of the frame that holds the object and its shadow: left, top, right, bottom in px."""
    thrown = view.shadow_points(points)
    pixels = np.concatenate([view.project(points), view.project(thrown)])
    spread = 22 + 40 * view.light_softness
    low = np.floor(pixels.min(axis=0) - spread)
    high = np.ceil(pixels.max(axis=0) + spread)
    left, top = np.clip(low, 0, np.array(FRAME) - 8).astype(int)
    right, bottom = np.clip(high, 8, np.array(FRAME)).astype(int)
    return left, top, right, bottom


def _calmed(premultiplied):
    """Takes the grain of few samples out and leaves edges: this Blender has no denoiser."""
    encoded = np.sqrt(np.clip(premultiplied, 0, None)).astype(np.float32)
    rgb = cv2.bilateralFilter(np.ascontiguousarray(encoded[..., :3]), 5, 0.07, 1.3)
    alpha = cv2.bilateralFilter(np.ascontiguousarray(encoded[..., 3]), 5, 0.15, 1.3)
    return np.dstack([rgb, alpha]) ** 2


def _fade(box):
    """1 inside, falling to 0 at the sides of the box that lie within the frame: no shadow ends in a straight line."""
    left, top, right, bottom = box
    x, y = np.arange(left, right), np.arange(top, bottom)
    far = np.full_like
    across = np.minimum(x - left if left > 0 else far(x, 99), right - 1 - x if right < FRAME[0] else far(x, 99))
    down = np.minimum(y - top if top > 0 else far(y, 99), bottom - 1 - y if bottom < FRAME[1] else far(y, 99))
    ramp = np.minimum.outer(down, across) / 20
    return np.clip(ramp, 0, 1)


def render_layer(view, objects, platform, points, scratch):
    """Returns (RGBA uint8, shadow uint8, left, top), cropped to what there is to see."""
    box = border_box(view, points)
    width, height = box[2] - box[0], box[3] - box[1]
    _set_border(box, PIXELS)
    platform.visible_camera = False
    platform.visible_transmission = False
    colour = cv2.resize(_calmed(_render(scratch, SAMPLES)), (width, height), interpolation=cv2.INTER_CUBIC)

    for thing in objects:
        thing.visible_camera = False
    platform.visible_camera = True
    platform.is_shadow_catcher = True
    _set_border(box, SHADOW_PIXELS)
    shadow = _render(scratch, SHADOW_SAMPLES)
    light = cv2.GaussianBlur(1 - np.clip(shadow[..., 3], 0, 1), (0, 0), 1.0)
    light = cv2.resize(light, (width, height), interpolation=cv2.INTER_CUBIC)
    light = 1 - (1 - np.clip(light / 0.97, 0, 1)) * _fade(box)
    rgba = straight(colour)
    shade = np.clip(light * 255 + 0.5, 0, 255).astype(np.uint8)
    shade[shade > 250] = 255

    used = (rgba[..., 3] > 3) | (shade < 247)
    rows, columns = np.flatnonzero(used.any(axis=1)), np.flatnonzero(used.any(axis=0))
    if len(rows) == 0:
        raise RuntimeError('the layer is empty')
    top, bottom = max(rows[0] - MARGIN, 0), min(rows[-1] + 1 + MARGIN, height)
    left, right = max(columns[0] - MARGIN, 0), min(columns[-1] + 1 + MARGIN, width)
    return (rgba[top:bottom, left:right], shade[top:bottom, left:right], box[0] + left, box[1] + top)


def straight(premultiplied):
    """8-bit sRGB with straight alpha. Highlights on clear film are brighter than their alpha: the alpha is raised."""
    rgb = np.maximum(premultiplied[..., :3], 0)
    alpha = np.clip(premultiplied[..., 3], 0, 1)
    alpha = np.maximum(alpha, np.minimum(rgb.max(axis=2), 1))
    linear = np.clip(rgb / np.maximum(alpha, 1e-4)[..., None], 0, 1)
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.power(linear, 1 / 2.4) - 0.055)
    encoded[alpha < 0.004] = 0
    return (np.dstack([encoded, alpha]) * 255 + 0.5).astype(np.uint8)


def write_png(path, pixels):
    """An 8-bit L (2-D array) or RGBA (3-D array) file; the bytes depend on the pixels alone."""
    height, width = pixels.shape[:2]
    colour_type = 0 if pixels.ndim == 2 else 6
    rows = pixels.reshape(height, -1)
    raw = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1).tobytes()

    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))

    header = struct.pack('>IIBBBBB', width, height, 8, colour_type, 0, 0, 0)
    partial = path + '.part'
    with open(partial, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(raw, 6)) + chunk(b'IEND', b''))
    os.replace(partial, path)
