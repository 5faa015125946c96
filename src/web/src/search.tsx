import { useState } from 'preact/hooks';
import type { Area, Areas } from './areas';
import { usePage } from './page';

const MOST = 8;

/** Finds areas by name or code; the list is worked with arrow keys (ARIA's combobox). */
export function Search({ areas, onFound }: { readonly areas: Areas; readonly onFound: (area: Area) => void }) {
  const { texts } = usePage();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = areas.search(text, MOST);
  const open = text.trim() !== '';
  const choose = (area: Area | undefined) => {
    if (!area) return;
    setText('');
    onFound(area);
  };
  return (
    <div class="search">
      <input
        type="search"
        list={undefined /* which types of a combobox ask for */}
        role="combobox"
        aria-label={texts.search}
        placeholder={texts.search}
        aria-expanded={open && hits.length > 0}
        aria-controls={hits.length ? 'hits' : undefined}
        aria-activedescendant={open && hits[at] ? `hit-${at}` : undefined}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
          else if (event.key === 'Enter') choose(hits[at]);
          else if (event.key === 'Escape') setText('');
          else return;
          event.preventDefault();
        }}
      />
      <p class={open && !hits.length ? 'hits quiet' : 'unseen'} role="status">
        {open && !hits.length && texts.noHit}
      </p>
      {open && hits.length > 0 && (
        <ul id="hits" class="hits" role="listbox" aria-label={texts.search}>
          {hits.map((area, i) => (
            <li key={area.code} id={`hit-${i}`} role="option" aria-selected={i === at} onClick={() => choose(area)}>
              {area.name} <span class="quiet">{area.code}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
