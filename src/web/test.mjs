// Runs the tests of this folder: bundled for Node, then given to Node's own test runner.

import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const made = await mkdtemp(path.join(os.tmpdir(), 'regstat-map-'));
const tests = (await readdir(path.join(here, 'test'))).filter((name) => name.endsWith('.test.ts'));
await build({
  absWorkingDir: here,
  entryPoints: tests.map((name) => path.join('test', name)),
  outdir: made,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node18',
  jsx: 'automatic',
  jsxImportSource: 'preact',
});
const ran = spawnSync(
  process.execPath,
  ['--test', ...tests.map((name) => path.join(made, name.replace(/ts$/, 'mjs')))],
  {
    stdio: 'inherit',
  },
);
await rm(made, { recursive: true });
process.exit(ran.status ?? 1);
