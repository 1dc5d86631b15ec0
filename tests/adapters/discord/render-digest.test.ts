import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toQuotation } from '../../../src/adapters/discord/escape.js';
import { renderPosted, renderReply } from '../../../src/adapters/discord/render.js';
import type { RenderOptions } from '../../../src/adapters/discord/render-options.js';
import type { Reply } from '../../../src/core/reply.js';
import { type AnyComponent, modernComponents } from '../../servers/discord/component-rules.js';
import { displayedTexts, flatten } from '../../servers/discord/component-totals.js';
import {
  anyDigest,
  createDelivery,
  createDigest,
  createQuotation,
  createStory,
  createSubscription,
} from './digests.js';
import { createCitation } from './replies.js';
import { fill } from './texts.js';

function show(reply: Reply, options: RenderOptions = {}) {
  const components = modernComponents.parse(renderReply(reply, options).components);
  const parts: readonly AnyComponent[] = flatten(components);
  return {
    text: displayedTexts(components).join('\n'),
    parts,
    labels: parts.flatMap((part) => ('label' in part && part.label ? [part.label] : [])),
  };
}

const SECOND = createQuotation({ text: 'It cost 14 million.', sentence: 4, citation: 2 });

describe('a digest', () => {
  it('has what is new by story: mark, title, counts, sentences and where each stands', () => {
    const stories = [
      createStory({ sentences: [createQuotation(), SECOND], articles: 6, independent: 2 }),
      createStory({ title: 'Ferry *sails*', mark: 'update', sentences: [createQuotation({ citation: 3 })] }),
    ];
    const citations = [
      createCitation({ sources: [{ name: 'Road Board' }] }),
      createCitation({ n: 2, title: 'The price of a bridge', publisher: 'Northern Wire' }),
      createCitation({ n: 3, title: 'Ferry *sails*' }),
    ];
    expect(show(createDigest({ stories, citations })).text).toBe(
      [
        '### Digest of 2 May 2031',
        '-# 2 stories, the most widely reported first.',
        '**1. New: New bridge opens**',
        '-# 6 articles, 2 independent sources',
        '> “The bridge opened on Friday.” **[1]**',
        '> “It cost 14 million.” **[2]**',
        '-# **[1]** Harbour Post, 2 May 2031. Based on: Road Board',
        '-# **[2]** The price of a bridge. Northern Wire, 2 May 2031',
        '**2. Update: Ferry \\*sails\\***',
        '-# 2 articles, 1 independent source',
        '> “The bridge opened on Friday.” **[3]**',
        '-# **[3]** Harbour Post, 2 May 2031',
      ].join('\n'),
    );
  });

  it('shows what a correction changed and took away, without a button to what is no longer there', () => {
    const from = createQuotation({ text: 'Nine ships sank.', sentence: 2, citation: 1 });
    const to = createQuotation({ text: 'Six ships sank.', sentence: 2, citation: 2 });
    const gone = createQuotation({ text: 'The harbour burned.', sentence: 7, citation: 1 });
    const story = createStory({
      mark: 'correction',
      sentences: [],
      changes: [{ subject: 'ships', from, to }],
      removed: [gone],
    });
    const citations = [createCitation({ revision: 'aaa' }), createCitation({ n: 2 })];
    const { text, parts } = show(createDigest({ stories: [story], citations }));
    expect(text).toContain(
      [
        '**Correction: New bridge opens**',
        '-# 2 articles, 1 independent source',
        '*Was:*',
        '> “Nine ships sank.” **[1]**',
        '*Now:*',
        '> “Six ships sank.” **[2]**',
        '*No longer says:*',
        '> “The harbour burned.” **[1]**',
        '-# **[1]** Harbour Post, 2 May 2031, an earlier text',
      ].join('\n'),
    );
    expect(parts.flatMap((part) => ('custom_id' in part ? [part.custom_id] : []))).toEqual([
      'open:reply-1:2',
      'mute:reply-1:1',
    ]);
  });

  it('opens a source at its page where it has one, else in place', () => {
    const stories = [createStory({ sentences: [createQuotation(), SECOND] })];
    const url = 'https://post.example/bridge';
    const citations = [createCitation({ url, link: `${url}#:~:text=bridge` }), createCitation({ n: 2 })];
    const { parts } = show(createDigest({ stories, citations }));
    expect(parts).toContainEqual(expect.objectContaining({ label: 'Read', url: `${url}#:~:text=bridge` }));
    expect(parts).toContainEqual(expect.objectContaining({ label: 'Open', custom_id: 'open:reply-1:2' }));
  });

  it('says in one line that nothing is new', () => {
    const { text, parts } = show(createDigest({ stories: [], citations: [], filters: { topic: 'strike_s' } }));
    expect(text).toBe('**Digest of 2 May 2031:** Nothing new. Only articles with topic “strike\\_s”.');
    expect(parts).toHaveLength(2);
  });

  it('that is late says when it was due, and which ones were missed', () => {
    const { text } = show(createDigest({ due: '2031-05-02T06:00:00.000Z', missed: ['2031-04-30', '2031-05-01'] }));
    expect(text).toContain('### Digest of 2 May 2031 (late)');
    expect(text).toContain('-# It was due on <t:1935468000:f>;');
    expect(text).toContain('-# No digest was posted for 30 April 2031 and 1 May 2031.');
  });

  it('shows as many stories as are wished for, and the others behind a button', () => {
    const stories = Array.from({ length: 5 }, (_, index) => createStory({ title: `Story ${index + 1}` }));
    const digest = createDigest({ stories, limit: 2 });
    const first = show(digest);
    expect(first.text).toContain('2. New: Story 2');
    expect(first.text).not.toContain('Story 3');
    expect(first.text).toContain('-# Stories 1 to 2 of 5.');
    expect(first.labels).toContain('More stories');
    const last = show(digest, { page: 2 });
    expect(last.text).toContain('5. New: Story 5');
    expect(last.labels).not.toContain('More stories');
    expect(last.labels).toContain('Mute story 5');
  });

  it('offers each story of a page to be muted by its place', () => {
    const stories = Array.from({ length: 4 }, (_, index) => createStory({ title: `Story ${index + 1}` }));
    const { parts } = show(createDigest({ stories, limit: 2 }), { page: 1 });
    const select = parts.find((part) => 'options' in part);
    expect(select).toMatchObject({
      custom_id: 'mute:reply-1',
      options: [{ value: '3' }, { label: '4. Story 4', value: '4' }],
    });
  });

  it('has no buttons when it could not be kept, and says why', () => {
    const { id: _, ...digest } = createDigest();
    const { text, parts } = show(digest);
    expect(parts.filter((part) => 'custom_id' in part)).toEqual([]);
    expect(text).toContain('could not be kept');
  });

  it('names what has no room by its place', () => {
    const long = createQuotation({ text: fill('The strike went on', 6_000), sentence: 12, paragraph: 3 });
    const { text } = show(createDigest({ stories: [createStory({ sentences: [long, SECOND] })] }));
    expect(text).toContain('> Sentence 12 (paragraph 3) of **[1]** has no room here: 6,000 characters.');
    expect(text).toContain('> “It cost 14 million.” **[2]**');
    expect(text).not.toContain('The strike went on');
  });

  it('carries its key when it is posted', () => {
    const { components } = renderPosted(createDigest(), 'digest:1:2031-05-02', {});
    expect(JSON.stringify(components)).toContain('"custom_id":"posted:digest:1:2031-05-02"');
  });
});

describe('an alert', () => {
  it('says what it is, and has its story without a number', () => {
    const { text, labels } = show(createDigest({ isAlert: true, filters: { topic: 'strike' } }));
    expect(text).toMatch(/^### Alert: new\n-# Only articles with topic “strike”\.\n\*\*New bridge opens\*\*\n/);
    expect(labels).toEqual(['Open', 'Mute this story']);
  });
});

describe('the pages of any digest', () => {
  it('have every story once, in its order, with its sentences in full or by their place', () => {
    fc.assert(
      fc.property(anyDigest, (reply) => {
        let place = 0;
        for (let page = 0; reply.stories.length > 0; page += 1) {
          const { text, labels, parts } = show({ ...reply, id: 'r' }, { page });
          const select = parts.find((part) => 'options' in part);
          const places = select !== undefined && 'options' in select ? select.options.map(({ value }) => value) : [];
          const only = labels.some((label) => label.startsWith('Mute')) ? [String(place + 1)] : places;
          expect(only).toEqual(only.map((_, index) => String(place + index + 1)));
          expect(only.length).toBeGreaterThan(0);
          for (const { sentences } of reply.stories.slice(place, place + only.length)) {
            for (const { text: sentence, citation, sentence: number } of sentences) {
              const isInFull = text.includes(toQuotation(sentence, ` **[${citation}]**`));
              const isNamed = text.includes(`> Sentence ${number} (paragraph 1) of **[${citation}]** has no room here`);
              expect(isInFull || isNamed).toBe(true);
            }
          }
          place += only.length;
          if (!labels.includes('More stories')) break;
        }
        expect(place).toBe(reply.stories.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('subscriptions', () => {
  it('name their channel, say how they are, and can be paused, resumed and ended', () => {
    const { text, labels } = show({
      kind: 'subscriptions',
      message: 'Subscribed.',
      subscriptions: [
        createSubscription({ topic: 'a_b', next: '2031-05-03T06:00:00.000Z' }),
        createSubscription({ id: 's2', state: 'paused', pauseReason: 'The channel is gone' }),
        createSubscription({ id: 's3', isConfigured: true }),
      ],
    });
    expect(text).toContain(
      'Subscribed.\n**<#123456789012345678>** (id 4f9a1c07be)\nEvery day at 08:00, America/New\\_York.',
    );
    expect(text).toContain('Only articles with topic “a\\_b”.');
    expect(text).toContain('Next <t:1935554400:f>.');
    expect(text).toContain('Paused: The channel is gone.');
    expect(labels).toEqual(['Pause', 'Unsubscribe', 'Resume', 'Unsubscribe']);
  });

  it('that are many are listed without buttons', () => {
    const subscriptions = Array.from({ length: 60 }, (_, index) => createSubscription({ id: `s${index}` }));
    const { text, labels } = show({ kind: 'subscriptions', subscriptions });
    expect(labels).toEqual([]);
    expect(text).toContain('id s8');
    expect(text).toMatch(/… and \d+ more subscriptions\.$/);
  });

  it('that are none say how to begin', () => {
    expect(show({ kind: 'subscriptions', subscriptions: [] }).text).toContain('This channel gets no digest.');
  });
});

describe('deliveries', () => {
  const failed = createDelivery({ state: 'failed', attempts: 3, reason: 'The *channel* is gone' });

  it('are told with their channel, their time and why they failed', () => {
    const { text } = show({ kind: 'deliveries', deliveries: [createDelivery(), failed] });
    expect(text).toContain('- <#123456789012345678> sent: digest of 2 May 2031, <t:1935468001:f>');
    expect(text).toContain('3 tries. The \\*channel\\* is gone');
  });

  it('that are none say so', () => {
    expect(show({ kind: 'deliveries', deliveries: [] }).text).toContain('Nothing was delivered');
  });

  it('stand in a status that one person sees alone', () => {
    const status: Reply = {
      kind: 'status',
      version: '1.2.3',
      articles: 12,
      publishers: 3,
      index: { engine: 'minisearch', articles: 12, sentences: 40, words: 300, problems: [] },
      feeds: [],
      feedCount: 0,
      deliveries: [failed],
      platforms: [],
    };
    expect(show(status, { isPrivate: true }).text).toContain(
      '**Digests and alerts**\n- <#123456789012345678> failed: digest of 2 May 2031',
    );
    expect(show(status).text).not.toContain('<#123456789012345678>');
    expect(show(status).text).toContain('with the option private');
  });
});
