import { useState } from 'preact/hooks';
import type { Layer } from './documents';
import { say, useFetched, usePage } from './page';

/** A row of the answer about sensitivity. */
interface Row {
  readonly within_name: string | null;
  readonly measure: string;
  readonly division: string;
  readonly areas: number | null;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly median: number | null;
  readonly status: string;
  readonly sentence_sv: string | null;
  readonly sentence_en: string | null;
}

const [WIDTH, HEIGHT] = [340, 18];

/** How much of what the map shows is how the borders were drawn. */
export function Effect({ layer, year }: { readonly layer: Layer; readonly year: number }) {
  const { texts } = usePage();
  const [asked, setAsked] = useState<string>();
  const key = `${layer.indicator} ${year}`;
  return (
    <section class="effect">
      <p>{texts.effectIntro}</p>
      {asked === key ? (
        <Answer key={key} layer={layer} year={year} />
      ) : (
        <button onClick={() => setAsked(key)}>{texts.effectDo}</button>
      )}
    </section>
  );
}

function Answer({ layer, year }: { readonly layer: Layer; readonly year: number }) {
  const { texts, documents, numbers, language } = usePage();
  const { found, trouble, waiting } = useFetched(`${layer.indicator} ${year}`, () =>
    documents.table<Row>('sensitivity.json', { indicators: layer.indicator, periods: year }),
  );
  if (waiting) return <p aria-live="polite">{texts.computing}</p>;
  if (trouble || !found)
    return (
      <p class="trouble" role="alert">
        {say(texts.effectNone, { reason: trouble ?? '' })}
      </p>
    );
  const measures = [...new Set(found.map(({ measure }) => measure))];
  const sentences = [...new Set(found.flatMap((row) => (language === 'sv' ? row.sentence_sv : row.sentence_en) ?? []))];
  return (
    <>
      <ul class="sentences" aria-live="polite">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {measures.map((measure) => {
        const rows = found.filter((row) => row.measure === measure);
        const ends = rows.flatMap(({ value, low, high }) => [value, low, high].filter((end) => end !== null));
        const [least, most] = [Math.min(...ends), Math.max(...ends)];
        const x = (value: number) => 6 + ((value - least) / (most - least || 1)) * (WIDTH - 12);
        return (
          <table key={measure}>
            <caption>{measure}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.effectDivision}</th>
                <th scope="col">{texts.value}</th>
                <th scope="col">{texts.effectRandom}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.division}>
                  <th scope="row">{row.division}</th>
                  <td class="number">{row.value === null ? '–' : numbers.text(row.value, 3)}</td>
                  <td>
                    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH / 2} aria-hidden="true">
                      {row.low !== null && row.high !== null && (
                        <rect
                          class="between"
                          x={x(row.low)}
                          width={Math.max(2, x(row.high) - x(row.low))}
                          y={5}
                          height={8}
                        />
                      )}
                      {row.value !== null && <circle cx={x(row.value)} cy={9} r={5} />}
                    </svg>
                    {row.low !== null && row.high !== null && (
                      <span class="quiet">
                        {say(texts.interval, { low: numbers.text(row.low, 3), high: numbers.text(row.high, 3) })}
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}
