import { createTerminalAdapter } from '../adapters/terminal/adapter.js';
import { toRangeText } from '../adapters/terminal/page.js';
import type { App } from '../app.js';
import { catalogue } from '../core/commands/catalogue.js';
import { EXIT_DONE } from './exit-code.js';
import { createId } from './session.js';

/**
 * Opens the prompt on this process's stdin and stdout, until the reader leaves or SIGTERM comes.
 *
 * @param notice  said before the first line
 * @returns the exit code
 */
export async function openPrompt(app: App, color: boolean | undefined, notice?: string): Promise<number> {
  const { stdin, stdout } = process;
  const isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  const adapter = createTerminalAdapter({
    catalogue,
    run: app.run,
    input: stdin,
    output: stdout,
    isInteractive,
    color: color ?? stdout.isTTY === true,
    greeting: [`${toRangeText(app.library.range())} Ask a question, or type help or quit.`, notice]
      .filter((line) => line !== undefined)
      .join('\n'),
    newId: createId,
    isKnownArticle: (id) => app.library.get(id) !== undefined,
  });
  const stop = () => void adapter.stop();
  process.once('SIGTERM', stop);
  await adapter.start();
  await adapter.closed;
  process.off('SIGTERM', stop);
  await app.stop();
  return EXIT_DONE;
}
