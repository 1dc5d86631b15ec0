/** Names of the characters from U+00A0 on, in order. */
const LATIN = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
  micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
  Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute
  Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute
  icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

/** Names of other characters, each followed by its character. */
const OTHERS = `amp & lt < gt > quot " apos ' lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo › ndash –
  mdash — horbar ― hellip … bull • dagger † Dagger ‡ permil ‰ prime ′ Prime ″ oline ‾ frasl ⁄ euro € trade ™ numero № larr ←
  uarr ↑ rarr → darr ↓ harr ↔ minus − lowast ∗ radic √ infin ∞ cap ∩ int ∫ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sum ∑ prod ∏ part ∂
  forall ∀ exist ∃ nabla ∇ isin ∈ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ star ☆ starf ★ check ✓ fnof ƒ circ ˆ tilde ˜
  OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ Zcaron Ž zcaron ž Ccaron Č ccaron č Cacute Ć cacute ć Dstrok Đ dstrok đ
  Lstrok Ł lstrok ł Aogon Ą aogon ą Eogon Ę eogon ę Sacute Ś sacute ś Zacute Ź zacute ź Zdot Ż zdot ż Nacute Ń nacute ń
  Ecaron Ě ecaron ě Rcaron Ř rcaron ř Ncaron Ň ncaron ň Tcaron Ť tcaron ť Dcaron Ď dcaron ď Uring Ů uring ů Abreve Ă
  abreve ă Scedil Ş scedil ş Tcedil Ţ tcedil ţ Gbreve Ğ gbreve ğ Idot İ imath ı inodot ı Odblac Ő odblac ő Udblac Ű udblac ű
  Amacr Ā amacr ā Emacr Ē emacr ē Imacr Ī imacr ī Omacr Ō omacr ō Umacr Ū umacr ū
  Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π
  Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ
  iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω
  excl ! num # dollar $ percnt % lpar ( rpar ) ast * plus + comma , period . sol / colon : semi ; equals = quest ? commat @
  lsqb [ rsqb ] bsol \\ lowbar _ lcub { rcub } vert | lbrack [ rbrack ] verbar | dash ‐ hyphen ‐`;

const BLANKS = { ensp: ' ', emsp: ' ', thinsp: ' ', Tab: '\t', NewLine: '\n' };
const INVISIBLE = { zwnj: '\u200c', zwj: '\u200d', lrm: '\u200e', rlm: '\u200f', ZeroWidthSpace: '' };

/** What browsers make of the numbers from 128 to 159, which Windows used for these characters. */
const WINDOWS = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

const NAMED = new Map<string, string>([
  ...LATIN.split(/\s+/).map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...toPairs(OTHERS.split(/\s+/)),
  ...Object.entries(BLANKS),
  ...Object.entries(INVISIBLE),
]);

const ENTITY = /&(?:#(?:x([0-9a-f]{1,6})|(\d{1,7}));?|([a-z][a-z0-9]{1,31});|(nbsp|amp|lt|gt|quot)(?![a-z0-9=]))/gi;
/** Written twice, as many feeds do. Angle brackets are left alone: they are meant to be seen. */
const TWICE = /&amp;(?=(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|nbsp|quot|apos|[lr][sd]quo|[nm]dash|hellip);)/gi;

/**
 * The characters that references such as `&eacute;` or `&#8217;` stand for. A name that HTML does not have stays as it is,
 * and a number that is no character is dropped.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(TWICE, '&').replace(ENTITY, (written, hexadecimal, decimal, name, bare) => {
    if (hexadecimal !== undefined) return toCharacter(Number.parseInt(hexadecimal, 16));
    if (decimal !== undefined) return toCharacter(Number(decimal));
    const known: string = name ?? bare;
    return NAMED.get(known) ?? NAMED.get(known.toLowerCase()) ?? written;
  });
}

function toCharacter(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return (WINDOWS[code - 0x80] ?? '').replace('\0', '');
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '';
  return String.fromCodePoint(code);
}

function toPairs(words: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < words.length; index += 2) pairs.push([words[index] ?? '', words[index + 1] ?? '']);
  return pairs;
}
