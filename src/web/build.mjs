// Bundles the map into the plugin's resources, where it is committed, so that nobody needs Node to build the plugin.
//
//   node build.mjs           writes the bundle
//   node build.mjs --check   fails where the committed bundle is not the one that the sources give, or is too large

import { build } from 'esbuild';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, '../geoserver/src/main/resources/se/regstat/geoserver/map/web');

/** Bytes, gzipped, of what is loaded before the first map. */
const FIRST_LOAD = 350_000;

const { outputFiles, metafile } = await build({
  absWorkingDir: here,
  entryPoints: { main: 'src/main.tsx' },
  outdir: target,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  metafile: true,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  chunkNames: '[name]-[hash]',
  write: false,
  banner: {
    js: '/* Made by src/web/build.mjs; whose work is in it: licences.txt */',
    css: '/* Made by src/web/build.mjs; whose work is in it: licences.txt */',
  },
});

const made = new Map(outputFiles.map((file) => [path.basename(file.path), Buffer.from(file.contents)]));
made.set('licences.txt', Buffer.from(await licences()));
const first = gzipped(loadedFirst());
if (first > FIRST_LOAD) fail(`the first load has ${first} bytes gzipped, more than ${FIRST_LOAD}`);

if (process.argv.includes('--check')) {
  const committed = await readdir(target);
  const wrong = [...new Set([...committed, ...made.keys()])].filter(
    (name) => !made.has(name) || !committed.includes(name),
  );
  for (const [name, bytes] of made) {
    if (committed.includes(name) && !bytes.equals(await readFile(path.join(target, name)))) wrong.push(name);
  }
  if (wrong.length)
    fail(`the bundle is not what the sources give (${wrong.join(', ')}): run npm run build in src/web, and commit`);
} else {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const [name, bytes] of made) await writeFile(path.join(target, name), bytes);
}
console.log(`${made.size} files, ${first} bytes gzipped before the first map`);

/** Of all packages that something of is in the bundle. */
async function licences() {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
  );
  const texts = [];
  for (const name of [...packages].sort()) {
    const folder = path.join(here, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? await readFile(path.join(folder, file), 'utf8') : '';
    texts.push(`${name} ${version} (${license})\n\n${text.replace(/\r\n/g, '\n').trim()}\n`);
  }
  return texts.join(`\n${'-'.repeat(72)}\n\n`);
}

/** The entry, its style sheet, and what the entry imports at once. */
function loadedFirst() {
  const names = new Set();
  const add = (output) => {
    if (names.has(output)) return;
    names.add(output);
    for (const { path: imported, kind } of metafile.outputs[output].imports) {
      if (kind === 'import-statement') add(imported);
    }
  };
  for (const output of Object.keys(metafile.outputs)) if (/\/main\.(js|css)$/.test(output)) add(output);
  return [...names].map((name) => path.basename(name));
}

function gzipped(names) {
  return names.reduce((sum, name) => sum + gzipSync(made.get(name)).length, 0);
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}
