/** What is looked at, as far as it stands in the page's address. */
export interface View {
  readonly first: Choice;
  /** On a second map. */
  readonly second: Choice | undefined;
  /** The year that change is shown since, if it is. */
  readonly since: number | undefined;
  /** Codes of chosen areas, of the first map. */
  readonly areas: readonly string[];
  readonly tab: Tab;
  readonly at: Place | undefined;
  /** Own boundaries, packed. */
  readonly own: string | undefined;
}

export interface Choice {
  readonly layer: string;
  /** The latest if it is not told. */
  readonly year: number | undefined;
}

/** EPSG:3006 and metres for a pixel. */
export interface Place {
  readonly e: number;
  readonly n: number;
  readonly resolution: number;
}

export const TABS = ['map', 'table', 'area', 'own', 'effect', 'share'] as const;
export type Tab = (typeof TABS)[number];

/** Areas that can be compared. */
export const MOST_AREAS = 5;

/** What a page's address says, the part after the hash; what it does not say, or not understandably, is left open. */
export function read(hash: string): Partial<View> {
  const told = new URLSearchParams(hash.replace(/^#/, ''));
  const number = (name: string) => {
    const value = Number(told.get(name));
    return told.get(name) && Number.isFinite(value) ? value : undefined;
  };
  const choice = (layer: string, year: string): Choice | undefined => {
    const name = told.get(layer);
    return name ? { layer: name, year: number(year) } : undefined;
  };
  const first = choice('layer', 'year');
  const second = choice('layer2', 'year2');
  const [e, n, resolution] = (told.get('at') ?? '').split(',').map(Number);
  const at =
    e && n && resolution && Number.isFinite(e + n + resolution) && resolution > 0 ? { e, n, resolution } : undefined;
  const tab = TABS.find((known) => known === told.get('tab'));
  return {
    ...(first && { first }),
    ...(second && { second }),
    ...(number('since') !== undefined && { since: number('since') }),
    areas: (told.get('areas') ?? '').split(',').filter(Boolean).slice(0, MOST_AREAS),
    ...(tab && { tab }),
    ...(at && { at }),
    ...(told.get('own') && { own: told.get('own') as string }),
  };
}

/** The part of the address after the hash that {@link read} understands. */
export function write(view: View): string {
  const told: [string, string | number | undefined][] = [
    ['layer', view.first.layer],
    ['year', view.first.year],
    ['since', view.since],
    ['layer2', view.second?.layer],
    ['year2', view.second?.year],
    ['areas', view.areas.join(',')],
    ['tab', view.tab === 'map' ? undefined : view.tab],
    [
      'at',
      view.at && [Math.round(view.at.e), Math.round(view.at.n), Number(view.at.resolution.toPrecision(4))].join(','),
    ],
    ['own', view.own],
  ];
  const parts = told.filter(([, value]) => value !== undefined && value !== '');
  // Commas and colons are legal in a fragment, and readable.
  return (
    '#' +
    parts
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value)).replace(/%2C/g, ',').replace(/%3A/g, ':')}`)
      .join('&')
  );
}
