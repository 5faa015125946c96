import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Documents, Trouble } from '../src/documents';

/** Answers as told, one after the other, and what was asked. */
function server(...answers: (Response | Error)[]) {
  const asked: { address: string; options: RequestInit | undefined }[] = [];
  const get = (address: unknown, options?: RequestInit) => {
    asked.push({ address: String(address), options });
    const answer = answers.shift() ?? new Error('asked too often');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const documents = new Documents(
    'sv',
    'https://a.example/any/path/regstat-info/map?x#y',
    'no answer',
    get as typeof fetch,
  );
  return { documents, asked };
}

test('addresses are relative to the page, whatever path a proxy gives it', async () => {
  const { documents, asked } = server(Response.json({ values: [] }));
  await documents.values('population_deso', 2022);
  assert.deepEqual(
    asked.map(({ address }) => address),
    ['https://a.example/any/path/regstat-info/map/values.json?layer=population_deso&year=2022&language=sv'],
  );
});

test('what is known is not asked again, what failed is', async () => {
  const { documents, asked } = server(new Error('gone'), Response.json({ values: [1] }));
  await assert.rejects(documents.values('a', 1), { message: 'no answer', status: 0 });
  assert.deepEqual(await documents.values('a', 1), { values: [1] });
  assert.deepEqual(await documents.values('a', 1), { values: [1] });
  assert.equal(asked.length, 2);
});

test('a refusal is told in the words of the server', async () => {
  const problem = { title: 'Bad Request', detail: 'indicators: there is no x', parameter: 'indicators' };
  const { documents } = server(
    Response.json(problem, { status: 400 }),
    new Response('there is no layer x\nsecond line', { status: 404 }),
    new Response('<html>Bad gateway</html>', { status: 502 }),
  );
  const ask = () => documents.post('reaggregate.json', {}, '{}', 'application/geo+json');
  await assert.rejects(ask(), new Trouble(400, 'indicators: there is no x'));
  await assert.rejects(ask(), new Trouble(404, 'there is no layer x'));
  await assert.rejects(ask(), new Trouble(502, 'HTTP 502'));
});

test('rows have the names of their columns', async () => {
  const { documents } = server(Response.json({ columns: ['a', 'b'], rows: [[1, null]] }));
  assert.deepEqual(await documents.table('sensitivity.json', {}), [{ a: 1, b: null }]);
});

test('codes cannot break out of a filter', async () => {
  const { documents, asked } = server(new Response('{}'));
  await documents.features('regstat:deso_2025', ["0180' OR 1=1 --"]);
  assert.equal(new URL(asked[0]?.address ?? '').searchParams.get('cql_filter'), "code IN ('0180'' OR 1=1 --')");
});
