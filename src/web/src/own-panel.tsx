import type VectorSource from 'ol/source/Vector';
import { getUid } from 'ol/util';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AreaSeries, Layer } from './documents';
import { type Changes, type Figure, type Figures, isSummable, useFigures } from './figures';
import { readFile, readText } from './files';
import type { AreaMap } from './map';
import { type OwnArea, circle, ofFeature, pack, toGeoJson } from './own';
import { statusText, usePage } from './page';
import { csv, save } from './save';
import { SeriesChart } from './series';
import { say } from './texts';

interface Props {
  readonly layer: Layer;
  readonly year: number;
  readonly own: VectorSource;
  readonly changes: Changes;
  readonly map: AreaMap | undefined;
  /** How many areas are chosen on the map. */
  readonly chosen: number;
  readonly chosenShapes: () => Promise<OwnArea[]>;
  /** Why boundaries could not be added. */
  readonly notRead: string | undefined;
  /** Whether they could be added. */
  readonly onAdd: (read: Promise<OwnArea[]>) => Promise<boolean>;
  readonly onChanged: () => void;
  /** Takes back the last that was removed, if there is any. */
  readonly onUndo: (() => void) | undefined;
}

/** Areas whose figures are listed at first, and with each wish for more; and those that are drawn through the years. */
const LISTED = 100;
const DRAWN = 5;

/** Own boundaries, and what is known of them. */
export function OwnPanel(props: Props) {
  const { layer, year, own, changes, notRead, onChanged } = props;
  const page = usePage();
  const { texts, numbers, language } = page;
  const [also, setAlso] = useState<readonly string[]>([]);
  const [again, setAgain] = useState(0);
  const [most, setMost] = useState(LISTED);
  const { features, areas, ids, packed } = useMemo(() => {
    const now = own.getFeatures();
    const shapes = now.map(ofFeature);
    return { features: now, areas: shapes, ids: now.map((feature) => getUid(feature)), packed: pack(shapes) };
  }, [changes]);
  const summable = isSummable(layer);
  const wanted = [...new Set([...(summable ? [layer.indicator] : []), ...also])];
  const figures = useFigures(page, areas, ids, wanted, layer, year, changes, again);
  const trouble = notRead ?? figures.trouble;
  const told = (id: string, indicator: string) =>
    figures.byTarget.get(id)?.filter((one) => one.indicator === indicator) ?? [];

  return (
    <section class="own">
      <p>{texts.ownIntro}</p>
      <Adding {...props} />
      {trouble && (
        <p class="trouble" role="alert">
          {trouble} {!notRead && <button onClick={() => setAgain(again + 1)}>{texts.retry}</button>}
        </p>
      )}
      {!summable && (
        <p class="trouble" role="status">
          {say(texts.notSummable, { names: layer.title, reason: texts.medianReason })}
        </p>
      )}
      <Also layer={layer} chosen={also} onChosen={setAlso} />
      <p class="quiet">{figures.waiting ? texts.computing : ''}</p>
      <p class="unseen" aria-live="polite">
        {figures.waiting ? texts.computing : spoken()}
      </p>
      {areas.length > 0 && (
        <ul class={figures.waiting ? 'owned waiting' : 'owned'}>
          {features.slice(0, most).map((feature, i) => {
            const id = getUid(feature);
            return (
              <li key={id}>
                <input
                  aria-label={say(texts.ownName, { number: i + 1 })}
                  value={areas[i]?.name ?? ''}
                  onChange={({ currentTarget }) => {
                    feature.set('name', currentTarget.value);
                    onChanged();
                  }}
                />
                <button
                  class="remove"
                  aria-label={`${texts.remove}: ${areas[i]?.name}`}
                  onClick={() => {
                    own.removeFeature(feature);
                    onChanged();
                  }}>
                  ×
                </button>
                {wanted.map((indicator) => {
                  const figure = shownFigure(told(id, indicator), year);
                  return figure && <Told key={indicator} figure={figure} layer={layerFor(indicator)} />;
                })}
              </li>
            );
          })}
        </ul>
      )}
      {features.length > most && <button onClick={() => setMost(most + LISTED)}>{texts.more}</button>}
      <Notes figures={figures} />
      {summable && areas.length > 0 && figures.byTarget.size > 0 && (
        <SeriesChart
          layer={layer}
          series={ids.slice(0, DRAWN).map((id) => seriesOf(told(id, layer.indicator), layer))}
          names={areas.slice(0, DRAWN).map(({ name }) => name)}
          year={year}
        />
      )}
      <p class="buttons">
        {areas.length > 0 && (
          <>
            <button onClick={() => save('regstat-areas.geojson', 'application/geo+json', toGeoJson(areas))}>
              {texts.saveBoundaries}
            </button>
            <button
              disabled={!figures.byTarget.size}
              onClick={() => save('regstat-figures.csv', 'text/csv;charset=utf-8', table())}>
              {texts.saveResult}
            </button>
            <button
              onClick={() => {
                own.clear();
                onChanged();
              }}>
              {texts.removeAll}
            </button>
          </>
        )}
        {props.onUndo && <button onClick={props.onUndo}>{texts.undo}</button>}
      </p>
      {areas.length > 0 && (
        <>
          {packed === undefined && <p class="quiet">{texts.notInAddress}</p>}
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
    return indicator === layer.indicator
      ? layer
      : (page.catalogue.layers.find((one) => one.indicator === indicator) ?? layer);
  }

  /** The first few, for who listens: all are in the list. */
  function spoken(): string {
    return ids
      .slice(0, DRAWN)
      .flatMap((id) => {
        const figure = shownFigure(told(id, layer.indicator), year);
        if (!figure) return [];
        const value =
          figure.value === null
            ? statusText(texts, figure.status)
            : `${numbers.text(figure.value, layer.decimals)} ${layer.unit}`;
        return `${figure.target_name}: ${value}, ${reliabilityText(texts, figure)}`;
      })
      .join('. ');
  }

  function table(): string {
    const rows = [...figures.byTarget.values()]
      .flat()
      .map((figure) => [
        figure.target_name,
        layerFor(figure.indicator).title,
        String(figure.year),
        figure.value ?? undefined,
        figure.value === null ? statusText(texts, figure.status) : reliabilityText(texts, figure),
        figure.interval_low ?? undefined,
        figure.interval_high ?? undefined,
        figure.coverage ?? undefined,
        figure.cut_share ?? undefined,
        figure.derived_from ?? undefined,
      ]);
    return csv(language, [
      [
        texts.name,
        texts.indicator,
        texts.year,
        texts.value,
        texts.resultStatus,
        'interval_low',
        'interval_high',
        'coverage',
        'cut_share',
        texts.source,
      ],
      ...rows,
    ]);
  }
}

/** All the ways by which boundaries come. */
function Adding({ map, changes, chosen, chosenShapes, own, onAdd }: Props) {
  const { texts, numbers } = usePage();
  const [drawing, setDrawing] = useState(false);
  const [pasted, setPasted] = useState('');
  const [radius, setRadius] = useState(1);
  useEffect(() => setDrawing(map?.isDrawing ?? false), [changes]);
  const stop = () => {
    map?.stopDrawing();
    setDrawing(false);
  };
  const draw = (kind: 'Polygon' | 'Circle') => {
    map?.startDrawing(kind, () => say(texts.ownNumber, { number: own.getFeatures().length + 1 }));
    setDrawing(true);
  };
  useEffect(() => {
    if (!drawing) return;
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && stop();
    document.addEventListener('keydown', escape);
    return () => document.removeEventListener('keydown', escape);
  }, [drawing]);
  return (
    <>
      <p class="buttons">
        {drawing ? (
          <button onClick={stop}>{texts.stopDrawing}</button>
        ) : (
          <>
            <button onClick={() => draw('Polygon')}>{texts.drawPolygon}</button>
            <button onClick={() => draw('Circle')}>{texts.drawCircle}</button>
            <button onClick={() => void onAdd(chosenShapes())} disabled={!chosen}>
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
            const name = say(texts.circleOf, { radius: numbers.short(radius, 1) });
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
        <button
          disabled={!pasted.trim()}
          onClick={() => void onAdd(readText(pasted, texts)).then((added) => added && setPasted(''))}>
          {texts.pasteDo}
        </button>
      </details>
    </>
  );
}

/** The figure of the year on the map, or the last one there is. */
function shownFigure(figures: readonly Figure[], year: number): Figure | undefined {
  return figures.find((figure) => figure.year === year) ?? figures[figures.length - 1];
}

function seriesOf(figures: readonly Figure[], layer: Layer): AreaSeries {
  return {
    title: figures[0]?.target_name ?? '',
    unit: layer.unit,
    code: figures[0]?.target_id ?? '',
    values: figures.map((figure) => ({
      period: String(figure.year),
      value: figure.value,
      status: figure.status,
      series_break: figure.series_break,
    })),
  };
}

function reliabilityText(texts: ReturnType<typeof usePage>['texts'], { reliability, status }: Figure): string {
  return (
    { exact: texts.exact, high: texts.high, fair: texts.fair, low: texts.low }[reliability ?? ''] ??
    statusText(texts, status)
  );
}

/** A figure, and how good it is, in plain words. */
function Told({ figure, layer }: { readonly figure: Figure; readonly layer: Layer }) {
  const { texts, numbers } = usePage();
  const text = (value: number) => numbers.text(value, layer.decimals);
  const between = (says: string, low: number | null, high: number | null) =>
    low !== null && high !== null && say(says, { low: text(low), high: text(high) });
  const exact = figure.reliability === 'exact';
  const atLeast =
    figure.lower !== null &&
    figure.lower > 0 &&
    figure.status === 'estimated' &&
    say(texts.leastSays, { low: text(figure.lower) });
  const says = [
    figure.value !== null && reliabilityText(texts, figure),
    !exact &&
      (between(texts.intervalSays, figure.interval_low, figure.interval_high) ||
        between(texts.boundsSays, figure.lower, figure.upper) ||
        atLeast),
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

/** What the server says of all of the answer. */
function Notes({ figures }: { readonly figures: Figures }) {
  const { texts } = usePage();
  if (!figures.notes.length) return null;
  return (
    <details open>
      <summary>{texts.noteSays}</summary>
      <ul class="notes">
        {figures.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
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
    .filter((one) => isSummable(one) && one.indicator !== layer.indicator && !one.derived)
    .sort((a, b) => numbers.compare(a.title, b.title));
  const change = (id: string, wanted: boolean) =>
    onChosen(wanted ? [...chosen, id] : chosen.filter((other) => other !== id));
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
                onChange={({ currentTarget }) => change(one.indicator, currentTarget.checked)}
              />{' '}
              {one.indicator_title}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
