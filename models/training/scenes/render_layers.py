"""Renders object layers with Blender: colour with alpha, the shadow on the platform, and a row of labels.

    blender -b --factory-startup -t 1 -P render_layers.py -- --out DIR --from N --to M [--kind KIND]
"""
import argparse
import os
import sys
import time

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import catalogue
import stage
from surfaces import Style

COLUMNS = ('id', 'class', 'severity', 'kind', 'held', 'left', 'top', 'width', 'height', 'frame_width',
           'frame_height', 'tilt', 'light_azimuth', 'light_elevation', 'light_softness', 'seed')


def streams(seed):
    """Separate sources of chance: what is drawn, its shape and paint, its place, the view."""
    return [np.random.default_rng([seed, stream]) for stream in range(4)]


def render(seed, out, only_kind=None):
    """Renders one seed; returns its row."""
    choice_rng, model_rng, place_rng, view_rng = streams(seed)
    choice = catalogue.draw(choice_rng, seed, only_kind)
    view = stage.View(view_rng)
    stage.clear()
    platform = stage.furnish(view, seed)
    model = catalogue.build(choice, Style(model_rng, choice.held))
    from_edge = choice.kind in catalogue.FROM_EDGE
    turn, shift = stage.place(view, place_rng, model.points(), from_edge)
    objects = model.build(lambda points: stage.moved_points(points, turn, shift))
    points = stage.moved_points(model.points(), turn, shift)
    scratch = os.path.join(out, f'.{seed}.exr')
    rgba, shadow, left, top = stage.render_layer(view, objects, platform, points, scratch)
    stage.write_png(os.path.join(out, f'{seed}-shadow.png'), shadow)
    stage.write_png(os.path.join(out, f'{seed}.png'), rgba)
    height, width = shadow.shape
    return (seed, choice.class_path, f'{choice.severity:.3f}' if choice.severity else '0', choice.kind, int(choice.held),
            left, top, width, height, *stage.FRAME, f'{view.tilt:.2f}', f'{view.light_azimuth:.1f}', f'{view.light_elevation:.1f}', f'{view.light_softness:.3f}', seed)


def finished(table):
    """Ids that the table already holds."""
    if not os.path.exists(table):
        return set()
    with open(table, encoding='utf-8') as file:
        header = file.readline()
        if header and header.rstrip('\n').split('\t') != list(COLUMNS):
            raise SystemExit(f'{table}: expected the columns {" ".join(COLUMNS)}; remove the folder to render its layers again')
        return {line.split('\t', 1)[0] for line in (header, *file) if line.endswith('\n')}


def main():
    parser = argparse.ArgumentParser(prog='render_layers')
    parser.add_argument('--out', required=True)
    parser.add_argument('--from', dest='first', type=int, required=True)
    parser.add_argument('--to', dest='end', type=int, required=True, help='the seed after the last')
    parser.add_argument('--kind', help='render this kind only, for looking at it')
    options = parser.parse_args(sys.argv[sys.argv.index('--') + 1:])
    os.makedirs(options.out, exist_ok=True)
    table = os.path.join(options.out, 'layers.tsv')
    done = finished(table)
    with open(table, 'a', encoding='utf-8') as rows:
        if not done:
            rows.write('\t'.join(COLUMNS) + '\n')
        for seed in range(options.first, options.end):
            if str(seed) in done:
                continue
            started = time.monotonic()
            row = render(seed, options.out, options.kind)
            rows.write('\t'.join(map(str, row)) + '\n')
            rows.flush()
            print(f'layer {seed} {row[COLUMNS.index("kind")]} {time.monotonic() - started:.2f} s', flush=True)


if __name__ == '__main__':
    main()
