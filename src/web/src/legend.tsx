import { hatchColor, hatchPath } from './hatch';
import { keyOf } from './key';
import { heading } from './pane';
import { told, usePage } from './page';
import { say } from './texts';
import { type Shown, changeUnit, shownSorted, shownValue } from './shown';
import { classOf, histogram, rank } from './values';

const BARS = 40;
const [WIDTH, HEIGHT] = [320, 70];

/** Classes with their limits, what other colours mean, and how the areas are distributed. */
export function Legend({ shown, pointed }: { readonly shown: Shown; readonly pointed: string | undefined }) {
  const page = usePage();
  const { texts, numbers } = page;
  const { style, layer, areas } = shown;
  const sorted = shownSorted(shown);
  const place = pointed === undefined ? undefined : areas.place(pointed);
  const marked = place === undefined ? undefined : shownValue(shown, place);
  const bars = histogram(sorted, BARS);
  const tallest = Math.max(1, ...bars.map(({ count }) => count));
  const least = bars[0]?.from ?? 0;
  const span = (bars[bars.length - 1]?.to ?? 1) - least || 1;
  const unit = shown.before ? changeUnit(layer, texts.points) : layer.unit;
  const text = (value: number) => (shown.before ? numbers.signed(value, 1) : numbers.text(value, layer.decimals));
  return (
    <section class="legend" aria-label={`${texts.legend}: ${heading(page, shown)}`}>
      <h3>
        {texts.legend}: {heading(page, shown)}
        {unit && <span class="unit"> ({unit})</span>}
      </h3>
      <ul>
        {keyOf(shown, texts).map(({ label, color, hatch, size, count }) => (
          <li key={label}>
            <span class="swatch">
              <svg width={42} height={size ? Math.max(size, 12) + 2 : 14} aria-hidden="true">
                {size ? (
                  <circle cx={21} cy={Math.max(size, 12) / 2 + 1} r={size / 2} fill={color} />
                ) : (
                  <rect width={42} height={14} fill={color} stroke={style.outline} />
                )}
                {hatch && <path d={hatchPath(hatch, 6, 2)} stroke={hatchColor(hatch, style)} />}
              </svg>
            </span>
            {label} <span class="count">{numbers.text(count, 0)}</span>
          </li>
        ))}
      </ul>
      {bars.length > 1 && (
        <figure>
          <figcaption>{texts.histogram}</figcaption>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={distribution()}>
            {bars.map(({ from, count }, i) => (
              <rect
                key={from}
                x={(i * WIDTH) / bars.length}
                width={WIDTH / bars.length - 0.5}
                y={HEIGHT - (count / tallest) * HEIGHT}
                height={(count / tallest) * HEIGHT}
                fill={style.classes[classOf(style.classes, from)]?.color ?? style.area}
                stroke={style.outline}
                stroke-width={0.3}
              />
            ))}
            {marked !== undefined && <Mark at={((marked - least) / span) * WIDTH} />}
          </svg>
          <p class="ends">
            <span>{text(least)}</span>
            <span>{text(least + span)}</span>
          </p>
          <p class="quiet" aria-live="polite">
            {marked !== undefined && place !== undefined
              ? say(texts.rankSays, {
                  name: areas.area(place).name,
                  value: shown.before ? text(marked) : told(page, layer, marked),
                  share: numbers.share(rank(sorted, marked)),
                })
              : distribution()}
          </p>
        </figure>
      )}
    </section>
  );

  function distribution(): string {
    return say(texts.histogramSays, {
      count: numbers.text(sorted.length, 0),
      least: text(sorted[0] ?? 0),
      most: text(sorted[sorted.length - 1] ?? 0),
      median: text(sorted[Math.floor(sorted.length / 2)] ?? 0),
    });
  }
}

function Mark({ at }: { at: number }) {
  return <path d={`M${at} 0V${HEIGHT}`} stroke="currentColor" stroke-width={2} />;
}
