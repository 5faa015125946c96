import { dsvFormat } from 'd3-dsv';

/** Hands a file to the user. */
export function save(name: string, type: string, content: string | Blob): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A list for local names, as {@code regstat import names} takes it back. */
export function namesList(
  areas: readonly { readonly code: string; readonly name: string; readonly local: string | undefined }[],
): string {
  const rows = areas.map(({ code, name, local }) => [code, local === undefined ? name : '', local ?? '', '', '']);
  return csv('en', [['code', 'area_name', 'name', 'source', 'date'], ...rows]);
}

/** A table as spreadsheet programs of the language take it: semicolons and decimal commas in Swedish, codes with their zeros. */
export function csv(language: string, rows: readonly (readonly (string | number | undefined)[])[]): string {
  const swedish = language === 'sv';
  const cell = (value: string | number | undefined) => {
    if (typeof value === 'number') return swedish ? String(value).replace('.', ',') : String(value);
    // What begins like a formula would be run by spreadsheet programs.
    return value && /^[=+@\t\r-]/.test(value) ? `'${value}` : (value ?? '');
  };
  const text = dsvFormat(swedish ? ';' : ',').formatRows(rows.map((row) => row.map(cell)));
  return `\uFEFF${text.replace(/\n/g, '\r\n')}\r\n`;
}
