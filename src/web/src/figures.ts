import { useEffect, useRef, useState } from 'preact/hooks';
import type { Catalogue, Layer } from './documents';
import { type OwnArea, toGeoJson } from './own';
import type { Page } from './page';

/** A row of the answer to re-aggregation. */
export interface Figure {
  readonly target_id: string;
  readonly target_name: string;
  readonly year: number;
  readonly indicator: string;
  readonly value: number | null;
  readonly status: string;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly interval_low: number | null;
  readonly interval_high: number | null;
  readonly reliability: string | null;
  readonly coverage: number | null;
  readonly cut_share: number | null;
  readonly series_break: boolean;
  readonly derived_from: string | null;
}

/** What is known of own boundaries. */
export interface Figures {
  /** By the boundary's id, so that no figure stands under another's name while the next answer is waited for. */
  readonly byTarget: ReadonlyMap<string, readonly Figure[]>;
  /** What the server says of the answer as a whole, such as that it repaired boundaries. */
  readonly notes: readonly string[];
  readonly trouble: string | undefined;
  readonly waiting: boolean;
}

/** Boundaries as they are now; corners that are still being dragged are not done. */
export interface Changes {
  readonly number: number;
  readonly done: boolean;
}

const NONE: Figures = { byTarget: new Map(), notes: [], trouble: undefined, waiting: false };

/** What a whole has whose parts have it. */
const SUMMABLE = new Set(['count', 'ratio', 'mean', 'density', 'criteria']);

export function isSummable({ measure }: Layer): boolean {
  return SUMMABLE.has(measure);
}

/** The division whose areas are the smallest, of those that have an indicator. */
export function finestDivision({ divisions, layers }: Catalogue, indicator: string): string {
  const size = (division: string) =>
    Math.max(0, ...(divisions.find(({ id }) => id === division)?.vintages.map(({ areas }) => areas) ?? []));
  const having = layers.filter((one) => one.indicator === indicator).map((one) => one.division);
  return having.reduce((a, b) => (size(b) > size(a) ? b : a), having[0] ?? '');
}

/**
 * Figures of own boundaries for indicators: while a corner is dragged those of the first indicator for the year that is shown, and of all
 * for all years at its end.
 *
 * @param ids of the boundaries, in their order
 * @param again counts wishes to ask once more
 */
export function useFigures(
  page: Page,
  areas: readonly OwnArea[],
  ids: readonly string[],
  indicators: readonly string[],
  layer: Layer,
  year: number,
  changes: Changes,
  again: number,
): Figures {
  const [figures, setFigures] = useState<Figures>(NONE);
  const asking = useRef<AbortController>(undefined);
  useEffect(() => {
    asking.current?.abort();
    const [first] = indicators;
    if (!areas.length || !first) {
      setFigures(NONE);
      return;
    }
    const now = new AbortController();
    asking.current = now;
    setFigures((before) => ({ ...before, waiting: true }));
    const years = layer.years.map((one) => one.year);
    page.documents
      .post<{ columns: string[]; rows: unknown[][]; notes?: string[] }>(
        'reaggregate.json',
        {
          indicators: changes.done ? indicators.join(',') : first,
          periods: changes.done ? `${years[0]}/${years[years.length - 1]}` : String(year),
          sourceDivision: finestDivision(page.catalogue, first),
        },
        toGeoJson(areas, ids),
        'application/geo+json',
        now.signal,
      )
      .then(({ columns, rows, notes = [] }) => {
        const byTarget = new Map<string, Figure[]>();
        for (const row of rows) {
          const figure = Object.fromEntries(columns.map((column, i) => [column, row[i]])) as unknown as Figure;
          const known = byTarget.get(figure.target_id);
          if (known) known.push(figure);
          else byTarget.set(figure.target_id, [figure]);
        }
        setFigures({ byTarget, notes, trouble: undefined, waiting: false });
      })
      .catch((failure: Error) => {
        if (failure.name !== 'AbortError') setFigures({ ...NONE, trouble: failure.message });
      });
  }, [changes, indicators.join(), layer.name, again]);
  return figures;
}
