import { type Hatch, hatchOf } from './hatch';
import { statusText } from './page';
import { type Shown, shownSorted } from './shown';
import type { Texts } from './texts';
import { classOf } from './values';

/** A line of the legend. */
export interface KeyItem {
  readonly label: string;
  readonly color: string;
  /** Over the colour. */
  readonly hatch?: Hatch;
  /** Pixels across, of symbols. */
  readonly size?: number;
  /** Areas that are drawn so. */
  readonly count: number;
}

/** What a map's colours, symbols and hatchings mean: all classes, and of the rest what there is. */
export function keyOf(shown: Shown, texts: Texts): KeyItem[] {
  const { style, values } = shown;
  const counts = new Array<number>(style.classes.length).fill(0);
  for (const value of shownSorted(shown)) {
    const number = classOf(style.classes, value);
    if (number >= 0) counts[number] = (counts[number] ?? 0) + 1;
  }
  const others = new Map<string, { hatch: Hatch; count: number }>();
  const add = (label: string, hatch: Hatch) => others.set(label, { hatch, count: (others.get(label)?.count ?? 0) + 1 });
  for (let place = 0; place < values.size; place++) {
    const { value, status, reliability } = values.cell(place);
    if (value === undefined) add(statusText(texts, status), hatchOf(status));
    else if (reliability === 'low') add(texts.low, 'uncertain');
  }
  return [
    ...style.classes.map(({ label, color, size }, i) => ({
      label,
      color,
      count: counts[i] ?? 0,
      ...(size && !shown.before ? { size } : {}),
    })),
    ...[...others].map(([label, { hatch, count }]) => ({
      label,
      color: hatch === 'uncertain' ? '#bbbbbb' : '#ffffff',
      hatch,
      count,
    })),
  ];
}
