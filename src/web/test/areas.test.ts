import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Areas } from '../src/areas';
import type { AreaTopology } from '../src/documents';

/** Two squares of a kilometre beside one another, the second with a hole, sharing the arc in the middle. */
const topology = {
  type: 'Topology',
  transform: { scale: [10, 10], translate: [600000, 6500000] },
  arcs: [
    [
      [100, 0],
      [0, 100],
    ],
    [
      [100, 100],
      [-100, 0],
      [0, -100],
      [100, 0],
    ],
    [
      [100, 0],
      [100, 0],
      [0, 100],
      [-100, 0],
    ],
    [
      [140, 40],
      [0, 20],
      [20, 0],
      [0, -20],
      [-20, 0],
    ],
  ],
  objects: {
    areas: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: 'A1', properties: { name: 'Öster Å', parent: '01' }, arcs: [[0, 1]] },
        { type: 'MultiPolygon', id: 'B2', properties: { name: 'Väst', local: 'Gamla Väst' }, arcs: [[[2, -1], [3]]] },
      ],
    },
  },
} as unknown as AreaTopology;
const areas = Areas.of(topology);

test('areas are where their arcs say', () => {
  assert.deepEqual(areas.area(0).bbox, [600000, 6500000, 601000, 6501000]);
  assert.deepEqual(areas.area(1).bbox, [601000, 6500000, 602000, 6501000]);
  assert.equal(areas.area(1).rings.length, 2);
  assert.equal(areas.place('B2'), 1);
  assert.equal(areas.place('C3'), undefined);
});

test('each border is drawn once', () => {
  const length = areas.borders.flatMap((line) =>
    line.slice(1).map(([e = 0, n = 0], i) => Math.hypot(e - (line[i]?.[0] ?? 0), n - (line[i]?.[1] ?? 0))),
  );
  // Around both, the border between them, and around the hole.
  assert.equal(
    length.reduce((sum, one) => sum + one, 0),
    6000 + 1000 + 800,
  );
});

test('a point is in the area around it, and in none where there is a hole', () => {
  assert.deepEqual(areas.at([600500, 6500500]), [0]);
  assert.deepEqual(areas.at([601100, 6500500]), [1]);
  assert.deepEqual(areas.at([601500, 6500500]), []);
  assert.deepEqual(areas.at([599999, 6500500]), []);
});

test('areas are found by name, local name and code, the best first', () => {
  assert.deepEqual(
    areas.search('väst', 5).map(({ code }) => code),
    ['B2'],
  );
  assert.deepEqual(
    areas.search('a', 5).map(({ code }) => code),
    ['A1', 'B2'],
  );
  assert.deepEqual(areas.search(' ', 5), []);
  assert.equal(areas.area(1).name, 'Gamla Väst');
});
