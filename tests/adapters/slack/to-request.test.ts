import { describe, expect, it } from 'vitest';
import { type MessageEvent, messageSchema, parseEvent, spaceOf } from '../../../src/adapters/slack/payloads.js';
import {
  toActionPlace,
  toAsked,
  toClaimRequest,
  toCommandPlace,
  toRequest,
  toShortcutPlace,
} from '../../../src/adapters/slack/to-request.js';
import { catalogue } from '../../../src/core/commands/catalogue.js';

const BOT = 'UBOT';
const CONTEXT = { id: 'ref-1', space: 'slack:T1', catalogue, isKnownArticle: (id: string) => id === 'bridge-opens' };

const message = (fields: Partial<MessageEvent>): MessageEvent =>
  messageSchema.parse({
    type: 'message',
    user: 'U1',
    text: 'when?',
    channel: 'C1',
    channel_type: 'channel',
    ts: '2.1',
    ...fields,
  });

describe('a message', () => {
  it('that mentions the bot at top level begins the thread of its own', () => {
    expect(toAsked(message({ type: 'app_mention', text: '<@UBOT> Who opened it?' }), 'slack:event:E1', BOT)).toEqual({
      keys: ['slack:event:E1', 'slack:message:C1:2.1'],
      place: { channel: 'C1', threadTs: '2.1', isInThread: false, user: 'U1', isDirect: false },
      ts: '2.1',
      thread: 'slack:C1:2.1',
      text: 'Who opened it?',
      raw: '<@UBOT> Who opened it?',
      isAddressed: true,
    });
  });

  it('in a thread belongs to that thread, whether or not it mentions the bot', () => {
    const inThread = { thread_ts: '1.1', text: 'And when?' };
    expect(toAsked(message(inThread), 'k', BOT)).toMatchObject({ thread: 'slack:C1:1.1', isAddressed: false });
    expect(toAsked(message({ ...inThread, text: '<@UBOT> And when?' }), 'k', BOT)).toMatchObject({
      thread: 'slack:C1:1.1',
      place: { threadTs: '1.1', isInThread: true },
      isAddressed: true,
    });
  });

  it('to the bot alone belongs to the conversation with it, in whichever thread it stands', () => {
    expect(toAsked(message({ channel: 'D1', channel_type: 'im' }), 'k', BOT)).toMatchObject({
      thread: 'slack:dm:D1',
      place: { channel: 'D1', threadTs: '2.1', isDirect: true },
      isAddressed: true,
    });
    expect(toAsked(message({ channel: 'D1', channel_type: 'im', thread_ts: '1.1' }), 'k', BOT)).toMatchObject({
      thread: 'slack:dm:D1',
      place: { threadTs: '1.1' },
    });
  });

  it.each<[string, Partial<MessageEvent>]>([
    ['at top level that mentions nobody', {}],
    ['in a thread that mentions somebody else', { thread_ts: '1.1', text: '<@U2> what do you think?' }],
    ['in a thread to everybody', { thread_ts: '1.1', text: '<!here> lunch?' }],
    ['in a thread that asks nothing', { thread_ts: '1.1', text: 'thanks, good to know when it opened' }],
    ['of a bot', { type: 'app_mention', bot_id: 'B1', text: '<@UBOT> hi' }],
    ['of the bot itself', { user: BOT, channel_type: 'im' }],
    ['of nobody', { user: undefined, channel_type: 'im' }],
    ['that says who joined', { subtype: 'channel_join', text: '<@UBOT> joined' }],
  ])('%s is left alone', (_, fields) => {
    expect(toAsked(message(fields), 'k', BOT)).toBeUndefined();
  });

  it.each(['file_share', 'thread_broadcast'])('with the subtype %s is one that somebody wrote', (subtype) => {
    expect(toAsked(message({ subtype, channel_type: 'im' }), 'k', BOT)).toBeDefined();
  });
});

describe('a text', () => {
  it.each<[string, string, object]>([
    ['Who opened it?', 'ask', { question: 'Who opened it?', more: 17, explain: true }],
    ['search ferry fares', 'search', { query: 'ferry fares', limit: 20 }],
    ['article bridge-opens', 'article', { id: 'bridge-opens' }],
    ['article of faith', 'ask', { question: 'article of faith', more: 17, explain: true }],
    ['status', 'status', {}],
    ['', 'help', {}],
  ])('%j is the command %s', (text, command, args) => {
    expect(toRequest(text, 'U1', 'slack:C1:1.1', CONTEXT)).toMatchObject({
      id: 'ref-1',
      command,
      arguments: args,
      asker: { id: 'slack:U1', mayManage: true },
      space: 'slack:T1',
      conversation: [],
    });
  });

  it('belongs to its conversation', () => {
    expect(toRequest('Who?', 'U1', 'slack:C1:1.1', CONTEXT).thread).toBe('slack:C1:1.1');
  });
});

describe('a claim', () => {
  it('is looked for as it stands, even when it reads as a command, and cut to what a question may have', () => {
    expect(toClaimRequest('search &amp; rescue went on', 'U1', 't', CONTEXT).arguments).toMatchObject({
      question: 'search & rescue went on',
    });
    const { question } = toClaimRequest('word '.repeat(1_000), 'U1', 't', CONTEXT).arguments;
    expect(String(question).length).toBeLessThanOrEqual(2_000);
  });
});

describe('a place', () => {
  it('of a command is beside the composer', () => {
    const payload = {
      text: '',
      user_id: 'U1',
      channel_id: 'C1',
      team_id: 'T1',
      trigger_id: 't',
      response_url: 'https://r',
    };
    const place = toCommandPlace(payload);
    expect(place).toEqual({ channel: 'C1', isInThread: false, user: 'U1', isDirect: false, responseUrl: 'https://r' });
  });

  it('of a shortcut is the thread of the message, if it is in one', () => {
    const payload = {
      team: { id: 'T1' },
      user: { id: 'U1' },
      channel: { id: 'D1' },
      message: { text: 'x', ts: '2.1', thread_ts: '1.1' },
      trigger_id: 't',
      response_url: 'https://r',
    };
    expect(toShortcutPlace(payload)).toMatchObject({ threadTs: '1.1', isInThread: true, isDirect: true });
  });

  it('of a button is that of its message, and none on the Home tab', () => {
    const payload = {
      team: null,
      user: { id: 'U1', team_id: 'T2' },
      actions: [{ action_id: 'a', value: '' }] as const,
      trigger_id: 't',
    };
    const actions: [{ action_id: string; value: string }] = [{ action_id: 'a', value: '' }];
    expect(toActionPlace({ ...payload, actions })).toBeUndefined();
    expect(
      toActionPlace({ ...payload, actions, channel: { id: 'C1' }, message: { ts: '2.1', thread_ts: '1.1' } }),
    ).toMatchObject({ channel: 'C1', threadTs: '1.1' });
    expect(spaceOf(payload)).toBe('slack:T2');
  });
});

describe('an event', () => {
  it('is of the workspace where the bot is installed, not of where it happened', () => {
    const body = {
      event_id: 'E1',
      event_time: 12,
      team_id: 'T9',
      authorizations: [{ team_id: 'T1' }],
      event: { type: 'message' },
    };
    expect(parseEvent(body)).toEqual({
      key: 'slack:event:E1',
      space: 'slack:T1',
      at: 12_000,
      event: { type: 'message' },
    });
    expect(parseEvent({ ...body, authorizations: undefined })).toMatchObject({ space: 'slack:T9' });
  });

  it('without an id is none', () => {
    expect(parseEvent({ event: { type: 'message' } })).toBeUndefined();
  });
});
