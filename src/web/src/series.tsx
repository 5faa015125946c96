import type { AreaSeries, Layer } from './documents';
import { told, usePage } from './page';
import { say } from './texts';

const [WIDTH, HEIGHT] = [340, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [6, 6, 14, 18];

/** Told apart in grey too, by their dashes. Okabe and Ito's colours. */
export const LINES = [
  { color: '#0072b2', dash: '' },
  { color: '#d55e00', dash: '6 3' },
  { color: '#009e73', dash: '2 3' },
  { color: '#cc79a7', dash: '8 3 2 3' },
  { color: '#8a6d00', dash: '12 4' },
] as const;

/** Areas through the years; lines end where a series breaks or has no value. */
export function SeriesChart({
  layer,
  series,
  names,
  year,
}: {
  readonly layer: Layer;
  readonly series: readonly AreaSeries[];
  readonly names: readonly string[];
  readonly year: number;
}) {
  const page = usePage();
  const { texts, numbers } = page;
  const points = series.flatMap(({ values }) => values);
  const years = points.map(({ period }) => Number(period));
  const all = points.flatMap(({ value }) => value ?? []);
  if (!all.length) return null;
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const [least, most] = scale(Math.min(...all), Math.max(...all));
  const x = (one: number) => LEFT + ((one - from) / (to - from || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - ((value - least) / (most - least || 1)) * (HEIGHT - TOP - BOTTOM);
  const breaks = [...new Set(points.filter((point) => point.series_break).map(({ period }) => Number(period)))];
  const title = say(texts.seriesOf, { name: names.join(', ') });
  return (
    <figure class="series">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        <line class="axis" x1={LEFT} x2={WIDTH - RIGHT} y1={y(least)} y2={y(least)} />
        <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(most)} y2={y(most)} />
        <text class="scale" x={LEFT} y={y(most) - 3}>
          {told(page, layer, most)}
        </text>
        <text class="scale" x={WIDTH - RIGHT} y={y(least) - 3} text-anchor="end">
          {numbers.text(least, layer.decimals)}
        </text>
        <text class="scale" x={LEFT} y={HEIGHT - 4}>
          {from}
        </text>
        <text class="scale" x={WIDTH - RIGHT} y={HEIGHT - 4} text-anchor="end">
          {to}
        </text>
        <line class="now" x1={x(year)} x2={x(year)} y1={TOP} y2={HEIGHT - BOTTOM} />
        {breaks.map((one) => (
          <g key={one} class="broken">
            <line x1={x(one - 0.5)} x2={x(one - 0.5)} y1={TOP} y2={HEIGHT - BOTTOM} />
            <title>{say(texts.breakHere, { year: one })}</title>
          </g>
        ))}
        {series.map((one, i) => {
          const line = LINES[i % LINES.length] as (typeof LINES)[number];
          return (
            <g key={one.code} stroke={line.color} fill={line.color}>
              <path d={path(one, x, y)} fill="none" stroke-width={2} stroke-dasharray={line.dash} />
              {one.values.map(
                ({ period, value, status }) =>
                  value !== null && (
                    <circle
                      key={period}
                      cx={x(Number(period))}
                      cy={y(value)}
                      r={2.5}
                      fill={status === 'estimated' ? 'none' : line.color}>
                      <title>{`${names[i]}, ${period}: ${told(page, layer, value)}`}</title>
                    </circle>
                  ),
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** Moves anew after a gap, and where a series breaks. */
function path({ values }: AreaSeries, x: (year: number) => number, y: (value: number) => number): string {
  let path = '';
  let drawing = false;
  let last = NaN;
  for (const { period, value, series_break: broken } of values) {
    const year = Number(period);
    if (value === null) {
      drawing = false;
      continue;
    }
    path += `${drawing && !broken && year === last + 1 ? 'L' : 'M'}${x(year).toFixed(1)} ${y(value).toFixed(1)}`;
    drawing = true;
    last = year;
  }
  return path;
}

/** From zero where values are not far from it, otherwise with some room around them. */
function scale(least: number, most: number): [number, number] {
  if (least >= 0 && least < most / 2) return [0, most];
  const room = (most - least) / 10 || Math.abs(most) / 10 || 1;
  return [least - room, most + room];
}
