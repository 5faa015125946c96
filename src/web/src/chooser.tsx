import { useState } from 'preact/hooks';
import type { Layer } from './documents';
import { usePage } from './page';
import type { Choice } from './view';

/** Which indicator, on which division. */
export function Chooser({
  layer,
  onChoice,
  label,
}: {
  readonly layer: Layer;
  readonly onChoice: (choice: Choice) => void;
  readonly label?: string;
}) {
  const { texts, catalogue, numbers } = usePage();
  const [wanted, setWanted] = useState('');
  const words = wanted.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  const first = new Map<string, Layer>();
  for (const one of catalogue.layers) if (!first.has(one.indicator)) first.set(one.indicator, one);
  const fits = (one: Layer) => {
    const text = `${one.title} ${one.indicator}`.toLocaleLowerCase('sv');
    return one.indicator === layer.indicator || words.every((word) => text.includes(word));
  };
  const indicators = [...first.values()]
    .filter(fits)
    .sort((a, b) => numbers.compare(a.indicator_title, b.indicator_title));
  const themes = [...catalogue.themes, { id: null, title: '' }]
    .map((theme) => ({
      ...theme,
      indicators: indicators.filter((one) => (known(one.theme) ? one.theme : null) === theme.id),
    }))
    .filter((theme) => theme.indicators.length);
  const divisions = catalogue.divisions.filter(({ id }) =>
    catalogue.layers.some((one) => one.indicator === layer.indicator && one.division === id),
  );
  const choose = (indicator: string, division: string) => {
    const of = catalogue.layers.filter((one) => one.indicator === indicator);
    const chosen = of.find((one) => one.division === division) ?? of[0];
    if (chosen) onChoice({ layer: chosen.name, year: undefined });
  };
  return (
    <fieldset class="chooser">
      {label && <legend>{label}</legend>}
      {first.size > 12 && (
        <label>
          {texts.findIndicator}
          <input type="search" value={wanted} onInput={({ currentTarget }) => setWanted(currentTarget.value)} />
        </label>
      )}
      <label>
        {texts.indicator}
        <select value={layer.indicator} onChange={({ currentTarget }) => choose(currentTarget.value, layer.division)}>
          {themes.map((theme) =>
            theme.title ? (
              <optgroup key={theme.id} label={theme.title}>
                {theme.indicators.map(option)}
              </optgroup>
            ) : (
              theme.indicators.map(option)
            ),
          )}
        </select>
      </label>
      <label>
        {texts.division}
        <select value={layer.division} onChange={({ currentTarget }) => choose(layer.indicator, currentTarget.value)}>
          {divisions.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );

  function known(theme: string | null): boolean {
    return catalogue.themes.some(({ id }) => id === theme);
  }

  function option(one: Layer) {
    return (
      <option key={one.indicator} value={one.indicator}>
        {one.indicator_title}
      </option>
    );
  }
}
