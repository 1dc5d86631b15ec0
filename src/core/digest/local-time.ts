/**
 * Reads a local time.
 *
 * @returns `HH:MM`; undefined for what is none
 * @example parseLocalTime('8:00') // '08:00'
 */
export function parseLocalTime(text: string): string | undefined {
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})[:.h](\d{2})\s*$/i.exec(text) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}
