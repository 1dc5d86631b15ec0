import { DiscordAPIError, MessageFlags, PermissionFlagsBits, REST, Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { startWorld } from './bot-fixture.js';

const v2 = (...components: object[]) => ({ flags: MessageFlags.IsComponentsV2, components });

async function startRest() {
  const world = await startWorld();
  const rest = new REST({ api: world.discord.apiUrl, retries: 0 }).setToken(world.discord.token);
  const send = (body: object) => rest.post(Routes.channelMessages(world.channel.id), { body });
  return { ...world, rest, send };
}

it('refuses an empty message, a foreign edit, and what is not there', async () => {
  const { send, rest, channel, anna } = await startRest();
  await expect(send({ content: ' ' })).rejects.toMatchObject({ status: 400, code: 50006 });
  const { id } = await anna.write(channel, 'Mine.');
  const edit = (message: string) => rest.patch(Routes.channelMessage(channel.id, message), { body: { content: 'x' } });
  await expect(edit(id)).rejects.toMatchObject({ status: 403, code: 50005 });
  await expect(edit('1')).rejects.toMatchObject({ status: 404, code: 10008 });
  await expect(rest.get(Routes.channelMessages('1'))).rejects.toMatchObject({ status: 404, code: 10003 });
  await expect(rest.get('/nothing')).rejects.toMatchObject({ status: 404 });
  await expect(rest.delete(Routes.channelMessage(channel.id, id))).rejects.toMatchObject({ status: 403, code: 50013 });
});

it('knows what the bot may do in a channel', async () => {
  const { send, rest, channel, guild, discord } = await startRest();
  await send({ content: 'Before.' });
  channel.denyBot(PermissionFlagsBits.ReadMessageHistory);
  expect(await rest.get(Routes.channelMessages(channel.id))).toEqual([]);
  channel.denyBot(PermissionFlagsBits.SendMessages);
  await expect(send({ content: 'x' })).rejects.toMatchObject({ status: 403, code: 50013 });
  channel.denyBot(PermissionFlagsBits.ViewChannel);
  await expect(send({ content: 'x' })).rejects.toMatchObject({ status: 403, code: 50001 });
  channel.allowBot(PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages);
  await send({ content: 'After.' });
  expect(channel.messages.map(({ content }) => content)).toEqual(['Before.', 'After.']);
  const hidden = guild.addChannel({ isPrivate: true });
  await expect(rest.get(Routes.channel(hidden.id))).rejects.toMatchObject({ code: 50001 });
  discord.removeGuild(guild);
  await expect(send({ content: 'x' })).rejects.toMatchObject({ code: 50001 });
});

it('lists messages newest first, by pages, with the text of its own alone', async () => {
  const { send, rest, channel, anna } = await startRest();
  for (let count = 1; count <= 3; count += 1) await send({ content: `${count}` });
  await anna.write(channel, 'Secret.');
  const list = async (query: Record<string, string>) => {
    const page = await rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams(query) });
    return (page as { content: string }[]).map(({ content }) => content);
  };
  expect(await list({})).toEqual(['', '3', '2', '1']);
  expect(await list({ limit: '2' })).toEqual(['', '3']);
  expect(await list({ limit: '1', before: channel.messages[2]?.id ?? '' })).toEqual(['2']);
  expect(await list({ limit: '1', after: channel.messages[0]?.id ?? '' })).toEqual(['2']);
});

it('notes whom a message pings, in content and in text displays', async () => {
  const { send, channel, anna } = await startRest();
  const loud = `@everyone <@${anna.id}> <@&123456789012345678>`;
  await send(v2({ type: 10, content: loud }));
  await send({ content: loud, allowed_mentions: { parse: [] } });
  await send({ content: loud, allowed_mentions: { parse: ['everyone'], users: [anna.id] } });
  expect(channel.messages.map(({ pings }) => pings)).toEqual([
    { everyone: true, roles: ['123456789012345678'], users: [anna.id] },
    { everyone: false, roles: [], users: [] },
    { everyone: true, roles: [], users: [anna.id] },
  ]);
});

it('keeps files and serves them', async () => {
  const { rest, channel, discord } = await startRest();
  const files = [{ name: 'pack.md', data: Buffer.from('# Sources'), contentType: 'text/markdown' }];
  const body = v2({ type: 13, file: { url: 'attachment://pack.md' } });
  const message = await rest.post(Routes.channelMessages(channel.id), { body, files });
  expect(channel.lastMessage?.attachments).toMatchObject([{ name: 'pack.md', contentType: 'text/markdown' }]);
  const [file] = (message as { attachments: { url: string }[] }).attachments;
  expect(file?.url.startsWith(discord.apiUrl.replace('/api', '/attachments/'))).toBe(true);
  expect(await (await fetch(file?.url ?? '')).text()).toBe('# Sources');
  const large = { name: 'large.bin', data: Buffer.alloc(10 * 1024 * 1024 + 1) };
  const refused = rest.post(Routes.channelMessages(channel.id), { body: {}, files: [large] });
  await expect(refused).rejects.toBeInstanceOf(DiscordAPIError);
  await expect(refused).rejects.toMatchObject({ status: 413, code: 40005 });
});

it('archives threads, takes them out again by a message, and keeps locked ones shut', async () => {
  const { rest, channel, guild } = await startRest();
  const [old, fresh, open] = [channel.addThread(), channel.addThread(), channel.addThread()];
  const post = (thread: string) => rest.post(Routes.channelMessages(thread), { body: { content: 'x' } });
  const list = (route: `/${string}`, query = {}) => rest.get(route, { query: new URLSearchParams(query) });
  old.archive({ isLocked: true });
  await new Promise((resolve) => setTimeout(resolve, 5));
  fresh.archive();
  expect(await list(Routes.guildActiveThreads(guild.id))).toMatchObject({ threads: [{ id: open.id }] });
  const archived = Routes.channelThreads(channel.id, 'public');
  expect(await list(archived)).toMatchObject({ threads: [{ id: fresh.id }, { id: old.id }], has_more: false });
  const before = new Date(fresh.archivedAtMs ?? 0).toISOString();
  expect(await list(archived, { before })).toMatchObject({ threads: [{ id: old.id }] });
  await expect(post(old.id)).rejects.toMatchObject({ status: 403, code: 160005 });
  await post(fresh.id);
  expect(fresh.archivedAtMs).toBeUndefined();
  channel.denyBot(PermissionFlagsBits.ReadMessageHistory);
  await expect(list(archived)).rejects.toMatchObject({ code: 50013 });
});

it('makes posts of a forum with their first message, whose id is the same, and a tag where one is required', async () => {
  const { rest, guild, discord } = await startRest();
  const forum = guild.addChannel({ kind: 'forum' });
  const post = (body: object) => rest.post(Routes.threads(forum.id), { body });
  const made = await post({ name: 'Digest', message: { content: 'x' } });
  const [thread] = forum.threads;
  expect(made).toMatchObject({ id: thread?.id, owner_id: discord.botId, message: { id: thread?.id, content: 'x' } });
  forum.requiredTag = '9';
  await expect(post({ name: 'Digest', message: { content: 'x' } })).rejects.toMatchObject({ status: 400, code: 40067 });
  await post({ name: 'Digest', message: { content: 'x' }, applied_tags: ['9'] });
  await expect(post({ name: 'x'.repeat(101), message: { content: 'x' } })).rejects.toMatchObject({ code: 50035 });
  expect(forum.threads).toHaveLength(2);
});
