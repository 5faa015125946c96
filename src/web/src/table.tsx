import { useState } from 'preact/hooks';
import type { Areas } from './areas';
import { cellText, statusText, usePage } from './page';
import { say } from './texts';
import { heading } from './pane';
import { namesList, save } from './save';
import { type Shown, shownValue } from './shown';

type Column = 'name' | 'code' | 'value';

/** Rows that are shown at first, and with each wish for more. */
const ROWS = 100;

/** Every area with its value: what the map shows, for who reads or listens. */
export function AreaTable({
  shown,
  around,
  onChosen,
}: {
  readonly shown: Shown;
  /** Larger areas, which have the names of what areas lie in. */
  readonly around: Areas | undefined;
  readonly onChosen: (code: string) => void;
}) {
  const page = usePage();
  const { texts, numbers } = page;
  const { areas, values, layer } = shown;
  const [by, setBy] = useState<Column>('value');
  const [down, setDown] = useState(true);
  const [within, setWithin] = useState('');
  const [most, setMost] = useState(ROWS);
  const nameOf = (parent: string) => {
    const place = around?.place(parent);
    return place === undefined ? parent : (around?.area(place).name ?? parent);
  };
  const parents = [...new Set(areas.all.flatMap(({ parent }) => parent ?? []))].sort((a, b) =>
    numbers.compare(nameOf(a), nameOf(b)),
  );
  const rows = areas.all
    .map((area, place) => ({ area, place, value: shownValue(shown, place) }))
    .filter(({ area }) => !within || area.parent === within)
    .sort((a, b) => {
      if (by === 'name') return numbers.compare(a.area.name, b.area.name) * (down ? -1 : 1);
      if (by === 'code') return numbers.compare(a.area.code, b.area.code) * (down ? -1 : 1);
      // What has no value comes last either way.
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined);
      return (a.value - b.value) * (down ? -1 : 1);
    });
  const header = (column: Column, text: string) => (
    <th scope="col" aria-sort={by === column ? (down ? 'descending' : 'ascending') : 'none'}>
      <button
        onClick={() => {
          setDown(by === column ? !down : column === 'value');
          setBy(column);
        }}>
        {text}
        <span aria-hidden="true">{by === column ? (down ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </th>
  );
  return (
    <section class="table">
      {parents.length > 1 && (
        <label>
          {texts.within}{' '}
          <select value={within} onChange={({ currentTarget }) => setWithin(currentTarget.value)}>
            <option value="">{texts.all}</option>
            {parents.map((parent) => (
              <option key={parent} value={parent}>
                {nameOf(parent)}
              </option>
            ))}
          </select>
        </label>
      )}
      <table>
        <caption>
          {heading(page, shown)} <span class="quiet">{say(texts.rows, { count: numbers.text(rows.length, 0) })}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">#</th>
            {header('name', texts.name)}
            {header('code', texts.code)}
            {header('value', layer.unit && !shown.before ? `${texts.value} (${layer.unit})` : texts.value)}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(({ area, place, value }, i) => {
            const cell = values.cell(place);
            return (
              <tr key={area.code}>
                <td class="number">{value === undefined ? '' : i + 1}</td>
                <th scope="row">
                  <button onClick={() => onChosen(area.code)}>{area.name}</button>
                </th>
                <td>{area.code}</td>
                <td class="number">
                  {value === undefined
                    ? cellText(page, layer, { value, status: cell.value === undefined ? cell.status : 'missing' })
                    : shown.before
                      ? numbers.signed(value, layer.measure === 'count' ? 1 : layer.decimals)
                      : numbers.text(value, layer.decimals)}
                  {cell.status === 'estimated' && value !== undefined && <em> {statusText(texts, cell.status)}</em>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <details>
        <summary>{texts.namesList}</summary>
        <button onClick={() => save('names.csv', 'text/csv;charset=utf-8', namesList(rows.map(({ area }) => area)))}>
          {texts.namesList}
        </button>
        <p>{texts.namesSays}</p>
        <pre>{`./regstat import names names.csv --division ${values.vintage.replace('@', ' --vintage ')}`}</pre>
      </details>
      {rows.length > most && <button onClick={() => setMost(most + ROWS)}>{texts.more}</button>}
    </section>
  );
}
