import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFile, readText } from '../src/files';
import { LANGUAGES } from '../src/texts';

const texts = LANGUAGES.en;
/** 24° east, 66° north, at the other end of the country from the meridian. */
const HAPARANDA = [907351.981, 7349217.668] as const;
const RING = '620000 6580000,621000 6580000,621000 6581000,620000 6580000';
const ring = [
  [620000, 6580000],
  [621000, 6580000],
  [621000, 6581000],
  [620000, 6580000],
];

test('GeoJSON in SWEREF 99 TM is taken as it is, with the name that its attributes say', async () => {
  const read = await readText(
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { id: 7, omrade_namn: 'Åby' },
          geometry: { type: 'Polygon', coordinates: [ring] },
        },
        { type: 'Feature', properties: null, geometry: { type: 'Point', coordinates: [1, 2] } },
        { type: 'Feature', properties: {}, geometry: null },
      ],
    }),
    texts,
  );
  assert.deepEqual(read, [{ name: 'Åby', polygons: [[ring]] }]);
});

test('longitude and latitude become SWEREF 99 TM, far from its meridian too', async () => {
  const [area] = await readText('POLYGON((24 66, 15 60, 12 57, 24 66))', texts);
  const [corner, middle] = area?.polygons[0]?.[0] ?? [];
  // By PROJ.
  assert.ok(Math.abs((corner?.[0] ?? 0) - HAPARANDA[0]) < 0.002, String(corner));
  assert.ok(Math.abs((corner?.[1] ?? 0) - HAPARANDA[1]) < 0.002, String(corner));
  assert.ok(Math.abs((middle?.[0] ?? 0) - 500000) < 0.001, String(middle));
});

test('CSV has WKT in whichever column, with the marks that its first line has', async () => {
  for (const mark of [',', ';', '\t']) {
    const text = ['namn', 'antal', 'wkt'].join(mark) + '\r\n' + ['Ån', '3', `"POLYGON((${RING}))"`].join(mark) + '\r\n';
    assert.deepEqual(await readText('\uFEFF' + text, texts), [{ name: 'Ån', polygons: [[ring]] }], mark);
  }
});

test('lines of WKT are areas without names', async () => {
  const read = await readText(`SRID=3006;POLYGON((${RING}))\nMULTIPOLYGON(((${RING})))`, texts);
  assert.deepEqual(read, [
    { name: '', polygons: [[ring]] },
    { name: '', polygons: [[ring]] },
  ]);
});

test('what cannot be read is said in words', async () => {
  await assert.rejects(readText('{"type":"FeatureCollection","features":[]}', texts), /no polygons/);
  await assert.rejects(readText('POLYGON((0 0,1 0,1 1,0 0))', texts), /not in Sweden/);
  await assert.rejects(readText('hello', texts), /no polygons/);
  await assert.rejects(readFile(new File(['x'], 'areas.gpkg'), texts), /areas\.gpkg .*\.gpkg is not known/);
  await assert.rejects(readFile(new File(['{'], 'half.geojson'), texts), /half\.geojson could not be read/);
  const large = { name: 'large.geojson', size: 100e6 } as File;
  await assert.rejects(readFile(large, texts), /100 MB; at most 50/);
});
