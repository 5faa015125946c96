import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OwnArea, ofFeature, pack, toFeature, toGeoJson, unpack } from '../src/own';

const square = (e: number, n: number, side: number) => [
  [e, n],
  [e + side, n],
  [e + side, n + side],
  [e, n + side],
  [e, n],
];
const areas: OwnArea[] = [
  { name: 'Åby; 100 % *!', polygons: [[square(620000, 6580000, 5000), square(621000, 6581000, 500)]] },
  { name: 'Två öar', polygons: [[square(700000, 7000000, 10)], [square(700100, 7000000, 10)]] },
];

test('packed boundaries come back to the centimetre, with names, holes and parts', () => {
  assert.deepEqual(unpack(pack(areas) ?? ''), areas);
});

test('what is shown is what the address keeps', () => {
  const drawn = ofFeature(toFeature({ name: 'a', polygons: [[square(620000.12345, 6580000.98765, 1000.333)]] }));
  assert.deepEqual(unpack(pack([drawn]) ?? ''), [drawn]);
  assert.deepEqual(drawn.polygons[0]?.[0]?.[0], [620000.12, 6580000.99]);
});

test('what would take too much of an address is not packed', () => {
  const ring = Array.from({ length: 5000 }, (_, i) => [620000 + ((i * 7919) % 9000), 6580000 + ((i * 104729) % 9000)]);
  assert.equal(pack([{ name: 'large', polygons: [[[...ring, ring[0] as number[]]]] }]), undefined);
  assert.equal(pack([]), undefined);
});

test('what was never packed is nothing', () => {
  for (const packed of ['', 'x', 'a*b', 'a*!!', '%E0*abc', 'a*' + btoa('??')]) assert.deepEqual(unpack(packed), []);
});

test('areas are the same as features of the map and back', () => {
  assert.deepEqual(
    areas.map((area) => ofFeature(toFeature(area))),
    areas,
  );
});

test('boundaries that are sent name their system and are numbered as they are listed', () => {
  const sent = JSON.parse(toGeoJson(areas));
  assert.equal(sent.crs.properties.name, 'urn:ogc:def:crs:EPSG::3006');
  assert.deepEqual(
    sent.features.map((feature: { properties: object }) => feature.properties),
    [
      { code: '1', name: 'Åby; 100 % *!' },
      { code: '2', name: 'Två öar' },
    ],
  );
  assert.equal(sent.features[0].geometry.type, 'Polygon');
  assert.equal(sent.features[1].geometry.type, 'MultiPolygon');
});
