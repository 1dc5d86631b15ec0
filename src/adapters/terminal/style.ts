import { styleText } from 'node:util';

/** Emphasis for a terminal; each function leaves its text alone when colours are off. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  accent(text: string): string;
  warning(text: string): string;
}

type Format = Parameters<typeof styleText>[0];

/** @param color  whether escape sequences may be written */
export function createStyle(color: boolean): Style {
  const apply = (format: Format) => (text: string) =>
    color && text !== '' ? styleText(format, text, { validateStream: false }) : text;
  return { bold: apply('bold'), dim: apply('dim'), accent: apply('cyan'), warning: apply('yellow') };
}
