import { articleCommand } from './article.js';
import { askCommand } from './ask.js';
import type { Command } from './command.js';
import { digestCommand } from './digest.js';
import { feedCommand } from './feed.js';
import { forgetCommand } from './forget.js';
import { helpCommand } from './help.js';
import { judgeCommand, keptCommand } from './kept.js';
import { muteCommand } from './mute.js';
import { searchCommand } from './search.js';
import { statusCommand } from './status.js';

/** Everything that people can ask Dateline to do, from which every platform registers its commands. */
export const catalogue: readonly Command[] = [
  askCommand,
  searchCommand,
  articleCommand,
  digestCommand,
  feedCommand,
  statusCommand,
  helpCommand,
  forgetCommand,
];

/** What the buttons of a reply do; nobody types these. */
export const buttonCommands: readonly Command[] = [keptCommand, judgeCommand, muteCommand];
