import { DIGEST_COMMANDS, DIGEST_OPTIONS } from './digest-localisations.js';
import { type LocalisedEntry, localised } from './localised.js';

/**
 * Commands by their name, subcommands by both: `feed add`. Names keep to Discord's pattern: lower case, no spaces, at most 32 characters; descriptions to
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
  feed: {
    name: localised('flux', 'fuentes', 'feed'),
    description: localised(
      'Ajouter, lister ou retirer les flux qui sont lus',
      'Añadir, listar o quitar los feeds que se leen',
      'Feeds, die gelesen werden, hinzufügen, auflisten oder entfernen',
    ),
  },
  'feed add': {
    name: localised('ajouter', 'añadir', 'hinzufügen'),
    description: localised('Lire désormais un flux', 'Leer un feed a partir de ahora', 'Einen Feed von jetzt an lesen'),
  },
  'feed list': {
    name: localised('lister', 'listar', 'auflisten'),
    description: localised(
      'Montrer les flux qui sont lus',
      'Mostrar los feeds que se leen',
      'Die gelesenen Feeds zeigen',
    ),
  },
  'feed remove': {
    name: localised('retirer', 'quitar', 'entfernen'),
    description: localised(
      'Ne plus lire un flux ; ses articles restent',
      'Dejar de leer un feed; sus artículos se quedan',
      'Einen Feed nicht mehr lesen; seine Artikel bleiben',
    ),
  },
  ...DIGEST_COMMANDS,
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

/** Options by their name, whichever command they belong to; where one means another thing, with that command before it. */
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
  url: {
    name: localised('adresse', 'dirección', 'adresse'),
    description: localised(
      'l’adresse du flux, ou d’une page qui y renvoie',
      'la dirección del feed, o de una página que lo enlaza',
      'die Adresse des Feeds oder einer Seite, die auf ihn verweist',
    ),
  },
  excerpt: {
    name: localised('extrait', 'extracto', 'auszug'),
    description: localised(
      'ne garder et montrer que tant de caractères de chaque article',
      'guardar y mostrar solo tantos caracteres de cada artículo',
      'nur so viele Zeichen jedes Artikels behalten und zeigen',
    ),
  },
  embargo: {
    name: localised('embargo', 'embargo', 'sperrfrist'),
    description: localised(
      'montrer les articles tant de temps après leur parution : 30m, 2h, 1d',
      'mostrar los artículos tanto tiempo después de su publicación: 30m, 2h, 1d',
      'Artikel erst so lange nach ihrem Erscheinen zeigen: 30m, 2h, 1d',
    ),
  },
  'feed remove id': {
    name: localised('id', 'id', 'id'),
    description: localised(
      'l’identifiant du flux ; tapez quelques lettres de son titre',
      'el identificador del feed; escribe unas letras de su título',
      'die Kennung des Feeds; tippe einige Buchstaben seines Titels',
    ),
  },
  ...DIGEST_OPTIONS,
  private: {
    name: localised('privé', 'privado', 'privat'),
    description: localised('vous seul voyez la réponse', 'solo tú ves la respuesta', 'nur du siehst die Antwort'),
  },
};

/** The command in the menu of a message. */
export const FIND_SOURCES = 'Find sources';
export const FIND_SOURCES_NAMES = localised('Trouver les sources', 'Buscar fuentes', 'Quellen finden');
