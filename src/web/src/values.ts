import type { LayerValues, StyleClass } from './documents';

/** What stands in one place, as it is told. */
export interface Cell {
  /** Undefined where there is none; the status says why. */
  readonly value: number | undefined;
  readonly status: string;
  readonly reason: string | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly reliability: string | undefined;
}

/** Values of one layer and year, by the place of the area among the vintage's. */
export class Values {
  private readonly statuses = new Map<number, string>();
  private readonly reasons = new Map<number, string>();

  constructor(private readonly document: LayerValues) {
    for (const [status, places] of Object.entries(document.status)) {
      for (const place of places) this.statuses.set(place, status);
    }
    for (const [reason, places] of Object.entries(document.reason ?? {})) {
      for (const place of places) this.reasons.set(place, reason);
    }
  }

  get size(): number {
    return this.document.count;
  }

  get year(): number {
    return this.document.year;
  }

  get vintage(): string {
    return this.document.vintage;
  }

  value(place: number): number | undefined {
    return this.document.values[place] ?? undefined;
  }

  cell(place: number): Cell {
    return {
      value: this.value(place),
      status: this.statuses.get(place) ?? 'normal',
      reason: this.reasons.get(place),
      low: this.document.low?.[place] ?? undefined,
      high: this.document.high?.[place] ?? undefined,
      reliability: this.document.reliability?.[place] ?? undefined,
    };
  }

  /** All that there are, ascending. */
  sorted(): number[] {
    return this.document.values.filter((value): value is number => value !== null).sort((a, b) => a - b);
  }
}

/** The class that a value is in; -1 where it is in none, as zero is that has no symbol. */
export function classOf(classes: readonly StyleClass[], value: number): number {
  for (let i = classes.length - 1; i >= 0; i--) {
    if (isIn(classes[i] as StyleClass, value)) return i;
  }
  return -1;
}

function isIn(
  { from, to, from_included: fromHere = true, to_included: toHere = false }: StyleClass,
  value: number,
): boolean {
  const above = from === undefined || from === null || (fromHere ? value >= from : value > from);
  const below = to === undefined || to === null || (toHere ? value <= to : value < to);
  return above && below;
}

/** Where a value stands among all: the share of values that are below it. */
export function rank(sorted: readonly number[], value: number): number {
  if (!sorted.length) return NaN;
  return first(sorted, (other) => other >= value) / sorted.length;
}

function first(sorted: readonly number[], is: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(sorted[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A bar of a histogram. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Bars of equal width from the least to the largest value, which the last holds too; none where there are no values. */
export function histogram(sorted: readonly number[], bars: number): Bar[] {
  const least = sorted[0];
  const largest = sorted[sorted.length - 1];
  if (least === undefined || largest === undefined) return [];
  if (least === largest) return [{ from: least, to: largest, count: sorted.length }];
  const width = (largest - least) / bars;
  const counts = new Array<number>(bars).fill(0);
  for (const value of sorted) {
    const bar = Math.min(bars - 1, Math.floor((value - least) / width));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return counts.map((count, i) => ({ from: least + i * width, to: least + (i + 1) * width, count }));
}
