import { articleCommand } from './article.js';
import { askCommand } from './ask.js';
import type { Command } from './command.js';
import { helpCommand } from './help.js';
import { searchCommand } from './search.js';
import { statusCommand } from './status.js';

/** Everything that Dateline does on request, from which every platform registers its commands. */
export const catalogue: readonly Command[] = [askCommand, searchCommand, articleCommand, statusCommand, helpCommand];
