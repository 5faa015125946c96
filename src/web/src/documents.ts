import type { GeometryCollection, Topology } from 'topojson-specification';

/** What the server has for whom asks, as {@code map/catalogue.json} tells it. */
export interface Catalogue {
  readonly revision: string;
  readonly language: string;
  readonly title: string;
  readonly workspace: string;
  readonly divisions: readonly Division[];
  readonly themes: readonly { readonly id: string; readonly title: string }[];
  readonly layers: readonly Layer[];
}

export interface Division {
  readonly id: string;
  readonly title: string;
  readonly vintages: readonly Vintage[];
}

/** Areas that were in force together. */
export interface Vintage {
  /** As in {@code deso@2018}. */
  readonly id: string;
  readonly title: string;
  /** Years; null where open. */
  readonly from: number | null;
  readonly to: number | null;
  /** How many. */
  readonly areas: number;
  /** Without workspace. */
  readonly layer: string;
  /** EPSG:3006: least E and N, largest E and N. */
  readonly bbox: readonly [number, number, number, number];
  /** Metres; 0 is all detail. */
  readonly tolerances: readonly number[];
  readonly parents?: readonly string[];
}

/** An indicator on a division. */
export interface Layer {
  readonly name: string;
  readonly indicator: string;
  readonly division: string;
  readonly theme: string | null;
  readonly title: string;
  /** Without the division. */
  readonly indicator_title: string;
  readonly description: string;
  readonly unit: string;
  readonly measure: string;
  readonly decimals: number;
  readonly source: string;
  readonly caveat: string | null;
  readonly licence?: string | null;
  readonly derived: boolean;
  readonly perturbed?: boolean;
  readonly years: readonly LayerYear[];
}

export interface LayerYear {
  readonly year: number;
  readonly vintage: string;
  /** Whether this year cannot be set beside the one before. */
  readonly break: boolean;
  /** Whether its producer moved the values by small random numbers. */
  readonly perturbed?: boolean;
}

export interface LayerStyle {
  readonly kind: string;
  readonly classes: readonly StyleClass[];
  /** Below symbols. */
  readonly area: string;
  readonly outline: string;
  /** Of hatchings. */
  readonly missing: string;
  readonly suppressed: string;
  readonly not_applicable: string;
}

/** From a limit to another; the first belongs to it and the last to the next class, unless it says otherwise. */
export interface StyleClass {
  readonly from?: number | null;
  readonly to?: number | null;
  readonly from_included?: boolean;
  readonly to_included?: boolean;
  readonly color: string;
  readonly label: string;
  /** Pixels, of symbols. */
  readonly size?: number;
}

export interface AreaProperties {
  readonly name?: string;
  /** What people call it, where that is known. */
  readonly local?: string;
  readonly parent?: string;
}

/** Areas of a vintage by their shared borders, in the order of codes. */
export type AreaTopology = Topology<{ areas: GeometryCollection<AreaProperties> }> & { readonly revision?: string };

/** Values of a layer in one year, in the order of codes. */
export interface LayerValues {
  readonly layer: string;
  readonly year: number;
  readonly vintage: string;
  readonly revision: string;
  readonly count: number;
  readonly values: readonly (number | null)[];
  /** Places of all areas that are not normal, by status. */
  readonly status: Readonly<Record<string, readonly number[]>>;
  readonly reason?: Readonly<Record<string, readonly number[]>>;
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  readonly reliability?: readonly (string | null)[];
  /** Of all years together, as on the layer's other maps. */
  readonly style: LayerStyle;
}

/** One area through the years. */
export interface AreaSeries {
  readonly title: string;
  readonly unit: string;
  readonly code: string;
  readonly values: readonly SeriesValue[];
}

export interface SeriesValue {
  readonly period: string;
  readonly value: number | null;
  readonly status: string;
  readonly series_break: boolean;
}

/** What went wrong between here and the server, in words for the reader. */
export class Trouble extends Error {
  /** @param status of HTTP; 0 where there was no answer */
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Reads documents; their addresses are relative to the page, so that no proxy's path need be known. */
export class Documents {
  private readonly kept = new Map<string, Promise<unknown>>();
  private readonly keptAreas = new Map<string, Promise<unknown>>();

  /**
   * @param language of texts
   * @param base where the page is
   * @param noAnswer what to say where nothing came
   */
  constructor(
    private readonly language: string,
    private readonly base: string,
    private readonly noAnswer: string,
    private readonly get: typeof fetch = (...request) => fetch(...request),
  ) {}

  catalogue(): Promise<Catalogue> {
    return this.keep('map/catalogue.json', {});
  }

  areas(vintage: string, tolerance: number): Promise<AreaTopology> {
    return this.keep('map/areas.json', { vintage, tolerance }, this.keptAreas, KEPT_AREAS);
  }

  values(layer: string, year: number): Promise<LayerValues> {
    return this.keep('map/values.json', { layer, year });
  }

  series(layer: string, code: string): Promise<AreaSeries> {
    return this.keep('series.json', { layer, code });
  }

  /** An operation's answer, row by row, by the names of its columns. */
  async table<T>(path: string, parameters: Record<string, string | number>): Promise<T[]> {
    const { columns, rows } = await this.keep<{ columns: string[]; rows: unknown[][] }>(path, parameters);
    return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])) as T);
  }

  /** Areas of a layer in all detail, by WFS: GeoJSON in EPSG:3006. */
  async features(layer: string, codes: readonly string[]): Promise<string> {
    const answer = await this.asked(
      this.address('../wfs', {
        service: 'WFS',
        version: '2.0.0',
        request: 'GetFeature',
        typeNames: layer,
        outputFormat: 'application/json',
        srsName: 'EPSG:3006',
        cql_filter: `code IN (${codes.map((code) => `'${code.replace(/'/g, "''")}'`).join(',')})`,
      }),
      {},
    );
    return answer.text();
  }

  /** Where a document is, for links. */
  address(path: string, parameters: Record<string, string | number>): string {
    const address = new URL(path, this.base);
    for (const [name, value] of Object.entries({ ...parameters, language: this.language })) {
      address.searchParams.set(name, String(value));
    }
    return address.href;
  }

  /**
   * Sends boundaries to an operation.
   *
   * @param path as in {@code reaggregate.geojson}
   * @throws Trouble with what the server says of it
   */
  async post<T>(
    path: string,
    parameters: Record<string, string>,
    body: string,
    type: string,
    signal?: AbortSignal,
  ): Promise<T> {
    const answer = await this.asked(this.address(path, parameters), {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
      ...(signal ? { signal } : {}),
    });
    return (await answer.json()) as T;
  }

  private keep<T>(
    path: string,
    parameters: Record<string, string | number>,
    kept = this.kept,
    most = KEPT,
  ): Promise<T> {
    const address = this.address(path, parameters);
    const known = kept.get(address);
    if (known) return known as Promise<T>;
    const asked = this.asked(address, {}).then((answer) => answer.json());
    kept.set(address, asked);
    // What failed may come the next time.
    asked.catch(() => kept.delete(address));
    // The oldest go first.
    if (kept.size > most) kept.delete(kept.keys().next().value as string);
    return asked as Promise<T>;
  }

  private async asked(address: string, options: RequestInit): Promise<Response> {
    let answer: Response;
    try {
      answer = await this.get(address, options);
    } catch (failure) {
      if ((failure as Error).name === 'AbortError') throw failure;
      throw new Trouble(0, this.noAnswer);
    }
    if (!answer.ok) throw new Trouble(answer.status, reason(await answer.text()) || `HTTP ${answer.status}`);
    return answer;
  }
}

/** What the server says is wrong: a problem's detail (RFC 9457), or the first line of a text. */
function reason(text: string): string {
  try {
    const { detail, title } = JSON.parse(text) as { detail?: string; title?: string };
    return detail ?? title ?? '';
  } catch {
    return /^\s*</.test(text) ? '' : (text.trim().split('\n')[0] ?? '');
  }
}

/** Documents that stay at hand, and areas, which may be tens of megabytes. */
const KEPT = 200;
const KEPT_AREAS = 6;
