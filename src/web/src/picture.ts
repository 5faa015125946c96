import { hatchColor, hatchPattern } from './hatch';
import type { AreaMap } from './map';
import { keyOf } from './key';
import { type Page, divisionTitle } from './page';
import { heading } from './pane';
import { type Shown, changeUnit } from './shown';

/** Pixels around and between what stands in a picture, before the screen's own ratio. */
const MARGIN = 16;
const LINE = 20;

/** The map as a picture that can stand alone: with title, legend, year and source. */
export async function pictureOf(page: Page, shown: Shown, map: AreaMap): Promise<HTMLCanvasElement> {
  const drawn = await map.picture();
  const ratio = window.devicePixelRatio;
  const { style, layer } = shown;
  const legend = keyOf(shown, page.texts);
  const side = 240;
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width + side * ratio;
  canvas.height =
    Math.max(
      drawn.height,
      (legend.reduce((sum, { size = 0 }) => sum + Math.max(LINE, size + 2), 0) + 4 * LINE) * ratio,
    ) +
    (2 * LINE + 3 * MARGIN) * ratio;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, (LINE + 2 * MARGIN) * ratio);
  pen.scale(ratio, ratio);
  pen.fillStyle = '#111';
  pen.textBaseline = 'middle';
  pen.font = '600 18px system-ui, sans-serif';
  pen.fillText(heading(page, shown), MARGIN, MARGIN + LINE / 2);
  pen.font = '13px system-ui, sans-serif';
  const left = drawn.width / ratio + MARGIN;
  let top = LINE + 2 * MARGIN + LINE / 2;
  pen.fillText(shown.before ? changeUnit(layer, page.texts.points) : layer.unit, left, top);
  for (const { color, label, hatch, size } of legend) {
    top += size ? Math.max(LINE, size + 2) : LINE;
    pen.fillStyle = color;
    pen.strokeStyle = style.outline;
    pen.beginPath();
    if (size) pen.arc(left + 14, top, size / 2, 0, 2 * Math.PI);
    else pen.rect(left, top - 7, 28, 14);
    pen.fill();
    if (hatch) {
      pen.fillStyle = hatchPattern(pen, hatch, hatchColor(hatch, style), 1);
      pen.fill();
    }
    if (!size) pen.stroke();
    pen.fillStyle = '#111';
    pen.fillText(label, left + 40, top, side - 60);
  }
  const source = `${page.texts.source}: ${layer.source || page.catalogue.title}${layer.derived ? ` ${page.texts.derivedNote}` : ''}. ${divisionTitle(page.catalogue, layer)}, ${shown.year}.`;
  pen.fillText(source, MARGIN, canvas.height / ratio - MARGIN - LINE / 2, canvas.width / ratio - 2 * MARGIN);
  return canvas;
}
