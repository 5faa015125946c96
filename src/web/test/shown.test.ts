import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Areas } from '../src/areas';
import type { Layer, LayerValues } from '../src/documents';
import { changeClasses, changeOf, paintOf } from '../src/shown';
import { csv, namesList } from '../src/save';
import { Values, classOf } from '../src/values';

const count = { measure: 'count' } as Layer;
const ratio = { measure: 'ratio' } as Layer;

test('counts change by per cent, others by their difference, and nothing by either where a year has none', () => {
  assert.equal(changeOf(count, 200, 250), 25);
  assert.equal(changeOf(ratio, 20, 25), 5);
  assert.equal(changeOf(count, 0, 5), undefined);
  assert.equal(changeOf(ratio, undefined, 5), undefined);
  assert.equal(changeOf(count, 5, undefined), undefined);
  assert.equal(changeOf(ratio, 0, 5), 5);
});

test('classes of change lie as far to both sides of none', () => {
  const changes = Array.from({ length: 101 }, (_, i) => i - 30);
  const classes = changeClasses(changes, String);
  assert.equal(classes.length, 5);
  assert.equal(classOf(classes, 0), 2);
  const limits = classes.flatMap(({ from }) => from ?? []);
  assert.deepEqual(
    limits.map((limit) => -limit).sort((a, b) => a - b),
    [...limits].sort((a, b) => a - b),
  );
});

test('classes of change stay apart where most do not change', () => {
  const changes = [...new Array<number>(90).fill(0), 5, -5, 8, -8, 10, 12, 20, 30, 40, 50];
  const classes = changeClasses(changes, String);
  assert.equal(classes.length, 5);
  assert.equal(classOf(classes, 0), 2);
  assert.equal(classOf(classes, 50), 4);
  assert.equal(classOf(classes, -9), 1);
  assert.equal(changeClasses([0, 0], String).length, 1);
  assert.equal(changeClasses([0, 3], String).length, 5);
  assert.deepEqual(changeClasses([], String), []);
});

test('zero has its class, and what has no value is hatched by why', () => {
  const style = {
    kind: 'choropleth',
    classes: [{ from: null, to: null, color: '#123456', label: 'all' }],
    area: '#fafafa',
    outline: '#000000',
    missing: '#888888',
    suppressed: '#666666',
    not_applicable: '#999999',
  };
  const document = {
    year: 2020,
    vintage: 'deso@2018',
    count: 5,
    values: [0, null, null, null, 7],
    status: { suppressed: [1], missing: [2], outside: [3], estimated: [4] },
    reliability: [null, null, null, null, 'low'],
    style,
  } as unknown as LayerValues;
  const shown = {
    layer: count,
    year: 2020,
    areas: {} as Areas,
    values: new Values(document),
    style,
    before: undefined,
  };
  const { colors, hatched, hatchColor } = paintOf(shown);
  assert.equal(colors[0], '#123456');
  assert.deepEqual(
    [...hatched],
    [
      ['suppressed', [1]],
      ['missing', [2]],
      ['not_applicable', [3]],
      ['uncertain', [4]],
    ],
  );
  assert.equal(hatchColor('suppressed'), '#666666');
});

test('tables are as spreadsheet programs of the language take them', () => {
  assert.equal(csv('sv', [['0180', 'Åby', 1.5, undefined]]), '\uFEFF0180;Åby;1,5;\r\n');
  assert.equal(csv('en', [['a "b", c', 2.25]]), '\uFEFF"a ""b"", c",2.25\r\n');
});

test('no cell is a formula', () => {
  assert.equal(csv('sv', [['=1+1', '-x', -2]]), "\uFEFF'=1+1;'-x;-2\r\n");
});

test('a list for local names has those that are known, and room for the others', () => {
  assert.equal(
    namesList([
      { code: '0180C1010', name: 'Stockholm 0180C1010', local: undefined },
      { code: '0180C1020', name: 'Kvarnen, norra', local: 'Kvarnen, norra' },
    ]),
    '\uFEFFcode,area_name,name,source,date\r\n0180C1010,Stockholm 0180C1010,,,\r\n0180C1020,,"Kvarnen, norra",,\r\n',
  );
});
