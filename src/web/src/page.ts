import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Catalogue, Documents, Layer, Vintage } from './documents';
import type { Numbers } from './numbers';
import type { Language, Texts } from './texts';

/** What all of the page has in common. */
export interface Page {
  readonly language: Language;
  readonly texts: Texts;
  readonly numbers: Numbers;
  readonly documents: Documents;
  readonly catalogue: Catalogue;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('outside the page');
  return page;
}

/**
 * What is being fetched: nothing yet, found, or why not. What was found before stays while the next is waited for, with the key that it
 * belongs to.
 */
export interface Fetched<T> {
  readonly key: string | undefined;
  readonly found: T | undefined;
  readonly trouble: string | undefined;
  readonly waiting: boolean;
}

/** Fetches again whenever the key changes, and nothing while there is none; answers that come too late are left. */
export function useFetched<T>(key: string | undefined, fetch: () => Promise<T>): Fetched<T> {
  const [state, setState] = useState<Fetched<T>>({
    key: undefined,
    found: undefined,
    trouble: undefined,
    waiting: true,
  });
  useEffect(() => {
    if (key === undefined) return;
    let late = false;
    setState((before) => ({ ...before, trouble: undefined, waiting: true }));
    fetch().then(
      (found) => late || setState({ key, found, trouble: undefined, waiting: false }),
      (trouble: Error) => late || setState({ key, found: undefined, trouble: trouble.message, waiting: false }),
    );
    return () => {
      late = true;
    };
  }, [key]);
  return state;
}

export function vintageOf(catalogue: Catalogue, id: string): Vintage | undefined {
  return catalogue.divisions.flatMap(({ vintages }) => vintages).find((vintage) => vintage.id === id);
}

export function divisionTitle(catalogue: Catalogue, layer: Layer): string {
  return catalogue.divisions.find(({ id }) => id === layer.division)?.title ?? layer.division;
}

/** The value with its unit, as readers are told of it. */
export function told(page: Page, layer: Layer, value: number): string {
  return `${page.numbers.text(value, layer.decimals)}${layer.unit ? `\u00a0${layer.unit}` : ''}`;
}

/** What stands in a cell, in words where there is no number. */
export function cellText(page: Page, layer: Layer, cell: { value: number | undefined; status: string }): string {
  if (cell.value === undefined) return statusText(page.texts, cell.status);
  return told(page, layer, cell.value);
}

export function statusText(texts: Texts, status: string): string {
  switch (status) {
    case 'normal':
      return '';
    case 'estimated':
      return texts.estimated;
    case 'suppressed':
      return texts.suppressed;
    case 'not_applicable':
      return texts.notApplicable;
    case 'outside':
      return texts.outside;
    default:
      return texts.noData;
  }
}
