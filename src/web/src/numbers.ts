import type { Language } from './texts';

/** Numbers and names as the reader writes and sorts them. */
export class Numbers {
  private readonly locale: string;
  private readonly collator: Intl.Collator;
  private readonly formats = new Map<string, Intl.NumberFormat>();

  constructor(language: Language) {
    this.locale = language === 'sv' ? 'sv-SE' : 'en-GB';
    this.collator = new Intl.Collator(this.locale, { numeric: true });
  }

  /** With so many decimals. */
  text(value: number, decimals: number): string {
    return this.format(
      { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: 'negative' },
      value,
    );
  }

  /** With so many decimals at most, where numbers do not stand below one another. */
  short(value: number, decimals: number): string {
    return this.format({ maximumFractionDigits: decimals, signDisplay: 'negative' }, value);
  }

  /** With a sign where it is not zero. */
  signed(value: number, decimals: number): string {
    return this.format({ maximumFractionDigits: decimals, signDisplay: 'exceptZero' }, value);
  }

  /** A share of one in whole per cent, never more than it is. */
  share(value: number): string {
    return this.format({ style: 'percent', maximumFractionDigits: 0 }, Math.floor(100 * value + 1e-9) / 100);
  }

  /** Names and codes in the order of the language. */
  compare(a: string, b: string): number {
    return this.collator.compare(a, b);
  }

  private format(options: Intl.NumberFormatOptions, value: number): string {
    const key = JSON.stringify(options);
    let format = this.formats.get(key);
    if (!format) this.formats.set(key, (format = new Intl.NumberFormat(this.locale, options)));
    return format.format(value);
  }
}
