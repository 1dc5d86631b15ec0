import { Locale } from 'discord.js';

/** The languages of Discord in which commands are offered; in all others they are English. */
export const LOCALES = [Locale.French, Locale.SpanishES, Locale.SpanishLATAM, Locale.German] as const;

/** A text in each of these languages. */
export type Localised = Readonly<Record<(typeof LOCALES)[number], string>>;

/** What a command or an option is called, and what it says of itself. */
export interface LocalisedEntry {
  readonly name: Localised;
  readonly description: Localised;
}

/** One Spanish for both, as long as nobody says otherwise. */
function localised(fr: string, es: string, de: string): Localised {
  return {
    [Locale.French]: fr,
    [Locale.SpanishES]: es,
    [Locale.SpanishLATAM]: es,
    [Locale.German]: de,
  };
}

/**
 * Commands by their name. Names keep to Discord's pattern: lower case, no spaces, at most 32 characters; descriptions to
 * 100 (interactions/application-commands#application-command-object-application-command-naming).
 */
export const COMMANDS: Readonly<Record<string, LocalisedEntry>> = {
  ask: {
    name: localised('demander', 'preguntar', 'fragen'),
    description: localised(
      'Répondre à une question par des phrases citées des articles',
      'Responder a una pregunta con frases citadas de los artículos',
      'Eine Frage mit wörtlich zitierten Sätzen aus den Artikeln beantworten',
    ),
  },
  search: {
    name: localised('chercher', 'buscar', 'suchen'),
    description: localised(
      'Lister les articles sur un sujet, les meilleurs d’abord',
      'Listar los artículos sobre un tema, primero los mejores',
      'Die Artikel zu einem Thema auflisten, die besten zuerst',
    ),
  },
  article: {
    name: localised('article', 'artículo', 'artikel'),
    description: localised(
      'Afficher un article, ses phrases numérotées',
      'Mostrar un artículo con sus frases numeradas',
      'Einen Artikel mit nummerierten Sätzen zeigen',
    ),
  },
  status: {
    name: localised('état', 'estado', 'status'),
    description: localised('Montrer ce qui est chargé', 'Mostrar lo que está cargado', 'Zeigen, was geladen ist'),
  },
  help: {
    name: localised('aide', 'ayuda', 'hilfe'),
    description: localised('Lister les commandes', 'Listar los comandos', 'Die Befehle auflisten'),
  },
  forget: {
    name: localised('oublier', 'olvidar', 'vergessen'),
    description: localised(
      'Supprimer ce qui est conservé à votre sujet',
      'Borrar lo que se guarda sobre ti',
      'Löschen, was über dich gespeichert ist',
    ),
  },
};

/** Options by their name, whichever command they belong to. */
export const OPTIONS: Readonly<Record<string, LocalisedEntry>> = {
  question: {
    name: localised('question', 'pregunta', 'frage'),
    description: localised('la question', 'la pregunta', 'die Frage'),
  },
  query: {
    name: localised('recherche', 'búsqueda', 'suche'),
    description: localised(
      'mots, noms, "une expression exacte", -mot',
      'palabras, nombres, "una frase exacta", -palabra',
      'Wörter, Namen, "genauer Wortlaut", -Wort',
    ),
  },
  id: {
    name: localised('id', 'id', 'id'),
    description: localised(
      'l’identifiant de l’article ; tapez quelques mots de son titre',
      'el identificador del artículo; escribe unas palabras de su título',
      'die Kennung des Artikels; tippe einige Wörter seines Titels',
    ),
  },
  since: {
    name: localised('depuis', 'desde', 'seit'),
    description: localised(
      'articles à partir de ce jour (AAAA, AAAA-MM ou AAAA-MM-JJ)',
      'solo artículos desde este día (AAAA, AAAA-MM o AAAA-MM-DD)',
      'nur Artikel ab diesem Tag (JJJJ, JJJJ-MM oder JJJJ-MM-TT)',
    ),
  },
  until: {
    name: localised("jusqu'à", 'hasta', 'bis'),
    description: localised(
      'articles jusqu’à ce jour inclus',
      'solo artículos hasta este día, incluido',
      'nur Artikel bis einschließlich dieses Tages',
    ),
  },
  publisher: {
    name: localised('éditeur', 'editor', 'herausgeber'),
    description: localised(
      'articles de cet éditeur ou de cette source',
      'solo artículos de este editor o fuente',
      'nur Artikel dieses Herausgebers oder dieser Quelle',
    ),
  },
  topic: {
    name: localised('thème', 'tema', 'thema'),
    description: localised('articles sur ce thème', 'solo artículos sobre este tema', 'nur Artikel zu diesem Thema'),
  },
  place: {
    name: localised('lieu', 'lugar', 'ort'),
    description: localised('articles sur ce lieu', 'solo artículos sobre este lugar', 'nur Artikel zu diesem Ort'),
  },
  person: {
    name: localised('personne', 'persona', 'person'),
    description: localised(
      'articles qui nomment cette personne',
      'solo artículos que nombran a esta persona',
      'nur Artikel, die diese Person nennen',
    ),
  },
  private: {
    name: localised('privé', 'privado', 'privat'),
    description: localised('vous seul voyez la réponse', 'solo tú ves la respuesta', 'nur du siehst die Antwort'),
  },
};

/** The command in the menu of a message. */
export const FIND_SOURCES = 'Find sources';
export const FIND_SOURCES_NAMES = localised('Trouver les sources', 'Buscar fuentes', 'Quellen finden');
