// OpenLayers in Chromium against a server: does the job on standard input (JSON), says on standard output what came of it.
//
// Job: {url: "http://…/geoserver", ol: URL of ol.js, css, chromium, playwright, out: DIR, layer,
//       maps: [{file, version, projection, center: [x, y], resolution, width, height, style, cql, tiled, vector, definition}],
//       pages: [{file, url}]}
// The page comes from another origin than the server, as a web map's would: pixels can be read only if the server allows it.

import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const job = JSON.parse(readFileSync(0, 'utf8'));
const { chromium } = createRequire(path.join(job.modules, 'package.json'))('playwright-core');
let shown;
const site = http.createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end(html(shown)));
await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));

const browser = await chromium.launch({
  executablePath: job.chromium,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-quic', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  ],
});
const result = { maps: {}, pages: {} };
try {
  for (const map of job.maps) {
    const { page, troubles } = await open();
    await page.setViewportSize({ width: map.width, height: map.height });
    shown = map;
    await page.goto(`http://127.0.0.1:${site.address().port}/map.html`);
    const found = await page.evaluate(draw, { ...map, url: job.url, layer: job.layer });
    writeFileSync(path.join(job.out, map.file), Buffer.from(found.png, 'base64'));
    delete found.png;
    result.maps[map.file] = { ...found, troubles };
    await page.close();
  }
  for (const wanted of job.pages ?? []) {
    const { page, troubles } = await open();
    await page.setViewportSize({ width: 1000, height: 700 });
    const answer = await page.goto(wanted.url, { waitUntil: 'networkidle' });
    writeFileSync(path.join(job.out, wanted.file), await page.screenshot());
    result.pages[wanted.file] = {
      status: answer.status(),
      title: await page.title(),
      text: await page.evaluate(() => document.body.innerText),
      links: await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((a) => a.href)),
      troubles,
    };
    await page.close();
  }
} finally {
  await browser.close();
  site.close();
}
writeFileSync(1, JSON.stringify(result));

async function open() {
  const page = await browser.newPage();
  const troubles = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('requestfailed', (request) => troubles.push(`${request.url()}: ${request.failure()?.errorText}`));
  return { page, troubles };
}

function html(map) {
  return `<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0}#map{width:${map.width}px;height:${map.height}px}</style>
    <div id="map"></div><script src="${job.ol}"></script>`;
}

// Runs in the page.
async function draw(map) {
  if (map.definition) {
    // Enough of a projection for a map that is asked for and shown in the same one: its axes are what matters to WMS 1.3.0.
    ol.proj.addProjection(
      new ol.proj.Projection({
        code: map.projection, units: 'm', axisOrientation: map.definition.axes, extent: map.definition.extent, global: false,
      }),
    );
  }
  const params = { LAYERS: map.layer, STYLES: map.style ?? '', VERSION: map.version, TRANSPARENT: 'TRUE', FORMAT: 'image/png' };
  if (map.cql) params.CQL_FILTER = map.cql;
  const options = { url: map.url + '/wms', params, crossOrigin: 'anonymous', projection: map.projection, ratio: 1 };
  let layer;
  if (map.vector) {
    const query = new URLSearchParams({
      service: 'WFS', version: '2.0.0', request: 'GetFeature', typeNames: map.layer, outputFormat: 'application/json',
      srsName: map.projection,
    });
    if (map.cql) query.set('cql_filter', map.cql);
    const answer = await fetch(map.url + '/wfs?' + query);
    const features = new ol.format.GeoJSON().readFeatures(await answer.json(), {
      dataProjection: map.projection, featureProjection: map.projection,
    });
    layer = new ol.layer.Vector({
      source: new ol.source.Vector({ features }),
      style: new ol.style.Style({ fill: new ol.style.Fill({ color: 'rgb(0,128,0)' }) }),
    });
  } else if (map.tiled) {
    layer = new ol.layer.Tile({ source: new ol.source.TileWMS(options) });
  } else {
    layer = new ol.layer.Image({ source: new ol.source.ImageWMS(options) });
  }
  const view = new ol.View({
    projection: map.projection, center: map.center, resolution: map.resolution, constrainResolution: false,
  });
  const shown = new ol.Map({ target: 'map', layers: [layer], view, controls: [], pixelRatio: 1 });
  let drawn = 0;
  await new Promise((resolve, reject) => {
    shown.once('rendercomplete', resolve);
    setTimeout(() => reject(new Error('nothing was drawn in 60 s')), 60000);
  });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = shown.getSize();
  const context = canvas.getContext('2d');
  for (const part of shown.getViewport().querySelectorAll('.ol-layer canvas, canvas.ol-layer')) {
    const matrix = part.style.transform.match(/^matrix\(([^)]*)\)$/);
    context.setTransform(...(matrix ? matrix[1].split(',').map(Number) : [1, 0, 0, 1, 0, 0]));
    context.drawImage(part, 0, 0);
    drawn++;
  }
  return {
    png: canvas.toDataURL('image/png').split(',')[1],
    layers: drawn,
    extent: view.calculateExtent(shown.getSize()),
  };
}
