import { expect, it } from 'vitest';
import { startApi } from './api-fixture.js';
import { MINIMAL_SCOPES, THREAD_SCOPES } from './slack.js';

it('lets nobody in with a wrong token, without one, or with the token for sockets', async () => {
  expect(await (await startApi({ token: 'xoxb-wrong' })).refusal('auth.test')).toEqual(['invalid_auth']);
  const { slack, refusal } = await startApi();
  const response = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
  expect(await response.json()).toEqual({ ok: false, error: 'not_authed' });
  expect(await refusal('auth.test', { token: slack.appToken })).toEqual(['not_allowed_token_type']);
  expect(await refusal('poems.write')).toEqual(['unknown_method']);
  const headers = { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' };
  const json = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers, body: '{}' });
  expect(await json.json()).toMatchObject({ ok: true, team_id: slack.teamId, user_id: slack.botUserId });
});

it('lets the bot do what its scopes allow, and says what is missing', async () => {
  const { slack, call, channel } = await startApi();
  await expect(call('conversations.history', { channel: channel.id })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'channels:history', provided: MINIMAL_SCOPES.join(',') },
  });
  await expect(call('users.info', { user: slack.botUserId })).rejects.toMatchObject({ data: { needed: 'users:read' } });
  slack.team.scopes.add('channels:history');
  expect(await call('conversations.history', { channel: channel.id })).toMatchObject({ ok: true, messages: [] });
});

it('lets the bot write only where it is, and see nothing of other workspaces', async () => {
  const { slack, call, refusal, anna, channel } = await startApi({ scopes: [...THREAD_SCOPES, 'channels:join'] });
  const post = (id: string) => ({ channel: id, text: 'x' });
  const elsewhere = slack.addChannel({ name: 'elsewhere', botIsMember: false });
  const hidden = slack.addChannel({ name: 'hidden', kind: 'private', botIsMember: false });
  const foreign = slack.addTeam({ name: 'Other Desk' }).addChannel({ name: 'news' });
  expect(await refusal('chat.postMessage', post(elsewhere.id))).toEqual(['not_in_channel']);
  expect(await refusal('conversations.history', { channel: elsewhere.id })).toEqual(['not_in_channel']);
  expect(await refusal('chat.postMessage', post(hidden.id))).toEqual(['channel_not_found']);
  expect(await refusal('chat.postMessage', post(foreign.id))).toEqual(['channel_not_found']);
  expect(await refusal('chat.postMessage', post('C404'))).toEqual(['channel_not_found']);
  expect(await refusal('chat.postEphemeral', { ...post(channel.id), user: anna.id })).toEqual(['user_not_in_channel']);
  await call('conversations.join', { channel: elsewhere.id });
  await call('chat.postMessage', post(elsewhere.id));
  channel.archive();
  expect(await refusal('chat.postMessage', post(channel.id))).toEqual(['is_archived']);
  await call('chat.postMessage', post(anna.id));
  expect(anna.dm.lastMessage).toMatchObject({ text: 'x', isFromBot: true });
});

it('keeps workspaces apart, each with a token and a bot of its own', async () => {
  const { slack, anna, channel } = await startApi();
  const other = slack.addTeam({ name: 'Other Desk' });
  const bob = other.addUser({ name: 'bob' });
  const act = await bob.mention(other.addChannel({ name: 'news' }), 'Who?');
  expect(act.deliveries[0]?.payload).toMatchObject({
    team_id: other.id,
    event: { text: `<@${other.botUserId}> Who?` },
  });
  await expect(bob.say(channel, 'Hello')).rejects.toThrow('another workspace');
  await expect(anna.say(bob.dm, 'Hello')).rejects.toThrow('another workspace');
});

it('gives back what was said page by page, with metadata when asked', async () => {
  const { call, channel, anna } = await startApi({ scopes: THREAD_SCOPES });
  const { message: root } = await anna.say(channel, 'Root');
  const metadata = { event_type: 'test', event_payload: { key: 'k' } };
  for (const text of ['One', 'Two']) {
    await call('chat.postMessage', { channel: channel.id, text, thread_ts: root?.ts, metadata });
  }
  await call('chat.postMessage', { channel: channel.id, text: 'Newest', metadata });
  const history = await call('conversations.history', { channel: channel.id });
  expect(history.messages).toMatchObject([{ text: 'Newest' }, { text: 'Root', reply_count: 2 }]);
  expect(JSON.stringify(history)).not.toContain('event_payload');
  const replies = { channel: channel.id, ts: root?.ts, limit: 2, include_all_metadata: true };
  const first = await call('conversations.replies', replies);
  expect(first).toMatchObject({ messages: [{ text: 'Root' }, { text: 'One', metadata }], has_more: true });
  const second = await call('conversations.replies', { ...replies, cursor: first.response_metadata?.next_cursor });
  expect(second).toMatchObject({
    messages: [{ text: 'Two' }],
    has_more: false,
    response_metadata: { next_cursor: '' },
  });
  const late = await call('conversations.history', { channel: channel.id, oldest: root?.ts });
  expect(late.messages).toHaveLength(1);
  const all = await call('conversations.history', { channel: channel.id, oldest: root?.ts, inclusive: true });
  expect(all.messages).toHaveLength(2);
});

it('lets the bot change and delete its own messages only, and reply to first messages only', async () => {
  const { call, refusal, channel, anna } = await startApi();
  const { message: theirs } = await anna.say(channel, 'Mine');
  const { ts } = await call('chat.postMessage', { channel: channel.id, text: 'Draft', thread_ts: theirs?.ts });
  const target = { channel: channel.id, ts };
  await call('chat.update', { ...target, text: 'Final <!here>' });
  expect(channel.lastMessage).toMatchObject({ text: 'Final <!here>', versions: 2, pings: ['here'] });
  await call('chat.update', { ...target, text: 'Calm' });
  expect(channel.lastMessage?.pings).toEqual(['here']);
  expect(await refusal('chat.update', { ...target, text: 'x'.repeat(4_001) })).toEqual(['msg_too_long']);
  expect(await refusal('chat.update', { ...target, ts: theirs?.ts, text: 'x' })).toEqual(['cant_update_message']);
  expect(await refusal('chat.delete', { ...target, ts: theirs?.ts })).toEqual(['cant_delete_message']);
  const reply = { channel: channel.id, text: 'x' };
  expect(await refusal('chat.postMessage', { ...reply, thread_ts: ts })).toEqual(['cannot_reply_to_message']);
  expect(await refusal('chat.postMessage', { ...reply, thread_ts: '1000000000.000000' })).toEqual(['thread_not_found']);
  expect(await refusal('chat.postMessage', { ...reply, thread_ts: 'x' })).toEqual(['invalid_thread_ts']);
  await call('chat.delete', target);
  expect(channel.messages).toEqual([theirs]);
  expect(await refusal('chat.delete', target)).toEqual(['message_not_found']);
});

it('shows an ephemeral message to one person, and none in a thread that is not there', async () => {
  const { call, refusal, slack, channel, anna } = await startApi();
  const { message: root } = await anna.say(channel, 'Root');
  const whisper = { channel: channel.id, user: anna.id, text: 'Psst', thread_ts: root?.ts };
  const { message_ts } = await call('chat.postEphemeral', whisper);
  expect(channel.messages).toHaveLength(1);
  expect(channel.whispers).toMatchObject([{ text: 'Psst', isShown: false, recipient: anna }]);
  await call('chat.postMessage', { channel: channel.id, text: 'Reply', thread_ts: root?.ts });
  const [message] = channel.whispers;
  expect(message?.isShown).toBe(true);
  expect(await refusal('chat.update', { channel: channel.id, ts: message_ts, text: 'x' })).toEqual([
    'message_not_found',
  ]);
  const bob = slack.addUser({ name: 'bob' });
  if (message !== undefined) await expect(bob.click(message, 'more')).rejects.toThrow('does not see');
});

it('takes files in three steps', async () => {
  const { call, refusal, channel, anna } = await startApi();
  const { message: root } = await anna.say(channel, 'Root');
  const start = await call('files.getUploadURLExternal', { filename: 'answer.md', length: 5 });
  const complete = {
    files: [{ id: start.file_id, title: 'The answer' }],
    channel_id: channel.id,
    thread_ts: root?.ts,
  };
  expect(await refusal('files.completeUploadExternal', complete)).toEqual(['file_not_found']);
  const upload = (body: string) => fetch(String(start.upload_url), { method: 'POST', body });
  expect([(await upload('# No')).status, (await upload('# Yes')).status]).toEqual([400, 200]);
  await call('files.completeUploadExternal', complete);
  expect(channel.lastMessage).toMatchObject({
    threadTs: root?.ts,
    files: [{ name: 'answer.md', title: 'The answer', content: '# Yes' }],
  });
});

it('lets a message grow, in a channel for somebody in it', async () => {
  const { call, refusal, channel, anna } = await startApi();
  const { message: root } = await anna.say(channel, 'Root');
  const start = { channel: channel.id, thread_ts: root?.ts, markdown_text: 'One ' };
  expect(await refusal('chat.startStream', start)).toEqual(['missing_recipient_team_id']);
  const recipient = { recipient_team_id: anna.team.id, recipient_user_id: anna.id };
  const { ts } = await call('chat.startStream', { ...start, ...recipient });
  const target = { channel: channel.id, ts };
  expect(channel.lastMessage?.isStreaming).toBe(true);
  await call('chat.appendStream', { ...target, chunks: [{ type: 'markdown_text', text: 'two' }] });
  expect(await refusal('chat.appendStream', target)).toEqual(['no_text']);
  await call('chat.stopStream', { ...target, blocks: [{ type: 'divider' }] });
  expect(channel.lastMessage).toMatchObject({ text: 'One two', isStreaming: false, threadTs: root?.ts });
  expect(await refusal('chat.appendStream', { ...target, markdown_text: 'x' })).toEqual([
    'message_not_in_streaming_state',
  ]);
});

it('shows a status until the bot answers', async () => {
  const { call, refusal, anna } = await startApi();
  const act = await anna.say(anna.dm, 'Who?');
  const ts = act.message?.ts ?? '';
  const place = { channel_id: anna.dm.id, thread_ts: ts };
  await call('assistant.threads.setStatus', { ...place, status: 'is reading…' });
  expect(anna.dm.statusOf(ts)).toBe('is reading…');
  await call('chat.postMessage', { channel: anna.dm.id, thread_ts: ts, text: 'She.' });
  expect([anna.dm.statusOf(ts), act.statuses]).toEqual([undefined, ['is reading…']]);
  const prompts = Array.from({ length: 5 }, (_, at) => ({ title: `${at}`, message: 'x' }));
  expect((await refusal('assistant.threads.setSuggestedPrompts', { ...place, prompts }))[0]).toBe('invalid_arguments');
});

it('tells the bot of nothing where it is no member, and of messages only where it may read', async () => {
  const { slack, anna, channel } = await startApi();
  const types = async (place = channel) =>
    (await anna.mention(place, 'Who?')).deliveries.map(({ payload: { event } }) => event);
  expect(await types(slack.addChannel({ name: 'elsewhere', botIsMember: false }))).toEqual([]);
  expect(await types()).toMatchObject([{ type: 'app_mention' }]);
  slack.team.scopes.add('channels:history');
  const [mention, message] = await types();
  expect([mention, message]).toMatchObject([{ type: 'app_mention' }, { type: 'message', channel_type: 'channel' }]);
  const chatter = await anna.say(channel, 'https://a.example/b & <c>');
  expect(chatter.deliveries[0]?.payload).toMatchObject({
    event: { type: 'message', text: '<https://a.example/b> &amp; &lt;c&gt;' },
  });
});
