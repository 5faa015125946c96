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
  const [tip, setTip] = useState<{ place: number; x: number; y: number }>();
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
          setTip(place === undefined ? undefined : { place, x, y });
          latest.current.onPointed(place === undefined ? undefined : code(place));
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
    if (!found || !map.current) return;
    map.current.show(found.areas);
    map.current.surroundings(props.around);
    map.current.colour(paintOf(found));
  }, [found, props.around]);

  useEffect(() => {
    if (!found) return;
    const place = (code: string | undefined) => (code === undefined ? undefined : found.areas.place(code));
    map.current?.mark(
      props.chosen.flatMap((code) => place(code) ?? []),
      place(props.pointed),
    );
  }, [found, props.chosen, props.pointed]);

  const title = found ? heading(page, found) : '';
  const area = found && tip ? found.areas.all[tip.place] : undefined;
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
        aria-label={found ? say(texts.map, { title: found.layer.title, year: found.year }) : texts.title}
        aria-describedby={keys}
      />
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      {found && tip && area && (
        <div class="tip" style={{ left: `${tip.x}px`, top: `${tip.y}px` }}>
          <strong>{area.name}</strong>
          {!area.name.includes(area.code) && <span> {area.code}</span>}
          <br />
          {found.before ? changeText(found, tip.place) : cellText(page, found.layer, found.values.cell(tip.place))}
          {!found.before && found.values.cell(tip.place).status === 'estimated' && <em> {texts.estimated}</em>}
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
