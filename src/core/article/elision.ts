/** What French joins to the next word, which then begins with a vowel: l'armée, d'Égypte, qu'il. */
export const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)['’](?=\p{L})/iu;
