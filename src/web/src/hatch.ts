import type { LayerStyle } from './documents';

/** How areas without a value are drawn, as on the layer's other maps; and estimates that are little worth. */
export type Hatch = 'missing' | 'suppressed' | 'not_applicable' | 'uncertain';

/** Pixels from one line of a hatching to the next. */
const STEP = 7;

/** Lines over a tile of that size: from, to. */
const LINES: Readonly<Record<Hatch, readonly (readonly [number, number, number, number])[]>> = {
  missing: [[0, STEP, STEP, 0]],
  suppressed: [
    [0, STEP, STEP, 0],
    [0, 0, STEP, STEP],
  ],
  not_applicable: [[0, STEP / 2, STEP, STEP / 2]],
  uncertain: [[0, 0, STEP, STEP]],
};

/** The hatching for a status that has no value. */
export function hatchOf(status: string): Hatch {
  if (status === 'suppressed') return 'suppressed';
  return status === 'not_applicable' || status === 'outside' ? 'not_applicable' : 'missing';
}

export function hatchColor(hatch: Hatch, style: LayerStyle): string {
  return hatch === 'uncertain' ? 'rgba(255,255,255,.8)' : style[hatch];
}

/** The lines as an SVG path, so many tiles wide and high. */
export function hatchPath(hatch: Hatch, columns: number, rows: number): string {
  let path = '';
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      for (const [x1, y1, x2, y2] of LINES[hatch]) {
        path += `M${x1 + i * STEP} ${y1 + j * STEP}L${x2 + i * STEP} ${y2 + j * STEP}`;
      }
    }
  }
  return path;
}

/** A pattern for a canvas whose pixels are so many times smaller than the page's. */
export function hatchPattern(pen: CanvasRenderingContext2D, hatch: Hatch, color: string, ratio: number): CanvasPattern {
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(STEP * ratio);
  const small = tile.getContext('2d');
  if (!small) throw new Error('no canvas');
  small.scale(ratio, ratio);
  small.strokeStyle = color;
  small.lineWidth = hatch === 'uncertain' ? 2 : 1;
  small.lineCap = 'square';
  small.stroke(new Path2D(hatchPath(hatch, 1, 1)));
  const pattern = pen.createPattern(tile, 'repeat');
  if (!pattern) throw new Error('no canvas');
  return pattern;
}
