import { expect, it } from 'vitest';
import { startApi } from './api-fixture.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = { type: 'section', text: plain('x') };
const input = { type: 'input', label: plain('Why?'), element: { type: 'plain_text_input', action_id: 'why' } };
const modal = (fields: object = {}) => ({ type: 'modal', title: plain('Title'), blocks: [section], ...fields });

/** A workspace in which somebody has used a command. */
async function startCommand(skew: { ms: number } = { ms: 0 }) {
  const world = await startApi({ now: () => Date.now() + skew.ms });
  const act = await world.anna.slashCommand('/dateline', 'x', world.channel);
  const open = (view: unknown) => ({ trigger_id: act.triggerId, view });
  return { ...world, act, open };
}

it.each<[what: string, view: object, reason: string]>([
  [
    'a long title',
    modal({ title: plain('x'.repeat(25)) }),
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  ['a long label to send', modal({ submit: plain('x'.repeat(25)) }), '[json-pointer:/view/submit/text]'],
  ['much metadata', modal({ private_metadata: 'x'.repeat(3001) }), '[json-pointer:/view/private_metadata]'],
  ['many blocks', modal({ blocks: Array.from({ length: 101 }, () => section) }), 'no more than 100 items allowed'],
  ['a field that cannot be sent', modal({ blocks: [input] }), 'must be defined when there is an `input` block'],
  ['a Home tab in place of a modal', { type: 'home', blocks: [] }, 'must be of type modal'],
  ['nothing', {}, '[json-pointer:/view/type]'],
])('refuses %s, and leaves the trigger as it is', async (_, view, reason) => {
  const { call, refusal, open, act } = await startCommand();
  const [code, ...reasons] = await refusal('views.open', open(view));
  expect(code).toBe('invalid_arguments');
  expect(reasons.join('\n')).toContain(reason);
  await call('views.open', open(modal()));
  expect(act.views).toHaveLength(1);
});

it('takes a view of a hundred blocks, and refuses one of more than 250 kB', async () => {
  const { call, refusal, open } = await startCommand();
  const blocks = (text: string) => Array.from({ length: 100 }, () => ({ type: 'section', text: plain(text) }));
  expect(await refusal('views.open', open(modal({ blocks: blocks('x'.repeat(2_600)) })))).toEqual(['view_too_large']);
  await call('views.open', open(modal({ blocks: blocks('x') })));
});

it('takes a trigger once, within three seconds', async () => {
  const skew = { ms: 0 };
  const { call, refusal, open, anna, channel } = await startCommand(skew);
  await call('views.open', open(modal()));
  expect(await refusal('views.open', open(modal()))).toEqual(['exchanged_trigger_id']);
  const { triggerId: trigger_id } = await anna.slashCommand('/dateline', 'x', channel);
  skew.ms = 3_001;
  expect(await refusal('views.open', { trigger_id, view: modal() })).toEqual(['expired_trigger_id']);
  expect(await refusal('views.open', { trigger_id: '1.2.3', view: modal() })).toEqual(['invalid_trigger_id']);
});

it('changes a view by its id, unless it has changed meanwhile or is closed', async () => {
  const { call, refusal, open, act, anna } = await startCommand();
  await call('views.open', open(modal({ external_id: 'mine' })));
  const [view] = act.views;
  if (view === undefined) throw new Error('No view was opened.');
  const { hash } = view;
  await call('views.update', { view_id: view.id, hash, view: modal({ title: plain('Second') }) });
  expect(view).toMatchObject({ title: 'Second', versions: 2 });
  expect(await refusal('views.update', { view_id: view.id, hash, view: modal() })).toEqual(['hash_conflict']);
  await anna.closeView(view);
  expect(await refusal('views.update', { view_id: view.id, view: modal() })).toEqual(['not_found']);
});

it('publishes a Home tab for each person, whose buttons can be pressed', async () => {
  const { call, refusal, slack, anna } = await startCommand();
  const view = (text: string) => ({
    type: 'home',
    blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'open', text: plain(text), value: '7' }] }],
  });
  await call('views.publish', { user_id: anna.id, view: view('One') });
  await call('views.publish', { user_id: anna.id, view: view('Two') });
  expect(anna.home).toMatchObject({ type: 'home', versions: 2, buttons: [{ text: 'Two', value: '7' }] });
  if (anna.home === undefined) throw new Error('No tab was published.');
  const { deliveries, responseUrl } = await anna.click(anna.home, 'Two');
  expect(deliveries[0]?.payload).toMatchObject({ container: { type: 'view' }, actions: [{ value: '7' }] });
  expect(responseUrl).toBeUndefined();
  const bob = slack.addUser({ name: 'bob' });
  await expect(bob.click(anna.home, 'Two')).rejects.toThrow('does not see');
  expect(await refusal('views.publish', { user_id: 'U404', view: view('One') })).toEqual(['user_not_found']);
});
