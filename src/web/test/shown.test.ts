import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Layer } from '../src/documents';
import { changeClasses, changeOf } from '../src/shown';
import { csv } from '../src/save';
import { classOf } from '../src/values';

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
  const classes = changeClasses([...new Array<number>(90).fill(0), 5, -5, 8, -8, 10, 12, 20, 30, 40, 50], String);
  const limits = classes.flatMap(({ from }) => from ?? []);
  assert.deepEqual(limits, [...new Set(limits)]);
  assert.equal(classOf(classes, 0), Math.floor(classes.length / 2));
  assert.equal(changeClasses([0, 0], String).length, 1);
  assert.deepEqual(changeClasses([], String), []);
});

test('tables are as spreadsheet programs of the language take them', () => {
  assert.equal(csv('sv', [['0180', 'Åby', 1.5, undefined]]), '\uFEFF0180;Åby;1,5;\r\n');
  assert.equal(csv('en', [['a "b", c', 2.25]]), '\uFEFF"a ""b"", c",2.25\r\n');
});

test('no cell is a formula', () => {
  assert.equal(csv('sv', [['=1+1', '-x', -2]]), "\uFEFF'=1+1;'-x;-2\r\n");
});
