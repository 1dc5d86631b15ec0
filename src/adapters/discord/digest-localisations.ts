import { type Localised, type LocalisedEntry, localised } from './localised.js';

/** The commands of digests. */
export const DIGEST_COMMANDS: Readonly<Record<string, LocalisedEntry>> = {
  digest: {
    name: localised('revue', 'resumen', 'überblick'),
    description: localised(
      'Une revue quotidienne pour ce canal, ou des alertes',
      'Un resumen diario para este canal, o alertas',
      'Ein täglicher Überblick für diesen Kanal, oder Meldungen',
    ),
  },
  'digest preview': {
    name: localised('aperçu', 'vista-previa', 'vorschau'),
    description: localised(
      'Montrer ce que serait la revue maintenant, ou ce qu’elle était un jour donné',
      'Mostrar cómo sería el resumen ahora, o cómo fue el de un día',
      'Zeigen, wie der Überblick jetzt wäre oder an einem Tag war',
    ),
  },
  'digest subscribe': {
    name: localised('abonner', 'suscribir', 'abonnieren'),
    description: localised(
      'Publier ici une revue chaque jour, ou des alertes',
      'Publicar aquí un resumen cada día, o alertas',
      'Hier täglich einen Überblick veröffentlichen, oder Meldungen',
    ),
  },
  'digest list': {
    name: localised('lister', 'listar', 'auflisten'),
    description: localised(
      'Montrer les abonnements de ce canal, et ceux que vous avez faits',
      'Mostrar las suscripciones de este canal y las que hiciste',
      'Die Abonnements dieses Kanals zeigen und die, die du angelegt hast',
    ),
  },
  'digest pause': {
    name: localised('suspendre', 'pausar', 'anhalten'),
    description: localised(
      'Ne rien publier jusqu’à la reprise',
      'No publicar nada hasta que se reanude',
      'Nichts veröffentlichen, bis es fortgesetzt wird',
    ),
  },
  'digest resume': {
    name: localised('reprendre', 'reanudar', 'fortsetzen'),
    description: localised(
      'Reprendre une revue suspendue',
      'Reanudar un resumen pausado',
      'Einen angehaltenen Überblick fortsetzen',
    ),
  },
  'digest unsubscribe': {
    name: localised('désabonner', 'cancelar', 'abbestellen'),
    description: localised('Ne plus la publier', 'No publicarlo más', 'Ihn nicht mehr veröffentlichen'),
  },
};

const SUBSCRIPTION_ID: LocalisedEntry = {
  name: localised('id', 'id', 'id'),
  description: localised(
    'l’identifiant de l’abonnement, comme la liste le montre',
    'el identificador de la suscripción, como lo muestra la lista',
    'die Kennung des Abonnements, wie die Liste sie zeigt',
  ),
};

/** Options that only the commands of digests have. */
export const DIGEST_OPTIONS: Readonly<Record<string, LocalisedEntry>> = {
  day: {
    name: localised('jour', 'día', 'tag'),
    description: localised(
      'les articles parus ce jour-là, AAAA-MM-JJ',
      'los artículos publicados ese día, AAAA-MM-DD',
      'die Artikel, die an diesem Tag erschienen sind, JJJJ-MM-TT',
    ),
  },
  at: {
    name: localised('heure', 'hora', 'uhrzeit'),
    description: localised(
      'heure locale, 08:00 ; ou now : chaque sujet une fois, dès qu’il arrive',
      'hora local, 08:00; o now: cada tema una vez, cuando llega',
      'Ortszeit, 08:00; oder now: jedes Thema einmal, sobald es kommt',
    ),
  },
  zone: {
    name: localised('fuseau', 'zona', 'zeitzone'),
    description: localised(
      'le fuseau horaire, par exemple Europe/Paris',
      'la zona horaria, por ejemplo Europe/Madrid',
      'die Zeitzone, zum Beispiel Europe/Berlin',
    ),
  },
  empty: {
    name: localised('vide', 'vacío', 'leer'),
    description: localised(
      'quand rien n’est nouveau : une ligne qui le dit, ou le silence',
      'cuando no hay nada nuevo: una línea que lo dice, o silencio',
      'wenn nichts neu ist: eine Zeile, die es sagt, oder Stille',
    ),
  },
  channel: {
    name: localised('canal', 'canal', 'kanal'),
    description: localised(
      'publier là, et non dans ce canal',
      'publicar ahí y no en este canal',
      'dort veröffentlichen und nicht in diesem Kanal',
    ),
  },
  limit: {
    name: localised('limite', 'límite', 'grenze'),
    description: localised(
      'sujets montrés à la fois ; alertes publiées en une heure',
      'temas que se muestran a la vez; alertas que se publican en una hora',
      'Themen auf einmal; Meldungen in einer Stunde',
    ),
  },
  quiet: {
    name: localised('silence', 'silencio', 'ruhe'),
    description: localised(
      'heures locales sans alerte, 22-07',
      'horas locales sin alertas, 22-07',
      'Stunden ohne Meldungen, nach Ortszeit, 22-07',
    ),
  },
  'digest pause id': SUBSCRIPTION_ID,
  'digest resume id': SUBSCRIPTION_ID,
  'digest unsubscribe id': SUBSCRIPTION_ID,
};

/** Values that an option offers to choose from. */
export const CHOICES: Readonly<Record<string, Localised>> = {
  line: localised('une ligne', 'una línea', 'eine Zeile'),
  silence: localised('silence', 'silencio', 'Stille'),
};
