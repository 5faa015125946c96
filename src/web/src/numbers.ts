import type { Language } from './texts';

/** Numbers as the reader writes them. */
export class Numbers {
  private readonly locale: string;

  constructor(language: Language) {
    this.locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  }

  /** With so many decimals at most. */
  text(value: number, decimals: number): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: decimals, signDisplay: 'auto' }).format(value);
  }

  /** With a sign where it is not zero. */
  signed(value: number, decimals: number): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: decimals, signDisplay: 'exceptZero' }).format(
      value,
    );
  }

  /** A share of one, as per cent. */
  share(value: number): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  }

  /** Names and codes in the order of the language. */
  compare(a: string, b: string): number {
    return a.localeCompare(b, this.locale, { numeric: true });
  }
}
