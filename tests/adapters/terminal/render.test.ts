import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../src/adapters/terminal/render.js';
import { textWidth } from '../../../src/adapters/terminal/width.js';
import type { DeliveryFacts } from '../../../src/core/ports.js';
import type { AnswerReply, Citation, Reply, Scores } from '../../../src/core/reply.js';

const plain = { width: 60, color: false };

const citation: Citation = {
  n: 1,
  article: '2031-03-09-ferry',
  revision: 'abcdef012345',
  title: 'Ferry to Lunholm sails again',
  publisher: 'Harbour Post',
  published: '2031-03-09',
  url: 'https://harbour.example/ferry',
  link: 'https://harbour.example/ferry#:~:text=The%20ferry',
  sources: [{ name: 'Port Office' }, { name: 'Harbour Post' }, { name: 'Coast Agency' }, { name: 'Port Office' }],
};

const quotation = {
  text: 'The ferry to Lunholm sailed again on Monday.',
  article: citation.article,
  revision: citation.revision,
  paragraph: 1,
  sentence: 1,
  start: 0,
  end: 44,
  citation: 1,
};

const delivery: DeliveryFacts = {
  id: 'd1',
  subscription: 'a1b2',
  space: 'discord:guild:1',
  platform: 'discord',
  channel: '10',
  occasion: '2031-03-09',
  state: 'failed',
  attempts: 3,
  reason: 'The channel is gone.',
  due: '2031-03-09T07:00:00.000Z',
  settled: '2031-03-09T07:06:00.000Z',
};

const answer: AnswerReply = {
  kind: 'answer',
  question: 'When did the ferry sail?',
  certainty: 'stated',
  sentences: [{ ...quotation, role: 'answer' }],
  citations: [citation],
  confidence: 0.8,
  also: [],
};

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

describe('renderReply', () => {
  it('shows an answer as quoted sentences with their numbered sources', () => {
    expect(renderReply(answer, plain)).toBe(
      [
        '  “The ferry to Lunholm sailed again on Monday.”\u00a0[1]',
        '',
        'Sources',
        '  [1] Ferry to Lunholm sails again',
        '      Harbour Post, 9 March 2031. Based on: Port Office;',
        '      Coast Agency',
        '      https://harbour.example/ferry#:~:text=The%20ferry',
        '      article 2031-03-09-ferry',
      ].join('\n'),
    );
  });

  it.each<[string, Reply, string[]]>([
    [
      'says when the articles do not state the answer, and why',
      { ...answer, certainty: 'related', reason: 'no day is named.' },
      ['The articles do not state this directly (no day is named).', 'The closest passages:', '“The ferry'],
    ],
    [
      'marks a sentence that only gives context',
      { ...answer, sentences: [{ ...quotation, role: 'context' }, ...answer.sentences] },
      ['(the sentence before, for context)'],
    ],
    [
      'tells the parts of a question apart',
      {
        ...answer,
        sentences: [
          { ...quotation, role: 'answer', part: 1 },
          { ...quotation, role: 'answer', part: 2 },
        ],
      },
      ['Part 1 of the question', 'Part 2 of the question'],
    ],
    [
      'calls an article without a day undated',
      { ...answer, citations: [{ n: 1, article: 'a', revision: 'r', title: 'Untimely' }] },
      ['[1] Untimely\n      undated\n      article a'],
    ],
    [
      'names further articles',
      { ...answer, also: [{ article: 'b', title: 'Ferry timetable', published: '2031-03-10' }] },
      ['See also', '- Ferry timetable', '10 March 2031, article\u00a0b'],
    ],
    [
      'says how the question was taken',
      {
        ...answer,
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
      },
      [
        'Names: Lunhulm = Lunholm.',
        '“fery” was read as “ferry”.',
        'use --exact.',
        'Dates in the question: 1 March 2031 to 31 March 2031.',
        'Taken from the conversation: the ferry.',
        'Only articles since 1 January 2031, with publisher “Harbour\n  Post”.',
      ],
    ],
    [
      'explains a sentence as a table with its sum',
      {
        ...answer,
        explain: [
          {
            article: 'a',
            sentence: 3,
            features: [
              { name: 'words', value: 0.5, weight: 2 },
              { name: 'day', value: 1, weight: -0.25 },
            ],
          },
        ],
      },
      [
        '(confidence 0.80)',
        'a, sentence 3',
        'feature  value  weight  counts',
        'words    0.500   2.000   1.000',
        'day      1.000  -0.250  -0.250',
        'sum                      0.750',
      ],
    ],
    [
      'says why nothing was found, what is nearest and what to relax',
      {
        kind: 'no-match',
        reason: 'outside-dates',
        message: 'No article of that period is about ferries.',
        nearest: [{ article: 'b', title: 'Ferry timetable' }],
        corpus: { articles: 12, publishers: 1, from: '2031-01-02', to: '2031-03-09' },
        relax: ['since', 'until'],
      },
      [
        'No article of that period is about ferries.',
        'Articles would match without since and until.',
        '- Ferry timetable',
        'The corpus holds 12 articles from 1 publisher',
        '2 January\n2031 to 9 March 2031.',
      ],
    ],
    [
      'lists the articles that a search found',
      {
        kind: 'articles',
        hits: [
          {
            article: 'a',
            title: 'Ferry sails',
            score: 3,
            snippet: { text: 'It sailed.', start: 0, end: 10 },
            published: '2031-03-09',
          },
          {
            article: 'b',
            title: 'Timetable',
            score: 1,
            snippet: { text: '', start: 0, end: 0 },
            url: 'https://x.example',
          },
        ],
      },
      ['1. Ferry sails', '   9 March 2031, article\u00a0a', '   “It sailed.”', '2. Timetable', '   https://x.example'],
    ],
    ['says when a search found nothing', { kind: 'articles', hits: [] }, ['No article matches.']],
    [
      'numbers the sentences of an article and keeps its paragraphs apart',
      {
        kind: 'article',
        article: {
          id: 'a',
          revision: 'abcdef012345',
          title: 'Ferry sails',
          body: 'It sailed. All waved.\n\nIt was late.',
          people: ['Ada Holm'],
          places: [],
          organizations: [],
          topics: ['ferries'],
          sources: [{ name: 'Port Office', date: '2031-03-08', url: 'https://port.example' }],
        },
        sentences: [
          { sentence: 1, paragraph: 1, start: 0, end: 10, text: 'It sailed.' },
          { sentence: 2, paragraph: 1, start: 11, end: 21, text: 'All waved.' },
          { sentence: 3, paragraph: 2, start: 23, end: 35, text: 'It was late.' },
        ],
        revisions: [{ revision: 'abcdef012345' }],
        copies: ['a-2'],
        changes: [
          { from: 'bbb', to: 'abcdef012345', removed: ['It sank.'], added: ['It sailed.', 'All waved.'] },
          { from: 'aaa', to: 'bbb', removed: ['One.', 'Two.', 'Three.'], added: [] },
          { from: '000', to: 'aaa', removed: ['Old.'], added: [] },
        ],
      },
      [
        'Ferry sails\nundated\n\n1  It sailed.\n2  All waved.\n\n3  It was late.\n',
        'People: Ada Holm\nTopics: ferries\nCopies: a-2\n',
        '- Port Office (2031-03-08)\n    https://port.example',
        'Changed from revision bbb to abcdef012345\n  - It sank.\n  + It sailed.\n  + All waved.\n',
        'Changed from revision aaa to bbb\n  - One.\n  - Two.\n  and 1 more sentence',
      ],
    ],
    [
      'tells what an import did',
      {
        kind: 'imported',
        added: ['a'],
        unchanged: ['b', 'c'],
        duplicates: [{ source: 'd.md', of: 'a' }],
        failed: [{ source: 'e.md', message: 'it has no title' }],
        undated: [{ source: 'https://post.example/f', message: 'dated in the future, and shown without a date' }],
      },
      [
        'https://post.example/f is dated in the future',
        '1 article added, 2 unchanged, 1 duplicate, 1 failed.',
        'd.md is the same as a',
        'e.md: it has no title',
      ],
    ],
    [
      'says that all quotations stand',
      { kind: 'verified', checked: 1, broken: [] },
      ['1 quotation checked: every one stands'],
    ],
    [
      'has a line for each broken quotation',
      {
        kind: 'verified',
        checked: 2,
        broken: [
          { line: 3, article: 'a', sentence: 4, message: 'the text differs' },
          { line: 5, article: '', message: 'not JSON' },
        ],
      },
      ['2 quotations checked, 2 broken:', '  line 3, a, sentence 4: the text differs', '  line 5: not JSON'],
    ],
    [
      'shows scores as a table, with a dash where none counts',
      { kind: 'scores', ...noScores, byType: { when: noScores } },
      ['all            2  0.500  1.000', 'when           2'],
    ],
    [
      'shows what is loaded and what is not',
      {
        kind: 'status',
        version: '1.2.3',
        articles: 1,
        publishers: 0,
        index: { engine: 'minisearch', articles: 1, sentences: 9, words: 50, problems: ['x.md:2: no date'] },
        feeds: [],
        feedCount: 0,
        deliveries: [],
        platforms: [{ platform: 'terminal', state: 'ready' }],
      },
      [
        'Dateline 1.2.3',
        'The corpus holds 1 article.',
        '9 sentences, 50 words',
        'terminal: ready',
        '1 problem in the corpus',
        '- x.md:2: no date',
      ],
    ],
    [
      'shows feeds with how each is',
      {
        kind: 'feeds',
        message: 'Added.',
        feeds: [
          {
            id: '4f9a',
            url: 'https://post.example/rss',
            title: 'Harbour Post',
            state: 'active',
            articles: 1,
            excerptChars: 400,
            embargoMs: 5_400_000,
            note: '2 items without a date.',
          },
        ],
      },
      [
        'Added.\n\nHarbour Post\n  https://post.example/rss\n  id 4f9a\n  Active: 1 article. Not read yet.\n',
        '  2 items without a date.\n',
        'shown 90 minutes after',
      ],
    ],
    ['says that there are no feeds', { kind: 'feeds', feeds: [] }, ['This space reads no feeds.']],
    ['shows a notice', { kind: 'notice', code: 'feed-disabled', message: 'Read no more.' }, ['Read no more.']],
    [
      'shows the feeds in a status',
      {
        kind: 'status',
        version: '1.2.3',
        articles: 1,
        publishers: 0,
        index: { engine: 'minisearch', articles: 1, sentences: 9, words: 50, problems: [] },
        feeds: [
          { id: '4f9a', url: 'https://post.example/rss', state: 'disabled', articles: 0, lastError: 'It is gone.' },
        ],
        feedCount: 1,
        deliveries: [],
        platforms: [],
      },
      ['\n\n1 feed\n\nhttps://post.example/rss\n  id 4f9a\n', 'Given up; add it again', '  Last error: It is gone.'],
    ],
    [
      'shows the newest deliveries in a status',
      {
        kind: 'status',
        version: '1.2.3',
        articles: 1,
        publishers: 0,
        index: { engine: 'minisearch', articles: 1, sentences: 9, words: 50, problems: [] },
        feeds: [],
        feedCount: 0,
        deliveries: [delivery],
        platforms: [],
      },
      ['\n\nNewest deliveries\n- failed: digest of 9 March 2031'],
    ],
    [
      'shows what was delivered and what was not',
      { kind: 'deliveries', deliveries: [delivery, { ...delivery, state: 'planned', occasion: 'flood', attempts: 1 }] },
      [
        '- failed: digest of 9 March 2031, 9 March 2031, 07:06 UTC, 3\n  tries. The channel is gone.',
        '- planned: alert on flood',
        '  discord 10, subscription a1b2',
      ],
    ],
    [
      'says that nothing was delivered',
      { kind: 'deliveries', deliveries: [] },
      ['Nothing was delivered, and nothing is due.'],
    ],
    [
      'shows a digest by story, with marks, corrections and sources',
      {
        kind: 'digest',
        day: '2031-03-09',
        zone: 'UTC',
        from: '2031-03-08T08:00:00.000Z',
        to: '2031-03-09T09:00:00.000Z',
        filters: { topic: 'ferries' },
        due: '2031-03-09T08:00:00.000Z',
        missed: ['2031-03-07', '2031-03-08'],
        stories: [
          {
            title: 'Ferry sails again',
            mark: 'correction',
            articles: 6,
            independent: 2,
            sentences: [quotation],
            changes: [{ subject: 'Ferry', from: { ...quotation, text: 'It sailed on Sunday.' }, to: quotation }],
            removed: [{ ...quotation, text: 'Nobody was on board.' }],
            members: [],
          },
        ],
        citations: [citation],
      },
      [
        'Digest of 9 March 2031 (late)\n1 story. Only articles with topic “ferries”.',
        'It was due on 9 March 2031, 08:00 UTC',
        'No digest was posted for 7 March 2031 and 8 March 2031.',
        'Correction: Ferry sails again\n  6 articles, 2 independent sources',
        '  was: “It sailed on Sunday.” [1]\n  now: “The ferry to Lunholm',
        '  no longer says: “Nobody was on board.” [1]',
        '  [1] Ferry to Lunholm sails again',
      ],
    ],
    [
      'says that nothing is new',
      { kind: 'digest', day: '2031-03-09', zone: 'UTC', from: '', to: '', stories: [], citations: [] },
      ['Digest of 9 March 2031\nNothing new.'],
    ],
    [
      'shows subscriptions',
      {
        kind: 'subscriptions',
        message: 'Subscribed.',
        subscriptions: [
          {
            id: 'a1b2',
            platform: 'slack',
            channel: 'C1',
            at: 'now',
            zone: 'UTC',
            empty: 'line',
            limit: 2,
            quiet: '22-07',
            state: 'paused',
            pauseReason: 'The channel is gone.',
            topic: 'ferries',
          },
        ],
      },
      [
        'Subscribed.\n\nslack C1\n  id a1b2\n',
        'Each story when it comes, at most 2 an hour, quiet from\n  22:00 to 07:00 in UTC.',
        'Only articles with topic “ferries”.',
        'Paused: The channel is gone.',
      ],
    ],
    [
      'says that there are no subscriptions',
      { kind: 'subscriptions', subscriptions: [] },
      ['This channel gets no digest.'],
    ],
    [
      'lists commands with their examples',
      {
        kind: 'help',
        commands: [{ name: 'ask', usage: 'ask QUESTION…', summary: 'Answers.', examples: ['ask Who?'] }],
      },
      ['ask QUESTION…\n  Answers.\n  ask Who?'],
    ],
    [
      'tells a failure',
      { kind: 'failure', code: 'bad-request', message: 'Swap the dates.', reference: 'r1' },
      ['Swap the dates.'],
    ],
  ])('%s', (_, reply, parts) => {
    const text = renderReply(reply, plain);
    for (const part of parts) expect(text).toContain(part);
  });

  it('lets no control character of an article through', () => {
    const evil = 'x\u001b]0;title\u0007\u202ey\u009b2J';
    const hostile: AnswerReply = {
      ...answer,
      sentences: [{ ...quotation, text: evil, role: 'answer' }],
      citations: [{ ...citation, title: evil, publisher: evil, article: evil, link: evil, sources: [{ name: evil }] }],
      also: [{ article: evil, title: evil, publisher: evil }],
      understood: {
        kind: 'other',
        terms: [],
        names: [],
        aliases: [[evil, evil]],
        corrected: { [evil]: evil },
        about: evil,
      },
      reason: evil,
      certainty: 'related',
      explain: [{ article: evil, sentence: 1, features: [{ name: evil, value: 1, weight: 1 }] }],
    };
    expect(renderReply(hostile, plain).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  });

  it('keeps text within the width, also in Chinese and with emoji', () => {
    const text =
      '渡轮星期一再次开往伦霍姆，港口办公室说，所有的乘客都很高兴。🚢 All passengers waved 👋🏽 from the quay.';
    const wide = renderReply(
      { ...answer, sentences: [{ ...quotation, text, role: 'answer' }] },
      { width: 40, color: false },
    );
    const lines = wide.split('\n').filter((line) => !line.includes('https://'));
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(40);
    expect(wide.replace(/\s/g, '')).toContain(text.replace(/\s/g, ''));
  });

  it('does not grow beyond a hundred columns', () => {
    const text = 'A ferry sails. '.repeat(20).trim();
    const lines = renderReply(
      { ...answer, sentences: [{ ...quotation, text, role: 'answer' }] },
      { width: 400, color: false },
    );
    expect(Math.max(...lines.split('\n').map(textWidth))).toBeLessThanOrEqual(100);
  });

  it('writes escape sequences only when colours are wanted', () => {
    const related: AnswerReply = { ...answer, certainty: 'related' };
    expect(renderReply(related, plain)).not.toContain('\u001b');
    const coloured = renderReply(related, { width: 60, color: true });
    expect(coloured).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is taken out
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderReply(related, plain));
  });
});
