import type { OwnArea } from './own';
import { type Texts, say } from './texts';

/** Megabytes of a file that is read here. */
const MOST = 50;

interface Shape {
  readonly type: string;
  readonly coordinates?: unknown;
}

/** Whether coordinates can be SWEREF 99 TM (E, N) of Sweden. */
const isSweref = ([e = NaN, n = NaN]: number[]) => e > 250_000 && e < 950_000 && n > 6_000_000 && n < 7_800_000;

/** Whether they can be longitude and latitude of Sweden. */
const isLongitude = ([x = NaN, y = NaN]: number[]) => x > 8 && x < 27 && y > 54 && y < 70;

/**
 * Boundaries of a file: GeoJSON, CSV with WKT, a zipped shapefile. Read here; nothing is sent anywhere by it.
 *
 * @throws Error that says in words what is wrong with the file
 */
export async function readFile(file: File, texts: Texts): Promise<OwnArea[]> {
  const refuse = (reason: string): never => {
    throw new Error(say(texts.notRead, { file: file.name, reason }));
  };
  if (file.size > MOST * 1e6) throw new Error(say(texts.tooLarge, { size: Math.round(file.size / 1e6), most: MOST }));
  const ending = /\.[^.]*$/.exec(file.name)?.[0].toLowerCase() ?? '';
  try {
    if (ending === '.zip') return await fromShapefile(await file.arrayBuffer(), texts);
    if (['.geojson', '.json', '.csv', '.txt', '.wkt'].includes(ending)) return await readText(await file.text(), texts);
  } catch (failure) {
    return refuse((failure as Error).message);
  }
  return refuse(say(texts.noKind, { ending: ending || '–' }));
}

/**
 * Boundaries of a text: GeoJSON, WKT, or CSV with a column of WKT.
 *
 * @throws Error that says in words what is wrong
 */
export async function readText(text: string, texts: Texts): Promise<OwnArea[]> {
  const told = text.replace(/^\uFEFF/, '').trim();
  if (told.startsWith('{')) {
    const document = json(told, texts);
    requireSystem(/EPSG:+(\d+)/.exec(JSON.stringify(document.crs ?? ''))?.[1], texts);
    return sweref(ofGeoJson(document), texts);
  }
  const [{ default: Wkt }, { dsvFormat }] = await Promise.all([import('ol/format/WKT'), import('d3-dsv')]);
  const format = new Wkt();
  const found: OwnArea[] = [];
  const lines = rows(told, dsvFormat);
  const head = lines[0] ?? [];
  const column = lines[1]?.findIndex((cell) => POLYGON.test(cell)) ?? -1;
  const named = head.findIndex((cell) => /^(name|namn|.*_namn|area_name)$/i.test(cell.trim()));
  for (const row of lines) {
    const wkt = POLYGON.test(row[0] ?? '') && column < 0 ? (row[0] as string) : (row[column] ?? '');
    if (!POLYGON.test(wkt)) continue;
    requireSystem(/^\s*SRID=(\d+)/i.exec(wkt)?.[1], texts);
    const geometry = format.readGeometry(wkt.replace(/^\s*SRID=\d+;/i, '')) as unknown as {
      getType(): string;
      getCoordinates(): unknown;
    };
    found.push(...ofShape({ type: geometry.getType(), coordinates: geometry.getCoordinates() }, row[named] ?? ''));
  }
  return sweref(found, texts);
}

/** What the map knows: SWEREF 99 TM, and longitude and latitude in WGS 84 and SWEREF 99. */
const SYSTEMS = ['3006', '4326', '4258', '4619'];

function requireSystem(code: string | undefined, texts: Texts): void {
  if (code !== undefined && !SYSTEMS.includes(code))
    throw new Error(say(texts.otherSystem, { system: `EPSG:${code}` }));
}

function json(text: string, texts: Texts): { crs?: unknown } {
  try {
    return JSON.parse(text) as { crs?: unknown };
  } catch {
    throw new Error(texts.notJson);
  }
}

const POLYGON = /^\s*(SRID=\d+;)?\s*(MULTI)?POLYGON/i;

async function fromShapefile(bytes: ArrayBuffer, texts: Texts): Promise<OwnArea[]> {
  const { default: shp } = await import('shpjs');
  const read = await shp(bytes);
  return sweref([read].flat().flatMap(ofGeoJson), texts);
}

function ofGeoJson(document: unknown): OwnArea[] {
  const { type, features, geometry, properties } = document as {
    type?: string;
    features?: unknown[];
    geometry?: Shape;
    properties?: Record<string, unknown> | null;
  };
  if (type === 'FeatureCollection') return (features ?? []).flatMap(ofGeoJson);
  if (type === 'Feature') return geometry ? ofShape(geometry, nameOf(properties ?? {})) : [];
  return ofShape(document as Shape, '');
}

function ofShape({ type, coordinates }: Shape, name: string): OwnArea[] {
  if (type === 'Polygon') return [{ name, polygons: [(coordinates as number[][][]).map(closed)] }];
  if (type === 'MultiPolygon')
    return [{ name, polygons: (coordinates as number[][][][]).map((rings) => rings.map(closed)) }];
  return [];
}

/** As a ring must be: it ends where it begins. */
function closed(ring: number[][]): number[][] {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  if (!first || !last) return ring;
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

/** What the area is called, by the attributes that mostly say it. */
function nameOf(properties: Record<string, unknown>): string {
  const names = Object.keys(properties);
  const key =
    ['area_name', 'name', 'namn'].flatMap((wanted) => names.find((name) => name.toLowerCase() === wanted) ?? [])[0] ??
    names.find((name) => /namn$/i.test(name)) ??
    names.find((name) => typeof properties[name] === 'string');
  return key === undefined ? '' : String(properties[key] ?? '');
}

/** In SWEREF 99 TM, from that or from WGS 84. */
async function sweref(areas: readonly OwnArea[], texts: Texts): Promise<OwnArea[]> {
  if (!areas.length) throw new Error(texts.noPolygons);
  const points = areas.flatMap(({ polygons }) => polygons.flat(2));
  const planar = (polygons: number[][][][], change: (point: number[]) => number[]) =>
    polygons.map((rings) => rings.map((ring) => ring.map(change)));
  if (points.every(isSweref))
    return areas.map(({ name, polygons }) => ({ name, polygons: planar(polygons, ([e = 0, n = 0]) => [e, n]) }));
  if (!points.every(isLongitude)) throw new Error(texts.outsideSweden);
  const { default: proj4 } = await import('proj4');
  const { forward } = proj4('+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs');
  return areas.map(({ name, polygons }) => ({ name, polygons: planar(polygons, ([x = 0, y = 0]) => forward([x, y])) }));
}

/** Cells of a text with semicolons, tabs or commas between them. */
function rows(text: string, dsvFormat: typeof import('d3-dsv').dsvFormat): string[][] {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  if (POLYGON.test(head)) return text.split(/\r?\n/).map((line) => [line]);
  const mark = [';', '\t', ','].find((one) => head.includes(one)) ?? ',';
  return dsvFormat(mark).parseRows(text);
}
