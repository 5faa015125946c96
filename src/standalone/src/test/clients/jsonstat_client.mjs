// Reads a table with the JSON-stat Toolkit: does the job on standard input (JSON), says on standard output what was read.
//
// Job: {url: address of the table, modules}. Answer: {class, label, role, unit, rows: [[region, indicator, year, value, status]], labels: {region: label}}

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const job = JSON.parse(readFileSync(0, 'utf8'));
const JSONstat = createRequire(path.join(job.modules, 'package.json'))('jsonstat-toolkit');
const table = JSONstat(await (await fetch(job.url)).json());
const rows = [];
for (const region of table.Dimension('region').id) {
  for (const indicator of table.Dimension('indicator').id) {
    for (const year of table.Dimension('year').id) {
      const { value, status } = table.Data({ region, indicator, year });
      rows.push([region, indicator, year, value, status ?? null]);
    }
  }
}
const labels = Object.fromEntries(table.Dimension('region').id.map((id) => [id, table.Dimension('region').Category(id).label]));
const unit = table.Dimension('indicator').Category(0).unit;
writeFileSync(1, JSON.stringify({ class: table.class, label: table.label, role: table.role, unit, rows, labels }));
