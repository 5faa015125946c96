import type Feature from 'ol/Feature';
import { unByKey } from 'ol/Observable';
import VectorSource from 'ol/source/Vector';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { About, AreaCard } from './area';
import { Chooser } from './chooser';
import { Effect } from './effect';
import { readFile, readText } from './files';
import { Legend } from './legend';
import { layerOf, useShown, useSurroundings, yearOf } from './load';
import { type AreaMap, sharedView } from './map';
import { MOST_OWN, type OwnArea, ofFeature, pack, toFeature, unpack } from './own';
import { OwnPanel } from './own-panel';
import { type Page, usePage, vintageOf } from './page';
import { Pane } from './pane';
import { Search } from './search';
import { Share } from './share';
import type { Shown } from './shown';
import { AreaTable } from './table';
import { say } from './texts';
import { TimeBar } from './time';
import { MOST_AREAS, TABS, type Tab, type View, read, write } from './view';

/** The whole page: one map or two, the years, and a panel with what is wanted of them. */
export function App({ embedded }: { readonly embedded: boolean }) {
  const page = usePage();
  const { texts, numbers, catalogue, language, documents } = page;
  const [view, setView] = useState<View>(viewOfAddress);
  const change = useCallback((part: Partial<View>) => setView((before) => ({ ...before, ...part })), []);
  const [pointed, setPointed] = useState<string>();
  const [drawn, setDrawn] = useState({ number: 0, done: true });
  const [map, setMap] = useState<AreaMap>();
  const [dropping, setDropping] = useState(false);
  const [notRead, setNotRead] = useState<string>();
  const [unknown, setUnknown] = useState<readonly ('other' | 'own')[]>([]);
  const olView = useMemo(() => sharedView(view.at), []);
  const own = useMemo(() => new VectorSource(), []);
  const removed = useRef<Feature[]>([]);
  const layer = layerOf(page, view.first);
  const resolution = view.at?.resolution;
  const first = useShown(page, view.first, view.since, resolution);
  const second = useShown(page, view.second ?? view.first, undefined, resolution);
  const around = useSurroundings(page, layer?.division ?? '', layer ? yearOf(layer, view.first) : 0, resolution);
  const address = write(view);

  useEffect(() => {
    if (location.hash !== address) history.replaceState(null, '', address);
  }, [address]);

  // The address that the page was opened with, and any that is put there afterwards.
  useEffect(() => {
    const open = () => {
      const told = viewOfAddress();
      const found = unpack(told.own ?? '');
      setUnknown([
        ...(isThere(page, told) ? [] : ['other' as const]),
        ...(told.own && !found.length ? ['own' as const] : []),
      ]);
      own.clear();
      own.addFeatures(found.map(toFeature));
      setDrawn((before) => ({ number: before.number + 1, done: true }));
      setView(told);
      if (told.at && map) map.look(told.at);
    };
    if (!map) return;
    open();
    window.addEventListener('hashchange', open);
    return () => window.removeEventListener('hashchange', open);
  }, [map]);

  // At first all of the areas are looked at, where the address does not say otherwise.
  useEffect(() => {
    const told = layer?.years.find((one) => one.year === yearOf(layer, view.first));
    const vintage = told && vintageOf(catalogue, told.vintage);
    if (!map || !vintage || view.at) return;
    map.fit(vintage.bbox);
    change({ at: map.at() });
  }, [map]);

  const ownChanged = useCallback(
    (done: boolean) => {
      setDrawn((before) => ({ number: before.number + 1, done }));
      if (done) change({ own: pack(own.getFeatures().map(ofFeature)) });
    },
    [own],
  );
  // What is removed can be taken back.
  useEffect(() => {
    const keys = [
      own.on('removefeature', ({ feature }) => feature && removed.current.push(feature)),
      own.on('clear', () => (removed.current = [])),
    ];
    return () => unByKey(keys);
  }, [own]);

  if (!layer) return <p class="trouble">{texts.nothing}</p>;
  const year = yearOf(layer, view.first);
  const shown = first.found;
  const chosen = view.areas.filter((code) => shown?.areas.place(code) !== undefined);
  // Borders on the map are coarse: those that figures are computed for are the areas' own, so that they follow whole areas.
  const chosenShapes = async (): Promise<OwnArea[]> => {
    const { layer: areas } = vintageOf(catalogue, shown?.values.vintage ?? '') ?? { layer: '' };
    return readText(await documents.features(`${catalogue.workspace}:${areas}`, chosen), texts);
  };
  const choose = (code: string, more: boolean) => {
    if (shown?.areas.place(code) === undefined) return;
    const others = chosen.filter((other) => other !== code);
    const among = view.tab === 'area' || view.tab === 'own' || more;
    const areas = others.length < chosen.length ? others : among ? [...chosen, code].slice(-MOST_AREAS) : [code];
    change({ areas, tab: view.tab === 'map' && areas.length ? 'area' : view.tab });
  };
  const add = async (read: Promise<OwnArea[]>): Promise<boolean> => {
    change({ tab: 'own' });
    try {
      const found = await read;
      const before = own.getFeatures().length;
      const count = before + found.length;
      if (count > MOST_OWN) {
        throw new Error(say(texts.tooMany, { most: numbers.text(MOST_OWN, 0), count: numbers.text(count, 0) }));
      }
      const named = found.map((area, i) => ({
        ...area,
        name: area.name || say(texts.ownNumber, { number: before + i + 1 }),
      }));
      own.addFeatures(named.map(toFeature));
      setNotRead(undefined);
      ownChanged(true);
      const [west = 0, south = 0, east = 0, north = 0] = own.getExtent() ?? [];
      map?.fit([west, south, east, north]);
      return true;
    } catch (failure) {
      setNotRead((failure as Error).message);
      return false;
    }
  };
  const undo = () => {
    const last = removed.current.pop();
    if (last) own.addFeature(last);
    ownChanged(true);
  };
  const pane = (which: 'first' | 'second') => (
    <Pane
      key={which}
      shown={which === 'first' ? first : second}
      around={around}
      view={olView}
      own={own}
      editable={view.tab === 'own' && !embedded}
      chosen={view.areas}
      pointed={pointed}
      onChosen={choose}
      onPointed={setPointed}
      onMoved={(at) => change({ at })}
      onDrawn={ownChanged}
      onMap={(made) => {
        if (which === 'first') setMap(made);
      }}
      onTable={() => change({ tab: 'table' })}
    />
  );

  return (
    <div
      class={embedded ? 'page embedded' : 'page'}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setDropping(false)}
      onDrop={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setDropping(false);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length) void add(Promise.all(files.map((file) => readFile(file, texts))).then((read) => read.flat()));
      }}>
      <header>
        <h1>{catalogue.title}</h1>
        {shown && (
          <Search
            areas={shown.areas}
            onFound={(area) => {
              change({ areas: [area.code], tab: 'area' });
              map?.fit(area.bbox, 10);
            }}
          />
        )}
        <a
          class="language"
          href={addressOfPage(language === 'sv' ? 'en' : 'sv') + address}
          hrefLang={language === 'sv' ? 'en' : 'sv'}
          lang={language === 'sv' ? 'en' : 'sv'}>
          {texts.otherLanguage}
        </a>
      </header>
      <main class={view.second ? 'maps two' : 'maps'}>
        {pane('first')}
        {view.second && pane('second')}
        {dropping && <p class="drop">{texts.dropHere}</p>}
        {embedded && shown && (
          <div class="key">
            <Legend shown={shown} pointed={pointed} />
            <a href={`${addressOfPage()}${address}`} target="_blank" rel="noopener">
              {catalogue.title}
            </a>
          </div>
        )}
      </main>
      <TimeBar
        layer={layer}
        year={year}
        ready={!first.waiting}
        since={view.since}
        onSince={(since) => change({ since })}
        onYear={(wanted) => change({ first: { layer: layer.name, year: wanted } })}
      />
      <aside>
        <Chooser
          layer={layer}
          onChoice={({ layer: name }) => {
            const chosen = catalogue.layers.find((one) => one.name === name);
            const kept = chosen?.years.some((one) => one.year === year) ? year : undefined;
            change({ first: { layer: name, year: kept }, since: undefined });
          }}
        />
        {view.second ? (
          <>
            <Chooser
              label={texts.other}
              layer={layerOf(page, view.second) ?? layer}
              onChoice={(second) => change({ second: { ...second, year: view.second?.year } })}
            />
            <label>
              {texts.year}{' '}
              <select
                value={String(yearOf(layerOf(page, view.second) ?? layer, view.second))}
                onChange={({ currentTarget }) =>
                  change({ second: { layer: view.second?.layer ?? layer.name, year: Number(currentTarget.value) } })
                }>
                {(layerOf(page, view.second) ?? layer).years.map((one) => (
                  <option key={one.year} value={one.year}>
                    {one.year}
                  </option>
                ))}
              </select>
            </label>
            <button onClick={() => change({ second: undefined })}>{texts.closeCompare}</button>
          </>
        ) : (
          <button onClick={() => change({ second: { layer: layer.name, year: layer.years[0]?.year } })}>
            {texts.compare}
          </button>
        )}
        {unknown.map((what) => (
          <p key={what} class="trouble" role="status">
            {what === 'own' ? texts.ownBroken : say(texts.otherShown, { title: layer.title })}
          </p>
        ))}
        <Tabs tab={view.tab} onTab={(tab) => change({ tab })} />
        <div id="panel" role="tabpanel" aria-labelledby={`tab-${view.tab}`}>
          {shown && view.tab === 'map' && reading(shown)}
          {shown && view.tab === 'table' && (
            <AreaTable shown={shown} around={around} onChosen={(code) => choose(code, false)} />
          )}
          {shown && view.tab === 'area' && (
            <AreaCard
              shown={shown}
              chosen={view.areas}
              onRemove={(code) => change({ areas: view.areas.filter((other) => other !== code) })}
            />
          )}
          {view.tab === 'own' && (
            <OwnPanel
              layer={layer}
              year={year}
              own={own}
              changes={drawn}
              map={map}
              chosen={chosen.length}
              chosenShapes={chosenShapes}
              notRead={notRead}
              onAdd={add}
              onChanged={() => ownChanged(true)}
              onUndo={removed.current.length ? undo : undefined}
            />
          )}
          {view.tab === 'effect' && <Effect layer={layer} year={year} />}
          {shown && view.tab === 'share' && <Share shown={shown} map={map} address={addressOfPage() + address} />}
        </div>
        {shown && view.tab !== 'map' && <div class="printed">{reading(shown)}</div>}
        <p class="printed">
          {say(texts.printed, {
            date: new Date().toISOString().slice(0, 10),
            address: addressOfPage(),
          })}
        </p>
      </aside>
    </div>
  );

  function reading(one: Shown) {
    return (
      <>
        <Legend shown={one} pointed={pointed} />
        {view.second && second.found && <Legend shown={second.found} pointed={pointed} />}
        <About layer={one.layer} year={one.year} />
      </>
    );
  }

  /** Of the whole page, as it is shown, in a language. */
  function addressOfPage(wanted = language): string {
    const here = new URL(location.href);
    here.hash = '';
    here.searchParams.delete('embed');
    here.searchParams.set('language', wanted);
    return here.href;
  }
}

function viewOfAddress(): View {
  const {
    first = { layer: '', year: undefined },
    second,
    since,
    areas = [],
    tab = 'map',
    at,
    own,
  } = read(location.hash);
  return { first, second, since, areas, tab, at, own };
}

/** Whether all that an address names is there, as far as the reader may see. */
function isThere({ catalogue }: Page, { first, second }: View): boolean {
  return [first, second].every((choice) => {
    if (!choice?.layer) return true;
    const layer = catalogue.layers.find(({ name }) => name === choice.layer);
    return layer !== undefined && (choice.year === undefined || layer.years.some(({ year }) => year === choice.year));
  });
}

/** Tabs that arrow keys go between, as ARIA has them. */
function Tabs({ tab, onTab }: { readonly tab: Tab; readonly onTab: (tab: Tab) => void }) {
  const { texts } = usePage();
  const titles: Readonly<Record<Tab, string>> = {
    map: texts.tabMap,
    table: texts.tabTable,
    area: texts.tabArea,
    own: texts.tabOwn,
    effect: texts.tabEffect,
    share: texts.tabShare,
  };
  return (
    <div role="tablist" aria-label={texts.tabs}>
      {TABS.map((one, i) => (
        <button
          key={one}
          id={`tab-${one}`}
          role="tab"
          aria-selected={one === tab}
          aria-controls="panel"
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          onKeyDown={(event) => {
            const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: -1 }[event.key];
            if (to === undefined) return;
            event.preventDefault();
            const next = TABS[(to + TABS.length) % TABS.length] as Tab;
            onTab(next);
            document.getElementById(`tab-${next}`)?.focus();
          }}>
          {titles[one]}
        </button>
      ))}
    </div>
  );
}
