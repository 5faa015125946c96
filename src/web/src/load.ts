import { Areas } from './areas';
import type { AreaTopology, Documents, Layer, LayerStyle, LayerYear, Vintage } from './documents';
import { type Fetched, type Page, useFetched, vintageOf } from './page';
import { type Shown, canChange, changeClasses, changeOf } from './shown';
import { Values } from './values';
import type { Choice } from './view';

/** The layer that is chosen, or the first there is. */
export function layerOf(page: Page, choice: Choice): Layer | undefined {
  return page.catalogue.layers.find(({ name }) => name === choice.layer) ?? page.catalogue.layers[0];
}

/** The year of a layer that is chosen, or the latest. */
export function yearOf(layer: Layer, choice: Choice): number {
  const years = layer.years.map(({ year }) => year);
  return choice.year !== undefined && years.includes(choice.year) ? choice.year : (years[years.length - 1] ?? 0);
}

/**
 * Detail that serves where a pixel is so many metres: the coarsest generalisation below that, else the finest; all detail only where there is
 * nothing else.
 */
export function toleranceFor(vintage: Vintage, resolution: number): number {
  const coarse = vintage.tolerances.filter((tolerance) => tolerance > 0).sort((a, b) => b - a);
  return coarse.find((tolerance) => tolerance <= resolution) ?? coarse[coarse.length - 1] ?? 0;
}

const decoded = new WeakMap<AreaTopology, Areas>();

/** Areas as the map needs them; those that were decoded once stay. */
export async function areasOf(documents: Documents, vintage: string, tolerance: number): Promise<Areas> {
  const topology = await documents.areas(vintage, tolerance);
  let areas = decoded.get(topology);
  if (!areas) decoded.set(topology, (areas = Areas.of(topology)));
  return areas;
}

/** Earlier years that a year's values can be set beside: of the same areas, and no break between. */
export function comparable(layer: Layer, year: number): LayerYear[] {
  if (!canChange(layer)) return [];
  const here = layer.years.findIndex((one) => one.year === year);
  const last = layer.years.slice(0, here + 1).findLastIndex((one) => one.break);
  return layer.years.slice(Math.max(last, 0), here).filter((one) => one.vintage === layer.years[here]?.vintage);
}

/** Larger areas that readers know, of the year that is shown: kommuner, or län where these are shown. */
export function useSurroundings(
  page: Page,
  division: string,
  year: number,
  resolution: number | undefined,
): Areas | undefined {
  const id = ['kommun', 'lan'].find((one) => one !== division && (one !== 'kommun' || division !== 'lan'));
  const vintages = page.catalogue.divisions.find((one) => one.id === id)?.vintages ?? [];
  const vintage =
    vintages.find(({ from, to }) => (from === null || from <= year) && (to === null || year <= to)) ?? vintages[0];
  const tolerance = vintage && resolution !== undefined ? toleranceFor(vintage, resolution) : 0;
  const key = resolution === undefined ? undefined : `around ${division} ${vintage?.id} ${tolerance}`;
  return useFetched(key, async () =>
    vintage && division !== 'lan' ? areasOf(page.documents, vintage.id, tolerance) : undefined,
  ).found;
}

/**
 * What a choice shows, fetched when it changes: another year or indicator moves numbers only.
 *
 * @param resolution metres for a pixel; nothing is fetched before that is known, which borders follow from
 */
export function useShown(
  page: Page,
  choice: Choice,
  since: number | undefined,
  resolution: number | undefined,
): Fetched<Shown> {
  const layer = layerOf(page, choice);
  const year = layer ? yearOf(layer, choice) : 0;
  const told = layer?.years.find((one) => one.year === year);
  const vintage = told && vintageOf(page.catalogue, told.vintage);
  const tolerance = vintage && resolution !== undefined ? toleranceFor(vintage, resolution) : 0;
  const earlier = layer && comparable(layer, year).some((one) => one.year === since) ? since : undefined;
  const key = resolution === undefined ? undefined : [layer?.name, year, earlier, vintage?.id, tolerance].join(' ');
  return useFetched(key, async () => {
    if (!layer || !vintage) throw new Error(page.texts.nothing);
    const { documents } = page;
    const [areas, values, before] = await Promise.all([
      areasOf(documents, vintage.id, tolerance),
      documents.values(layer.name, year),
      earlier === undefined ? undefined : documents.values(layer.name, earlier),
    ]);
    // Places are those of a vintage at one time: numbers never go to other areas.
    if (values.count !== areas.all.length || values.vintage !== vintage.id)
      throw new Error(page.texts.changedMeanwhile);
    return shown(page, layer, year, areas, new Values(values), before && new Values(before), values.style);
  });
}

function shown(
  page: Page,
  layer: Layer,
  year: number,
  areas: Areas,
  values: Values,
  before: Values | undefined,
  style: LayerStyle,
): Shown {
  if (!before) return { layer, year, areas, values, style, before };
  const changes: number[] = [];
  for (let place = 0; place < values.size; place++) {
    const change = changeOf(layer, before.value(place), values.value(place));
    if (change !== undefined) changes.push(change);
  }
  const decimals = layer.measure === 'count' ? 1 : layer.decimals;
  const classes = changeClasses(changes, (value) => page.numbers.signed(value, decimals));
  return { layer, year, areas, values, before, style: { ...style, kind: 'choropleth', classes } };
}
