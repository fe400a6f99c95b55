"""Sheets and other meshes, in mm, and the folds and crumples that deform them."""
import bpy
import numpy as np
from scipy.interpolate import LinearNDInterpolator

from stage import UNIT


class Model:
    """The meshes of one object before they are placed: each is vertices (n, 3), quads, texture coordinates, material."""

    def __init__(self):
        self.parts = []

    def add(self, vertices, faces, uvs, material, smooth=False, thickness=0.0):
        self.parts.append([np.asarray(vertices, np.float64), np.asarray(faces), uvs, material, smooth, thickness])

    def sheet(self, grid, material, smooth=False, thickness=0.0):
        """A grid of points (rows, columns, 3); u runs along the columns, v along the rows."""
        rows, columns = grid.shape[:2]
        index = np.arange(rows * columns).reshape(rows, columns)
        faces = np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], axis=-1).reshape(-1, 4)
        v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing='ij')
        uvs = np.stack([u, v], axis=-1).reshape(-1, 2)[faces.ravel()]
        self.add(grid.reshape(-1, 3), faces, uvs, material, smooth, thickness)

    def deform(self, change):
        """Moves every vertex by one function of its position, so that joined edges stay joined."""
        for part in self.parts:
            part[0] = change(part[0])

    def crumple(self, rng, cell, amplitude):
        """One field of facets over all parts, so that joined edges stay joined."""
        moved = crumple(self.points(), rng, cell, amplitude)
        start = 0
        for part in self.parts:
            count = len(part[0])
            part[0] = moved[start:start + count]
            start += count

    def settle(self):
        """Puts the lowest point on the platform and the middle over the origin."""
        points = self.points()
        low, high = points.min(axis=0), points.max(axis=0)
        shift = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2] - 0.3])
        for part in self.parts:
            part[0] = part[0] - shift

    def points(self):
        return np.concatenate([part[0] for part in self.parts])

    def build(self, move):
        """Blender objects of the parts, moved by `move`."""
        objects = []
        for vertices, faces, uvs, material, smooth, thickness in self.parts:
            mesh = bpy.data.meshes.new('part')
            mesh.vertices.add(len(vertices))
            mesh.vertices.foreach_set('co', (move(vertices) * UNIT).astype(np.float32).ravel())
            corners = faces.shape[1]
            mesh.loops.add(faces.size)
            mesh.loops.foreach_set('vertex_index', faces.astype(np.int32).ravel())
            mesh.polygons.add(len(faces))
            mesh.polygons.foreach_set('loop_start', np.arange(0, faces.size, corners, dtype=np.int32))
            mesh.polygons.foreach_set('loop_total', np.full(len(faces), corners, np.int32))
            mesh.polygons.foreach_set('use_smooth', np.full(len(faces), smooth))
            if uvs is not None:
                mesh.uv_layers.new().data.foreach_set('uv', uvs.astype(np.float32).ravel())
            mesh.update(calc_edges=True)
            mesh.materials.append(material)
            thing = bpy.data.objects.new('part', mesh)
            bpy.context.scene.collection.objects.link(thing)
            if thickness:
                solid = thing.modifiers.new('thickness', 'SOLIDIFY')
                solid.thickness = thickness * UNIT
                solid.offset = -1
            objects.append(thing)
        return objects


def panel(corner, along, across, step=None):
    """A flat grid from a corner along two edge vectors; v grows along `across`."""
    corner, along, across = (np.asarray(a, np.float64) for a in (corner, along, across))
    step = step or max(5.0, max(np.linalg.norm(along), np.linalg.norm(across)) / 44)
    columns = max(int(np.linalg.norm(along) / step), 2) + 1
    rows = max(int(np.linalg.norm(across) / step), 2) + 1
    v, u = np.meshgrid(np.linspace(0, 1, rows), np.linspace(0, 1, columns), indexing='ij')
    return corner + u[..., None] * along + v[..., None] * across


def lathe(profile, segments=40):
    """A body of revolution about z from (radius, z) pairs, as a grid."""
    profile = np.asarray(profile, np.float64)
    angle = np.linspace(0, 2 * np.pi, segments + 1)
    radius, z = profile[:, 0][:, None], profile[:, 1][:, None]
    return np.stack([radius * np.cos(angle), radius * np.sin(angle), z + 0 * angle], axis=-1)


def turned(points, axis, angle):
    """Points turned about a coordinate axis (0, 1, 2) through the origin."""
    cos, sin = np.cos(angle), np.sin(angle)
    a, b = [(1, 2), (2, 0), (0, 1)][axis]
    result = points.copy()
    result[..., a] = points[..., a] * cos - points[..., b] * sin
    result[..., b] = points[..., a] * sin + points[..., b] * cos
    return result


def folded(points, plane_point, normal):
    """What lies beyond the plane is mirrored back: how a stiff shell dents, with sharp creases and no stretch."""
    normal = np.asarray(normal, np.float64) / np.linalg.norm(normal)
    distance = (points - plane_point) @ normal
    return points - np.maximum(distance, 0)[..., None] * 2 * normal


def crumple(points, rng, cell, amplitude, flat=False, stretch=1.0):
    """Moves points by a field that is linear in random tetrahedra (triangles if `flat`): facets with sharp ridges.

    Flat fields move along z only. `stretch` draws the facets out in a random direction.
    """
    shape = points.shape
    source = points.reshape(-1, 3)
    place = source.copy()
    if stretch != 1:
        place = turned(place, 2, rng.uniform(0, np.pi))
        place[:, 0] /= stretch
    size = 2 if flat else 3
    place = place[:, :size]
    low, high = place.min(axis=0) - cell * 2, place.max(axis=0) + cell * 2
    count = int(np.clip(np.prod((high - low) / cell), 12, 700))
    seeds = rng.uniform(low, high, (count, size))
    box = np.stack(np.meshgrid(*[(a - cell, b + cell) for a, b in zip(low, high)]), axis=-1).reshape(-1, size)
    seeds = np.concatenate([seeds, box])
    values = rng.normal(0, amplitude, (len(seeds), 1 if flat else 3))
    moved = LinearNDInterpolator(seeds, values)(place)
    result = source.copy()
    if flat:
        result[:, 2] += moved[:, 0]
    else:
        result += moved
    return result.reshape(shape)


def bevelled_box(size, radius, steps=3, fine=14):
    """A rounded cuboid's six faces as grids, in the order +x -x +y -y +z -z, standing on z = 0."""
    half = np.array(size) / 2
    radius = min(radius, half.min() * 0.98)
    faces = []
    for axis in range(3):
        for sign in (1, -1):
            a, b = [(1, 2), (2, 0), (0, 1)][axis]
            coordinates = []
            for edge in (half[a], half[b]):
                inner = np.linspace(-edge + radius, edge - radius, fine)
                bend = radius * np.sin(np.linspace(0, np.pi / 4, steps + 1))[1:]
                coordinates.append(np.concatenate([-(edge - radius) - bend[::-1], inner, edge - radius + bend]))
            v, u = np.meshgrid(coordinates[1], coordinates[0], indexing='ij')
            grid = np.zeros(u.shape + (3,))
            grid[..., a], grid[..., b], grid[..., axis] = u, v, sign * half[axis]
            core = np.clip(grid, -half + radius, half - radius)
            offset = grid - core
            length = np.linalg.norm(offset, axis=-1, keepdims=True)
            grid = core + offset / np.maximum(length, 1e-9) * radius
            faces.append(grid[:, ::-1] if sign < 0 else grid)
    for grid in faces:
        grid[..., 2] += half[2]
    return faces
