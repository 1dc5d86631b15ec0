import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeDocument } from '../../../src/ingest/web/decode-document.js';

const ARABIC = 'وصلت العبارة إلى الميناء في الساعة السابعة صباحا وعلى متنها ركاب كثيرون';
const RUSSIAN = 'Паром прибыл в порт в семь часов утра, и на борту было много пассажиров';

/** A text in an encoding of single bytes. */
function encode(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from([...text].map((character) => bytes.get(character) ?? 0x3f));
}

function toUtf16(text: string, isBigEndian = false): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

it.each<[what: string, bytes: Uint8Array, contentType: string | undefined, text: string]>([
  ['UTF-8 without a word', Buffer.from('Fähre'), undefined, 'Fähre'],
  ['UTF-8 with its mark', Buffer.from('\uFEFFFähre'), undefined, 'Fähre'],
  ['a mark against the header', Buffer.from('\uFEFFFähre'), 'text/xml; charset=iso-8859-1', 'Fähre'],
  ['UTF-16 with its mark', toUtf16('\uFEFF<a>Fähre</a>'), undefined, '<a>Fähre</a>'],
  ['UTF-16 with its mark, big end first', toUtf16('\uFEFF<a>Fähre</a>', true), undefined, '<a>Fähre</a>'],
  [
    'UTF-16 without its mark',
    toUtf16('<?xml version="1.0" encoding="UTF-16"?>Fähre'),
    undefined,
    '<?xml version="1.0" encoding="UTF-16"?>Fähre',
  ],
  ['UTF-16 without its mark, big end first', toUtf16('<a>Fähre', true), undefined, '<a>Fähre'],
  [
    'UTF-8 that says UTF-16',
    Buffer.from('<?xml version="1.0" encoding="utf-16"?>Fähre'),
    undefined,
    '<?xml version="1.0" encoding="utf-16"?>Fähre',
  ],
  ['the header', encode(ARABIC, 'windows-1256'), 'text/html; charset="Windows-1256"', ARABIC],
  [
    'the header before the document',
    encode(`<?xml version="1.0" encoding="koi8-r"?>${ARABIC}`, 'windows-1256'),
    'text/xml;charset=windows-1256',
    `<?xml version="1.0" encoding="koi8-r"?>${ARABIC}`,
  ],
  [
    'the XML declaration',
    encode(`<?xml version='1.0' encoding='koi8-r'?>${RUSSIAN}`, 'koi8-r'),
    'text/xml',
    `<?xml version='1.0' encoding='koi8-r'?>${RUSSIAN}`,
  ],
  [
    'HTML',
    encode(`<html><meta charset=windows-1251>${RUSSIAN}`, 'windows-1251'),
    'text/html',
    `<html><meta charset=windows-1251>${RUSSIAN}`,
  ],
  [
    'old HTML',
    encode(`<META http-equiv="Content-Type" content="text/html; charset=windows-1251">${RUSSIAN}`, 'windows-1251'),
    undefined,
    `<META http-equiv="Content-Type" content="text/html; charset=windows-1251">${RUSSIAN}`,
  ],
  ['a label that nobody knows', Buffer.from('Fähre'), 'text/xml; charset=klingon', 'Fähre'],
  [
    'a wrong label, then a right one',
    encode(`<meta charset="windows-1256">${ARABIC}`, 'windows-1256'),
    'text/html; charset=utf8',
    `<meta charset="windows-1256">${ARABIC}`,
  ],
  ['Arabic without a word', encode(ARABIC, 'windows-1256'), undefined, ARABIC],
  ['Russian that says UTF-8', encode(RUSSIAN, 'windows-1251'), 'text/html; charset=utf-8', RUSSIAN],
  [
    'quotation marks of Windows',
    Buffer.from([0x93, 0x46, 0xe4, 0x94, 0x20, 0x80, 0x99]),
    'text/html; charset=iso-8859-1',
    '“Fä” €™',
  ],
  ['NUL', Buffer.from('Fä\0hre\0'), undefined, 'Fähre'],
  ['nothing', Buffer.alloc(0), 'text/html; charset=utf-8', ''],
])('decodes %s', (_, bytes, contentType, text) => {
  expect(decodeDocument(bytes, contentType)).toBe(text);
});

it('gives back what was written in UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      const text = written.replaceAll('\0', '').replace(/^\uFEFF+/, '');
      expect(decodeDocument(Buffer.from(text), 'text/plain; charset=utf-8')).toBe(text);
    }),
  );
});

it('decodes any bytes under any label', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, label) => {
      expect(decodeDocument(bytes, `text/html; charset=${label}`)).not.toContain('\0');
    }),
  );
});

it('decodes a long text that is nearly UTF-8 as UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('Die Fähre kam über Größe. '.repeat(50)), Buffer.from([0xc3])]);
  expect(decodeDocument(bytes, 'text/xml; charset=utf-8')).toContain('Die Fähre kam über Größe.');
});
