import fc from 'fast-check';

/** Pieces of text that are hard to show: other scripts, long characters, all that Discord gives a meaning to. */
const PIECES = [
  'The ferry sailed again on Sunday',
  'أعلن المجلس أن مياه الآبار في كيل صالحة للشرب',
  '理事会宣布凯尔的井水可以饮用，工程师说工作持续了二十天',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿🇺🇳',
  '**bold** __under__ ~~struck~~ ||spoiler|| `code` ```block```',
  '\n# Heading\n## Two\n-# small\n> quoted\n>>> all quoted\n- list\n1. one\n* star\n+ plus',
  '[masked](https://evil.example) https://evil.example/a_b <https://evil.example>',
  '<@123> <@!123> <@&456> <#789> <:wave:1> <a:wave:1> <t:1:R> </ask:1> <id:home> @everyone @here',
  '\\*not bold\\* \\\\ \\<@1>',
  '\u202egnirts\u202c \u2066x\u2069 \u0000\u0007\u001b[31m \ud800 \ufeff',
  ' ',
  '"quotes" “quotes” (brackets) {braces} $ % ^ & = ; : , . ? !',
];

/** Any text of up to about `most` characters. */
export function anyText(most: number): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(' ')) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...PIECES), fc.nat(most)).map(([piece, length]) => fill(piece, length)),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
}

/** A piece again and again, up to a length. */
export function fill(piece: string, length: number): string {
  return `${piece} `.repeat(Math.ceil(length / (piece.length + 1))).slice(0, length);
}
