// A reader of the web map in Chromium: does the job on standard input (JSON), says on standard output what was seen.
//
// Job: {url: "http://…/geoserver", chromium, modules, folder, policy}. The policy is sent with every answer, as a GeoServer sends it; files are written
// into the folder.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const job = JSON.parse(readFileSync(0, 'utf8'));
const modules = createRequire(path.join(job.modules, 'package.json'));
const { chromium } = modules('playwright-core');
const axe = readFileSync(modules.resolve('axe-core/axe.min.js'), 'utf8');
const MAP = `${job.url}/regstat-info/map`;
const browser = await chromium.launch({
  executablePath: job.chromium,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-quic', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  ],
});

/** A page that looks at the map, what went wrong on it, and what it asked for. */
async function look(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 850 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const troubles = [];
  const asked = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('response', (answer) => asked.push(answer.url()));
  if (options.javaScriptEnabled !== false) {
    // As GeoServer does, whatever the host sends.
    await page.route('**/regstat-info/map*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-security-policy': job.policy } });
    });
  }
  await page.goto(MAP + address, { waitUntil: 'networkidle' });
  return { page, troubles, asked, done: () => context.close() };
}

// Not waitForFunction, which needs eval in the page, where the policy forbids it.
async function until(page, is) {
  const last = Date.now() + 60000;
  while (!(await page.evaluate(is))) {
    if (Date.now() > last) throw new Error(`never came: ${is}; there is: ${await page.evaluate(() => document.body.innerText.slice(0, 2000))}`);
    await page.waitForTimeout(50);
  }
}

const text = (page, selector) => page.evaluate((one) => document.querySelector(one)?.innerText ?? '', selector);
const texts = (page, selector) => page.evaluate((one) => [...document.querySelectorAll(one)].map((element) => element.innerText), selector);
const settled = (page) => until(page, () => !document.querySelector('.waiting') && document.querySelector('.pane h2')?.innerText !== '');
const setYear = (page, step) =>
  page.evaluate((to) => {
    const slider = document.querySelector('.time input');
    slider.value = String(to);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, step);
async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  const saved = path.join(job.folder, file.suggestedFilename());
  await file.saveAs(saved);
  return saved;
}

const visits = {
  /** Every row of the table, and the colours of the map. */
  async table() {
    const { page, troubles, asked, done } = await look('?language=sv#layer=share_born_abroad_deso&year=2022&tab=table');
    await settled(page);
    const more = page.locator('.table > button');
    while (await more.count()) await more.click();
    const rows = await page.evaluate(() => [...document.querySelectorAll('.table tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText)));
    await page.click('#tab-map');
    const legend = await page.evaluate(() =>
      [...document.querySelectorAll('.legend li')].map((item) => ({ color: item.querySelector('rect').getAttribute('fill'), count: item.querySelector('.count').innerText })),
    );
    await page.locator('.map').screenshot({ path: path.join(job.folder, 'map.png') });
    const seen = { rows, legend, troubles, asked, heading: await text(page, '.pane h2') };
    await done();
    return seen;
  },

  /** Another year, and a series that breaks. */
  async years() {
    const { page, troubles, asked, done } = await look('?language=sv#layer=population_deso&year=2020');
    await settled(page);
    const before = asked.length;
    await setYear(page, 10);
    await until(page, () => document.querySelector('.pane h2').innerText.includes('2021'));
    await settled(page);
    const moved = asked.slice(before);
    await page.click('.play');
    await until(page, () => document.querySelector('.time > p').innerText.includes('kan inte jämföras'));
    const stopped = { year: await text(page, '.year'), says: await text(page, '.time > p') };
    await page.click('.play');
    await until(page, () => document.querySelector('.year').innerText === '2024');
    const passed = await text(page, '.time > p');
    await done();
    return { moved, stopped, passed, troubles };
  },

  /** Change, and the map beside. */
  async change() {
    const { page, troubles, done } = await look('?language=en#layer=population_deso&year=2023&since=2013&layer2=share_born_abroad_regso&year2=2015&tab=table');
    await settled(page);
    await until(page, () => document.querySelectorAll('.pane').length === 2 && document.querySelectorAll('.pane h2')[1].innerText.includes('2015'));
    const more = page.locator('.table > button');
    while (await more.count()) await more.click();
    const rows = await page.evaluate(() => [...document.querySelectorAll('.table tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText)));
    await page.click('#tab-share');
    const table = await download(page, () => page.locator('.share button', { hasText: 'CSV' }).click());
    await page.click('#tab-map');
    // A year that the one before cannot be compared with has no change, and says so by showing values.
    await setYear(page, 13);
    await until(page, () => document.querySelector('.pane h2').innerText.endsWith('2024'));
    const seen = { rows, table, legend: await text(page, '.legend h3'), troubles };
    await done();
    return seen;
  },

  /** Own boundaries: a circle by keyboard, files, what cannot be read, what cannot be computed, and a server that is gone. */
  async own() {
    const { page, troubles, done } = await look('?language=sv#layer=population_deso&year=2022&tab=own&at=742311,6889875,100');
    await settled(page);
    await page.locator('.own input[type=number]').fill('1');
    await page.locator('.own button', { hasText: 'Cirkel kring' }).press('Enter');
    await until(page, () => document.querySelector('.told .figure') !== null);
    const circle = await text(page, '.told');
    const boundaries = await download(page, () => page.locator('.own button', { hasText: 'Spara gränserna' }).click());
    const address = page.url();
    const chooseFile = async (name, content) => {
      await page.locator('.own input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
      const before = await text(page, '.own .trouble');
      return before;
    };
    const refused = {};
    for (const [name, content] of Object.entries({ 'half.geojson': '{"type":', 'world.wkt': 'POLYGON((0 0,1 0,1 1,0 0))', 'areas.gpkg': 'SQLite format 3' })) {
      await chooseFile(name, content);
      await until(page, `document.querySelector('.own .trouble')?.innerText !== ${JSON.stringify(Object.values(refused).at(-1) ?? '')} && document.querySelector('.own .trouble') !== null`);
      refused[name] = await text(page, '.own .trouble');
    }
    await chooseFile('two.csv', 'namn;wkt\nÖstra;"POLYGON((740000 6885000,750000 6885000,750000 6890000,740000 6885000))"\nVästra;"POLYGON((720000 6885000,730000 6885000,730000 6890000,720000 6885000))"\n');
    await until(page, () => document.querySelectorAll('.owned > li').length === 3 && document.querySelectorAll('.told').length === 3);
    const names = await page.evaluate(() => [...document.querySelectorAll('.owned input')].map((input) => input.value));
    // While the answer is waited for, every figure stands under its own name.
    let answer;
    await page.route('**/reaggregate.json*', async (route) => {
      await new Promise((go) => (answer = go));
      await route.continue();
    });
    const third = (await texts(page, '.owned > li .figure'))[2];
    await page.locator('.own button.remove').nth(1).click();
    await until(page, () => document.querySelectorAll('.owned > li').length === 2);
    const waiting = { third, second: (await texts(page, '.owned > li .figure'))[1] };
    while (!answer) await page.waitForTimeout(20);
    answer();
    await page.unroute('**/reaggregate.json*');
    await page.locator('.own button', { hasText: 'Ångra' }).click();
    await until(page, () => document.querySelectorAll('.owned > li').length === 3 && document.querySelectorAll('.told').length === 3);
    await page.route('**/reaggregate.json*', (route) => route.abort());
    await page.locator('.own button.remove').last().click();
    await until(page, () => document.querySelector('.own .trouble')?.innerText.includes('svarar inte'));
    const gone = { says: await text(page, '.own .trouble'), left: await page.locator('.owned > li').count() };
    await page.unroute('**/reaggregate.json*');
    await page.locator('.owned input').first().fill('Mitt');
    await page.locator('.owned input').first().press('Tab');
    await until(page, () => document.querySelectorAll('.told').length === 2);
    const back = await texts(page, '.told');
    await page.selectOption('.chooser label:has-text("Indikator") select >> nth=-1', 'net_income_median');
    await until(page, () => document.querySelector('.own')?.innerText.includes('Går inte att räkna om'));
    const median = await text(page, '.own [role=status]');
    await done();
    const again = await look(address.replace(/^[^?#]*/, ''));
    await until(again.page, () => document.querySelector('.told .figure') !== null);
    const opened = await text(again.page, '.told');
    await again.done();
    return { circle, boundaries, refused, names, waiting, gone, back, median, opened, troubles };
  },

  /** What borders do to the picture. */
  async effect() {
    const { page, troubles, done } = await look('?language=sv#layer=share_born_abroad_deso&year=2023&tab=effect');
    await settled(page);
    await page.check('.effect input');
    await page.locator('.effect button').press('Enter');
    await until(page, () => document.querySelector('.sentence') !== null);
    const seen = { sentences: await texts(page, '.sentence'), divisions: await texts(page, '.effect table:first-of-type tbody th'), troubles };
    await done();
    return seen;
  },

  /** To take along: a picture, a table, the address. */
  async share() {
    const { page, troubles, done } = await look('?language=sv#layer=share_born_abroad_kommun&year=2022&tab=share');
    await settled(page);
    const picture = await download(page, () => page.locator('.share button', { hasText: 'PNG' }).click());
    const table = await download(page, () => page.locator('.share button', { hasText: 'CSV' }).click());
    const seen = { picture, table, cite: await text(page, '.cite'), links: await page.evaluate(() => [...document.querySelectorAll('.share a')].map((link) => link.href)), troubles };
    await done();
    return seen;
  },

  /** Areas by search, keyboard and map. */
  async areas() {
    const { page, troubles, done } = await look('?language=sv#layer=population_deso&year=2022');
    await settled(page);
    await page.locator('.search input').fill('9901C0120');
    await page.locator('.search input').press('Enter');
    await until(page, () => document.querySelector('.chosen li') !== null && document.querySelector('.series path') !== null);
    const found = await text(page, '.chosen');
    await page.locator('.map').focus();
    await page.keyboard.press('Enter');
    await until(page, () => !document.querySelector('.chosen li'));
    await page.locator('.map').focus();
    await page.keyboard.press('Enter');
    await until(page, () => document.querySelector('.chosen li') !== null);
    const again = await text(page, '.chosen');
    // Pointed at, and then other areas under the pointer that does not move.
    const box = await page.locator('.map').boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await until(page, () => document.querySelector('.tip') !== null);
    const tip = await text(page, '.tip');
    await page.selectOption('.chooser label:has-text("Indelning") select', 'regso');
    await until(page, () => document.querySelector('.pane h2').innerText.includes('RegSO'));
    const stale = await text(page, '.tip');
    await page.selectOption('.chooser label:has-text("Indelning") select', 'deso');
    await until(page, () => document.querySelector('.pane h2').innerText.includes('DeSO'));
    await settled(page);
    await page.locator('#tab-area').press('ArrowRight');
    const tab = await page.evaluate(() => document.activeElement.id);
    await page.locator('.own button', { hasText: 'Ta med valda' }).click();
    await until(page, () => document.querySelector('.told') !== null);
    const whole = await text(page, '.told');
    await done();
    return { found, again, tip, stale, tab, whole, troubles };
  },

  /** Faults of accessibility, on every tab. */
  async axe() {
    const violations = [];
    for (const [language, colorScheme, width] of [['sv', 'light', 1200], ['en', 'dark', 1200], ['sv', 'dark', 390]]) {
      const { page, done } = await look(`?language=${language}#layer=share_born_abroad_deso&year=2022&areas=9901C0120`, { colorScheme, viewport: { width, height: 850 } });
      await settled(page);
      await page.evaluate(axe);
      for (const tab of ['map', 'table', 'area', 'own', 'effect', 'share']) {
        await page.click(`#tab-${tab}`);
        if (tab === 'own') {
          await page.locator('.own .buttons >> nth=1 >> button').click();
          await until(page, () => document.querySelector('.told') !== null);
        }
        const { violations: found } = await page.evaluate(() => window.axe.run(document));
        for (const { id, help, nodes } of found) violations.push(`${language} ${colorScheme} ${width} ${tab}: ${id}, ${help}: ${nodes[0].html.slice(0, 200)}`);
      }
      if (width < 500) violations.push(...(await page.evaluate(() => (document.documentElement.scrollWidth > 390 ? ['a phone must scroll sideways'] : []))));
      await done();
    }
    return { violations };
  },

  /** Without scripts. */
  async plain() {
    const { page, done } = await look('?language=sv', { javaScriptEnabled: false });
    const seen = { rows: await page.locator('table tbody tr').count(), image: await page.locator('img').getAttribute('src'), links: await page.locator('a').evaluateAll((links) => links.map((link) => link.href)).catch(() => []) };
    await done();
    return seen;
  },
};

const result = {};
try {
  for (const [name, visit] of Object.entries(visits)) result[name] = await visit();
} finally {
  await browser.close();
}
writeFileSync(1, JSON.stringify(result));
