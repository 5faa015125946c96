import { useRef, useState } from 'preact/hooks';
import type { AreaMap } from './map';
import { divisionTitle, statusText, usePage } from './page';
import { say } from './texts';
import { heading } from './pane';
import { pictureOf } from './picture';
import { csv, save } from './save';
import { type Shown, changeUnit, shownValue } from './shown';

/** What is shown, to take along: its address, a picture, its numbers, and how to cite it. */
export function Share({
  shown,
  map,
  address,
}: {
  readonly shown: Shown;
  readonly map: AreaMap | undefined;
  /** Of what is shown. */
  readonly address: string;
}) {
  const page = usePage();
  const { texts, documents, language, catalogue } = page;
  const [copied, setCopied] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const { layer, year, areas, values } = shown;
  const name = shown.before ? `${layer.name}-${shown.before.year}-${year}` : `${layer.name}-${year}`;
  const embedded = new URL(address);
  embedded.searchParams.set('embed', '');
  const division = divisionTitle(catalogue, layer);
  const cite = say(texts.citeText, {
    source: layer.source || catalogue.title,
    title: layer.title,
    division,
    year,
    date: new Date().toISOString().slice(0, 10),
    address: address.replace(/#.*/, ''),
  });
  // Without an encrypted connection browsers give no clipboard.
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied(texts.copied);
    } catch {
      setCopied(texts.copyByHand);
    }
  };
  const table = () =>
    csv(language, [
      [
        texts.code,
        texts.name,
        `${heading(page, shown)} (${shown.before ? changeUnit(layer, texts.points) : layer.unit})`,
        texts.status,
      ],
      ...areas.all.map(({ code, name: called }, place) => [
        code,
        called,
        shownValue(shown, place),
        statusText(texts, values.cell(place).status),
      ]),
    ]);
  return (
    <section class="share">
      <label>
        {texts.shareLink}
        <input ref={field} readOnly value={address} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
      <button onClick={() => void copy()}>{texts.copy}</button>
      <span aria-live="polite"> {copied}</span>
      <h3>{texts.cite}</h3>
      <p class="cite">{cite}</p>
      <p class="buttons">
        <button
          onClick={() =>
            map &&
            void pictureOf(page, shown, map).then((picture) =>
              picture.toBlob((png) => png && save(`${name}.png`, 'image/png', png), 'image/png'),
            )
          }>
          {texts.savePng}
        </button>
        <button onClick={() => window.print()}>{texts.print}</button>
        <button onClick={() => save(`${name}.csv`, 'text/csv;charset=utf-8', table())}>{texts.saveCsv}</button>
      </p>
      <ul>
        <li>
          <a
            href={documents.address('../wfs', {
              service: 'WFS',
              version: '2.0.0',
              request: 'GetFeature',
              typeNames: `${catalogue.workspace}:${layer.name}`,
              outputFormat: 'application/json',
              cql_filter: `year = ${year}`,
            })}>
            {texts.saveGeoJson}
          </a>
        </li>
        <li>
          <a href={documents.address('table.json', { layer: layer.name })}>{texts.saveJsonStat}</a>
        </li>
        <li>
          <a href={documents.address('map/regstat-qgis.zip', {})}>{texts.qgis}</a>
        </li>
      </ul>
      <details>
        <summary>{texts.embed}</summary>
        <pre>{`<iframe src="${embedded.href}" title="${heading(page, shown)}" width="800" height="600"></iframe>`}</pre>
      </details>
    </section>
  );
}
