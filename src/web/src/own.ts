import Feature from 'ol/Feature';
import { decodeDeltas, encodeDeltas } from 'ol/format/Polyline';
import Circle from 'ol/geom/Circle';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Polygon, { fromCircle } from 'ol/geom/Polygon';

/** Boundaries that somebody drew or dropped, as GeoJSON has them; EPSG:3006 (E, N). */
export interface OwnArea {
  readonly name: string;
  /** Polygons of rings of points. */
  readonly polygons: number[][][][];
}

/** Targets that the server takes at once. */
export const MOST_OWN = 2000;

/** Characters of an address that own boundaries may take; what is more is kept in a file. */
const MOST_PACKED = 6000;

/** To the centimetre, which the address keeps: who opens it has the same figures. */
export function ofFeature(feature: Feature): OwnArea {
  const geometry = feature.getGeometry();
  const polygons =
    geometry instanceof Polygon
      ? [geometry.getCoordinates()]
      : geometry instanceof MultiPolygon
        ? geometry.getCoordinates()
        : [];
  return {
    name: String(feature.get('name') ?? ''),
    polygons: polygons.map((rings) => rings.map((ring) => ring.map(rounded))),
  };
}

/** Centimetres in a metre. */
const PARTS = 100;

function rounded([e = 0, n = 0]: number[]): number[] {
  return [Math.round(e * PARTS) / PARTS, Math.round(n * PARTS) / PARTS];
}

export function toFeature({ name, polygons }: OwnArea): Feature {
  const [only] = polygons;
  const geometry = polygons.length === 1 && only ? new Polygon(only) : new MultiPolygon(polygons);
  return new Feature({ geometry, name });
}

/** Points of a circle when it is an own boundary: a thousandth of its area less than the circle. */
const CIRCLE_POINTS = 90;

/** The rings of a circle, metres. */
export function circle(e: number, n: number, radius: number): number[][][] {
  return fromCircle(new Circle([e, n], radius), CIRCLE_POINTS).getCoordinates();
}

/**
 * A document that the server and other programs read.
 *
 * @param ids codes of the areas; their numbers from 1 if there are none
 */
export function toGeoJson(areas: readonly OwnArea[], ids?: readonly string[]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    name: 'areas',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } },
    features: areas.map(({ name, polygons }, i) => ({
      type: 'Feature',
      properties: { code: ids?.[i] ?? String(i + 1), name },
      geometry:
        polygons.length === 1
          ? { type: 'Polygon', coordinates: polygons[0] }
          : { type: 'MultiPolygon', coordinates: polygons },
    })),
  });
}

/**
 * Boundaries in few characters, to the centimetre: names and rings, these as differences between points.
 *
 * @returns undefined where they would take too much of an address
 */
export function pack(areas: readonly OwnArea[]): string | undefined {
  if (!areas.length) return undefined;
  const packed = areas
    .map(({ name, polygons }) =>
      [name.replace(/[%;*!]/g, escaped), ...polygons.map((rings) => rings.map(packedRing).join('!'))].join('*'),
    )
    .join(';');
  return packed.length > MOST_PACKED ? undefined : packed;
}

/** What {@link pack} made; nothing where it did not. */
export function unpack(packed: string): OwnArea[] {
  try {
    return packed.split(';').map((area) => {
      const [name = '', ...polygons] = area.split('*');
      const read = polygons.map((rings) => rings.split('!').map(unpackedRing));
      if (!read.length || read.flat().some((ring) => ring.length < 4)) throw new RangeError('no ring');
      return { name: decodeURIComponent(name), polygons: read };
    });
  } catch {
    return [];
  }
}

/** Percent-encoded, what JavaScript's own would leave as it is too. */
const escaped = (mark: string) => `%${mark.charCodeAt(0).toString(16)}`;

/** Characters of the encoding begin at '?', and among them are some that addresses would spell with three. */
function packedRing(ring: readonly number[][]): string {
  const numbers = ring.slice(0, -1).flatMap(([e = 0, n = 0]) => [e, n]);
  return btoa(encodeDeltas(numbers, 2, PARTS))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

function unpackedRing(packed: string): number[][] {
  const numbers = decodeDeltas(atob(packed.replace(/-/g, '+').replace(/_/g, '/')), 2, PARTS);
  const ring: number[][] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) ring.push([numbers[i] as number, numbers[i + 1] as number]);
  if (ring[0]) ring.push([...ring[0]]);
  if (ring.flat().some((number) => !Number.isFinite(number))) throw new RangeError('no numbers');
  return ring;
}
