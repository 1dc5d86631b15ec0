import { describe, expect, it } from 'vitest';
import type { Article, Sentence } from '../../../src/core/article/article.js';
import { verifyReplies } from '../../../src/core/evaluation/verify.js';
import type { VerifiedReply } from '../../../src/core/reply.js';

const body =
  'QUILLBY, 3 May 2031 - The ferry to Norland was late on Saturday.\n\nCaptain Ina Vell blamed fog. Nobody was hurt.';
const article: Article = {
  id: 'ferry',
  revision: 'aaaaaaaaaaaa',
  title: 'Ferry late',
  body,
  published: '2031-05-03',
  people: [],
  places: [],
  organizations: [],
  topics: [],
  sources: [],
};
const undated: Article = { ...withoutDate(article), id: 'fog', revision: 'bbbbbbbbbbbb', title: 'Fog' };
const sentences: readonly Sentence[] = [
  'QUILLBY, 3 May 2031 - The ferry to Norland was late on Saturday.',
  'Captain Ina Vell blamed fog.',
  'Nobody was hurt.',
].map((text, index) => {
  const start = body.indexOf(text);
  return { number: index + 1, paragraph: index === 0 ? 1 : 2, start, end: start + text.length };
});

function withoutDate({ published: _, ...rest }: Article): Article {
  return rest;
}

function quote(number: number, of: Article = article) {
  const { start = 0, end = 0, paragraph = 0 } = sentences[number - 1] ?? {};
  const text = of.body.slice(start, end);
  return { text, article: of.id, revision: of.revision, paragraph, sentence: number, start, end, citation: 1 };
}

function cite(of: Article = article, n = 1) {
  const { id, revision, title, published } = of;
  return { n, article: id, revision, title, ...(published === undefined ? {} : { published }) };
}

const answer = (quotations: readonly object[] = [quote(2)], citations: readonly object[] = [cite()]) => ({
  schema: 'dateline/reply@1',
  kind: 'answer',
  certainty: 'stated',
  sentences: quotations,
  citations,
  also: [{ article: 'unknown-is-fine-here', title: 'x' }],
});

async function verify(...values: readonly unknown[]): Promise<VerifiedReply> {
  const known = [article, undated];
  return verifyReplies(
    values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    {
      articleAt: (id, revision) => known.find((one) => one.id === id && one.revision === revision),
      newestOf: (id) => known.find((one) => one.id === id),
      sentencesOf: () => sentences,
    },
  );
}

describe('verifyReplies', () => {
  it('passes untouched replies of every shape and counts their quotations', async () => {
    const verified = await verify(
      answer([quote(1), quote(2), { ...quote(3, undated), citation: 2 }], [cite(), cite(undated, 2)]),
      '',
      {
        schema: 'dateline/reply@1',
        kind: 'timeline',
        entries: [{ ...quote(1), published: '2031-05-03' }],
        citations: [cite()],
      },
      {
        schema: 'dateline/reply@1',
        kind: 'coverage',
        shared: [[quote(1)], [quote(2)]],
        differ: [{ versions: [quote(3)] }],
        citations: [cite()],
      },
      { schema: 'dateline/reply@1', kind: 'no-match', message: 'Nothing.', nearest: [{ article: 'x', title: 'x' }] },
      { schema: 'dateline/reply@1', kind: 'failure', code: 'internal', message: 'x', reference: 'y' },
    );
    expect(verified).toEqual({ kind: 'verified', checked: 7, broken: [] });
  });

  const shown = {
    schema: 'dateline/reply@1',
    kind: 'article',
    article: { id: 'ferry', revision: article.revision, title: 'Ferry late', body, published: '2031-05-03' },
    sentences: [1, 2, 3].map((number) => {
      const { text, paragraph, sentence, start, end } = quote(number);
      return { text, paragraph, sentence, start, end };
    }),
  };
  const hit = {
    article: 'ferry',
    title: 'Ferry late',
    published: '2031-05-03',
    score: 1,
    snippet: { text: 'ferry to', start: 26, end: 34 },
  };
  const listed = (changed: object = {}) => ({
    schema: 'dateline/reply@1',
    kind: 'articles',
    hits: [{ ...hit, ...changed }],
  });

  it('passes an article shown whole and the snippets of a search', async () => {
    expect(await verify(shown, listed())).toEqual({ kind: 'verified', checked: 4, broken: [] });
  });

  it.each<[string, object, RegExp, number?]>([
    [
      'one changed letter',
      answer([{ ...quote(2), text: 'Captain Ina Vell blamed frog.' }]),
      /at offset 91: quoted is "rog\.", the article has "og\."$/u,
      2,
    ],
    [
      'a missing last letter',
      answer([{ ...quote(2), text: 'Captain Ina Vell blamed fog' }]),
      /at offset 93: quoted is nothing more, the article has "\."; the same text stands at 66 to 93$/u,
      2,
    ],
    [
      'a shifted offset',
      answer([{ ...quote(2), start: 67, end: 95 }]),
      /differs.*the same text stands at 66 to 94; 67 to 95 is not a whole sentence/u,
      2,
    ],
    ['an end beyond the article', answer([{ ...quote(3), end: 900 }]), /not a whole sentence/u, 3],
    [
      'a part of a sentence',
      answer([{ ...quote(3), text: 'Nobody', end: 101 }]),
      /^95 to 101 is not a whole sentence$/u,
      3,
    ],
    [
      'a wrong sentence number',
      answer([{ ...quote(2), sentence: 3 }]),
      /^the sentence number is 3, the article's is 2$/u,
      3,
    ],
    [
      'a wrong paragraph number',
      answer([{ ...quote(2), paragraph: 1 }]),
      /^the paragraph number is 1, the article's is 2$/u,
      2,
    ],
    [
      'an unknown revision',
      answer([{ ...quote(2), revision: 'cccccccccccc' }]),
      /"cccccccccccc".*newest is "aaaaaaaaaaaa"/u,
      2,
    ],
    ['an unknown article', answer([{ ...quote(2), article: 'boat' }]), /no article "boat"/u, 2],
    ['a changed title', answer([quote(2)], [{ ...cite(), title: 'Ferry sunk' }]), /"Ferry sunk".*"Ferry late"/u, 2],
    ['a changed date', answer([quote(2)], [{ ...cite(), published: '2031-05-04' }]), /2031-05-04.*2031-05-03/u, 2],
    ['a dropped date', answer([quote(2)], [cite(withoutDate(article))]), /missing.*2031-05-03/u, 2],
    [
      'a date for an undated article',
      answer([quote(2, undated)], [{ ...cite(undated), published: '2031-05-03' }]),
      /the article's is unknown/u,
      2,
    ],
    ['a missing citation', answer([{ ...quote(2), citation: 2 }]), /^citation 2 is not in the reply$/u, 2],
    ['no citations at all', answer([quote(2)], []), /^citation 1 is not in the reply$/u, 2],
    ['a quotation without a citation', answer([{ ...quote(2), citation: undefined }]), /names no citation/u, 2],
    ['a citation of another article', answer([quote(2)], [cite(undated)]), /names the article "fog"/u, 2],
    [
      'a citation of another revision',
      answer([quote(2)], [{ ...cite(), revision: 'old' }]),
      /names the revision "old", not "aaaaaaaaaaaa"/u,
      2,
    ],
    ['two citations of one number', answer([quote(2)], [cite(), cite()]), /2 times/u, 2],
    ['a quotation without a revision', answer([{ ...quote(2), revision: undefined }]), /"revision"/u, 2],
    ['a quotation without its text', answer([{ ...quote(2), text: undefined }]), /"text"/u, 2],
    ['an offset that is no whole number', answer([{ ...quote(2), start: 1.5 }]), /"start"/u, 2],
    [
      'a fault deep inside',
      {
        schema: 'dateline/reply@1',
        kind: 'coverage',
        differ: [{ versions: [{ ...quote(3), text: 'Nobody was hurt!' }] }],
        citations: [cite()],
      },
      /"!"/u,
      3,
    ],
    [
      'a wrong date beside a quotation',
      {
        schema: 'dateline/reply@1',
        kind: 'timeline',
        entries: [{ ...quote(2), published: '2031-05-09' }],
        citations: [cite()],
      },
      /2031-05-09/u,
      2,
    ],
    [
      'a wrong title in a citation that no quotation names',
      answer([quote(2)], [cite(), { ...cite(undated, 2), title: 'Mist' }]),
      /"Mist"/u,
    ],
    ['a citation that cannot be read', answer([quote(2)], [cite(), { n: 2 }]), /entry 2 of "citations"/u],
    ['a changed snippet', listed({ snippet: { ...hit.snippet, text: 'ferry ta' } }), /offset 33/u],
    ['a changed title of a hit', listed({ title: 'Ferry sunk' }), /"Ferry sunk"/u],
    ['a changed body', { ...shown, article: { ...shown.article, body: body.replace('fog', 'ice') } }, /offset 90/u],
    [
      'a changed sentence of a shown article',
      { ...shown, sentences: [{ ...shown.sentences[0], text: 'x' }] },
      /offset 0/u,
      1,
    ],
    ['a shown article without its id', { ...shown, article: { body } }, /cannot be checked/u],
  ])('finds %s', async (_, reply, message, sentence) => {
    const { broken } = await verify(answer(), '', reply);
    expect(broken[0]).toMatchObject({ line: 3, article: expect.any(String), message: expect.stringMatching(message) });
    expect(broken[0]?.sentence).toBe(sentence);
  });

  it('gives one entry for a quotation with several faults, and goes on after it', async () => {
    const { checked, broken } = await verify(
      answer([
        { ...quote(2), text: 'Captain Ina Vell blamed ice.', sentence: 1 },
        quote(3),
        { ...quote(1), paragraph: 2 },
      ]),
      answer(),
    );
    expect(checked).toBe(4);
    expect(broken).toEqual([
      {
        line: 1,
        article: 'ferry',
        sentence: 1,
        message: expect.stringMatching(/text differs.*; the sentence number is 1/u),
      },
      { line: 1, article: 'ferry', sentence: 1, message: "the paragraph number is 2, the article's is 1" },
    ]);
  });

  it.each([
    ['is not JSON', '{"schema":'],
    ['is a list', '[]'],
    ['is null', 'null'],
    ['is another object', '{"kind":"answer"}'],
    ['has another schema', '{"schema":"dateline/reply@2","kind":"answer"}'],
    ['has no kind', '{"schema":"dateline/reply@1"}'],
  ])('calls a line that %s broken', async (_, line) => {
    expect(await verify(answer(), line, answer())).toEqual({
      kind: 'verified',
      checked: 2,
      broken: [{ line: 2, article: '', message: expect.stringContaining('--json') }],
    });
  });

  it('reads a value that is nested very deeply', async () => {
    const deep = `${'['.repeat(20_000)}${JSON.stringify({ ...quote(3), sentence: 1 })}${']'.repeat(20_000)}`;
    const line = `{"schema":"dateline/reply@1","kind":"answer","parts":${deep},"citations":[${JSON.stringify(cite())}]}`;
    expect((await verify(line)).broken).toHaveLength(1);
  });
});
