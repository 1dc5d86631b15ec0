import { MessageFlags, REST, Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { startWorld } from './bot-fixture.js';

const V2 = MessageFlags.IsComponentsV2;
const text = (content: string) => ({ type: 10, content });
const link = (url: string) => ({ type: 2, style: 5, label: 'Open', url });
const press = (custom_id: string, label = 'Press') => ({ type: 2, style: 2, label, custom_id });
const row = (...components: object[]) => ({ type: 1, components });
const option = (value: string) => ({ label: value, value });
const select = (options: object[]) => ({ type: 3, custom_id: 's', options });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const v2 = (...components: object[]) => ({ flags: V2, components });

async function startRest() {
  const world = await startWorld();
  const rest = new REST({ api: world.discord.apiUrl, retries: 0 }).setToken(world.discord.token);
  const send = (body: object) => rest.post(Routes.channelMessages(world.channel.id), { body });
  return { ...world, rest, send };
}

/** `components.0.label BASE_TYPE_MAX_LENGTH` for each error of a refusal. */
function describeErrors(errors: unknown, path: string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) =>
    key === '_errors'
      ? (value as { code: string }[]).map(({ code }) => `${path.join('.')} ${code}`)
      : describeErrors(value, [...path, key]),
  );
}

it.each<[what: string, body: object, errors: string[]]>([
  ['content of 2,001 characters', { content: 'x'.repeat(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
  [
    'content beside components v2',
    { content: 'x', ...v2(text('y')) },
    ['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ],
  [
    'embeds beside components v2',
    { embeds: [{ title: 'x' }], ...v2(text('y')) },
    ['embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ],
  ['a text display without the flag', { components: [text('x')] }, ['components.0.type UNION_TYPE_CHOICES']],
  [
    '41 components, nested ones counted',
    v2({ type: 17, components: [...many(39, () => ({ type: 14 })), text('x')] }),
    ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
  ],
  [
    '4,001 characters over two displays',
    v2(text('x'.repeat(4000)), text('y')),
    ['components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
  ],
  [
    'a custom id given twice',
    v2(row(press('a')), { type: 17, components: [row(press('a'))] }),
    ['components COMPONENT_CUSTOM_ID_DUPLICATED'],
  ],
  [
    'a custom id of 101 characters',
    { content: 'x', components: [row(press('x'.repeat(101)))] },
    ['components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'an empty custom id',
    { content: 'x', components: [row(press(''))] },
    ['components.0.components.0.custom_id BASE_TYPE_MIN_LENGTH'],
  ],
  [
    'a label of 81 characters',
    { content: 'x', components: [row(press('a', 'x'.repeat(81)))] },
    ['components.0.components.0.label BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a button with nothing on it',
    { content: 'x', components: [row(press('a', ''))] },
    ['components.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI'],
  ],
  [
    'a link of 513 characters',
    { content: 'x', components: [row(link(`https://a.example/${'x'.repeat(495)}`))] },
    ['components.0.components.0.url BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a link that is no web address',
    { content: 'x', components: [row(link('file:///etc/passwd'))] },
    ['components.0.components.0.url URL_TYPE_INVALID_SCHEME'],
  ],
  [
    'six buttons in a row',
    { content: 'x', components: [row(...many(6, (index) => press(`b${index}`)))] },
    ['components.0.components BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'six rows',
    { content: 'x', components: many(6, (index) => row(press(`b${index}`))) },
    ['components BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a button beside a select',
    { content: 'x', components: [row(select([option('a')]), press('b'))] },
    ['components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  ],
  [
    '26 options',
    { content: 'x', components: [row(select(many(26, (index) => option(`o${index}`))))] },
    ['components.0.components.0.options BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'an option of 101 characters',
    { content: 'x', components: [row(select([{ label: 'x'.repeat(101), value: 'a' }]))] },
    ['components.0.components.0.options.0.label BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a file that was not sent',
    v2({ type: 13, file: { url: 'attachment://a.png' } }),
    ['components UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'],
  ],
  [
    'four texts in a section',
    v2({ type: 9, components: many(4, () => text('x')), accessory: press('a') }),
    ['components.0.components BASE_TYPE_MAX_LENGTH'],
  ],
  ['an empty text display', v2(text('')), ['components.0.content BASE_TYPE_MIN_LENGTH']],
  [
    'an embed title of 257 characters',
    { embeds: [{ title: 'x'.repeat(257) }] },
    ['embeds.0.title BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'an embed field without a value',
    { embeds: [{ fields: [{ name: 'x', value: '' }] }] },
    ['embeds.0.fields.0.value BASE_TYPE_MIN_LENGTH'],
  ],
  [
    'embeds of 6,001 characters together',
    { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    ['embeds MAX_EMBED_SIZE_EXCEEDED'],
  ],
  ['11 embeds', { embeds: many(11, () => ({ title: 'x' })) }, ['embeds BASE_TYPE_MAX_LENGTH']],
  ['a nonce of 26 characters', { content: 'x', nonce: 'x'.repeat(26) }, ['nonce BASE_TYPE_MAX_LENGTH']],
  [
    'users allowed in two ways',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['123456789012345678'] } },
    ['allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  ],
  [
    'a reply to nothing',
    { content: 'x', message_reference: { message_id: '123456789012345678' } },
    ['message_reference REPLIES_UNKNOWN_MESSAGE'],
  ],
])('refuses %s', async (_, body, errors) => {
  const { send, discord, channel } = await startRest();
  await expect(send(body)).rejects.toMatchObject({ status: 400, code: 50035 });
  expect(describeErrors(discord.refusals[0]?.errors)).toEqual(errors);
  expect(channel.messages).toEqual([]);
});

it.each<[what: string, body: object]>([
  ['content of 2,000 characters', { content: 'x'.repeat(2000) }],
  ['4,000 characters over two displays', v2(text('x'.repeat(3999)), text('y'))],
  ['40 components', v2({ type: 17, components: [...many(38, () => ({ type: 14 })), text('x')] })],
  ['a link of 512 characters', { content: 'x', components: [row(link(`https://a.example/${'x'.repeat(494)}`))] }],
  ['25 options', { content: 'x', components: [row(select(many(25, (index) => option(`o${index}`))))] }],
  ['a button with an emoji alone', { content: 'x', components: [row({ ...press('a', ''), emoji: { name: '▶️' } })] }],
])('takes %s', async (_, body) => {
  const { send, discord, channel } = await startRest();
  await send(body);
  expect([channel.messages.length, discord.refusals]).toEqual([1, []]);
});

it('fails for a text of too many bytes, although its characters are within the limit', async () => {
  const { send, channel } = await startRest();
  await send(v2(text('ن'.repeat(4000))));
  await expect(send(v2(text('新'.repeat(3387))))).rejects.toMatchObject({ status: 500 });
  await send(v2(text('新'.repeat(3386))));
  expect(channel.messages).toHaveLength(2);
});
