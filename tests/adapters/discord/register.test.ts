import { describe, expect, it } from 'vitest';
import { type CommandPayload, toCommandPayloads } from '../../../src/adapters/discord/commands.js';
import { areSame, type CommandApi, registerCommands } from '../../../src/adapters/discord/register.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';

const wanted = toCommandPayloads(catalogue, true);

/** The commands as Discord gives them back: with ids and defaults, in an order of its own, without what is false. */
function asRegistered(commands: readonly CommandPayload[]): Record<string, unknown>[] {
  return [...commands].reverse().map((command, index) => ({
    id: String(index),
    application_id: '1',
    version: '7',
    default_member_permissions: null,
    nsfw: false,
    description: '',
    ...structuredClone(command),
    integration_types: [1, 0],
  }));
}

/** The same with the fields of every record, and kinds of channels, in the reverse order. */
function reverseFields(part: unknown, name = ''): unknown {
  if (Array.isArray(part))
    return name === 'channel_types' ? [...part].reverse() : part.map((one) => reverseFields(one));
  if (typeof part !== 'object' || part === null) return part;
  const fields = Object.entries(part).map(([key, value]): [string, unknown] => [key, reverseFields(value, key)]);
  return Object.fromEntries(fields.reverse());
}

describe('areSame', () => {
  it('sees no difference in what Discord adds and reorders', () => {
    expect(areSame(wanted, asRegistered(wanted))).toBe(true);
  });

  it('sees no difference in the order of fields, down to the choices of an option', () => {
    expect(areSame(wanted, reverseFields(asRegistered(wanted)))).toBe(true);
  });

  it('sees another choice', () => {
    const registered = JSON.stringify(asRegistered(wanted)).replace('"value":"silence"', '"value":"nothing"');
    expect(areSame(wanted, JSON.parse(registered))).toBe(false);
  });

  it('compares the commands of a guild without what Discord does not keep for them', () => {
    const own = toCommandPayloads(catalogue, false);
    const registered = asRegistered(own).map((command) => ({ ...command, guild_id: '5', contexts: null }));
    expect(areSame(own, registered)).toBe(true);
  });

  it.each<[what: string, change: (commands: Record<string, unknown>[]) => unknown]>([
    ['a command less', (commands) => commands.slice(1)],
    ['a command more', (commands) => [...commands, { ...commands[0], name: 'other' }]],
    ['another description', ([first, ...rest]) => [{ ...first, description: 'other' }, ...rest]],
    ['no localisations', (commands) => commands.map((command) => ({ ...command, name_localizations: null }))],
    ['fewer contexts', (commands) => commands.map((command) => ({ ...command, contexts: [0] }))],
    [
      'rights that are asked for',
      (commands) => commands.map((command) => ({ ...command, default_member_permissions: '8' })),
    ],
    ['no options', (commands) => commands.map((command) => ({ ...command, options: undefined }))],
    ['what is no list', () => ({ message: 'Unknown' })],
    ['nothing', () => undefined],
  ])('sees %s', (_, change) => {
    expect(areSame(wanted, change(asRegistered(wanted)))).toBe(false);
  });
});

describe('registerCommands', () => {
  /** An API that has registered something, or cannot say. */
  function createApi(registered: unknown): CommandApi & { readonly puts: unknown[] } {
    const puts: unknown[] = [];
    return {
      puts,
      commands: async () => {
        if (registered instanceof Error) throw registered;
        return registered;
      },
      putCommands: async (...call) => {
        puts.push(call);
      },
    };
  }

  it('puts all commands in one call when they differ', async () => {
    const api = createApi([]);
    expect(await registerCommands(api, '1', wanted, '5')).toBe(true);
    expect(api.puts).toEqual([['1', wanted, '5']]);
  });

  it('puts nothing when they are the same', async () => {
    const api = createApi(asRegistered(wanted));
    expect(await registerCommands(api, '1', wanted)).toBe(false);
    expect(api.puts).toEqual([]);
  });

  it('puts them when it cannot be read what is registered', async () => {
    const api = createApi(new Error('HTTP 404'));
    expect(await registerCommands(api, '1', wanted)).toBe(true);
  });
});
