import type { Layer } from './documents';
import { cellText, useFetched, usePage } from './page';
import { say } from './texts';
import { LINES, SeriesChart } from './series';
import type { Shown } from './shown';
import { rank } from './values';
import { MOST_AREAS } from './view';

/** What is known of the chosen areas, beside one another. */
export function AreaCard({
  shown,
  chosen,
  onRemove,
}: {
  readonly shown: Shown;
  readonly chosen: readonly string[];
  readonly onRemove: (code: string) => void;
}) {
  const page = usePage();
  const { texts, numbers, documents } = page;
  const { layer, areas, values, year } = shown;
  const here = chosen.filter((code) => areas.place(code) !== undefined);
  const key = [layer.name, ...here].join(' ');
  const series = useFetched(key, () => Promise.all(here.map((code) => documents.series(layer.name, code))));
  if (!here.length) return <p class="quiet">{texts.pickArea}</p>;
  const sorted = values.sorted();
  const names = here.map((code) => areas.area(areas.place(code) as number).name);
  const told = series.key === key ? series.found : undefined;
  return (
    <section class="card">
      <ul class="chosen">
        {here.map((code, i) => {
          const place = areas.place(code) as number;
          const cell = values.cell(place);
          const line = LINES[i % LINES.length] as (typeof LINES)[number];
          return (
            <li key={code}>
              <svg width={28} height={10} aria-hidden="true">
                <path d="M0 5H28" stroke={line.color} stroke-width={3} stroke-dasharray={line.dash} />
              </svg>
              <strong>{names[i]}</strong> {!names[i]?.includes(code) && <span class="quiet">{code}</span>}
              <button class="remove" onClick={() => onRemove(code)} aria-label={`${texts.remove}: ${names[i]}`}>
                ×
              </button>
              <br />
              <span class="figure">{cellText(page, layer, cell)}</span>
              {cell.status === 'estimated' && <em> {texts.estimated}</em>}
              {cell.value !== undefined && (
                <span class="quiet">
                  {' '}
                  {say(texts.rankSays, {
                    name: names[i] ?? '',
                    value: cellText(page, layer, cell),
                    share: numbers.share(rank(sorted, cell.value)),
                  })}
                </span>
              )}
              {cell.low !== undefined && cell.high !== undefined && (
                <span class="quiet">
                  {' '}
                  {say(texts.intervalSays, {
                    low: numbers.text(cell.low, layer.decimals),
                    high: numbers.text(cell.high, layer.decimals),
                  })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {here.length < MOST_AREAS && <p class="quiet">{texts.compareAreas}</p>}
      {series.trouble && (
        <p class="trouble" role="alert">
          {series.trouble}
        </p>
      )}
      {told && <SeriesChart layer={layer} series={told} names={names} year={year} />}
    </section>
  );
}

/** What the indicator is, and where it comes from. */
export function About({ layer, year }: { readonly layer: Layer; readonly year: number }) {
  const { texts, catalogue } = usePage();
  return (
    <section class="about">
      {layer.description && (
        <>
          <h3>{texts.definition}</h3>
          <p>{layer.description}</p>
        </>
      )}
      {layer.caveat && (
        <>
          <h3>{texts.caveat}</h3>
          <p>{layer.caveat}</p>
        </>
      )}
      {(layer.perturbed || layer.years.find((one) => one.year === year)?.perturbed) && <p>{texts.perturbed}</p>}
      <h3>{texts.source}</h3>
      <p>
        {layer.source || catalogue.title}
        {layer.derived && <> {texts.derivedNote}</>}
        {layer.licence && (
          <>
            {' '}
            {texts.licence}: {layer.licence}
          </>
        )}
      </p>
    </section>
  );
}
