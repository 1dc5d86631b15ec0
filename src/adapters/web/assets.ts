import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** A file that pages load. */
export interface Asset {
  /** Its address, which changes with its content. */
  readonly path: string;
  readonly type: string;
  readonly content: string;
}

// Beside this file, in src and in dist; or from dist/bundle, into which this file is joined.
const FOLDERS = ['./assets/', '../adapters/web/assets/'].map((folder) => new URL(folder, import.meta.url));

/** The files that pages load, read once. */
export const ASSETS = {
  style: readAsset('style.css', 'text/css; charset=utf-8'),
  enhance: readAsset('enhance.js', 'text/javascript; charset=utf-8'),
  icon: readAsset('icon.svg', 'image/svg+xml'),
} as const;

function readAsset(name: string, type: string): Asset {
  const folder = FOLDERS.find((one) => existsSync(new URL(name, one))) ?? FOLDERS[0];
  const content = readFileSync(new URL(name, folder), 'utf8');
  const version = createHash('sha256').update(content).digest('hex').slice(0, 10);
  return { path: `/assets/${version}/${name}`, type, content };
}
