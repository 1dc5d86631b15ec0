import { describe, expect, it } from 'vitest';
import { spaceOf, toPostedPlace } from '../../../src/adapters/discord/asker.js';
import { toChoices } from '../../../src/adapters/discord/autocomplete.js';
import {
  type InteractionEvent,
  interactionSchema,
  type MessageEvent,
  messageSchema,
} from '../../../src/adapters/discord/events.js';
import {
  type Asked,
  toAsked,
  toCommandDraft,
  toFieldText,
  toFindSourcesDraft,
  toMessageRequest,
} from '../../../src/adapters/discord/to-request.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';

const BOT = '900';

/** A slash command in a channel of a guild where the bot is a member. */
function createEvent(changes: Readonly<Record<string, unknown>> = {}): InteractionEvent {
  return interactionSchema.parse({
    id: '100',
    application_id: '1',
    type: 2,
    token: 'secret',
    version: 1,
    guild_id: '5',
    channel_id: '6',
    channel: { id: '6', type: 0, name: 'news' },
    member: { user: { id: '7', username: 'anna' }, permissions: '2048', roles: [] },
    locale: 'fr',
    context: 0,
    authorizing_integration_owners: { '0': '5' },
    data: { id: '1', name: 'ask', type: 1, options: [{ name: 'question', type: 3, value: 'Who?' }] },
    ...changes,
  });
}

const DIRECT = {
  guild_id: undefined,
  member: undefined,
  user: { id: '7' },
  channel: { id: '8', type: 1 },
  context: 1,
  authorizing_integration_owners: { '0': '0' },
};

function createMessage(changes: Readonly<Record<string, unknown>> = {}): MessageEvent {
  return messageSchema.parse({
    id: '100',
    channel_id: '6',
    guild_id: '5',
    author: { id: '7', username: 'anna' },
    type: 0,
    content: `<@${BOT}> Who called?`,
    mentions: [{ id: BOT, bot: true }],
    ...changes,
  });
}

/** A subcommand as Discord brings it. */
const used = (name: string, ...options: readonly object[]) => ({ type: 1, name, options });

describe('the space of an interaction', () => {
  it.each([
    ['in a guild where the bot is a member', {}, 'discord:guild:5'],
    [
      'in a guild for which both have installed it',
      { authorizing_integration_owners: { '0': '5', '1': '7' } },
      'discord:guild:5',
    ],
    [
      'in a guild where only a person has installed it',
      { authorizing_integration_owners: { '1': '7' } },
      'discord:user:7',
    ],
    [
      'in a guild for whose message another person has installed it',
      { authorizing_integration_owners: { '1': '3' } },
      'discord:user:7',
    ],
    ['in a direct message with the bot', DIRECT, 'discord:user:7'],
    [
      'in a direct message of people',
      { ...DIRECT, context: 2, authorizing_integration_owners: { '1': '7' } },
      'discord:user:7',
    ],
  ])('%s', (_, changes, space) => {
    expect(spaceOf(createEvent(changes))).toBe(space);
  });
});

describe('a slash command', () => {
  it('becomes a request of its asker, with more sentences than are shown at first and the reasons for them', () => {
    expect(toCommandDraft(createEvent(), 'ref-1')).toEqual({
      request: {
        id: 'ref-1',
        command: 'ask',
        arguments: { question: 'Who?', more: 17, explain: true },
        asker: { id: 'discord:7', mayManage: false, locale: 'fr' },
        space: 'discord:guild:5',
        channel: { id: '6' },
        conversation: [],
      },
      thread: { own: 'discord:interaction:100' },
      isPrivate: false,
    });
  });

  it.each([
    ['who may manage the channel', { member: { user: { id: '7' }, permissions: '16' } }, true],
    ['who may do everything', { member: { user: { id: '7' }, permissions: '8' } }, true],
    ['who may do much else', { member: { user: { id: '7' }, permissions: String(0x7fff_ffff_ffffn & ~0x18n) } }, false],
    ['whose rights are unknown', { member: { user: { id: '7' } } }, false],
    ['in a direct message', DIRECT, true],
  ])('knows whether somebody %s may change what is shared', (_, changes, mayManage) => {
    expect(toCommandDraft(createEvent(changes), 'ref-1').request.asker.mayManage).toBe(mayManage);
  });

  it.each([
    ['in a channel, itself', {}, { own: 'discord:interaction:100' }],
    [
      'in a thread, the thread, or what it was begun at',
      { channel: { id: '9', type: 11, parent_id: '6' } },
      { own: 'discord:channel:9', continues: { channel: '6', message: '9' } },
    ],
    ['in a direct message with the bot, the channel', DIRECT, { own: 'discord:channel:8' }],
    [
      'in a direct message with the bot, without its context',
      { ...DIRECT, context: undefined },
      { own: 'discord:channel:8' },
    ],
    ['in a direct message of people, itself', { ...DIRECT, context: 2 }, { own: 'discord:interaction:100' }],
  ])('has as its conversation %s', (_, changes, thread) => {
    expect(toCommandDraft(createEvent(changes), 'ref-1').thread).toEqual(thread);
  });

  it.each([
    ['that is private', { data: { name: 'ask', type: 1, options: [{ name: 'private', value: true }] } }],
    ['that is always private', { data: { name: 'forget', type: 1 } }],
  ])('%s has a conversation of its own, in a thread too', (_, changes) => {
    const draft = toCommandDraft(createEvent({ ...changes, channel: { id: '9', type: 11, parent_id: '6' } }), 'ref-1');
    expect(draft.thread).toEqual({ own: 'discord:interaction:100' });
    expect(draft.isPrivate).toBe(true);
    expect(draft.request.arguments).not.toHaveProperty('private');
  });
});

describe('Find sources', () => {
  const menu = (message: unknown) =>
    createEvent({
      data: {
        name: 'Find sources',
        type: 3,
        target_id: '50',
        resolved: { messages: message === undefined ? {} : { '50': message } },
      },
    });

  it.each([
    ['the text of the message', { content: 'The bridge <@7> cost <t:1:R> 14 million' }, 'The bridge cost 14 million'],
    [
      'what was forwarded',
      { content: '', message_snapshots: [{ message: { content: 'It cost much.' } }] },
      'It cost much.',
    ],
    [
      'the frame of a message',
      { content: '', embeds: [{ title: 'Bridge', description: 'It cost much.' }] },
      'Bridge. It cost much.',
    ],
    ['2,000 characters at a word', { content: 'bridge '.repeat(400) }, `${'bridge '.repeat(285)}`.trim()],
  ])('asks %s, privately', (_, message, question) => {
    const draft = toFindSourcesDraft(menu(message), 'ref-1');
    expect(draft?.request).toMatchObject({ command: 'ask', arguments: { question, more: 17 } });
    expect(draft?.isPrivate).toBe(true);
    expect(draft?.thread).toEqual({ own: 'discord:interaction:100' });
  });

  it.each([
    ['has no text', { content: '' }],
    ['has nothing but an emoji of its own', { content: '<:wave:1>' }],
    ['is not there', undefined],
  ])('asks nothing when the message %s', (_, message) => {
    expect(toFindSourcesDraft(menu(message), 'ref-1')).toBeUndefined();
  });
});

describe('a message', () => {
  it.each<[what: string, changes: Readonly<Record<string, unknown>>, asked: Partial<Asked>]>([
    [
      'that mentions the bot',
      {},
      { text: 'Who called?', thread: { own: 'discord:message:100' }, space: 'discord:guild:5' },
    ],
    [
      'that replies with its ping on',
      { type: 19, content: 'And when?', message_reference: { message_id: '50' } },
      { text: 'And when?', thread: { own: 'discord:message:100', continues: { channel: '6', message: '50' } } },
    ],
    [
      'to the bot directly',
      { guild_id: undefined, content: 'Who?', mentions: [] },
      { text: 'Who?', thread: { own: 'discord:channel:6' }, space: 'discord:user:7' },
    ],
    ['in a thread', { channel_type: 11 }, { thread: { own: 'discord:channel:6' } }],
    ['with nothing but the mention', { content: `<@!${BOT}>` }, { text: '' }],
    ['with other mentions', { content: `<@${BOT}> who is <@44> in <#3>?` }, { text: 'who is in ?' }],
  ])('%s is answered', (_, changes, asked) => {
    expect(toAsked(createMessage(changes), BOT, {})).toMatchObject(asked);
  });

  it('in a thread goes on with the answer at which the thread was begun', () => {
    expect(toAsked(createMessage(), BOT, { type: 11, parent: '3' })?.thread).toEqual({
      own: 'discord:channel:6',
      continues: { channel: '3', message: '6' },
    });
  });

  it.each([
    ['by a bot', { author: { id: '8', bot: true } }],
    ['by the bot itself', { author: { id: BOT } }],
    ['by a webhook', { webhook_id: '77' }],
    ['that is a notice', { type: 7 }],
    ['that mentions others', { mentions: [{ id: '44' }] }],
    ['that mentions everyone', { mentions: [], mention_everyone: true }],
    ['that mentions a role of the bot', { mentions: [], mention_roles: ['66'] }],
  ])('%s is not answered', (_, changes) => {
    expect(toAsked(createMessage(changes), BOT, {})).toBeUndefined();
  });

  it.each<[text: string, command: string, args: Readonly<Record<string, unknown>>]>([
    ['Who called?', 'ask', { question: 'Who called?', more: 17, explain: true }],
    ['search fuel', 'search', { query: 'fuel', limit: 25 }],
    ['article bridge-opens', 'article', { id: 'bridge-opens' }],
    ['article about nothing', 'ask', { question: 'article about nothing', more: 17, explain: true }],
    ['', 'help', {}],
  ])('%j runs %s', (text, command, args) => {
    const asked: Asked = { text, space: 'discord:guild:5', thread: { own: 'x' }, channel: { id: '6' } };
    const context = { id: 'ref-1', catalogue, isKnownArticle: (id: string) => id === 'bridge-opens' };
    expect(toMessageRequest(asked, '7', context)).toEqual({
      id: 'ref-1',
      command,
      arguments: args,
      asker: { id: 'discord:7', mayManage: false },
      space: 'discord:guild:5',
      channel: { id: '6' },
      conversation: [],
    });
  });

  it.each([
    ['of its own', 'digest subscribe 08:00 UTC', true],
    ['another one, in which anybody may be anybody', 'digest subscribe 08:00 UTC channel:44', false],
  ])('to the bot directly may subscribe a channel %s: %j', (_, text, mayManage) => {
    const asked: Asked = { text, space: 'discord:user:7', thread: { own: 'x' }, channel: { id: '8' } };
    const request = toMessageRequest(asked, '7', { id: 'ref-1', catalogue, isKnownArticle: () => false });
    expect(request).toMatchObject({ command: 'digest subscribe', asker: { mayManage }, channel: { id: '8' } });
  });

  it('in a thread names the channel of the thread too, for a thread alone', () => {
    expect(toAsked(createMessage({ channel_type: 11 }), BOT, { parent: '3' })?.channel).toEqual({
      id: '6',
      parent: '3',
    });
    expect(toAsked(createMessage({ channel_type: 0 }), BOT, {})?.channel).toEqual({ id: '6' });
  });
});

describe('the place of a request', () => {
  it.each([
    ['a channel', {}, { id: '6' }],
    ['a channel in a category', { channel: { id: '6', type: 0, parent_id: '2' } }, { id: '6' }],
    ['a thread', { channel: { id: '9', type: 12, parent_id: '6' } }, { id: '9', parent: '6' }],
    ['a direct message with the bot', DIRECT, { id: '8' }],
    ['a direct message with the bot, without its context', { ...DIRECT, context: undefined }, { id: '8' }],
    ['none between people', { ...DIRECT, context: 2, authorizing_integration_owners: { '1': '7' } }, undefined],
    ['none in a group', { ...DIRECT, context: undefined, channel: { id: '8', type: 3 } }, undefined],
    ['none where only a person has installed the bot', { authorizing_integration_owners: { '1': '7' } }, undefined],
  ])('is %s', (_, changes, channel) => {
    expect(toCommandDraft(createEvent(changes), 'ref-1').request.channel).toEqual(channel);
  });

  it.each([
    ['the thread in which somebody else posted it', { owner_id: '7' }, '50', { id: '9', parent: '3' }],
    ['the forum in which the bot posted it', { owner_id: '1' }, '50', { id: '3' }],
    ['the forum whose post begins with it', {}, '9', { id: '3' }],
  ])('of a message with a button is %s', (_, channel, message, place) => {
    const event = createEvent({ channel: { id: '9', type: 11, parent_id: '3', ...channel }, message: { id: message } });
    expect(toPostedPlace(event)).toEqual(place);
  });
});

describe('the rights of somebody who names another channel', () => {
  const subscribe = (changes: Readonly<Record<string, unknown>>, channels?: unknown) => {
    const options = [used('subscribe', { name: 'at', value: '08:00' }, { name: 'channel', type: 7, value: '44' })];
    const data = { name: 'digest', type: 1, options, resolved: { channels } };
    return toCommandDraft(createEvent({ data, ...changes }), 'ref-1').request;
  };
  const manager = { member: { user: { id: '7' }, permissions: '16' } };

  it.each([
    ['may manage that one', {}, { '44': { permissions: '16' } }, true],
    ['may do everything there', {}, { '44': { permissions: '8' } }, true],
    ['may manage only the one in which they ask', manager, { '44': { permissions: '2048' } }, false],
    ['is not said to have any there', manager, {}, false],
    ['asks from outside of every server', DIRECT, { '44': { permissions: '16' } }, false],
  ])('who %s', (_, changes, channels, mayManage) => {
    const request = subscribe(changes, channels);
    expect(request.asker.mayManage).toBe(mayManage);
    expect(request.arguments).toEqual({ at: '08:00', channel: '44' });
  });

  it('leave the place where it was asked', () => {
    expect(subscribe(manager, { '44': { permissions: '16' } }).channel).toEqual({ id: '6' });
  });

  it('hold everywhere for an administrator alone', () => {
    expect(subscribe({ member: { user: { id: '7' }, permissions: '8' } }).asker.mayManageAll).toBe(true);
    expect(subscribe(manager).asker).not.toHaveProperty('mayManageAll');
    expect(subscribe(DIRECT).asker).not.toHaveProperty('mayManageAll');
  });
});

describe('a subcommand', () => {
  it('is named with its command, has its own options, and is seen by the asker alone', () => {
    const options = [
      used('add', { name: 'url', type: 3, value: 'https://post.example/rss' }, { name: 'excerpt', value: 400 }),
    ];
    const { request, isPrivate } = toCommandDraft(createEvent({ data: { name: 'feed', type: 1, options } }), 'ref-1');
    expect(request).toMatchObject({
      command: 'feed add',
      arguments: { url: 'https://post.example/rss', excerpt: 400 },
    });
    expect(isPrivate).toBe(true);
  });

  it('may have no options', () => {
    const event = createEvent({ data: { name: 'feed', type: 1, options: [{ type: 1, name: 'list' }] } });
    expect(toCommandDraft(event, 'ref-1').request).toMatchObject({ command: 'feed list', arguments: {} });
  });
});

describe('suggestions', () => {
  const typing = (name: string, options: unknown[]) => createEvent({ type: 4, data: { name, type: 1, options } });
  const publishers = (values: readonly string[]) => async () =>
    values.map((value) => ({ value, label: `${value} (paper)` }));

  it('are those of the field that is typed into, for the space of whoever types', async () => {
    const asked: unknown[] = [];
    const event = typing('ask', [
      { name: 'question', value: 'Who?' },
      { name: 'publisher', value: 'Harb', focused: true },
    ]);
    const choices = await toChoices(event, catalogue, async (...call) => {
      asked.push(call);
      return [{ value: 'Harbour Post', label: 'Harbour\nPost' }];
    });
    expect(asked).toEqual([['publisher', 'Harb', 'discord:guild:5']]);
    expect(choices).toEqual([{ name: 'Harbour Post', value: 'Harbour Post' }]);
  });

  it('are at most 25, of at most 100 characters; what cannot be chosen is left out', async () => {
    const event = typing('ask', [{ name: 'topic', value: '', focused: true }]);
    const values = [
      'x'.repeat(101),
      '',
      'y'.repeat(100),
      ...Array.from({ length: 30 }, (_, index) => `topic ${index}`),
    ];
    const choices = await toChoices(event, catalogue, publishers(values));
    expect(choices).toHaveLength(25);
    expect(choices[0]?.value).toBe('y'.repeat(100));
    expect(Math.max(...choices.map(({ name }) => name.length))).toBeLessThanOrEqual(100);
  });

  it.each([
    ['a field that completes nothing', 'ask', [{ name: 'question', value: 'Wh', focused: true }]],
    ['a command that is not there', 'launch', [{ name: 'topic', value: 'x', focused: true }]],
    ['nothing typed', 'ask', []],
    [
      'an option of a subcommand that completes nothing',
      'feed',
      [used('add', { name: 'url', value: 'x', focused: true })],
    ],
    ['a subcommand that is not there', 'feed', [used('sell', { name: 'id', value: 'x', focused: true })]],
  ])('are none for %s', async (_, name, options) => {
    expect(await toChoices(typing(name, options), catalogue, publishers(['a']))).toEqual([]);
  });

  it('are found under a subcommand too', async () => {
    const asked: unknown[] = [];
    const event = typing('feed', [used('remove', { name: 'id', value: 'pos', focused: true })]);
    const choices = await toChoices(event, catalogue, async (...call) => {
      asked.push(call);
      return [{ value: '4f9a', label: 'Post (https://post.example/rss)' }];
    });
    expect(asked).toEqual([['feed', 'pos', 'discord:guild:5']]);
    expect(choices).toEqual([{ name: 'Post (https://post.example/rss)', value: '4f9a' }]);
  });
});

describe('the field of a modal', () => {
  it.each([
    ['in a label', [{ type: 18, component: { type: 4, custom_id: 'reason', value: 'too old' } }], 'too old'],
    ['in a row', [{ type: 1, components: [{ type: 4, custom_id: 'reason', value: 'too old' }] }], 'too old'],
    ['that is not there', [], ''],
  ])('is read %s', (_, components, text) => {
    expect(toFieldText(createEvent({ type: 5, data: { custom_id: 'reason:a', components } }), 'reason')).toBe(text);
  });
});
