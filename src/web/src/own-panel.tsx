import type VectorSource from 'ol/source/Vector';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AreaSeries, Layer } from './documents';
import { readFile, readText } from './files';
import type { AreaMap } from './map';
import { type OwnArea, circle, ofFeature, pack, toGeoJson } from './own';
import { statusText, usePage } from './page';
import { say } from './texts';
import { SeriesChart } from './series';
import { save } from './save';

/** A row of the answer to re-aggregation. */
interface Figure {
  readonly target_id: string;
  readonly target_name: string;
  readonly year: number;
  readonly indicator: string;
  readonly value: number | null;
  readonly status: string;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly interval_low: number | null;
  readonly interval_high: number | null;
  readonly reliability: string | null;
  readonly coverage: number | null;
  readonly cut_share: number | null;
  readonly series_break: boolean;
  readonly derived_from: string | null;
}

/** What a whole has whose parts have it. */
const SUMMABLE = new Set(['count', 'ratio', 'mean', 'density', 'criteria']);

interface Props {
  readonly layer: Layer;
  readonly year: number;
  readonly own: VectorSource;
  /** Counts changes of the boundaries; halves are corners that are still being dragged. */
  readonly changes: { readonly number: number; readonly done: boolean };
  readonly map: AreaMap | undefined;
  /** How many areas are chosen on the map. */
  readonly chosen: number;
  readonly chosenShapes: () => Promise<OwnArea[]>;
  /** Why boundaries could not be added. */
  readonly notRead: string | undefined;
  readonly onAdd: (read: Promise<OwnArea[]>) => Promise<void>;
  readonly onChanged: () => void;
}

/** Own boundaries, and what is known of them. */
export function OwnPanel({ layer, year, own, changes, map, chosen, chosenShapes, notRead, onAdd, onChanged }: Props) {
  const page = usePage();
  const { texts, documents, numbers, catalogue } = page;
  const [also, setAlso] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const [figures, setFigures] = useState<readonly Figure[]>([]);
  const [waiting, setWaiting] = useState(false);
  const [drawing, setDrawing] = useState(false);
  const [pasted, setPasted] = useState('');
  const [radius, setRadius] = useState(1);
  const asking = useRef<AbortController>(undefined);
  const areas = own.getFeatures().map(ofFeature);
  const summable = SUMMABLE.has(layer.measure);
  const wanted = [...new Set([...(summable ? [layer.indicator] : []), ...also])];

  useEffect(() => setDrawing(map?.isDrawing ?? false), [changes]);

  // A corner that is dragged asks for what is shown, and its end for all years.
  useEffect(() => {
    asking.current?.abort();
    if (!areas.length || !wanted.length) {
      setFigures([]);
      return;
    }
    const now = new AbortController();
    asking.current = now;
    setWaiting(true);
    const years = layer.years.map((one) => one.year);
    const periods = changes.done ? `${years[0]}/${years[years.length - 1]}` : String(year);
    documents
      .post<{ columns: string[]; rows: unknown[][] }>(
        'reaggregate.json',
        {
          indicators: (changes.done ? wanted : wanted.slice(0, 1)).join(','),
          periods,
          sourceDivision: finest(layer.indicator),
        },
        toGeoJson(areas),
        'application/geo+json',
        now.signal,
      )
      .then(({ columns, rows }) => {
        setTrouble(undefined);
        setFigures(
          rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])) as unknown as Figure),
        );
        setWaiting(false);
      })
      .catch((failure: Error) => {
        if (failure.name === 'AbortError') return;
        setFigures([]);
        setTrouble(failure.message);
        setWaiting(false);
      });
  }, [changes, wanted.join(), layer.name]);

  const draw = (kind: 'Polygon' | 'Circle') => {
    map?.startDrawing(kind, () => say(texts.ownNumber, { number: own.getFeatures().length + 1 }));
    setDrawing(true);
  };

  return (
    <section class="own">
      <p>{texts.ownIntro}</p>
      <p class="buttons">
        {drawing ? (
          <button
            onClick={() => {
              map?.stopDrawing();
              setDrawing(false);
            }}>
            {texts.stopDrawing}
          </button>
        ) : (
          <>
            <button onClick={() => draw('Polygon')}>{texts.drawPolygon}</button>
            <button onClick={() => draw('Circle')}>{texts.drawCircle}</button>
            <button onClick={() => onAdd(chosenShapes())} disabled={!chosen}>
              {texts.pickOwn}
            </button>
          </>
        )}
      </p>
      <p class="buttons">
        <label>
          {texts.circleRadius}{' '}
          <input
            type="number"
            min={0.1}
            max={200}
            step={0.1}
            value={radius}
            onInput={({ currentTarget }) => setRadius(currentTarget.valueAsNumber)}
          />
        </label>
        <button
          disabled={!(radius > 0)}
          onClick={() => {
            const at = map?.at();
            const name = say(texts.circleOf, { radius: numbers.text(radius, 1) });
            if (at) void onAdd(Promise.resolve([{ name, polygons: [circle(at.e, at.n, radius * 1000)] }]));
          }}>
          {texts.circleHere}
        </button>
      </p>
      <p>
        <label class="file">
          {texts.openFile}
          <input
            type="file"
            accept=".geojson,.json,.csv,.txt,.wkt,.zip"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file) void onAdd(readFile(file, texts));
              currentTarget.value = '';
            }}
          />
        </label>
      </p>
      <details>
        <summary>{texts.paste}</summary>
        <textarea
          rows={4}
          aria-label={texts.paste}
          value={pasted}
          onInput={({ currentTarget }) => setPasted(currentTarget.value)}
        />
        <button disabled={!pasted.trim()} onClick={() => void onAdd(readText(pasted, texts)).then(() => setPasted(''))}>
          {texts.pasteDo}
        </button>
      </details>
      {(notRead ?? trouble) && (
        <p class="trouble" role="alert">
          {notRead ?? trouble}
        </p>
      )}
      {!summable && (
        <p class="trouble" role="status">
          {say(texts.notSummable, { names: layer.title, reason: texts.medianReason })}
        </p>
      )}
      <Also layer={layer} chosen={also} onChosen={setAlso} />
      <p class="unseen" aria-live="polite">
        {waiting ? texts.computing : figures.map(words).join('. ')}
      </p>
      {areas.length > 0 && (
        <ul class="owned">
          {own.getFeatures().map((feature, i) => (
            <li key={feature}>
              <input
                aria-label={say(texts.ownName, { number: i + 1 })}
                value={String(feature.get('name') ?? '')}
                onChange={({ currentTarget }) => {
                  feature.set('name', currentTarget.value);
                  onChanged();
                }}
              />
              <button
                class="remove"
                aria-label={`${texts.remove}: ${feature.get('name')}`}
                onClick={() => {
                  own.removeFeature(feature);
                  onChanged();
                }}>
                ×
              </button>
              {figures
                .filter((figure) => figure.target_id === String(i + 1) && figure.year === shownYear(figure.indicator))
                .map((figure) => (
                  <Told key={figure.indicator} figure={figure} layer={layerFor(figure.indicator)} />
                ))}
            </li>
          ))}
        </ul>
      )}
      {summable && areas.length > 0 && figures.length > 0 && (
        <SeriesChart
          layer={layer}
          series={seriesOf(layer.indicator)}
          names={areas.map(({ name }) => name)}
          year={year}
        />
      )}
      {areas.length > 0 && (
        <>
          {pack(areas) === undefined && <p class="quiet">{texts.notInAddress}</p>}
          <p class="buttons">
            <button onClick={() => save('regstat-areas.geojson', 'application/geo+json', toGeoJson(areas))}>
              {texts.saveBoundaries}
            </button>
            <button
              onClick={() => {
                own.clear();
                onChanged();
              }}>
              {texts.removeAll}
            </button>
          </p>
          <details>
            <summary>{texts.toAdmin}</summary>
            <p>{texts.toAdminSays}</p>
            <pre>{`./regstat import division regstat-areas.geojson --division mine --vintage ${new Date().getFullYear()} --code code --name name`}</pre>
            <p>{texts.toAdminTitle}</p>
            <pre>{`  mine:\n    title: {sv: Mina områden, en: My areas}`}</pre>
          </details>
        </>
      )}
    </section>
  );

  function layerFor(indicator: string): Layer {
    return catalogue.layers.find((one) => one.indicator === indicator) ?? layer;
  }

  /** The division whose areas are the smallest, of those that have the indicator. */
  function finest(indicator: string): string {
    const size = (division: string) =>
      Math.max(
        0,
        ...(catalogue.divisions.find(({ id }) => id === division)?.vintages.map((vintage) => vintage.areas) ?? []),
      );
    return catalogue.layers
      .filter((one) => one.indicator === indicator)
      .map((one) => one.division)
      .reduce((a, b) => (size(b) > size(a) ? b : a), layer.division);
  }

  /** The year on the map, or the last one there is of another indicator. */
  function shownYear(indicator: string): number {
    const years = figures.filter((figure) => figure.indicator === indicator).map((figure) => figure.year);
    return years.includes(year) ? year : Math.max(...years);
  }

  function seriesOf(indicator: string): AreaSeries[] {
    return areas.slice(0, 5).map(({ name }, i) => ({
      title: name,
      unit: layer.unit,
      code: String(i + 1),
      values: figures
        .filter((figure) => figure.indicator === indicator && figure.target_id === String(i + 1))
        .map((figure) => ({
          period: String(figure.year),
          value: figure.value,
          status: figure.status,
          reason: '',
          origin: '',
          vintage: '',
          series_break: figure.series_break,
          source: figure.derived_from ?? '',
        })),
    }));
  }

  function words(figure: Figure): string {
    const of = layerFor(figure.indicator);
    return figure.year === year
      ? `${figure.target_name}: ${figure.value === null ? statusText(texts, figure.status) : numbers.text(figure.value, of.decimals)}`
      : '';
  }
}

/** A figure, and how good it is, in plain words. */
function Told({ figure, layer }: { readonly figure: Figure; readonly layer: Layer }) {
  const { texts, numbers } = usePage();
  const text = (value: number) => numbers.text(value, layer.decimals);
  const between = (says: string, low: number | null, high: number | null) =>
    low !== null && high !== null && say(says, { low: text(low), high: text(high) });
  const quality = { exact: texts.exact, high: texts.high, fair: texts.fair, low: texts.low }[figure.reliability ?? ''];
  const exact = figure.reliability === 'exact';
  const says = [
    figure.value === null ? '' : (quality ?? statusText(texts, figure.status)),
    !exact &&
      (between(texts.intervalSays, figure.interval_low, figure.interval_high) ||
        between(texts.boundsSays, figure.lower, figure.upper) ||
        (figure.lower !== null && figure.status === 'estimated' && say(texts.leastSays, { low: text(figure.lower) }))),
    figure.coverage !== null &&
      figure.coverage < 0.999 &&
      say(texts.coverageSays, { share: numbers.share(figure.coverage) }),
    figure.cut_share !== null && figure.cut_share > 0 && say(texts.cutSays, { share: numbers.share(figure.cut_share) }),
  ].filter(Boolean);
  return (
    <div class={`told ${figure.reliability ?? ''}`}>
      <span class="quiet">
        {layer.title}, {figure.year}
      </span>
      <br />
      <span class="figure">
        {figure.value === null ? statusText(texts, figure.status) : `${text(figure.value)} ${layer.unit}`}
      </span>
      <span class="quiet"> {says.join('; ')}</span>
    </div>
  );
}

/** Indicators that are computed beside the one on the map. */
function Also({
  layer,
  chosen,
  onChosen,
}: {
  readonly layer: Layer;
  readonly chosen: readonly string[];
  readonly onChosen: (ids: readonly string[]) => void;
}) {
  const { texts, catalogue, numbers } = usePage();
  const others = [...new Map(catalogue.layers.map((one) => [one.indicator, one])).values()]
    .filter((one) => SUMMABLE.has(one.measure) && one.indicator !== layer.indicator && !one.derived)
    .sort((a, b) => numbers.compare(a.title, b.title));
  return (
    <details>
      <summary>{texts.chooseIndicators}</summary>
      <ul class="also">
        {others.map((one) => (
          <li key={one.indicator}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(one.indicator)}
                onChange={({ currentTarget }) =>
                  onChosen(
                    currentTarget.checked ? [...chosen, one.indicator] : chosen.filter((id) => id !== one.indicator),
                  )
                }
              />{' '}
              {one.indicator_title}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
