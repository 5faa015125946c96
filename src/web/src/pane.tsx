import type OlView from 'ol/View';
import type VectorSource from 'ol/source/Vector';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Areas } from './areas';
import { AreaMap } from './map';
import { type Fetched, cellText, usePage } from './page';
import { say } from './texts';
import { type Shown, changeUnit, paintOf, shownValue } from './shown';
import type { Place } from './view';

interface Props {
  readonly shown: Fetched<Shown>;
  readonly around: Areas | undefined;
  readonly view: OlView;
  readonly own: VectorSource;
  /** Whether own boundaries can be changed on the map. */
  readonly editable: boolean;
  /** Codes. */
  readonly chosen: readonly string[];
  readonly pointed: string | undefined;
  readonly onChosen: (code: string, more: boolean) => void;
  readonly onPointed: (code: string | undefined) => void;
  readonly onMoved: (at: Place) => void;
  readonly onDrawn: (done: boolean) => void;
  /** Who wants to draw on this map, or take a picture of it. */
  readonly onMap: (map: AreaMap | undefined) => void;
  readonly onTable: () => void;
}

/** One of the maps, with what it shows as its heading. */
export function Pane(props: Props) {
  const page = usePage();
  const { texts, numbers } = page;
  const target = useRef<HTMLDivElement>(null);
  const map = useRef<AreaMap>(undefined);
  const [tip, setTip] = useState<{ code: string; areas: Areas; x: number; y: number }>();
  const keys = useId();
  const latest = useRef(props);
  latest.current = props;
  const { found, trouble, waiting } = props.shown;

  useEffect(() => {
    if (!target.current) return;
    const code = (place: number) => latest.current.shown.found?.areas.all[place]?.code;
    const made = new AreaMap(
      target.current,
      props.view,
      props.own,
      {
        chosen: (place, more) => {
          const told = code(place);
          if (told) latest.current.onChosen(told, more);
        },
        pointed: (place, [x, y]) => {
          const told = place === undefined ? undefined : code(place);
          const areas = latest.current.shown.found?.areas;
          setTip(told === undefined || !areas ? undefined : { code: told, areas, x, y });
          latest.current.onPointed(told);
        },
        moved: (at) => latest.current.onMoved(at),
        drawn: (done) => latest.current.onDrawn(done),
      },
      texts,
    );
    map.current = made;
    props.onMap(made);
    const size = new ResizeObserver(() => made.resized());
    size.observe(target.current);
    return () => {
      size.disconnect();
      latest.current.onMap(undefined);
      made.close();
    };
  }, []);

  useEffect(() => {
    if (!map.current) return;
    if (!found) {
      // Nothing is better than the colours of something else.
      if (trouble) map.current.colour(undefined);
      return;
    }
    map.current.show(found.areas);
    map.current.surroundings(props.around);
    map.current.colour(paintOf(found));
  }, [found, trouble, props.around]);

  useEffect(() => {
    if (map.current) map.current.editable = props.editable;
  }, [props.editable]);

  useEffect(() => {
    if (!found) return;
    const place = (code: string | undefined) => (code === undefined ? undefined : found.areas.place(code));
    map.current?.mark(
      props.chosen.flatMap((code) => place(code) ?? []),
      place(props.pointed),
    );
  }, [found, props.chosen, props.pointed]);

  const title = found ? heading(page, found) : '';
  // A tip of other areas, shown before, says nothing of these.
  const place = found && tip?.areas === found.areas ? found.areas.place(tip.code) : undefined;
  const area = place === undefined ? undefined : found?.areas.all[place];
  return (
    <section class="pane" aria-label={title}>
      <h2>
        {title}
        {waiting && <span class="waiting"> {texts.loading}</span>}
      </h2>
      <p id={keys} class="unseen">
        {texts.mapKeys} <button onClick={props.onTable}>{texts.skip}</button>
      </p>
      <div
        class="map"
        ref={target}
        tabIndex={0}
        role="application"
        aria-label={found ? say(texts.map, { title: found.layer.title, year: found.year }) : texts.loading}
        aria-describedby={keys}
      />
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {found && tip && area && place !== undefined && (
        <div class="tip" style={{ left: `${tip.x}px`, top: `${tip.y}px` }}>
          <strong>{area.name}</strong>
          {!area.name.includes(area.code) && <span> {area.code}</span>}
          <br />
          {found.before ? changeText(found, place) : cellText(page, found.layer, found.values.cell(place))}
          {!found.before && found.values.cell(place).status === 'estimated' && <em> {texts.estimated}</em>}
        </div>
      )}
    </section>
  );

  function changeText(one: Shown, place: number): string {
    const value = shownValue(one, place);
    if (value === undefined) return texts.noData;
    const decimals = one.layer.measure === 'count' ? 1 : one.layer.decimals;
    return `${numbers.signed(value, decimals)}\u00a0${changeUnit(one.layer, texts.points)}`;
  }
}

/** What a map shows, as its heading. */
export function heading({ texts }: { texts: { changeTitle: string } }, { layer, year, before }: Shown): string {
  return before
    ? `${layer.title}: ${say(texts.changeTitle, { from: before.year, to: year })}`
    : `${layer.title}, ${year}`;
}
