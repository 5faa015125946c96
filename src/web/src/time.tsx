import { useEffect, useRef, useState } from 'preact/hooks';
import type { Layer, LayerYear } from './documents';
import { comparable } from './load';
import { usePage } from './page';
import { say } from './texts';

interface Props {
  readonly layer: Layer;
  readonly year: number;
  readonly onYear: (year: number) => void;
  /** Whether the shown year is drawn, so that the next may come. */
  readonly ready: boolean;
  readonly since: number | undefined;
  readonly onSince: (year: number | undefined) => void;
}

/** Milliseconds for each year that is played. */
const STEP = 900;

/** Which year is shown; played year by year, but never over a break without saying so. */
export function TimeBar({ layer, year, onYear, ready, since, onSince }: Props) {
  const { texts } = usePage();
  const years = layer.years;
  const place = Math.max(
    0,
    years.findIndex((one) => one.year === year),
  );
  const [playing, setPlaying] = useState(false);
  const [stopped, setStopped] = useState<string>();
  const passed = useRef<number>(undefined);

  useEffect(() => {
    setStopped(undefined);
    passed.current = undefined;
  }, [layer.name]);

  useEffect(() => {
    if (!playing || !ready) return;
    const next = years[place + 1];
    if (!next) return setPlaying(false);
    const timer = setTimeout(() => {
      if (next.break && passed.current !== next.year) {
        passed.current = next.year;
        setPlaying(false);
        setStopped(say(texts.stopsAtBreak, { year: next.year, before: year }));
        return;
      }
      onYear(next.year);
    }, STEP);
    return () => clearTimeout(timer);
  }, [playing, ready, place]);

  const broken = years.filter((one) => one.break);
  const here = years[place];
  return (
    <section class="time" aria-label={texts.year}>
      <button
        class="play"
        aria-pressed={playing}
        disabled={years.length < 2}
        onClick={() => {
          setStopped(undefined);
          if (!playing && place === years.length - 1 && years[0]) onYear(years[0].year);
          setPlaying(!playing);
        }}>
        {playing ? texts.pause : texts.play}
      </button>
      <label>
        <span class="year">{year}</span>
        <input
          type="range"
          min={0}
          max={years.length - 1}
          step={1}
          value={place}
          disabled={years.length < 2}
          aria-label={texts.year}
          aria-valuetext={String(year)}
          onInput={({ currentTarget }) => {
            setPlaying(false);
            setStopped(undefined);
            const wanted = years[Number(currentTarget.value)];
            if (wanted) onYear(wanted.year);
          }}
        />
        <span class="ticks" aria-hidden="true">
          {years.map((one, i) => (
            <span
              key={one.year}
              class={one.break ? 'tick break' : 'tick'}
              style={{ left: years.length > 1 ? `${(100 * i) / (years.length - 1)}%` : '0' }}
              title={one.break ? says(one, i) : String(one.year)}>
              {i === 0 || i === years.length - 1 || one.break ? one.year : ''}
            </span>
          ))}
        </span>
      </label>
      <label class="since">
        {texts.change}{' '}
        <select
          value={since === undefined ? '' : String(since)}
          onChange={({ currentTarget }) => onSince(currentTarget.value ? Number(currentTarget.value) : undefined)}>
          <option value="">–</option>
          {comparable(layer, year).map((one) => (
            <option key={one.year} value={one.year}>
              {one.year}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet" aria-live="polite">
        {stopped ??
          (here?.break
            ? says(here, place)
            : broken.length
              ? `${texts.breaks}: ${broken.map((one) => one.year).join(', ')}`
              : '')}
      </p>
    </section>
  );

  /** Why a year begins anew: other areas, or others values of the same. */
  function says({ year: at, vintage }: LayerYear, i: number): string {
    return say(vintage === years[i - 1]?.vintage ? texts.breakSame : texts.breakHere, { year: at });
  }
}
