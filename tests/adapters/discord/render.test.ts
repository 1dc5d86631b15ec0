import type { APIMessageTopLevelComponent } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Message, measure } from '../../../src/adapters/discord/components.js';
import { toQuotation } from '../../../src/adapters/discord/escape.js';
import { MAX_BYTES } from '../../../src/adapters/discord/limits.js';
import { isTooLong, toHitPage, toSentencePage } from '../../../src/adapters/discord/pages.js';
import { renderPosted, renderReply } from '../../../src/adapters/discord/render.js';
import { renderArticle } from '../../../src/adapters/discord/render-article.js';
import { renderExplanation } from '../../../src/adapters/discord/render-explanation.js';
import { renderExport } from '../../../src/adapters/discord/render-export.js';
import type { Reply } from '../../../src/core/reply.js';
import { type AnyComponent, modernComponents } from '../../servers/discord/component-rules.js';
import { findTotalIssues, flatten, referencedFiles } from '../../servers/discord/component-totals.js';
import { anyDigest, anyLists } from './digests.js';
import {
  anyAnswer,
  anyArticle,
  anyArticles,
  anyReply,
  createAnswer,
  createCitation,
  createSentence,
} from './replies.js';
import { fill } from './texts.js';

const RUNS = { numRuns: 300 };

const anyShown: fc.Arbitrary<Reply> = fc.oneof(
  { weight: 4, arbitrary: anyReply },
  { weight: 2, arbitrary: anyDigest },
  { weight: 1, arbitrary: anyLists },
);

/** What Discord would say against a message. */
function faultsOf({ components, files }: Message): unknown[] {
  const parsed = modernComponents.safeParse(components);
  if (!parsed.success) return parsed.error.issues;
  const bytes = measure(components).size.bytes;
  const isMissing = referencedFiles(parsed.data).some((name) => !files.some((file) => file.name === name));
  return [
    ...findTotalIssues(parsed.data),
    ...(bytes > MAX_BYTES ? [`${bytes} bytes`] : []),
    ...(isMissing ? ['a file that is not there'] : []),
  ];
}

function partsOf(message: Message): AnyComponent[] {
  return flatten(modernComponents.parse(message.components));
}

/** All that a message shows as text. */
function textOf(message: Message): string {
  return partsOf(message)
    .flatMap((part) => ('content' in part ? [part.content] : []))
    .join('\n');
}

function labelsOf(message: Message): string[] {
  return partsOf(message).flatMap((part) => ('label' in part && part.label ? [part.label] : []));
}

function colorOf({ components: [frame] }: Message): number | null | undefined {
  const container = frame as Extract<APIMessageTopLevelComponent, { accent_color?: unknown }>;
  return container.accent_color;
}

describe('any reply', () => {
  it('is a message within every limit of Discord, on every page, privately and for all', () => {
    fc.assert(
      fc.property(anyShown, fc.nat(8), fc.boolean(), fc.boolean(), (reply, page, isPrivate, isShared) => {
        const options = {
          page,
          isPrivate,
          showsQuestion: true,
          publicUrl: 'https://dateline.example',
          ...(isShared ? { sharedBy: '123456789012345678' } : {}),
        };
        expect(faultsOf(renderReply(reply, options))).toEqual([]);
        expect(faultsOf(renderPosted(reply, 'digest:2031-05-02', options))).toEqual([]);
        expect(faultsOf(renderExplanation(reply, page))).toEqual([]);
        expect(faultsOf(renderExport(reply, undefined))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('shows no markup, mention or link that its texts bring along', () => {
    fc.assert(
      fc.property(anyShown, fc.nat(4), (reply, page) => {
        const shown = textOf(renderReply(reply, { page, showsQuestion: true }));
        // Our own timestamps and names of channels are the only things in angle brackets.
        const active = shown.replaceAll(/\\[^0-9A-Za-z\s]/g, '').replaceAll(/<t:\d+:[fd]>|<#\d{1,20}>/g, '');
        expect(active).not.toMatch(/<[@#:a/t]|\w:\/\/|\[[^\]\n]*\]\(|\|\||~~|```/);
        expect(active).not.toMatch(/@(?:everyone|here)/);
      }),
      RUNS,
    );
  });
});

describe('the pages of any answer', () => {
  it('quote every sentence once, in full, in the order of the reply', () => {
    fc.assert(
      fc.property(anyAnswer, (reply) => {
        const { count } = toSentencePage(reply, 0);
        const pages = Array.from({ length: count }, (_, number) => toSentencePage(reply, number));
        expect(pages.flatMap(({ items }) => items.flat())).toEqual(reply.sentences);
        for (const page of pages) {
          const shown = textOf(renderReply(reply, { page: page.number }));
          for (const { text, citation } of page.items.flat()) {
            if (isTooLong(text)) expect(shown).toContain(`of **[${citation}]** is longer than a message holds`);
            else expect(shown).toContain(toQuotation(text, ` **[${citation}]**`));
          }
        }
      }),
      RUNS,
    );
  });

  it('name every source that they quote', () => {
    fc.assert(
      fc.property(anyAnswer, fc.nat(6), (reply, number) => {
        const page = toSentencePage(reply, number);
        const shown = textOf(renderReply(reply, { page: number }));
        for (const { citation } of page.items.flat()) expect(shown).toContain(`\n**[${citation}]** `);
      }),
      RUNS,
    );
  });
});

describe('the pages of any list of articles', () => {
  it('have every article once', () => {
    fc.assert(
      fc.property(anyArticles, ({ hits }) => {
        const { count } = toHitPage(hits, 0);
        const pages = Array.from({ length: count }, (_, number) => toHitPage(hits, number).items);
        expect(pages.flat()).toEqual(hits);
      }),
      RUNS,
    );
  });
});

describe('the pages of any article', () => {
  it('have every sentence once and in full, or the whole text comes as a file', () => {
    fc.assert(
      fc.property(anyArticle, (reply) => {
        const seen: string[] = [];
        for (let page = 0; ; page += 1) {
          const message = renderArticle(reply, {
            page,
            toPage: (number) => ({ action: 'open', reply: 'r', source: 1, page: number }),
          });
          expect(faultsOf(message)).toEqual([]);
          seen.push(textOf(message));
          if (!labelsOf(message).includes('Next page')) {
            const all = seen.join('\n');
            for (const { sentence } of reply.sentences) {
              expect(all.split('\n').filter((line) => line.startsWith(`**${sentence}** `))).toHaveLength(1);
            }
            const isCut = all.includes('longer than a message holds');
            if (isCut) expect(message.files.map(({ content }) => content.includes(reply.article.body))).toEqual([true]);
            break;
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('come with the whole text where no button can turn them', () => {
    const sentences = Array.from({ length: 30 }, (_, index) => ({
      sentence: index + 1,
      paragraph: index + 1,
      start: 0,
      end: 1,
      text: fill('The ferry sailed again', 300),
    }));
    const [reply] = fc.sample(anyArticle, 1);
    if (reply === undefined) throw new Error('no article');
    const long = { ...reply, sentences, article: { ...reply.article, id: 'a'.repeat(200), body: 'The whole body.' } };
    const message = renderReply(long);
    expect(labelsOf(message)).not.toContain('Next page');
    expect(message.files[0]?.content).toContain('The whole body.');
  });
});

describe('an answer', () => {
  it.each([
    ['stated', 'The articles state:', 0x2e8b57],
    ['related', 'The articles do not state this directly (No passage gives a number). The closest passages:', 0xd98c1f],
  ] as const)('that is %s says so in words and by its colour', (certainty, words, color) => {
    const message = renderReply(createAnswer({ certainty, reason: 'No passage gives a number.' }));
    expect(textOf(message).replaceAll('\\', '')).toContain(words);
    expect(colorOf(message)).toBe(color);
  });

  it('names publisher, day and what it is based on', () => {
    const citation = createCitation({ sources: [{ name: 'Road Board' }, { name: 'Harbour Post' }] });
    expect(textOf(renderReply(createAnswer({ citations: [citation] })))).toContain(
      '**[1]** New bridge opens\n-# Harbour Post, 2 May 2031. Based on: Road Board',
    );
  });

  it.each([
    [
      'the address of its source',
      { url: 'https://a.example/x', link: 'https://a.example/x#:~:text=a' },
      'https://a.example/x#:~:text=a',
    ],
    ['the page of the bot when the source has none', {}, 'https://dateline.example/articles/bridge-opens#s1'],
  ])('opens %s', (_, changes, url) => {
    const message = renderReply(createAnswer({ citations: [createCitation(changes)] }), {
      publicUrl: 'https://dateline.example/',
    });
    expect(partsOf(message)).toContainEqual(expect.objectContaining({ label: 'Read', url }));
  });

  it.each([
    ['there is no page', {}],
    ['the address is too long', { url: `https://a.example/${'x'.repeat(600)}` }],
    ['the address is none of the web', { url: 'javascript:alert(1)' }],
  ])('opens its source in place when %s', (_, changes) => {
    const message = renderReply(createAnswer({ citations: [createCitation(changes)] }));
    expect(partsOf(message)).toContainEqual(expect.objectContaining({ label: 'Open', custom_id: 'open:reply-1:1' }));
    expect(labelsOf(message)).not.toContain('Read');
  });

  it('has no buttons when it could not be kept, and says why', () => {
    const { id: _, ...reply } = createAnswer();
    const message = renderReply(reply);
    expect(partsOf(message).filter((part) => 'custom_id' in part)).toEqual([]);
    expect(textOf(message)).toContain('could not be kept');
  });

  it('offers "Show to channel" only where nobody else sees it', () => {
    expect(labelsOf(renderReply(createAnswer(), { isPrivate: true }))).toContain('Show to channel');
    expect(labelsOf(renderReply(createAnswer()))).not.toContain('Show to channel');
  });

  it('sets the sentence before for context in front of the one it serves, on the same page', () => {
    const sentences = [
      createSentence({ sentence: 1 }),
      createSentence({ sentence: 2 }),
      createSentence({ text: 'The mayor came.', sentence: 3, role: 'context' }),
      createSentence({ text: 'She cut the ribbon.', sentence: 4 }),
      createSentence({ sentence: 5 }),
    ];
    const message = renderReply(createAnswer({ sentences }));
    expect(textOf(message)).toContain(
      '*The sentence before, for context*\n> “The mayor came.” **[1]**\n\n> “She cut the ribbon.” **[1]**',
    );
    expect(textOf(message)).toContain('Sentences 1 to 3 of 4');
    expect(labelsOf(message)).toContain('More sentences');
  });

  it('tells the parts of a question and the days of its sentences apart', () => {
    const sentences = [createSentence({ part: 1, asOf: '2031-05-02' }), createSentence({ sentence: 2, part: 2 })];
    const shown = textOf(renderReply(createAnswer({ sentences })));
    expect(shown).toContain('*Part 1 of the question. As of 2 May 2031*');
    expect(shown).toContain('*Part 2 of the question*');
  });

  it('tells in small print what it took the question to mean', () => {
    const shown = textOf(
      renderReply(
        createAnswer({
          understood: {
            kind: 'when',
            terms: ['bridge'],
            names: [],
            about: 'the bridge',
            corrected: { brigde: 'bridge' },
            aliases: [['Una', 'Oona']],
            dates: [{ from: '2031-05-01', to: '2031-05-03' }],
            since: '2031-05-01',
            publisher: 'Harbour Post',
          },
        }),
      ),
    );
    expect(shown).toContain('-# Taken from the conversation: the bridge.');
    expect(shown).toContain('-# “brigde” was read as “bridge”.');
    expect(shown).toContain('-# Names: Una = Oona.');
    expect(shown).toContain('-# Dates in the question: 1 May 2031 to 3 May 2031.');
    expect(shown).toContain('-# Only articles since 1 May 2031, with publisher “Harbour Post”.');
  });

  it('shows what is longer than a message by its place, and has it in the export', () => {
    const text = fill('The strike went on', 6_000);
    const reply = createAnswer({ sentences: [createSentence({ text, sentence: 12, paragraph: 3 })] });
    const shown = textOf(renderReply(reply));
    expect(shown).toContain('Sentence 12 (paragraph 3) of **[1]** is longer than a message holds: 6,000 characters.');
    expect(shown).not.toContain('The strike went on');
    expect(renderExport(reply, undefined).files[0]?.content).toContain(text.trim());
  });
});

const FEED = {
  id: '4f9a',
  url: 'https://post.example/rss',
  title: 'Harbour *Post*',
  state: 'active',
  articles: 12,
  waiting: 3,
  lastSuccess: '2031-05-02T08:00:00.000Z',
  lastError: 'The server answers with 503',
  nextTry: '2031-05-02T09:00:00.000Z',
  excerptChars: 400,
  embargoMs: 86_400_000,
  isForAll: true,
} as const;

describe('other replies', () => {
  const corpus = { articles: 12, publishers: 3, from: '2031-05-02', to: '2031-06-14' };

  it.each<[kind: string, reply: Reply, texts: string[]]>([
    [
      'a no-match',
      {
        kind: 'no-match',
        reason: 'outside-filters',
        message: 'No article passes the filters.',
        nearest: [{ article: 'a', title: 'Ferry sails', published: '2031-05-04' }],
        relax: ['since', 'publisher'],
        corpus,
      },
      [
        'No article passes the filters.',
        'Articles would match without since and publisher.',
        '• Ferry sails (4 May 2031)',
        '-# Searched: 12 articles from 3 publishers, 2 May 2031 to 14 June 2031.',
      ],
    ],
    ['an empty list', { kind: 'articles', hits: [] }, ['No article matches.']],
    ['a done', { kind: 'done', message: 'Deleted: 2 replies.' }, ['Deleted: 2 replies.']],
    [
      'a failure of the store',
      { kind: 'failure', code: 'store-unavailable', message: 'The disk is full.', reference: 'ref-7' },
      ['The disk is full.', 'Reference: ref-7'],
    ],
    [
      'a help',
      { kind: 'help', commands: [{ name: 'ask', usage: 'ask QUESTION…', summary: 'Answer a question', examples: [] }] },
      ['`/ask` Answer a question', 'Find sources'],
    ],
    ['a notice', { kind: 'notice', code: 'feed-disabled', message: 'Read no more.' }, ['Read no more.']],
    [
      'the feeds',
      { kind: 'feeds', feeds: [FEED] },
      [
        '**Harbour \\*Post\\*** (id 4f9a)',
        '-# https\\://post.example/rss',
        'Active: 12 articles, 3 waiting. Last read <t:1935475200:f>.',
        'Last error: The server answers with 503.',
        'Next try: <t:1935478800:f>.',
        'Only the first 400 characters of an article. Articles are shown 1 day after their publication.',
        'Read for everybody.',
      ],
    ],
    ['no feeds', { kind: 'feeds', feeds: [] }, ['This space reads no feeds.']],
    ['an added feed', { kind: 'feeds', feeds: [FEED], message: 'Added.' }, ['Added.', 'id 4f9a']],
    [
      'a status',
      {
        kind: 'status',
        version: '1.2.3',
        ...corpus,
        index: { engine: 'minisearch', articles: 12, sentences: 40, words: 300, problems: ['bad.md:2: no title'] },
        feeds: [{ ...FEED, state: 'disabled' }],
        feedCount: 30,
        deliveries: [],
        platforms: [{ platform: 'discord', state: 'connected' }],
      },
      [
        'Index: minisearch, 12 articles, 40 sentences, 300 words.',
        '**30 feeds, of which 1; feed list shows all**',
        'Given up; add it again to have it tried again: 12 articles',
        '- bad.md:2: no title',
      ],
    ],
    [
      'an article that changed',
      {
        kind: 'article',
        article: {
          id: 'ferry-sails',
          revision: 'bbb',
          title: 'Ferry sails',
          body: 'It sailed.',
          people: [],
          places: [],
          organizations: [],
          topics: [],
          sources: [],
        },
        sentences: [{ sentence: 1, paragraph: 1, start: 0, end: 10, text: 'It sailed.' }],
        revisions: [{ revision: 'aaa' }, { revision: 'bbb' }],
        copies: [],
        changes: [{ from: 'aaa', to: 'bbb', removed: ['It *sank*.'], added: ['It sailed.'] }],
      },
      ['-# Changed from revision aaa to bbb\n\\- It \\*sank\\*.\n\\+ It sailed.'],
    ],
    [
      'a broken quotation',
      { kind: 'verified', checked: 3, broken: [{ line: 1, article: 'a', sentence: 2, message: 'm' }] },
      ['- line 1, a, sentence 2: m'],
    ],
    ['no gaps', { kind: 'gaps', gaps: [] }, ['Every question was answered']],
    ['a verified', { kind: 'verified', checked: 3, broken: [] }, ['3 quotations checked: every one stands as quoted.']],
  ])('%s says what it has to', (_, reply, texts) => {
    const shown = textOf(renderReply(reply));
    for (const text of texts) expect(shown).toContain(text);
  });

  it('an explanation names what counted, in words', () => {
    const reply = createAnswer({
      explain: [
        {
          article: 'bridge-opens',
          sentence: 1,
          features: [
            { name: 'coverage', value: 0.5, weight: 2 },
            { name: 'short', value: 1, weight: -0.4 },
            { name: 'lead', value: 0, weight: 3 },
          ],
        },
      ],
    });
    const shown = textOf(renderExplanation(reply, 0));
    expect(shown).toContain("+1.00 share of the question's weight in the sentence");
    expect(shown).toContain('−0.40 fewer than six content words');
    expect(shown).not.toContain('first sentence');
  });

  it('an export has each sentence with its exact place and each source with its address', () => {
    const citation = createCitation({ url: 'https://a.example/x' });
    const [pack] = renderExport(createAnswer({ citations: [citation] }), undefined).files;
    expect(pack?.name).toBe('dateline-reply-1.md');
    expect(pack?.content).toContain('# When did the bridge open?');
    expect(pack?.content).toContain(
      '> “The bridge opened on Friday.” [1]\n>\n> (article bridge-opens; revision 0a1b2c3d4e5f; paragraph 1; sentence 1; characters 0 to 28)',
    );
    expect(pack?.content).toContain('- \\[1\\] New bridge opens, Harbour Post, 2 May 2031 <https://a.example/x>');
  });
});
