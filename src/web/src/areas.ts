import type { Feature } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { AreaTopology, AreaProperties } from './documents';

type Position = number[];

/** An area as the map knows it. */
export interface Area {
  readonly code: string;
  readonly name: string;
  /** What people there call it, where that is known. */
  readonly local: string | undefined;
  readonly parent: string | undefined;
  /** Its parts, each with its outline and then its holes; EPSG:3006 (E, N). */
  readonly polygons: readonly Position[][][];
  /** Rings of all parts, holes too. */
  readonly rings: readonly Position[][];
  /** Least E and N, largest E and N. */
  readonly bbox: Box;
}

export type Box = readonly [number, number, number, number];

/** The areas of a vintage, in the order of their codes, and their borders, each once. */
export class Areas {
  private readonly places: ReadonlyMap<string, number>;

  private constructor(
    readonly all: readonly Area[],
    readonly borders: readonly Position[][],
  ) {
    this.places = new Map(all.map((area, place) => [area.code, place]));
  }

  static of(topology: AreaTopology): Areas {
    const collection = topology.objects.areas;
    const all = collection.geometries.map((geometry): Area => {
      const { geometry: shape } = feature(topology, geometry) as Feature;
      const polygons: Position[][][] =
        shape.type === 'Polygon' ? [shape.coordinates] : shape.type === 'MultiPolygon' ? shape.coordinates : [];
      const rings = polygons.flat();
      const told: AreaProperties = geometry.properties ?? {};
      const code = String(geometry.id);
      return {
        code,
        name: told.local ?? told.name ?? code,
        local: told.local,
        parent: told.parent,
        polygons,
        rings,
        bbox: box(rings),
      };
    });
    return new Areas(all, mesh(topology, collection).coordinates);
  }

  place(code: string): number | undefined {
    return this.places.get(code);
  }

  area(place: number): Area {
    const area = this.all[place];
    if (!area) throw new RangeError(`no area ${place} of ${this.all.length}`);
    return area;
  }

  /** Places of the areas around a point of EPSG:3006; mostly one. */
  at([e, n]: readonly [number, number]): number[] {
    const found: number[] = [];
    this.all.forEach(({ bbox, rings }, place) => {
      if (e >= bbox[0] && e <= bbox[2] && n >= bbox[1] && n <= bbox[3] && inside(rings, e, n)) found.push(place);
    });
    return found;
  }

  /** Those whose name or code has a text in it: codes and beginnings first, at most so many. */
  search(text: string, most: number): Area[] {
    const wanted = text.trim().toLocaleLowerCase('sv');
    if (!wanted) return [];
    const rank = ({ code, name }: Area) => {
      const named = name.toLocaleLowerCase('sv');
      if (code.toLowerCase() === wanted || named === wanted) return 0;
      if (code.toLowerCase().startsWith(wanted) || named.startsWith(wanted)) return 1;
      return named.includes(wanted) || code.toLowerCase().includes(wanted) ? 2 : 3;
    };
    return this.all
      .map((area) => ({ area, rank: rank(area) }))
      .filter((found) => found.rank < 3)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, most)
      .map((found) => found.area);
  }
}

function box(rings: readonly Position[][]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [e = NaN, n = NaN] of ring) {
      west = Math.min(west, e);
      south = Math.min(south, n);
      east = Math.max(east, e);
      north = Math.max(north, n);
    }
  }
  return [west, south, east, north];
}

/** Even-odd, over all rings together, as the map fills them. */
function inside(rings: readonly Position[][], e: number, n: number): boolean {
  let odd = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi = 0, yi = 0] = ring[i] ?? [];
      const [xj = 0, yj = 0] = ring[j] ?? [];
      if (yi > n !== yj > n && e < ((xj - xi) * (n - yi)) / (yj - yi) + xi) odd = !odd;
    }
  }
  return odd;
}
