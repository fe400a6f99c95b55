"""Pastes layers with their shadows onto plain tiles, to be looked at.

    python3 contact_sheet.py --layers DIR --out FILE [--columns 10] [--tile 160] [--from N] [--to M]
"""
import argparse
import csv
import os

import numpy as np
from PIL import Image, ImageDraw

GROUNDS = ((150, 150, 152), (52, 54, 58), (142, 104, 70))


def tile(folder, row, side, number):
    """One layer on its ground, scaled to fit a square."""
    colour = np.asarray(Image.open(os.path.join(folder, row['id'] + '.png')).convert('RGBA'), np.float32)
    shadow = np.asarray(Image.open(os.path.join(folder, row['id'] + '-shadow.png')).convert('L'), np.float32) / 255
    ground = np.array(GROUNDS[number % len(GROUNDS)], np.float32) * np.ones(colour.shape[:2] + (1,), np.float32)
    lit = ground * shadow[..., None] ** (1 / 2.2)
    alpha = colour[..., 3:] / 255
    picture = Image.fromarray((colour[..., :3] * alpha + lit * (1 - alpha)).astype(np.uint8))
    scale = min(side / picture.width, side / picture.height, 1.5)
    picture = picture.resize((max(int(picture.width * scale), 1), max(int(picture.height * scale), 1)), Image.LANCZOS)
    square = Image.new('RGB', (side, side), GROUNDS[number % len(GROUNDS)])
    square.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return square


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--layers', required=True)
    parser.add_argument('--out', required=True)
    parser.add_argument('--columns', type=int, default=10)
    parser.add_argument('--tile', type=int, default=160)
    parser.add_argument('--from', dest='first', type=int, default=0)
    parser.add_argument('--to', dest='end', type=int, default=2 ** 62)
    options = parser.parse_args()
    with open(os.path.join(options.layers, 'layers.tsv'), encoding='utf-8') as file:
        rows = [r for r in csv.DictReader(file, delimiter='\t') if options.first <= int(r['id']) < options.end]
    side, caption = options.tile, 24
    lines = -(-len(rows) // options.columns)
    sheet = Image.new('RGB', (options.columns * side, lines * (side + caption)), 'white')
    pen = ImageDraw.Draw(sheet)
    for number, row in enumerate(rows):
        x, y = number % options.columns * side, number // options.columns * (side + caption)
        sheet.paste(tile(options.layers, row, side, number), (x, y))
        held = ' held' if row['held'] == '1' else ''
        degree = f" {float(row['severity']):.2f}" if float(row['severity']) > 0 else ''
        pen.text((x + 2, y + side), f"{row['id']}{held}\n{row['kind']}{degree}", fill='black', spacing=0)
    sheet.save(options.out)


if __name__ == '__main__':
    main()
