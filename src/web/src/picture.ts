import { hatchColor, hatchPattern } from './hatch';
import type { AreaMap } from './map';
import { type Page, divisionTitle, statusText } from './page';
import { heading } from './pane';
import type { Shown } from './shown';

/** Pixels around and between what stands in a picture, before the screen's own ratio. */
const MARGIN = 16;
const LINE = 20;

/** What has no value, in a picture's legend. */
const HATCHES = ['missing', 'suppressed', 'not_applicable'] as const;

/** The map as a picture that can stand alone: with title, legend, year and source. */
export async function pictureOf(page: Page, shown: Shown, map: AreaMap): Promise<HTMLCanvasElement> {
  const drawn = await map.picture();
  const ratio = window.devicePixelRatio;
  const { style, layer } = shown;
  const legend = [
    ...style.classes.map(({ color, label }) => ({ color, label, hatch: undefined })),
    ...HATCHES.map((hatch) => ({ color: '#fff', label: statusText(page.texts, hatch), hatch })),
  ];
  const side = 240;
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width + side * ratio;
  canvas.height = Math.max(drawn.height, (legend.length + 4) * LINE * ratio) + (2 * LINE + 3 * MARGIN) * ratio;
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
  pen.fillText(layer.unit, left, top);
  for (const { color, label, hatch } of legend) {
    top += LINE;
    pen.fillStyle = color;
    pen.fillRect(left, top - 7, 28, 14);
    if (hatch) {
      pen.fillStyle = hatchPattern(pen, hatch, hatchColor(hatch, style), 1);
      pen.fillRect(left, top - 7, 28, 14);
    }
    pen.strokeStyle = style.outline;
    pen.strokeRect(left, top - 7, 28, 14);
    pen.fillStyle = '#111';
    pen.fillText(label, left + 36, top, side - 60);
  }
  const source = `${page.texts.source}: ${layer.source || page.catalogue.title}${layer.derived ? ` ${page.texts.derivedNote}` : ''}. ${divisionTitle(page.catalogue, layer)}, ${shown.year}.`;
  pen.fillText(source, MARGIN, canvas.height / ratio - MARGIN - LINE / 2, canvas.width / ratio - 2 * MARGIN);
  return canvas;
}
