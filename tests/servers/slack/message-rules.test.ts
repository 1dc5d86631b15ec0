import { expect, it } from 'vitest';
import { startApi } from './api-fixture.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const markup = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: markup(text) });
const button = (fields: object = {}) => ({ type: 'button', text: plain('More'), action_id: 'more', ...fields });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const rich = (...elements: readonly object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const times = (count: number, one: object) => Array.from({ length: count }, () => one);

it.each<[what: string, blocks: unknown, reason: string]>([
  [
    'a long section',
    [section('x'.repeat(3001))],
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty section', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a bare section', [{ type: 'section' }], 'must define either `text` or `fields` [json-pointer:/blocks/0/type]'],
  [
    'a long field',
    [{ type: 'section', fields: [markup('x'.repeat(2001))] }],
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'many fields',
    [{ type: 'section', fields: times(11, markup('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a long header',
    [{ type: 'header', text: plain('x'.repeat(151)) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['markup in a header', [{ type: 'header', text: markup('x') }], '[json-pointer:/blocks/0/text/type]'],
  [
    'much small print',
    [{ type: 'context', elements: times(11, plain('x')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'many actions',
    [actions(...Array.from({ length: 26 }, (_, at) => button({ action_id: `more-${at}` })))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a long label',
    [actions(button({ text: plain('x'.repeat(76)) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a long value',
    [actions(button({ value: 'x'.repeat(2001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'a long action id',
    [actions(button({ action_id: 'x'.repeat(256) }))],
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'an address that is none',
    [actions(button({ url: 'nowhere' }))],
    'invalid url [json-pointer:/blocks/0/elements/0/url]',
  ],
  ['an action twice', [actions(button()), actions(button())], '`action_id` "more" already exists'],
  ['a block id twice', times(2, { type: 'divider', block_id: 'line' }), '`block_id` "line" already exists'],
  [
    'a long block id',
    [{ type: 'divider', block_id: 'x'.repeat(256) }],
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  ['an unknown block', [{ type: 'poem' }], 'unsupported type [json-pointer:/blocks/0/type]'],
  [
    'an unknown field',
    [{ ...section('x'), colour: 'red' }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  ['a missing field', [{ type: 'header' }], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'a picture without words',
    [{ type: 'image', image_url: 'https://a.example/a.png' }],
    'missing required field: alt_text',
  ],
  ['an empty text in rich text', [rich({ type: 'text', text: '' })], 'must be more than 0 characters'],
  ['a long text in Markdown', [{ type: 'markdown', text: 'x'.repeat(12_001) }], 'must be less than 12001 characters'],
  ['many blocks', times(51, { type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
])('refuses %s', async (_, blocks, reason) => {
  const { refusal, channel, slack } = await startApi();
  const [code, ...reasons] = await refusal('chat.postMessage', { channel: channel.id, text: 'x', blocks });
  expect(code).toBe('invalid_blocks');
  expect(reasons.join('\n')).toContain(reason);
  expect(channel.messages).toEqual([]);
  expect(slack.refusals).toHaveLength(1);
});

it('takes what is just within the limits, and gives ids to what has none', async () => {
  const { call, channel, slack } = await startApi();
  const blocks = [
    { type: 'header', text: plain('x'.repeat(150)) },
    section('x'.repeat(3000)),
    actions(...Array.from({ length: 25 }, (_, at) => button({ action_id: `more-${at}` }))),
    { type: 'context', elements: times(10, plain('x')) },
    { type: 'context_actions', elements: [{ type: 'icon_button', icon: 'trash', text: plain('Away') }] },
    ...times(45, { type: 'divider' }),
  ];
  await call('chat.postMessage', { channel: channel.id, text: 'x', blocks });
  expect(channel.lastMessage?.blocks).toHaveLength(50);
  expect(channel.lastMessage?.buttons).toHaveLength(25);
  expect(new Set(channel.lastMessage?.blocks.map(({ block_id }) => block_id)).size).toBe(50);
  expect(slack.refusals).toEqual([]);
});

it('refuses a message that is too long altogether, where entities count in full', async () => {
  const { call, refusal, channel } = await startApi();
  const post = (text: string) => ({ channel: channel.id, text: 'x', blocks: [rich({ type: 'text', text })] });
  await call('chat.postMessage', post('x'.repeat(13_000)));
  expect((await refusal('chat.postMessage', post('x'.repeat(13_200))))[0]).toBe('msg_blocks_too_long');
  expect((await refusal('chat.postMessage', post('&'.repeat(3_000))))[0]).toBe('msg_blocks_too_long');
});

it.each<[what: string, args: object, code: string]>([
  ['nothing to say', { text: ' ' }, 'no_text'],
  ['blocks that are no list', { text: 'x', blocks: { type: 'divider' } }, 'invalid_blocks_format'],
  ['blocks that are no JSON', { text: 'x', blocks: '[' }, 'invalid_blocks_format'],
  ['Markdown beside a text', { text: 'x', markdown_text: 'x' }, 'markdown_text_conflict'],
  ['long Markdown', { markdown_text: 'x'.repeat(12_001) }, 'msg_too_long'],
  ['odd metadata', { text: 'x', metadata: { event_type: 'x' } }, 'invalid_metadata_format'],
  [
    'much metadata',
    { text: 'x', metadata: { event_type: 'x', event_payload: { key: 'x'.repeat(17_000) } } },
    'metadata_too_large',
  ],
  ['attachments', { text: 'x', attachments: [] }, 'invalid_attachments'],
])('refuses %s', async (_, args, code) => {
  const { refusal, channel } = await startApi();
  expect((await refusal('chat.postMessage', { channel: channel.id, ...args }))[0]).toBe(code);
});

it('cuts a text of more than 40,000 characters, and remarks on blocks without a text', async () => {
  const { call, channel, slack } = await startApi();
  await call('chat.postMessage', { channel: channel.id, text: 'x'.repeat(40_001) });
  expect(channel.lastMessage?.text).toHaveLength(40_000);
  expect(slack.refusals).toEqual([{ method: 'chat.postMessage', error: 'message_truncated', reasons: [] }]);
  await call('chat.postMessage', { channel: channel.id, blocks: [section('x')] });
  expect(slack.warnings).toEqual([{ method: 'chat.postMessage', warning: 'missing_text_in_message' }]);
});

it.each<[what: string, args: { readonly text?: string } & Record<string, unknown>, pings: readonly string[]]>([
  ['plain words', { text: '@here, a < b, &lt;!channel&gt;' }, []],
  ['the channel', { text: '<!channel> <!channel|all>' }, ['channel']],
  ['all three broadcasts', { text: '<!here|here> <!everyone> <!CHANNEL>' }, ['here', 'everyone', 'channel']],
  ['a group and two people', { text: '<!subteam^S12|@desk> <@U34> <@W56|x>' }, ['subteam:S12', 'user:U34', 'user:W56']],
  ['code', { text: '`<!here>`' }, ['here']],
  [
    'markup in blocks',
    { blocks: [section('<!here>'), { type: 'context', elements: [markup('<@U1>')] }] },
    ['here', 'user:U1'],
  ],
  ['plain text in blocks', { blocks: [{ type: 'header', text: plain('<!here> <@U1>') }] }, []],
  ['text in rich text', { blocks: [rich({ type: 'text', text: '<!here> @channel' })] }, []],
  [
    'mentions in rich text',
    {
      blocks: [
        rich(
          { type: 'broadcast', range: 'here' },
          { type: 'user', user_id: 'U1' },
          { type: 'usergroup', usergroup_id: 'S1' },
        ),
      ],
    },
    ['here', 'user:U1', 'subteam:S1'],
  ],
  ['Markdown', { markdown_text: 'mail@here.example and @channel' }, ['channel']],
  ['names that Slack is told to link', { text: '@everyone', link_names: true }, ['everyone']],
])('tells whom %s would notify', async (_, args, pings) => {
  const { call, channel } = await startApi();
  await call('chat.postMessage', { channel: channel.id, ...('blocks' in args ? { text: 'x' } : {}), ...args });
  expect(channel.lastMessage?.pings).toEqual(pings);
});

it.each<[what: string, args: Record<string, unknown>, unfurls: boolean]>([
  ['no address', { text: 'x' }, false],
  ['an address', { text: '<https://a.example/b>' }, true],
  ['an address, with previews of pages off alone', { text: 'https://a.example/b', unfurl_links: false }, true],
  [
    'an address, with all previews off',
    { text: 'https://a.example/b', unfurl_links: false, unfurl_media: false },
    false,
  ],
  ['a link in rich text', { text: 'x', blocks: [rich({ type: 'link', url: 'https://a.example/b' })] }, true],
  ['the address of a button', { text: 'x', blocks: [actions(button({ url: 'https://a.example/b' }))] }, false],
  ['an address in plain text', { text: 'x', blocks: [{ type: 'header', text: plain('https://a.example/b') }] }, false],
])('tells whether there is a preview of %s', async (_, args, unfurls) => {
  const { call, channel } = await startApi();
  await call('chat.postMessage', { channel: channel.id, ...args });
  expect(channel.lastMessage?.unfurls).toBe(unfurls);
});

it('shows what a person reads', async () => {
  const { call, channel } = await startApi();
  const blocks = [
    { type: 'header', text: plain('News') },
    { type: 'section', text: markup('*Bold*'), fields: [plain('One')] },
    rich({ type: 'text', text: '“A” ' }, { type: 'link', url: 'https://a.example/', text: 'source' }),
    {
      type: 'context',
      elements: [plain('Small'), { type: 'image', image_url: 'https://a.example/', alt_text: 'Map' }],
    },
    actions(button()),
  ];
  await call('chat.postMessage', { channel: channel.id, text: 'In short', blocks });
  expect(channel.lastMessage?.shown).toBe('News\n*Bold*\nOne\n“A” source\nSmall\nMap');
  await call('chat.postMessage', { channel: channel.id, text: 'Bare' });
  expect(channel.lastMessage?.shown).toBe('Bare');
});
