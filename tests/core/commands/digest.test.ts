import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/core/commands/catalogue.js';
import { completeSubscriptions } from '../../../src/core/commands/complete-subscriptions.js';
import { parseText } from '../../../src/core/commands/parse-text.js';
import type { Request } from '../../../src/core/commands/request.js';
import type { DigestReply } from '../../../src/core/digest-reply.js';
import { FakeDigestKeeper } from '../../fakes/digest-keeper.js';
import { FixedMemory } from '../../fakes/fixed-memory.js';
import { createRequest, createTestRun } from './request-fixture.js';

const GUILD = 'discord:guild:1';
const MANAGER = { id: 'discord:7', mayManage: true };
const READER = { id: 'discord:8', mayManage: false };

/** @param kept  a digest that the space has under the id `r1` */
function createDesk(kept?: DigestReply) {
  const digests = new FakeDigestKeeper();
  const memory = new FixedMemory(kept && { [`${GUILD} r1`]: kept });
  const { run } = createTestRun({ digests, memory });
  const ask = (command: string, args: object = {}, changes: Partial<Request> = {}) =>
    run(createRequest(command, { ...args }, { space: GUILD, channel: { id: '10' }, asker: MANAGER, ...changes }));
  return { digests, ask };
}

describe('digest subscribe', () => {
  it('subscribes the channel in which it is asked, at a local time', async () => {
    const { digests, ask } = createDesk();
    const reply = await ask('digest subscribe', {
      at: '8:00',
      zone: 'europe/paris',
      topic: 'ceasefire',
      empty: 'silence',
    });
    const wanted = { channel: '10', at: '08:00', zone: 'Europe/Paris', topic: 'ceasefire', empty: 'silence' };
    expect(reply).toMatchObject({ kind: 'subscriptions', message: 'Subscribed.', subscriptions: [wanted] });
    expect(digests.kept).toMatchObject([{ space: GUILD, facts: { ...wanted, createdBy: 'discord:7' } }]);
  });

  it('takes the zone of the asker where none is named, and another channel where one is', async () => {
    const { digests, ask } = createDesk();
    await ask('digest subscribe', { at: '08:00', channel: '11' }, { asker: { ...MANAGER, zone: 'Asia/Gaza' } });
    expect(digests.kept).toMatchObject([{ facts: { channel: '11', zone: 'Asia/Gaza' } }]);
  });

  it('says that there is one already', async () => {
    const { ask } = createDesk();
    await ask('digest subscribe', { at: '08:00' });
    expect(await ask('digest subscribe', { at: '08:00' })).toMatchObject({
      message: expect.stringContaining('already'),
    });
  });

  it.each([
    [{ at: 'soon' }, 'at: must be a time'],
    [{ zone: 'Mars' }, '“Mars” is no time zone'],
    [{ quiet: '22-07' }, 'quiet: is for alerts'],
    [{ at: 'now', quiet: 'night' }, 'quiet: must be hours'],
    [{ limit: 0 }, 'limit: must be a number'],
    [{ empty: 'never' }, 'empty: must be line or silence'],
    [{ colour: 'red' }, 'there is no option colour'],
  ])('refuses %j and names the remedy', async (args, message) => {
    expect(await createDesk().ask('digest subscribe', args)).toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining(message),
    });
  });

  it('is for those who may manage the channel', async () => {
    const { digests, ask } = createDesk();
    expect(await ask('digest subscribe', { at: '08:00' }, { asker: READER })).toMatchObject({ code: 'not-allowed' });
    expect(digests.kept).toEqual([]);
  });

  it('says where it can be asked when there is no channel, and when nothing is kept', async () => {
    const run = createTestRun().run;
    const request = createRequest('digest subscribe', { at: '08:00' }, { asker: MANAGER });
    expect(await createTestRun({ digests: new FakeDigestKeeper() }).run(request)).toMatchObject({
      message: expect.stringContaining('channels of Discord and Slack'),
    });
    const digests = new FakeDigestKeeper();
    const named = createRequest('digest subscribe', { at: '08:00', channel: '10' }, { asker: MANAGER });
    expect(await createTestRun({ digests }).run(named)).toMatchObject({ code: 'bad-request' });
    expect(digests.kept).toEqual([]);
    expect(await run({ ...request, channel: { id: '10' } })).toMatchObject({ code: 'bad-request' });
  });
});

describe('the digests of a channel', () => {
  const changes = ['digest pause', 'digest resume', 'digest unsubscribe'] as const;

  it.each(changes)('are changed by %s of who may manage it or made them', async (command) => {
    for (const asker of [MANAGER, { ...READER, id: 'discord:9' }]) {
      const { digests, ask } = createDesk();
      const { id } = digests.put(GUILD, { channel: '10', createdBy: 'discord:9' });
      expect(await ask(command, { id }, { asker })).toMatchObject({ kind: 'done' });
    }
  });

  it.each(changes)('are not changed by %s of others, nor from another channel', async (command) => {
    const { digests, ask } = createDesk();
    const { id } = digests.put(GUILD, { channel: '10', createdBy: 'discord:9' });
    expect(await ask(command, { id }, { asker: READER })).toMatchObject({ code: 'not-allowed' });
    // Whoever manages another channel is not even told that it is there.
    expect(await ask(command, { id }, { channel: { id: '11' } })).toMatchObject({
      code: 'bad-request',
      isMissing: true,
    });
    expect(await ask(command, { id: 'none' })).toMatchObject({ code: 'bad-request', isMissing: true });
    expect(await ask(command, { id }, { space: 'discord:guild:2' })).toMatchObject({ isMissing: true });
    expect(digests.kept).toMatchObject([{ facts: { state: 'active' } }]);
  });

  it('are changed from a thread of the channel, and from anywhere by who may manage all', async () => {
    const { digests, ask } = createDesk();
    const { id } = digests.put(GUILD, { channel: '10' });
    expect(await ask('digest pause', { id }, { channel: { id: '12', parent: '10' } })).toMatchObject({ kind: 'done' });
    const everywhere = { asker: { ...MANAGER, mayManageAll: true as const }, channel: { id: '11' } };
    expect(await ask('digest resume', { id }, everywhere)).toMatchObject({ kind: 'done' });
  });

  it('that the configuration made are changed there only', async () => {
    const { digests, ask } = createDesk();
    const { id } = digests.put(GUILD, { channel: '10', isConfigured: true });
    expect(await ask('digest unsubscribe', { id })).toMatchObject({ code: 'not-allowed' });
  });

  it('are listed: those of the channel, and those that somebody made elsewhere', async () => {
    const { digests, ask } = createDesk();
    digests.put(GUILD, { id: 'here', channel: '10' });
    digests.put(GUILD, { id: 'elsewhere', channel: '11' });
    digests.put(GUILD, { id: 'mine', channel: '12', createdBy: READER.id });
    const reply = await ask('digest list', {}, { asker: READER });
    expect(reply).toMatchObject({ subscriptions: [{ id: 'here' }, { id: 'mine' }] });
  });

  it('are completed by what they are about, without their channel', () => {
    const digests = new FakeDigestKeeper();
    const facts = [
      digests.put(GUILD, { channel: '10', topic: 'ceasefire' }),
      digests.put(GUILD, { at: 'now', limit: 4 }),
    ];
    expect(completeSubscriptions(facts, 'cease', 25)).toEqual([
      { value: 'digest-1', label: 'Every day at 08:00, UTC: ceasefire' },
    ]);
    expect(completeSubscriptions(facts, 'digest-2', 25)).toEqual([
      { value: 'digest-2', label: 'Each story when it comes, at most 4 an hour' },
    ]);
  });

  it('are in the status, with the deliveries of which the asker may know', async () => {
    const { digests, ask } = createDesk();
    const { id } = digests.put(GUILD, { channel: '10' });
    const other = digests.put(GUILD, { channel: '11' });
    const delivery = {
      space: GUILD,
      platform: 'discord',
      channel: '10',
      occasion: '2031-05-09',
      state: 'sent',
      attempts: 1,
      due: '',
    } as const;
    digests.log.push({ ...delivery, id: 'd1', subscription: id }, { ...delivery, id: 'd2', subscription: other.id });
    expect(await ask('status', {}, { asker: READER })).toMatchObject({ deliveries: [{ id: 'd1' }] });
    digests.isDown = true;
    expect(await ask('status')).toMatchObject({ kind: 'status', deliveries: [] });
  });
});

describe('digest preview', () => {
  it('shows the next one of the channel, or that of a day with filters', async () => {
    const { digests, ask } = createDesk();
    await ask('digest preview');
    await ask('digest preview', { day: '2031-05-02', topic: 'strike', zone: 'UTC' });
    expect(digests.previewed).toEqual([
      { space: GUILD, channel: '10', filters: {} },
      { space: GUILD, channel: '10', day: '2031-05-02', zone: 'UTC', filters: { topic: 'strike' } },
    ]);
  });

  it.each(['yesterday', '2031-02-30', '21.10.2023'])('refuses the day %s', async (day) => {
    expect(await createDesk().ask('digest preview', { day })).toMatchObject({ code: 'bad-request' });
  });
});

describe('muting a story', () => {
  const member = (article: string) => ({ article, revision: '0123456789ab' });
  const story = { title: 'Flood', mark: 'new', articles: 2, independent: 2, sentences: [] } as const;
  const digest: DigestReply = {
    kind: 'digest',
    day: '2031-05-09',
    zone: 'UTC',
    from: '',
    to: '',
    citations: [],
    stories: [
      { ...story, members: [member('fair')] },
      { ...story, members: [member('flood'), member('flood-later')] },
    ],
  };

  it('is for the channel of the digest, by who may manage it', async () => {
    const { digests, ask } = createDesk(digest);
    expect(await ask('mute', { reply: 'r1', story: 2 }, { asker: READER })).toMatchObject({ code: 'not-allowed' });
    expect(await ask('mute', { reply: 'r1', story: 2 })).toMatchObject({
      kind: 'done',
      message: expect.stringContaining('Flood'),
    });
    expect(digests.muted).toEqual([
      { space: GUILD, channel: '10', asker: 'discord:7', articles: ['flood', 'flood-later'] },
    ]);
  });

  it.each([
    { reply: 'r2', story: 1 },
    { reply: 'r1', story: 3 },
  ])('says that %j is no longer kept', async (args) => {
    expect(await createDesk(digest).ask('mute', args)).toMatchObject({ code: 'bad-request', isMissing: true });
  });
});

describe('typing in a chat', () => {
  const parse = (text: string) => parseText(text, catalogue, () => false);

  it.each([
    ['digest subscribe 08:00 Europe/Paris topic:ceasefire', { at: '08:00', zone: 'Europe/Paris', topic: 'ceasefire' }],
    ['digest subscribe 8:00 America/New York', { at: '8:00', zone: 'America/New York' }],
    [
      'digest subscribe now topic:"aid convoys" limit:2 quiet:22-07',
      { at: 'now', topic: 'aid convoys', limit: '2', quiet: '22-07' },
    ],
    ['digest subscribe at:08:00', { at: '08:00' }],
    ['digest subscribe', {}],
  ])('%s subscribes', (text, args) => {
    expect(parse(text)).toEqual({ command: 'digest subscribe', arguments: args });
  });

  it.each([
    ['digest preview 2023-10-21', 'digest preview', { day: '2023-10-21' }],
    ['Digest preview day:2023-10-21', 'digest preview', { day: '2023-10-21' }],
    ['digest pause a1b2', 'digest pause', { id: 'a1b2' }],
    ['digest list', 'digest list', {}],
  ])('%s is %s', (text, command, args) => {
    expect(parse(text)).toEqual({ command, arguments: args });
  });

  it.each(['digest', 'digest of the day', 'digest list of what?'])('%s is a question', (text) => {
    expect(parse(text).command).toBe('ask');
  });
});
