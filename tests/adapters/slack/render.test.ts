import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/adapters/slack/blocks.js';
import { renderReply } from '../../../src/adapters/slack/render.js';
import { renderExplanation } from '../../../src/adapters/slack/render-explanation.js';
import { toShown } from '../../../src/adapters/slack/text.js';
import type { Reply, Scores } from '../../../src/core/reply.js';
import { findMessageFaults, readText } from './block-rules.js';
import {
  ARTICLE,
  awkwardAnswers,
  awkwardReplies,
  CITATION,
  createAnswer,
  createSentence,
  NO_MATCH,
} from './replies.js';

const SENTENCE = 'The ferry to Lunholm sailed again on Monday.';

const buttonsOf = ({ blocks }: Message) =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) => (element.type === 'button' ? [[element.text.text, element.value]] : []));

const quotesOf = ({ blocks }: Message) =>
  blocks
    .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .flatMap(({ type, elements }) => (type === 'rich_text_quote' ? [elements] : []));

const noScores: Scores = {
  questions: 2,
  hit1: 0.5,
  hit5: 1,
  hit10: 1,
  mrr10: 0.75,
  evidence1: null,
  evidence3: null,
  answer3: 0.5,
  stated: 1,
  related: 0,
  refused: 0,
  unanswerableNotStated: null,
  p50Ms: 3,
  p95Ms: 4,
};

describe('an answer', () => {
  it('is quoted word for word in rich text, with numbered sources, their publisher and day', () => {
    const { text, blocks } = renderReply(createAnswer([SENTENCE]));
    expect(blocks.slice(0, 3)).toEqual([
      { type: 'section', text: { type: 'plain_text', text: 'The articles state:', emoji: false } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_quote',
            elements: [
              { type: 'text', text: '“' },
              { type: 'text', text: SENTENCE },
              { type: 'text', text: '” ' },
              { type: 'text', text: '[1]', style: { bold: true } },
            ],
          },
        ],
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: '[1] ' },
              { type: 'link', text: CITATION.title, url: CITATION.link },
              { type: 'text', text: '\nHarbour Post, 9 March 2031. Based on: Port Office; Coast Agency\n' },
            ],
          },
        ],
      },
    ]);
    expect(text).toBe(
      `The articles state:\n“${SENTENCE}” [1]\nSources: [1] Ferry to Lunholm sails again, Harbour Post, 9 March 2031.`,
    );
  });

  it('says in words when the articles do not state it, and why', () => {
    const { text, blocks } = renderReply(
      createAnswer([SENTENCE], { certainty: 'related', reason: 'No day is named.' }),
    );
    const words = 'The articles do not state this directly (No day is named). The closest passages:';
    expect(readText(blocks)).toContain(words);
    expect(text).toContain(words);
  });

  it('marks parts, days and sentences for context', () => {
    const { blocks } = renderReply(
      createAnswer([], {
        sentences: [
          createSentence('Before.', { role: 'context', part: 1 }),
          createSentence('It sailed.', { part: 1, asOf: '2031-03-09' }),
          createSentence('It cost 5.', { part: 2 }),
        ],
      }),
    );
    const read = readText(blocks);
    expect(read).toContain('Part 1 of the question. The sentence before, for context');
    expect(read).toContain('Part 1 of the question. As of 9 March 2031');
    expect(read).toContain('Part 2 of the question');
  });

  it('names further articles and how the question was taken', () => {
    const read = readText(
      renderReply(
        createAnswer([SENTENCE], {
          also: [{ article: 'b', title: 'Ferry timetable', published: '2031-03-10' }],
          understood: {
            kind: 'when',
            terms: [],
            names: [],
            aliases: [['Lunhulm', 'Lunholm']],
            corrected: { fery: 'ferry' },
            dates: [{ from: '2031-03-01', to: '2031-03-31' }],
            about: 'the ferry',
            since: '2031-01-01',
            publisher: 'Harbour Post',
          },
        }),
      ).blocks,
    );
    for (const part of [
      'See also',
      '• Ferry timetable (10 March 2031)',
      'Names: Lunhulm = Lunholm.',
      '“fery” was read as “ferry”.',
      'put it in "quotation marks"',
      'Dates in the question: 1 March 2031 to 31 March 2031.',
      'Taken from the conversation: the ferry.',
      'Only articles since 1 January 2031, with publisher “Harbour Post”.',
    ]) {
      expect(read).toContain(part);
    }
  });

  it('has buttons that carry the id of the reply and the page', () => {
    expect(buttonsOf(renderReply(createAnswer(['a', 'b', 'c', 'd'])))).toEqual([
      ['More', 'r1 1'],
      ['Why this', 'r1 0'],
      ['Helpful', 'r1 0'],
      ['Not helpful', 'r1 0'],
      ['Export', 'r1 0'],
    ]);
    expect(buttonsOf(renderReply(createAnswer(['a', 'b', 'c', 'd']), { page: 1, isPrivate: true }))).toEqual([
      ['Why this', 'r1 1'],
      ['Helpful', 'r1 1'],
      ['Not helpful', 'r1 1'],
      ['Export', 'r1 1'],
      ['Share to channel', 'r1 1'],
    ]);
  });

  it('has no buttons when it was not kept', () => {
    const { id: _, ...reply } = createAnswer(['a', 'b', 'c', 'd']);
    expect(buttonsOf(renderReply(reply, { isPrivate: true }))).toEqual([]);
  });

  it('offers to open an article in place only where it has no address', () => {
    const { url: _, link: __, ...bare } = CITATION;
    const reply = createAnswer([SENTENCE], { citations: [bare] });
    expect(buttonsOf(renderReply(reply)).at(-1)).toEqual(['Open article 1', '1 2031-03-09-ferry']);
    const withPage = renderReply(reply, { publicUrl: 'https://news.example/' });
    expect(buttonsOf(withPage).at(-1)?.[0]).toBe('Export');
    expect(JSON.stringify(withPage)).toContain('https://news.example/articles/2031-03-09-ferry#s1');
  });

  it('does not link to what no browser should open', () => {
    const reply = createAnswer([SENTENCE], { citations: [{ ...CITATION, link: 'javascript:alert(1)' }] });
    expect(JSON.stringify(renderReply(reply).blocks)).not.toContain('javascript');
  });

  it('shows the question where it does not stand in the channel, and who shared it', () => {
    const read = readText(renderReply(createAnswer([SENTENCE]), { showsQuestion: true, sharedBy: 'ada' }).blocks);
    expect(read).toContain('When did the ferry sail?');
    expect(read).toContain('Shared by ada.');
    expect(readText(renderReply(createAnswer([SENTENCE])).blocks)).not.toContain('When did');
  });

  it('cuts only what is longer than a message, and says so', () => {
    const long = 'word '.repeat(3_000);
    const message = renderReply(createAnswer([long, 'Short.']));
    expect(readText(message.blocks)).toContain('[…]');
    expect(readText(message.blocks)).toContain('A sentence is too long for one message');
    expect(findMessageFaults(message)).toEqual([]);
  });

  it('never shows a sentence twice on its pages, and shows all of them', () => {
    fc.assert(
      fc.property(awkwardAnswers, (reply) => {
        const shown: (string | undefined)[] = [];
        for (let page = 0; page < 25; page += 1) {
          const message = renderReply(reply, { page });
          for (const quote of quotesOf(message)) {
            const part = quote[1];
            shown.push(part?.type === 'text' ? part.text : undefined);
          }
          if (reply.id === undefined || !buttonsOf(message).some(([label]) => label === 'More')) break;
        }
        if (reply.id === undefined) return;
        expect(shown).toHaveLength(reply.sentences.length);
        reply.sentences.forEach(({ text }, index) => {
          const whole = toShown(text) || ' ';
          // What does not fit into a message is cut, with a mark; all else stands as it is.
          const [start = ''] = shown[index]?.split(' […]') ?? [];
          expect(shown[index] === whole || (whole.startsWith(start) && shown[index]?.includes('[…]'))).toBe(true);
        });
      }),
      { numRuns: 150 },
    );
  });
});

const FEED = {
  id: '4f9a',
  url: 'https://post.example/rss',
  title: 'Harbour Post',
  state: 'active',
  articles: 12,
  waiting: 3,
  lastSuccess: '2031-05-02T08:00:00.000Z',
  lastError: 'The server answers with 503',
  nextTry: '2031-05-02T09:00:00.000Z',
  excerptChars: 400,
  embargoMs: 7_200_000,
} as const;
const STATUS = {
  kind: 'status',
  version: '1.2.3',
  articles: 0,
  publishers: 0,
  index: { engine: 'minisearch', articles: 0, sentences: 0, words: 0, problems: [] },
  feeds: [],
  feedCount: 0,
  deliveries: [],
  platforms: [],
} as const;

describe('every reply', () => {
  it('keeps to all limits and pings nobody, whatever its text', () => {
    fc.assert(
      fc.property(
        awkwardReplies,
        fc.record({ page: fc.nat({ max: 8 }), isPrivate: fc.boolean(), showsQuestion: fc.boolean() }),
        (reply, options) => {
          expect(findMessageFaults(renderReply(reply, { ...options, sharedBy: '<!channel>' }))).toEqual([]);
          expect(findMessageFaults(renderExplanation(reply, options.page))).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each<[string, Reply, string[]]>([
    [
      'why nothing was found, what is nearest and what to relax',
      NO_MATCH,
      [
        'No article of that period is about ferries.',
        'Articles would match without since and until.',
        '• Ferry timetable (10 March 2031)',
        '12 articles from 1 publisher, 2 January 2031 to 9 March 2031.',
      ],
    ],
    [
      'the articles that a search found',
      {
        kind: 'articles',
        id: 'r2',
        hits: [
          {
            article: 'a',
            title: 'Ferry sails',
            score: 3,
            snippet: { text: 'It sailed.', start: 0, end: 10 },
            published: '2031-03-09',
          },
        ],
      },
      ['1. ', 'Ferry sails', '9 March 2031', '“It sailed.”', 'Open article 1'],
    ],
    ['that a search found nothing', { kind: 'articles', hits: [] }, ['No article matches.']],
    ['an article with its sentences numbered', ARTICLE, ['Ferry sails', '1 ', 'It sailed.', '3 ', 'It was late.']],
    [
      'the state',
      {
        kind: 'status',
        version: '1.2.3',
        articles: 1,
        publishers: 0,
        index: { engine: 'minisearch', articles: 1, sentences: 3, words: 9, problems: ['/srv/bad.md: broken'] },
        feeds: [],
        feedCount: 0,
        deliveries: [],
        platforms: [{ platform: 'slack', state: 'ready' }],
      },
      ['Dateline 1.2.3', '1 article.', 'slack: ready', '1 problem in the corpus', '• /srv/bad.md: broken'],
    ],
    [
      'the commands, with examples that work in chat',
      {
        kind: 'help',
        commands: [
          {
            name: 'ask',
            usage: 'ask QUESTION…',
            summary: 'Answer a question',
            examples: ['ask Who? --since 2031', 'ask Who?'],
          },
        ],
      },
      [
        'Ask a question in your own words',
        'ask QUESTION…',
        'Answer a question, for instance: ask Who?',
        'since:2023-10-07',
      ],
    ],
    ['what was done', { kind: 'done', message: 'Noted, thank you.' }, ['Noted, thank you.']],
    [
      'what went wrong, with the reference for the log',
      { kind: 'failure', code: 'internal', message: 'Something went wrong.', reference: 'ref-7' },
      ['Something went wrong.', 'Reference ref-7.'],
    ],
    [
      'questions without an answer',
      {
        kind: 'gaps',
        gaps: [
          {
            space: 'slack:T1',
            question: 'Who?',
            times: 2,
            first: '2031-01-01T00:00:00.000Z',
            last: '2031-01-02T00:00:00.000Z',
            reasons: ['no-match'],
            comments: [],
          },
        ],
      },
      ['• Who? (2 times)'],
    ],
    ['that no question was left', { kind: 'gaps', gaps: [] }, ['No question was left without an answer.']],
    [
      'what an import did',
      { kind: 'imported', added: ['a'], unchanged: [], duplicates: [], failed: [] },
      ['1 article added, 0 unchanged, 0 duplicates, 0 failed.'],
    ],
    [
      'what an import could not take in',
      {
        kind: 'imported',
        added: [],
        unchanged: [],
        duplicates: [],
        failed: [{ source: 'c.txt', message: 'It is empty.' }],
      },
      ['1 failed.', '• c.txt: It is empty.'],
    ],
    ['that quotations stand', { kind: 'verified', checked: 3, broken: [] }, ['3 quotations checked']],
    [
      'that quotations are broken',
      { kind: 'verified', checked: 3, broken: [{ line: 1, article: 'a', sentence: 2, message: 'm' }] },
      ['1 broken', '• line 1, a, sentence 2: m'],
    ],
    ['a notice', { kind: 'notice', code: 'feed-disabled', message: 'Read no more.' }, ['Read no more.']],
    [
      'the feeds',
      { kind: 'feeds', feeds: [FEED] },
      [
        'Harbour Post',
        'https://post.example/rss (id 4f9a)',
        'Active: 12 articles, 3 waiting. Last read 2 May 2031, 08:00 UTC.',
        'Last error: The server answers with 503.',
        'Next try: 2 May 2031, 09:00 UTC.',
        'Only the first 400 characters of an article. Articles are shown 2 hours after their publication.',
      ],
    ],
    ['that there are no feeds', { kind: 'feeds', feeds: [] }, ['This space reads no feeds.']],
    ['what was done with a feed', { kind: 'feeds', feeds: [FEED], message: 'Added.' }, ['Added.', 'Harbour Post']],
    [
      'the feeds in the state',
      { ...STATUS, feeds: [FEED], feedCount: 40 },
      ['40 feeds, of which 1; feed list shows all', 'Harbour Post', 'Last error: The server answers with 503.'],
    ],
    [
      'that the feeds cannot be shown in the state',
      { ...STATUS, feedProblem: 'The disk is full.' },
      ['The feeds cannot be shown: The disk is full.'],
    ],
    [
      'what changed in an article',
      { ...ARTICLE, changes: [{ from: 'aaa', to: 'bbb', removed: ['It sank.'], added: ['It sailed.'] }] },
      ['Changed from revision aaa to bbb', '- It sank.', '+ It sailed.'],
    ],
    ['scores', { kind: 'scores', ...noScores, byType: {} }, ['2 questions: hit@1 0.500, evidence@3 -']],
  ])('tells %s', (_, reply, parts) => {
    const message = renderReply(reply);
    const read = readText(message.blocks);
    for (const part of parts) expect(read).toContain(part);
    expect(findMessageFaults(message)).toEqual([]);
  });

  it('shows as many feeds as fit into a message', () => {
    const feeds = Array.from({ length: 200 }, (_, index) => ({
      ...FEED,
      id: `f${index}`,
      title: `Feed ${index}: ${'news '.repeat(40)}`,
      lastError: 'x'.repeat(1_000),
    }));
    const message = renderReply({ kind: 'feeds', feeds });
    expect(findMessageFaults(message)).toEqual([]);
    expect(readText(message.blocks)).toMatch(/id f0\)[\s\S]*id f4\)[\s\S]*and \d+ more feeds/);
  });
});

describe('a long article', () => {
  const sentences = Array.from({ length: 200 }, (_, index) => ({
    sentence: index + 1,
    paragraph: Math.floor(index / 3) + 1,
    start: 0,
    end: 1,
    text: `Sentence number ${index + 1} ${'is about the harbour '.repeat(5)}.`,
  }));

  it('is shown around the sentence that was quoted', () => {
    const { blocks } = renderReply({ ...ARTICLE, sentences });
    expect(readText(blocks)).toContain('Sentence number 1 ');
    expect(readText(blocks)).toContain('Only a part of it fits here.');
  });
});

describe('an explanation', () => {
  it('gives the reasons for each sentence of the page in words, the weightiest first', () => {
    const explain = [
      {
        article: CITATION.article,
        sentence: 1,
        features: [
          { name: 'coverage', value: 0.5, weight: 2 },
          { name: 'other-day', value: 1, weight: -1.5 },
          { name: 'lead', value: 0, weight: 3 },
        ],
      },
    ];
    const read = readText(renderExplanation(createAnswer([SENTENCE], { explain }), 0).blocks);
    expect(read).toContain(
      "−1.50  names days, and none of those asked for\n+1.00  share of the question's weight in the sentence",
    );
    expect(read).not.toContain('first sentence');
    expect(read).toContain('Confidence 0.80 of 1');
  });

  it('says when nothing is known', () => {
    expect(readText(renderExplanation({ kind: 'articles', hits: [] }, 0).blocks)).toContain('Nothing more is known');
  });
});
