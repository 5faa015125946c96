import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type View, read, write } from '../src/view';

const view: View = {
  first: { layer: 'population_deso', year: 2022 },
  second: { layer: 'share_born_abroad_regso', year: 2015 },
  since: 2018,
  areas: ['0180C4040', '1480C1000'],
  tab: 'own',
  at: { e: 620000, n: 6580000, resolution: 12.5 },
  own: 'Min%20ö*abc',
};

test('an address says again what was looked at', () => {
  assert.deepEqual(read(write(view)), view);
});

test('an address with nothing understandable leaves all open', () => {
  for (const hash of ['', '#', '#at=x,y,z&year=so&tab=nowhere', '#at=1,2', '#at=1,2,-3']) {
    assert.deepEqual(read(hash), { areas: [] });
  }
});

test('no more areas are compared than can be told apart', () => {
  assert.equal(read('#areas=a,b,c,d,e,f,g').areas?.length, 5);
});

test('addresses have no signs that break them in mails', () => {
  assert.match(write({ ...view, own: 'a b"<>c' }), /^#[\w=&,.:%*~-]+$/);
});
