import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Values, classOf, histogram, rank } from '../src/values';

const classes = [
  { from: null, to: 10, color: '#111111', label: 'a' },
  { from: 10, to: 20, color: '#222222', label: 'b' },
  { from: 20, to: null, color: '#333333', label: 'c' },
];
const style = {
  kind: 'choropleth',
  classes,
  area: '#ffffff',
  missing: '#eeeeee',
  suppressed: '#999999',
  not_applicable: '#aaaaaa',
  outline: '#000000',
};
const values = new Values({
  layer: 'l',
  year: 2020,
  vintage: 'deso:2018',
  revision: '1',
  count: 4,
  values: [0, null, null, 12.5],
  status: { suppressed: [1], missing: [2], estimated: [3] },
  reason: { of_few: [1] },
  style,
});

test('a value on a limit belongs to the class above it, and the ends are open', () => {
  assert.deepEqual(
    [-5, 9.99, 10, 20, 1e9].map((value) => classOf(classes, value)),
    [0, 0, 1, 2, 2],
  );
  assert.equal(classOf([], 3), -1);
});

test('a class says when a limit is not in it, so that zero has no symbol', () => {
  const symbols = [
    { from: 0, from_included: false, to: 10, color: '#111111', label: 'a' },
    { from: 10, to: 20, to_included: true, color: '#222222', label: 'b' },
  ];
  assert.deepEqual(
    [0, 0.5, 10, 20, 21].map((value) => classOf(symbols, value)),
    [-1, 0, 1, 1, -1],
  );
});

test('zero is a value, and what is missing or suppressed is none', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((place) => [values.cell(place).value, values.cell(place).status]),
    [
      [0, 'normal'],
      [undefined, 'suppressed'],
      [undefined, 'missing'],
      [12.5, 'estimated'],
    ],
  );
  assert.equal(values.cell(1).reason, 'of_few');
  assert.deepEqual(values.sorted(), [0, 12.5]);
});

test('the rank of a value is the share of values below it, whatever equals it', () => {
  assert.equal(rank([1, 2, 3, 4], 1), 0);
  assert.equal(rank([5, 5, 5, 5], 5), 0);
  assert.equal(rank([1, 2, 2, 4], 4), 3 / 4);
  assert.equal(rank([1, 2, 3, 4], 9), 1);
});

test('bars of a histogram hold every value once', () => {
  const sorted = [0, 0.1, 5, 9.999, 10];
  const bars = histogram(sorted, 4);
  assert.equal(
    bars.reduce((sum, { count }) => sum + count, 0),
    sorted.length,
  );
  assert.deepEqual(
    bars.map(({ count }) => count),
    [2, 0, 1, 2],
  );
  assert.deepEqual(histogram([], 4), []);
  assert.deepEqual(histogram([3, 3], 4), [{ from: 3, to: 3, count: 2 }]);
});
