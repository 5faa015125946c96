import type { Areas } from './areas';
import type { Layer, LayerStyle, StyleClass } from './documents';
import type { Paint } from './map';
import { type Hatch, hatchColor, hatchOf } from './hatch';
import { type Values, classOf } from './values';

/** What a map shows: a layer in a year, or what changed since another. */
export interface Shown {
  readonly layer: Layer;
  readonly year: number;
  readonly areas: Areas;
  readonly values: Values;
  readonly style: LayerStyle;
  /** Values of the earlier year, where change is shown. */
  readonly before: Values | undefined;
}

/** From violet over near white to orange (ColorBrewer's PuOr): told apart by the colour-blind too. */
const CHANGES = ['#5e3c99', '#b2abd2', '#f2f0f7', '#fdb863', '#e66101'];

/**
 * What changed in an area: per cent of counts, otherwise the difference in the layer's own unit. Undefined where either year has no
 * value, or a count was nothing before.
 */
export function changeOf(layer: Layer, before: number | undefined, after: number | undefined): number | undefined {
  if (before === undefined || after === undefined) return undefined;
  if (layer.measure !== 'count') return after - before;
  return before === 0 ? undefined : (100 * (after - before)) / before;
}

/** Whether a difference between two values says something: a type of area is no number. */
export function canChange({ measure }: Layer): boolean {
  return measure !== 'class';
}

/** What a change is told in. */
export function changeUnit(layer: Layer, points: string): string {
  if (layer.measure === 'count') return '%';
  return layer.unit === '%' ? points : layer.unit;
}

/** What is told of an area on the map. */
export function shownValue({ layer, values, before }: Shown, place: number): number | undefined {
  const value = values.value(place);
  return before ? changeOf(layer, before.value(place), value) : value;
}

export function shownSorted(shown: Shown): number[] {
  const { values } = shown;
  if (!shown.before) return values.sorted();
  const all: number[] = [];
  for (let place = 0; place < values.size; place++) {
    const value = shownValue(shown, place);
    if (value !== undefined) all.push(value);
  }
  return all.sort((a, b) => a - b);
}

/**
 * Five classes around no change, as far to both sides: of the areas that changed, the middle holds the fifth that changed least, the
 * ends the fifth that changed most.
 */
export function changeClasses(changes: readonly number[], text: (value: number) => string): StyleClass[] {
  if (!changes.length) return [];
  const sizes = changes
    .filter((change) => change !== 0)
    .map(Math.abs)
    .sort((a, b) => a - b);
  if (!sizes.length) return [{ from: null, to: null, color: CHANGES[2] as string, label: text(0) }];
  const at = (share: number) => rounded(sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0);
  const small = at(0.2);
  const large = Math.max(at(0.8), small);
  const limits = small === large ? [-large, -large / 10, large / 10, large] : [-large, -small, small, large];
  return CHANGES.map((color, i) => {
    const from = limits[i - 1] ?? null;
    const to = limits[i] ?? null;
    const label =
      from === null ? `< ${text(to ?? 0)}` : to === null ? `≥ ${text(from)}` : `${text(from)} – ${text(to)}`;
    return { from, to, color, label };
  });
}

/** To two digits that count. */
function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(2));
}

/** How areas are drawn by what is known of them. */
export function paintOf(shown: Shown): Paint {
  const { values, style } = shown;
  const symbols = !shown.before && style.kind === 'symbols';
  const colors: string[] = [];
  const sizes: number[] = [];
  const hatched = new Map<Hatch, number[]>();
  const mark = (hatch: Hatch, place: number) => {
    const places = hatched.get(hatch);
    if (places) places.push(place);
    else hatched.set(hatch, [place]);
  };
  for (let place = 0; place < values.size; place++) {
    const { status, reliability } = values.cell(place);
    const value = shownValue(shown, place);
    const one = value === undefined ? undefined : style.classes[classOf(style.classes, value)];
    colors.push(one?.color ?? EMPTY);
    sizes.push(one?.size ?? 0);
    if (value === undefined)
      mark(hatchOf(shown.before && values.value(place) !== undefined ? 'missing' : status), place);
    else if (reliability === 'low') mark('uncertain', place);
  }
  const ground = symbols ? style.area : EMPTY;
  return {
    colors,
    sizes: symbols ? sizes : undefined,
    hatched,
    hatchColor: (hatch) => hatchColor(hatch, style),
    ground,
    outline: style.outline,
  };
}

/** Below hatchings. */
const EMPTY = '#ffffff';
