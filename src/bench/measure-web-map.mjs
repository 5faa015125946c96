#!/usr/bin/env node
// The web map in Chromium as its readers wait for it: bytes and times, several rounds, each in a browser of its own with nothing kept.
//
//   npm ci --prefix src/standalone/src/test/clients
//   src/bench/measure-web-map.mjs http://127.0.0.1:8080/geoserver [--layer NAME] [--rounds 5]
//
// First map: from the address to all areas in their colours. Another year: from the slider to the colours. Figures: from own boundaries that
// are put on the map to their figures for all years. Dragging: figures of the shown year a second, each asked for when the one before is there.
// Memory: what the page holds after 20 and after 220 changes of year and indicator, garbage collected.

import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const clients = path.join(here, '../standalone/src/test/clients/package.json');
const { chromium } = createRequire(clients)('playwright-core');
const [url, ...options] = process.argv.slice(2);
const option = (name, otherwise) => (options.includes(name) ? options[options.indexOf(name) + 1] : otherwise);
const rounds = Number(option('--rounds', '5'));
const layer = option('--layer', '');
if (!url) {
  console.error('usage: src/bench/measure-web-map.mjs http://…/geoserver [--layer NAME] [--rounds 5]');
  process.exit(2);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const say = (what, numbers, unit) => console.log(`${what}: ${numbers.map((one) => Math.round(one)).join(', ')} ${unit}; median ${Math.round(median(numbers))}`);

/** Two frames after the page shows another year than before, it is painted. */
const shown = `new Promise((done) => {
  const look = () => {
    const year = document.querySelector('.year')?.textContent;
    const heading = document.querySelector('.pane h2')?.textContent ?? '';
    if (year && year !== before && heading.includes(year) && !document.querySelector('.waiting')) requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    else requestAnimationFrame(look);
  };
  look();
})`;

const results = { bytes: [], requests: [], first: [], year: [], yearBytes: [], figures: [], dragging: [] };
let memory;
for (let round = 0; round < rounds; round++) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--js-flags=--expose-gc'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(120000);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let [bytes, requests] = [0, 0];
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await page.goto(`${url}/regstat-info/map?language=sv#${layer && `layer=${layer}`}`, { waitUntil: 'commit' });
  results.first.push(await page.evaluate(`(async () => { const before = ''; return await ${shown}; })()`));
  await page.waitForLoadState('networkidle');
  results.bytes.push(bytes / 1000);
  results.requests.push(requests);

  const years = await page.evaluate(() => Number(document.querySelector('.time input').max));
  const slide = (to) =>
    page.evaluate(`(async () => {
      const slider = document.querySelector('.time input');
      const before = document.querySelector('.year').textContent;
      const from = performance.now();
      slider.value = '${to}';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      return (await ${shown}) - from;
    })()`);
  for (const to of [1, 2, 3].filter((one) => one < years)) {
    const before = bytes;
    results.year.push(await slide(to));
    results.yearBytes.push((bytes - before) / 1000);
  }

  // A polygon over the middle of the map, as large as a region.
  await page.click('#tab-own');
  await page.locator('.own input[type=number]').fill('20');
  results.figures.push(
    await page.evaluate(async () => {
      const from = performance.now();
      document.querySelectorAll('.own .buttons')[1].querySelector('button').click();
      while (!document.querySelector('.told .figure')) await new Promise(requestAnimationFrame);
      return performance.now() - from;
    }),
  );
  // A corner of it, dragged.
  const box = await page.locator('.map').boundingBox();
  const center = [box.x + box.width / 2, box.y + box.height / 2];
  const answers = [];
  page.on('response', (answer) => answer.url().includes('reaggregate.json') && answers.push(Date.now()));
  // The circle fills the map's height but for its margins, and has a corner in the east.
  const corner = [center[0] + box.height / 2 - 20, center[1]];
  await page.mouse.move(...corner);
  await page.mouse.down();
  const begun = Date.now();
  for (let i = 0; Date.now() - begun < 3000; i++) {
    await page.mouse.move(corner[0] + (i % 40), corner[1] + (i % 30));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
  results.dragging.push(answers.filter((at) => at - begun < 3000).length / 3);

  if (round === 0) {
    const held = async () => {
      await page.evaluate('gc()');
      return (await page.evaluate('performance.memory.usedJSHeapSize')) / 1e6;
    };
    for (let i = 0; i < 20; i++) await slide(i % (years + 1));
    const before = await held();
    for (let i = 20; i < 220; i++) await slide(i % (years + 1));
    memory = [before, await held()];
  }
  await browser.close();
}
say('first map', results.first, 'ms');
say('moved before it', results.bytes, 'kB');
say('requests', results.requests, '');
say('another year', results.year, 'ms');
say('moved for it', results.yearBytes, 'kB');
say('own boundaries to figures', results.figures, 'ms');
say('figures a second while a corner is dragged', results.dragging, '');
console.log(`memory after 20 changes: ${memory[0].toFixed(1)} MB, after 220: ${memory[1].toFixed(1)} MB`);
