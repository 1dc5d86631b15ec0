import { describe, expect, it } from 'vitest';
import { toCommandPayloads } from '../../../src/adapters/discord/commands.js';
import { LOCALES } from '../../../src/adapters/discord/localised.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import type { Command } from '../../../src/core/commands/command.js';
import { commandList } from '../../servers/discord/command-rules.js';

const payloads = commandList.parse(toCommandPayloads(catalogue, true));

function optionsOf(name: string, from = payloads): string[] {
  const command = from.find((one) => one.name === name && one.type === 1);
  return (command !== undefined && 'options' in command ? (command.options ?? []) : []).map((option) => option.name);
}

function subcommandsOf(name: string, from = payloads) {
  const command = from.find((one) => one.name === name && one.type === 1);
  const options = command !== undefined && 'options' in command ? (command.options ?? []) : [];
  return options.flatMap((option) => (option.type === 1 ? [option] : []));
}

describe('the commands', () => {
  it('keep to the rules of Discord, everywhere and for one guild', () => {
    expect(commandList.safeParse(toCommandPayloads(catalogue, true)).error).toBeUndefined();
    expect(commandList.safeParse(toCommandPayloads(catalogue, false)).error).toBeUndefined();
  });

  it('are those of the catalogue and the one in the menu of a message', () => {
    expect(payloads.map(({ name }) => name)).toEqual([...catalogue.map(({ name }) => name), 'Find sources']);
  });

  it.each([
    ['ask', ['question', 'since', 'until', 'publisher', 'topic', 'place', 'person', 'private']],
    ['search', ['query', 'since', 'until', 'publisher', 'topic', 'place', 'person', 'private']],
    ['article', ['id', 'private']],
    ['status', ['private']],
    ['help', ['private']],
    ['forget', []],
    ['feed', ['add', 'list', 'remove']],
    ['digest', ['preview', 'subscribe', 'list', 'pause', 'resume', 'unsubscribe']],
  ])('/%s offers %j', (name, options) => {
    expect(optionsOf(name)).toEqual(options);
  });

  it.each([
    ['add', ['url', 'excerpt', 'embargo']],
    ['list', []],
    ['remove', ['id']],
  ])('/feed %s offers %j', (name, options) => {
    expect(
      subcommandsOf('feed')
        .find((one) => one.name === name)
        ?.options?.map((option) => option.name),
    ).toEqual(options);
  });

  it('of feeds complete the feed that is to be removed, and take an excerpt of so many characters', () => {
    const [add, , remove] = subcommandsOf('feed');
    expect(remove?.options).toMatchObject([{ name: 'id', autocomplete: true, required: true }]);
    expect(add?.options).toMatchObject([
      { name: 'url', required: true, max_length: 2_000 },
      { name: 'excerpt', type: 4, min_value: 100, max_value: 100_000 },
      { name: 'embargo' },
    ]);
  });

  it.each([
    ['preview', ['day']],
    ['subscribe', ['at', 'zone', 'topic', 'publisher', 'empty', 'channel', 'limit', 'quiet']],
    ['list', []],
    ['pause', ['id']],
    ['resume', ['id']],
    ['unsubscribe', ['id']],
  ])('/digest %s offers %j', (name, options) => {
    const found = subcommandsOf('digest').find((one) => one.name === name);
    expect(found?.options?.map((option) => option.name)).toEqual(options);
  });

  it('of digests complete zones, topics, publishers and subscriptions, and have choices and channels', () => {
    const [, subscribe, , pause] = subcommandsOf('digest');
    expect(pause?.options).toMatchObject([{ name: 'id', autocomplete: true, required: true }]);
    const completed = subscribe?.options?.filter(({ autocomplete }) => autocomplete === true);
    expect(completed?.map(({ name }) => name)).toEqual(['zone', 'topic', 'publisher']);
    expect(subscribe?.options?.find(({ name }) => name === 'empty')?.choices).toEqual([
      { name: 'line', value: 'line', name_localizations: expect.objectContaining({ fr: 'une ligne' }) },
      { name: 'silence', value: 'silence', name_localizations: expect.objectContaining({ de: 'Stille' }) },
    ]);
    expect(subscribe?.options?.find(({ name }) => name === 'channel')).toMatchObject({
      type: 7,
      channel_types: [0, 5, 10, 11, 12, 15, 16],
    });
    expect(subscribe?.options?.find(({ name }) => name === 'limit')).toMatchObject({ min_value: 1, max_value: 20 });
  });

  it('complete the filters and the ids of articles', () => {
    const completed = payloads.flatMap((command) =>
      'options' in command
        ? (command.options ?? []).flatMap((option) =>
            'autocomplete' in option && option.autocomplete ? [option.name] : [],
          )
        : [],
    );
    expect(new Set(completed)).toEqual(new Set(['publisher', 'topic', 'place', 'person', 'id']));
  });

  it('are named and described in every language of ours, no name twice in one', () => {
    for (const locale of LOCALES) {
      for (const command of payloads) expect(command.name_localizations?.[locale]).toBeTruthy();
      const slash = payloads.flatMap((command) => (command.type === 1 ? [command] : []));
      const names = slash.map((command) => command.name_localizations?.[locale]);
      expect(new Set(names).size).toBe(slash.length);
      for (const command of slash) {
        expect(command.description_localizations?.[locale]).toBeTruthy();
        const options = command.options ?? [];
        for (const option of options) {
          if (option.type === 1) expect(option.name_localizations?.[locale]).toBeTruthy();
        }
        for (const group of [options, ...subcommandsOf(command.name).map((one) => one.options ?? [])]) {
          for (const option of group) expect(option.description_localizations?.[locale]).toBeTruthy();
          expect(new Set(group.map((option) => option.name_localizations?.[locale])).size).toBe(group.length);
        }
      }
    }
  });

  it('are offered in servers, direct messages and elsewhere, to servers and people that install it', () => {
    for (const { contexts, integration_types } of payloads) {
      expect(contexts).toEqual([0, 1, 2]);
      expect(integration_types).toEqual([0, 1]);
    }
    for (const command of toCommandPayloads(catalogue, false)) {
      expect(command).not.toHaveProperty('contexts');
      expect(command).not.toHaveProperty('integration_types');
    }
  });

  it('take a new command of the catalogue on with all kinds of arguments, the required ones first', () => {
    const command: Command = {
      name: 'bulletin',
      summary: `Posts a digest ${'every day '.repeat(20)}`,
      usage: 'bulletin',
      examples: [],
      arguments: [
        { name: 'limit', type: 'count', summary: 'how many' },
        { name: 'stories', type: 'count', summary: 'how many stories' },
        { name: 'quiet', type: 'switch', summary: 'without a ping' },
        { name: 'day', type: 'date', summary: 'the day' },
        { name: 'topic', type: 'word', summary: 'the topic', completes: 'topic' },
        { name: 'what', type: 'text', summary: 'the subject', isRequired: true },
        { name: 'more', type: 'text', summary: 'more', isRepeatable: true },
      ],
      run: () => ({ kind: 'done', message: '' }),
    };
    const parsed = commandList.parse(toCommandPayloads([command], true));
    expect(optionsOf('bulletin', parsed)).toEqual(['what', 'stories', 'quiet', 'day', 'private']);
    expect(parsed[0]).toMatchObject({
      options: [
        { type: 3, required: true },
        { type: 4, min_value: 1 },
        { type: 5 },
        { type: 3, max_length: 10 },
        { type: 5 },
      ],
    });
  });

  it('take subcommands with options of their own, private ones where answers are not private anyway', () => {
    const run = () => ({ kind: 'done', message: '' }) as const;
    const bulletin: Command = {
      name: 'bulletin',
      summary: 'Digests',
      usage: 'bulletin preview|list',
      examples: [],
      arguments: [],
      subcommands: [
        {
          name: 'preview',
          summary: 'Show one',
          usage: 'bulletin preview',
          examples: [],
          arguments: [{ name: 'day', type: 'date', summary: 'the day' }],
          run,
        },
        { name: 'list', summary: 'Show all', usage: 'bulletin list', examples: [], arguments: [], run },
      ],
      run,
    };
    const parsed = commandList.parse(toCommandPayloads([bulletin], true));
    expect(
      subcommandsOf('bulletin', parsed).map(({ name, options }) => [name, options?.map((one) => one.name)]),
    ).toEqual([
      ['preview', ['day', 'private']],
      ['list', ['private']],
    ]);
  });
});
