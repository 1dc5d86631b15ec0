import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/adapters/slack/blocks.js';
import { renderReply } from '../../../src/adapters/slack/render.js';
import { toShown } from '../../../src/adapters/slack/text.js';
import type { DigestReply } from '../../../src/core/digest-reply.js';
import { findMessageFaults, readText } from './block-rules.js';
import {
  awkwardDigests,
  awkwardLists,
  createDigest,
  createStories,
  createStory,
  SUBSCRIPTION,
} from './digest-replies.js';
import { CITATION, createSentence } from './replies.js';

const lineOf = ({ blocks }: Message) => readText(blocks).replaceAll('\n', ' ').replace(/ +/g, ' ');
const buttonsOf = ({ blocks }: Message) =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) => (element.type === 'button' ? [[element.text.text, element.value]] : []));
const menuOf = ({ blocks }: Message) =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) => (element.type === 'static_select' ? element.options : []))
    .map(({ text, value }) => [text.text, value]);
/** All pages of a digest, as "More stories" turns them. */
const pagesOf = (digest: DigestReply): Message[] => {
  const pages = [renderReply(digest)];
  while (buttonsOf(pages.at(-1) ?? { text: '', blocks: [] }).some(([text]) => text === 'More stories')) {
    pages.push(renderReply(digest, { page: pages.length }));
  }
  return pages;
};

describe('a digest', () => {
  it('shows each story with its mark, counts, quotations with citations, and sources', () => {
    const message = renderReply(
      createDigest([createStory(), createStory({ title: 'Dockers strike', mark: 'update' })]),
    );
    expect(lineOf(message)).toContain(
      'Digest of 10 March 2031 2 stories, the most widely reported first. ' +
        '1. New: Ferry to Lunholm sails again 6 articles, 2 independent sources ' +
        '“The ferry to Lunholm sailed again on Monday.” [1] [1] Harbour Post, 9 March 2031',
    );
    expect(lineOf(message)).toContain('2. Update: Dockers strike');
    // Where the source has another title than the story, that is named too.
    expect(lineOf(message)).toContain('[1] Ferry to Lunholm sails again , Harbour Post, 9 March 2031');
    expect(JSON.stringify(message.blocks)).toContain(CITATION.link);
    expect(message.text).toContain('1. New: Ferry to Lunholm sails again (6 articles, 2 independent sources)');
    expect(message.text).toContain('“The ferry to Lunholm sailed again on Monday.” [1]');
    expect(findMessageFaults(message)).toEqual([]);
  });

  it('shows what a corrected article said and says now, and what it no longer says', () => {
    const quoted = (text: string) => createSentence(text);
    const story = createStory({
      mark: 'correction',
      sentences: [],
      changes: [{ subject: 'toll', from: quoted('Nine sank.'), to: quoted('Two sank.') }],
      removed: [quoted('Nobody knew why.')],
    });
    expect(lineOf(renderReply(createDigest([story])))).toContain(
      'The article said “Nine sank.” [1] It now says “Two sank.” [1] ' +
        'The article no longer says “Nobody knew why.” [1]',
    );
  });

  it('names the earlier text of an article as one, and opens the article only at what stands there now', () => {
    const { link: _, url: __, ...now } = CITATION;
    const before = { ...now, n: 2, revision: 'before' };
    const [from, to] = [createSentence('Nine sank.', { citation: 2, sentence: 7 }), createSentence('Two sank.')];
    const story = createStory({ mark: 'correction', sentences: [], changes: [{ subject: 'toll', from, to }] });
    const message = renderReply(createDigest([story], { citations: [now, before] }));
    expect(lineOf(message)).toContain('[2] Harbour Post, 9 March 2031, an earlier text. Based on');
    expect(message.text).toContain('[2] Ferry to Lunholm sails again, Harbour Post, 9 March 2031, an earlier text.');
    expect(buttonsOf(message).filter(([text]) => text?.startsWith('Open'))).toEqual([
      ['Open article 1', `1 ${CITATION.article}`],
    ]);
    const addressed = renderReply(createDigest([story], { citations: [CITATION, { ...CITATION, n: 2 }] }));
    expect(JSON.stringify(addressed.blocks).split('"https://').length - 1).toBe(2);
  });

  it('opens articles in place where they have no address', () => {
    const { link: _, url: __, ...citation } = CITATION;
    const message = renderReply(createDigest([createStory()], { citations: [citation] }));
    expect(buttonsOf(message)[0]).toEqual(['Open article 1', `1 ${CITATION.article}`]);
    const published = renderReply(createDigest([createStory()], { citations: [citation] }), {
      publicUrl: 'https://news.example',
    });
    expect(JSON.stringify(published.blocks)).toContain(`https://news.example/articles/${CITATION.article}#s1`);
  });

  it('says what it was filtered by, that it is late, and what did not come', () => {
    const line = lineOf(
      renderReply(
        createDigest([createStory()], {
          filters: { topic: 'ferries' },
          due: '2031-03-10T07:00:00.000Z',
          missed: ['2031-03-08'],
        }),
      ),
    );
    expect(line).toContain('Digest of 10 March 2031 (late)');
    expect(line).toContain('Only articles with topic “ferries”.');
    expect(line).toContain('It was due on 10 March 2031, 08:00, Europe/Paris;');
    expect(line).toContain('No digest was posted for 8 March 2031.');
  });

  it('of nothing is one line', () => {
    const message = renderReply(createDigest([], { filters: { topic: 'ferries' } }));
    expect(message.blocks).toHaveLength(1);
    expect(message.text).toBe('Digest of 10 March 2031: nothing new. Only articles with topic “ferries”.');
  });

  it('shows each story once, on as many pages as it takes, and the menu names those of the page', () => {
    const pages = pagesOf(createDigest(createStories(30)));
    expect(pages.length).toBeGreaterThan(2);
    const places = pages.flatMap((page) => menuOf(page).map(([, value]) => value));
    expect(places).toEqual(Array.from({ length: 30 }, (_, index) => `r1 ${index + 1}`));
    for (const page of pages) {
      for (const [text = ''] of menuOf(page)) expect(lineOf(page)).toContain(text.replace('. ', '. New: '));
      expect(findMessageFaults(page)).toEqual([]);
    }
    expect(lineOf(pages[1] ?? { text: '', blocks: [] })).toMatch(/Stories \d+ to \d+ of 30\./);
  });

  it('leaves nothing out of a story because of those beside it', () => {
    const { link: _, url: __, ...citation } = CITATION;
    const sentence = `The ferry ${'sailed on and '.repeat(25)}came in.`;
    const stories = createStories(30).map((story) => {
      const { role: ___, ...quotation } = createSentence(sentence);
      return { ...story, sentences: [quotation] };
    });
    const pages = pagesOf(createDigest(stories, { citations: [citation] }));
    expect(pages.flatMap(buttonsOf).filter(([text]) => text === 'Open article 1')).toHaveLength(30);
    expect(pages.map(lineOf).join(' ').split(`“${sentence}” [1]`)).toHaveLength(31);
    for (const page of pages) expect(findMessageFaults(page)).toEqual([]);
  });

  it('keeps to the number of blocks where little is told of each of many stories', () => {
    const stories = createStories(40).map((story) => ({ ...story, sentences: [] }));
    for (const page of pagesOf(createDigest(stories))) expect(findMessageFaults(page)).toEqual([]);
  });

  it('shows no more stories at first than were wished for', () => {
    const pages = pagesOf(createDigest(createStories(9), { limit: 2 }));
    expect(pages.map((page) => menuOf(page).length)).toEqual([2, 7]);
  });

  it('that is not kept has no buttons of its own', () => {
    const { id: _, ...digest } = createDigest(createStories(9), { limit: 2 });
    expect(buttonsOf(renderReply(digest))).toEqual([]);
  });
});

describe('an alert', () => {
  it('is one story, with a button that mutes it and asks first', () => {
    const message = renderReply(createDigest([createStory({ mark: 'update' })], { isAlert: true }));
    expect(lineOf(message)).toMatch(/^Alert: update Ferry to Lunholm sails again 6 articles/);
    expect(buttonsOf(message)).toEqual([['Mute this story', 'r1 1']]);
    expect(JSON.stringify(message.blocks)).toContain('This cannot be undone.');
  });
});

describe('digests and lists of any text', () => {
  it('keep to all limits and ping nobody', () => {
    fc.assert(
      fc.property(awkwardDigests, fc.nat(4), (digest, page) => {
        const message = renderReply(digest, { page, publicUrl: 'https://news.example' });
        expect(findMessageFaults(message)).toEqual([]);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(awkwardLists, (list) => {
        expect(findMessageFaults(renderReply(list))).toEqual([]);
      }),
    );
  });

  it('quote every sentence of a story that is not too long, as it is', () => {
    fc.assert(
      fc.property(awkwardDigests, (digest) => {
        const quoted = pagesOf({ ...digest, id: 'r1' }).flatMap(({ blocks }) =>
          blocks
            .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
            .flatMap(({ type, elements }) => (type === 'rich_text_quote' ? elements.slice(0, 1) : []))
            .flatMap((part) => (part?.type === 'text' ? [part.text] : [])),
        );
        for (const { sentences, changes = [], removed = [] } of digest.stories) {
          if (changes.length > 0 || removed.length > 0) continue;
          for (const { text } of sentences) {
            if (text.length <= 400) expect(quoted).toContain(toShown(`“${toShown(text)}” `));
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('subscriptions', () => {
  it('name their channel, time, creator and next digest in local time, with what can be done', () => {
    const message = renderReply({ kind: 'subscriptions', message: 'Subscribed.', subscriptions: [SUBSCRIPTION] });
    const line = lineOf(message);
    for (const part of [
      'Subscribed.',
      'Every day at 08:00, Europe/Paris.',
      'Only articles with topic “ferries”.',
      'Next 11 March 2031, 08:00.',
      'Id 4f9a1c07be',
    ]) {
      expect(line).toContain(part);
    }
    expect(JSON.stringify(message.blocks)).toContain('{"type":"channel","channel_id":"C1"}');
    expect(JSON.stringify(message.blocks)).toContain('{"type":"user","user_id":"U1"}');
    expect(buttonsOf(message)).toEqual([
      ['Pause', '4f9a1c07be'],
      ['Unsubscribe', '4f9a1c07be'],
    ]);
  });

  it('that are paused can be resumed, and those of the configuration cannot be changed', () => {
    const paused = { ...SUBSCRIPTION, state: 'paused', pauseReason: 'the channel is gone' } as const;
    const configured = { ...SUBSCRIPTION, isConfigured: true } as const;
    const message = renderReply({ kind: 'subscriptions', subscriptions: [paused, configured] });
    expect(lineOf(message)).toContain('Paused: the channel is gone.');
    expect(buttonsOf(message).map(([text]) => text)).toEqual(['Resume', 'Unsubscribe']);
  });

  it('in a thread and in the conversation with the bot say so', () => {
    const channels = ['C1:1700000000.000100', 'D1'].map((channel) => ({ ...SUBSCRIPTION, channel }));
    const line = lineOf(renderReply({ kind: 'subscriptions', subscriptions: channels }));
    expect(line).toContain(', in a thread');
    expect(line).toContain('Direct messages with me');
  });

  it('of which there are none say how to make one', () => {
    expect(renderReply({ kind: 'subscriptions', subscriptions: [] }).text).toContain(
      'Ask for one with digest subscribe',
    );
  });
});

describe('deliveries', () => {
  it('are listed, the newest first, with what went wrong', () => {
    const delivery = {
      id: 'd1',
      subscription: 's1',
      space: 'slack:T1',
      platform: 'slack',
      channel: 'C1',
      occasion: '2031-03-10',
      state: 'failed',
      attempts: 3,
      reason: 'The channel is archived.',
      due: '2031-03-10T07:00:00.000Z',
    } as const;
    expect(renderReply({ kind: 'deliveries', deliveries: [delivery] }).text).toContain(
      'failed: digest of 10 March 2031, due 10 March 2031, 07:00 UTC, 3 tries. The channel is archived.',
    );
    expect(renderReply({ kind: 'deliveries', deliveries: [] }).text).toBe('Nothing was delivered, and nothing is due.');
  });
});
