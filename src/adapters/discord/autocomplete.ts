import type { ChatServices } from '../../core/chat.js';
import { type Command, findCommand } from '../../core/commands/command.js';
import { spaceOf } from './asker.js';
import { cutText, toLine } from './escape.js';
import type { InteractionEvent } from './events.js';
import { MAX_CHOICE_TEXT, MAX_CHOICES } from './limits.js';
import { toTyped } from './to-request.js';

/** One suggestion as Discord takes it. */
export interface AutocompleteChoice {
  readonly name: string;
  readonly value: string;
}

/** Suggestions for what is being typed, as the space of whoever types sees them; none where there is nothing to suggest. */
export async function toChoices(
  event: InteractionEvent,
  catalogue: readonly Command[],
  complete: ChatServices['complete'],
): Promise<AutocompleteChoice[]> {
  const typed = toTyped(event);
  const command = findCommand(catalogue, typed?.command ?? '');
  const field = command?.arguments.find(({ name }) => name === typed?.option)?.completes;
  if (typed === undefined || field === undefined) return [];
  const completions = await complete(field, typed.text, spaceOf(event));
  return completions
    .filter(({ value }) => value !== '' && value.length <= MAX_CHOICE_TEXT)
    .slice(0, MAX_CHOICES)
    .map(({ value, label }) => ({ name: cutText(toLine(label), MAX_CHOICE_TEXT) || value, value }));
}
