import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerReply } from '../../src/core/reply.js';
import { createArticle, createLibrary } from '../core/corpus-fixture.js';
import { MINIMAL_SCOPES, THREAD_SCOPES } from '../servers/slack/slack.js';
import { type Bot, type BotOptions, startBot } from './slack-bot.js';

/** A question that many sentences bear on. */
const BROAD = 'What did the dockers strike do?';
const EFFECTS = [
  'closed the grain quay on Monday',
  'kept two ferries in Lunholm for a night',
  'left fourteen lorries of oranges in the sun',
  'made coal dearer by nine crowns',
  'sent the herring fleet to Kell',
  'emptied the shelves of the chandlers',
  'cost the port two million crowns',
  'delayed the post from the islands',
];
const STRIKE = EFFECTS.map((effect, index) =>
  createArticle({
    id: `strike-${index}`,
    title: `Report ${index} from the quay`,
    published: `2031-05-${10 + index}`,
    publisher: `Paper ${index}`,
    body: `The dockers strike ${effect}.`,
  }),
);

let bot: Bot | undefined;

async function start(options: BotOptions = {}): Promise<Bot> {
  bot = await startBot({ library: createLibrary(STRIKE), ...options });
  return bot;
}

/** A bot that has answered a mention of Ada's. */
async function startAnswered(options: BotOptions = {}) {
  const started = await start(options);
  const channel = started.slack.addChannel({ name: 'news' });
  const ada = started.slack.addUser({ name: 'ada' });
  const act = await ada.mention(channel, BROAD);
  const answer = await act.answered();
  const reply = started.services.kept[0]?.reply;
  if (reply?.kind !== 'answer') throw new Error('the question was not answered');
  return { ...started, channel, ada, act, answer, reply };
}

const textsOf = ({ sentences }: AnswerReply) =>
  sentences.filter(({ role }) => role === 'answer').map(({ text }) => text);

afterEach(async () => {
  await bot?.stop();
  await bot?.slack.stop();
  expect(bot?.slack.warnings).toEqual([]);
  bot = undefined;
});

describe('More', () => {
  it('shows the next sentences to whoever pressed it, each sentence once, to the last', async () => {
    const { slack, channel, answer, reply } = await startAnswered();
    const bob = slack.addUser({ name: 'bob' });
    const texts = textsOf(reply);
    expect(texts.length).toBeGreaterThan(6);
    const pages = [answer];
    for (let page = answer; page.buttons.some(({ text }) => text === 'More'); ) {
      page = await (await bob.click(page, 'More')).answered();
      expect(page.isEphemeral && page.isShown).toBe(true);
      pages.push(page);
    }
    const shown = pages.map((page) => texts.filter((text) => page.shown.includes(text)));
    expect(shown.flat()).toEqual(texts);
    expect(shown.every((page) => page.length <= 3)).toBe(true);
    expect(pages[1]?.shown).toContain(`Sentences 4 to 6 of ${texts.length}.`);
    expect(channel.messages.filter(({ isFromBot }) => isFromBot)).toHaveLength(1);
    expect(slack.refusals).toEqual([]);
  });

  it('stays in a conversation with the bot', async () => {
    const { slack } = await start();
    const ada = slack.addUser({ name: 'ada' });
    const act = await ada.say(ada.dm, BROAD);
    const more = await (await ada.click(await act.answered(), 'More')).answered();
    expect(more.isEphemeral).toBe(false);
    expect(more.threadTs).toBe(act.message?.ts);
    expect(slack.refusals).toEqual([]);
  });
});

describe('Why this', () => {
  it('says what counted for each sentence, to whoever pressed it', async () => {
    const { ada, answer, slack } = await startAnswered();
    const why = await (await ada.click(answer, 'Why this')).answered();
    expect(why.isEphemeral).toBe(true);
    expect(why.shown).toContain("share of the question's weight");
    expect(why.shown).toMatch(/Confidence 0\.\d\d of 1/);
    expect(slack.refusals).toEqual([]);
  });
});

describe('Helpful', () => {
  it('is noted and thanked for', async () => {
    const { ada, answer, services, slack } = await startAnswered();
    expect((await (await ada.click(answer, 'Helpful')).answered()).shown).toBe('Noted, thank you.');
    expect(services.judgements).toEqual([
      { reply: 'reply-1', space: `slack:${slack.teamId}`, asker: `slack:${ada.id}`, isHelpful: true },
    ]);
  });
});

describe('Not helpful', () => {
  it('asks for a reason in a modal, notes it, and thanks in the thread', async () => {
    const { ada, answer, act, services, slack } = await startAnswered();
    const modal = await (await ada.click(answer, 'Not helpful')).opened();
    expect(modal.type).toBe('modal');
    const sent = await ada.submitView(modal, { reason: 'It is <too> old & odd' });
    await sent.until(() => act.whispers.length === 1, 'the thanks');
    expect(act.whispers[0]?.shown).toBe('Noted, thank you.');
    expect(services.judgements).toMatchObject([{ isHelpful: false, reason: 'It is <too> old & odd' }]);
    expect(slack.refusals).toEqual([]);
  });

  it('is noted without a reason when the modal comes too late', async () => {
    const { ada, answer, services, slack } = await startAnswered();
    slack.faults.error('views.open', 'expired_trigger_id');
    expect((await (await ada.click(answer, 'Not helpful')).answered()).shown).toBe('Noted, thank you.');
    expect(services.judgements).toMatchObject([{ isHelpful: false }]);
  });
});

describe('Export', () => {
  it('uploads the whole answer as Markdown into the thread where files may be written', async () => {
    const { ada, answer, act, reply, slack } = await startAnswered({ scopes: [...THREAD_SCOPES, 'files:write'] });
    await ada.click(answer, 'Export');
    await act.until(({ files }) => files.length === 1, 'the file');
    const [file] = act.files;
    expect(file?.name).toBe('dateline-reply-1.md');
    for (const text of textsOf(reply)) expect(file?.content).toContain(text);
    expect(slack.refusals).toEqual([]);
  });

  it('shows the Markdown to whoever pressed it where they may not', async () => {
    const { ada, answer, reply, slack } = await startAnswered({
      scopes: MINIMAL_SCOPES.filter((scope) => scope !== 'files:write'),
    });
    const snippet = await (await ada.click(answer, 'Export')).answered();
    expect(snippet.isEphemeral).toBe(true);
    expect(snippet.shown).toContain('The whole answer as Markdown:');
    for (const text of textsOf(reply)) expect(snippet.shown).toContain(text);
    expect(slack.refusals.map(({ error }) => error)).toEqual(['missing_scope']);
  });

  it('of a private answer stays private', async () => {
    const { slack } = await start({ scopes: [...THREAD_SCOPES, 'files:write'] });
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    const whisper = await (await ada.slashCommand('/dateline', BROAD, channel)).answered();
    expect((await (await ada.click(whisper, 'Export')).answered()).isEphemeral).toBe(true);
    expect(slack.callsTo('files.getUploadURLExternal')).toEqual([]);
  });
});

describe('Open article', () => {
  it('opens an article without an address in a modal, the quoted sentence in bold', async () => {
    const { ada, answer, slack } = await startAnswered();
    const label = answer.buttons.find(({ text }) => text.startsWith('Open article'))?.text ?? '';
    const modal = await (await ada.click(answer, label)).opened();
    expect(JSON.stringify(modal.blocks)).toContain('"style":{"bold":true}');
    expect(slack.refusals).toEqual([]);
  });

  it('shows it in the conversation when the modal comes too late', async () => {
    const { ada, answer, slack } = await startAnswered();
    slack.faults.error('views.open', 'expired_trigger_id');
    const label = answer.buttons.find(({ text }) => text.startsWith('Open article'))?.text ?? '';
    expect((await (await ada.click(answer, label)).answered()).isEphemeral).toBe(true);
  });
});

describe('a button', () => {
  it('of an answer that is kept no more says so', async () => {
    const { ada, answer, services } = await startAnswered();
    services.kept.length = 0;
    for (const label of ['More', 'Why this', 'Helpful', 'Export']) {
      expect((await (await ada.click(answer, label)).answered()).shown).toContain(
        'no longer kept: ask the question again',
      );
    }
  });

  it('shows nothing of another workspace, even by its id', async () => {
    const { slack, services } = await start();
    const other = slack.addTeam({ name: 'other' });
    const eve = other.addUser({ name: 'eve' });
    const answer = await (await eve.slashCommand('/dateline', BROAD, other.addChannel({ name: 'news' }))).answered();
    const [kept] = services.kept;
    if (kept === undefined) throw new Error('nothing was kept');
    services.kept.splice(0, 1, { ...kept, space: `slack:${slack.teamId}` });
    const refused = await (await eve.click(answer, 'Why this')).answered();
    expect(refused.shown).toBe('This answer is no longer kept: ask the question again.');
  });

  it('is not there when the reply could not be kept', async () => {
    const { slack, services } = await start();
    services.isDown = true;
    const act = await slack.addUser({ name: 'ada' }).mention(slack.addChannel({ name: 'news' }), BROAD);
    const answer = await act.answered();
    expect(answer.shown).toContain(`The dockers strike ${EFFECTS[0]}.`);
    expect(answer.buttons.filter(({ text }) => !text.startsWith('Open article'))).toEqual([]);
  });
});

describe('an expired response_url', () => {
  it('is made up for by an ephemeral message', async () => {
    const { slack } = await start();
    const channel = slack.addChannel({ name: 'news' });
    const ada = slack.addUser({ name: 'ada' });
    slack.faults.status('response_url', 404);
    const act = await ada.slashCommand('/dateline', BROAD, channel);
    await act.until(({ whispers }) => whispers.length === 1, 'the ephemeral message');
    expect(slack.callsTo('chat.postEphemeral')).toHaveLength(1);
    expect(act.whispers[0]?.shown).toContain('dockers');
  });

  it('of a shared answer is made up for by a message, or by the advice to invite the bot', async () => {
    const { slack } = await start();
    const [inside, outside] = [slack.addChannel({ name: 'in' }), slack.addChannel({ name: 'out', botIsMember: false })];
    const ada = slack.addUser({ name: 'ada' });
    for (const channel of [inside, outside]) {
      const whisper = await (await ada.slashCommand('/dateline', BROAD, channel)).answered();
      slack.faults.status('response_url', 404);
      await ada.click(whisper, 'Share to channel');
    }
    await slack.until(() => inside.messages.length === 1, 'the shared answer');
    await slack.until(() => slack.callsTo('chat.postEphemeral').length === 1, 'the advice');
    expect(outside.messages).toEqual([]);
    expect(slack.callsTo('chat.postEphemeral')[0]?.args.text).toContain('/invite @Dateline');
  });
});
