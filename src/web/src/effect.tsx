import { useState } from 'preact/hooks';
import type { Layer } from './documents';
import { type Page, statusText, useFetched, usePage } from './page';
import { type Texts, say } from './texts';

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
  readonly left_out: number | null;
  readonly sentence_sv: string | null;
  readonly sentence_en: string | null;
}

const [WIDTH, HEIGHT] = [140, 18];

/** How much of what the map shows is how the borders were drawn. */
export function Effect({ layer, year }: { readonly layer: Layer; readonly year: number }) {
  const { texts } = usePage();
  const [asked, setAsked] = useState<string>();
  const [partial, setPartial] = useState(false);
  const key = `${layer.indicator} ${year}`;
  return (
    <section class="effect">
      <p>{texts.effectIntro}</p>
      <p>
        <label>
          <input
            type="checkbox"
            checked={partial}
            onChange={({ currentTarget }) => setPartial(currentTarget.checked)}
          />{' '}
          {texts.effectPartial}
        </label>
      </p>
      {asked === key ? (
        <Answer key={key} layer={layer} year={year} partial={partial} />
      ) : (
        <button onClick={() => setAsked(key)}>{texts.effectDo}</button>
      )}
    </section>
  );
}

function Answer({ layer, year, partial }: { readonly layer: Layer; readonly year: number; readonly partial: boolean }) {
  const { texts, documents, numbers } = usePage();
  const asked = { indicators: layer.indicator, periods: year, missing: partial ? 'partial' : 'strict' };
  const { found, trouble, waiting } = useFetched(Object.values(asked).join(' '), () =>
    documents.table<Row>('sensitivity.json', asked),
  );
  if (waiting) return <p aria-live="polite">{texts.computing}</p>;
  if (trouble || !found)
    return (
      <p class="trouble" role="alert">
        {say(texts.effectNone, { reason: trouble ?? '' })}
      </p>
    );
  const measures = [...new Set(found.map(({ measure }) => measure))];
  const leftOut = Math.max(0, ...found.map((row) => row.left_out ?? 0));
  return (
    <>
      {leftOut > 0 && <p class="quiet">{say(texts.effectPartialSays, { count: numbers.text(leftOut, 0) })}</p>}
      {measures.map((measure) => (
        <Measure
          key={measure}
          title={measureTitle(texts, measure)}
          rows={found.filter((row) => row.measure === measure)}
        />
      ))}
    </>
  );
}

/** A measure on each division, with what random ones give. */
function Measure({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const page = usePage();
  const { texts, numbers, language } = page;
  const ends = rows.flatMap(({ value, low, high }) => [value, low, high].filter((end) => end !== null));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const sentence = rows.map((row) => (language === 'sv' ? row.sentence_sv : row.sentence_en)).find(Boolean);
  const x = (value: number) => 6 + ((value - least) / (most - least || 1)) * (WIDTH - 12);
  return (
    <table>
      <caption>
        {title}
        {sentence && <p class="sentence">{sentence}</p>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{texts.effectDivision}</th>
          <th scope="col">{texts.value}</th>
          <th scope="col">{texts.effectRandom}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ division, value, low, high, status }) => (
          <tr key={division}>
            <th scope="row">{divisionName(page, division)}</th>
            <td class="number">{value === null ? statusText(texts, status) : numbers.text(value, 3)}</td>
            <td>
              {value !== null && (
                <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} aria-hidden="true">
                  {low !== null && high !== null && (
                    <rect class="between" x={x(low)} width={Math.max(2, x(high) - x(low))} y={5} height={8} />
                  )}
                  <circle cx={x(value)} cy={9} r={5} />
                </svg>
              )}
              {low !== null && high !== null && (
                <span class="quiet">
                  {say(texts.interval, { low: numbers.text(low, 3), high: numbers.text(high, 3) })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From {@code deso@2018} or {@code k=3200}. */
function divisionName({ texts, numbers, catalogue }: Page, division: string): string {
  const [id = '', vintage] = division.split('@');
  const title = catalogue.divisions.find((one) => one.id === id)?.title;
  if (title) return vintage ? `${title} ${vintage}` : title;
  return division.startsWith('k=') ? say(texts.nearest, { k: numbers.text(Number(division.slice(2)), 0) }) : division;
}

function measureTitle(texts: Texts, measure: string): string {
  const titles: Readonly<Record<string, string>> = {
    d: texts.measureD,
    isolation: texts.measureIsolation,
    exposure: texts.measureExposure,
    gini: texts.measureGini,
    m: texts.measureM,
    h: texts.measureH,
    t: texts.measureT,
    spread: texts.measureSpread,
    top_share: texts.measureTopShare,
    inequality: texts.measureInequality,
    correlation: texts.measureCorrelation,
  };
  return titles[measure] ?? measure;
}
