// A visitor of the host's own pages in Chromium: does the job on standard input (JSON), says on standard output what was seen.
//
// Job: {url: "http://…/geoserver", chromium, modules, visits: [{name, path, width, height, touch, steps: [{do, …}], ask: {key: expression}}]}
// Steps: {do: "wheel"} over the map's middle, {do: "tap", x, y} on the map (shares of its size), {do: "type", into, text, then}, {do: "press", on, key},
//        {do: "until", is: expression}. What is asked is evaluated in the page at the end.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const job = JSON.parse(readFileSync(0, 'utf8'));
const { chromium } = createRequire(path.join(job.modules, 'package.json'))('playwright-core');
const browser = await chromium.launch({
  executablePath: job.chromium,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-quic', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  ],
});
async function onMap(page, { x = 0.5, y = 0.5 }) {
  const box = await page.locator('#map').boundingBox();
  return [box.x + box.width * x, box.y + box.height * y];
}

const steps = {
  wheel: async (page) => {
    await page.mouse.move(...(await onMap(page, {})));
    await page.mouse.wheel(0, -400);
  },
  tap: async (page, step) => page.touchscreen.tap(...(await onMap(page, step))),
  type: async (page, { into, text, then }) => {
    await page.locator(into).fill(text);
    if (then) await page.keyboard.press(then);
  },
  press: async (page, { on, key }) => page.locator(on).press(key),
  // Not waitForFunction, which needs eval in the page, where the policy forbids it.
  until: async (page, { is }) => {
    const last = Date.now() + 60000;
    while (!(await page.evaluate(is))) {
      if (Date.now() > last) throw new Error(`never came: ${is}`);
      await page.waitForTimeout(50);
    }
  },
};

const result = {};
try {
  for (const visit of job.visits) {
    const context = await browser.newContext({ viewport: { width: visit.width, height: visit.height }, hasTouch: visit.touch ?? false });
    const page = await context.newPage();
    page.setDefaultTimeout(60000);
    const troubles = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    const answer = await page.goto(job.url + visit.path, { waitUntil: 'networkidle' });
    for (const step of visit.steps ?? []) await steps[step.do](page, step);
    const seen = { status: answer.status(), troubles };
    for (const [key, expression] of Object.entries(visit.ask)) seen[key] = await page.evaluate(expression);
    result[visit.name] = seen;
    await context.close();
  }
} finally {
  await browser.close();
}
writeFileSync(1, JSON.stringify(result));
