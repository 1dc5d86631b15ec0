import { z } from 'zod';
import type { Handlers } from './methods.js';
import { SlackError } from './slack-error.js';
import { TestView } from './view.js';
import { parseView } from './view-rules.js';

const openArguments = z.object({ trigger_id: z.string(), view: z.unknown().optional() });
const publishArguments = z.object({ user_id: z.string(), view: z.unknown().optional(), hash: z.string().optional() });
const updateArguments = z.object({
  view_id: z.string().optional(),
  external_id: z.string().optional(),
  hash: z.string().optional(),
  view: z.unknown().optional(),
});

/** Modals and the Home tab (https://docs.slack.dev/reference/methods?family=views). */
export const viewHandlers: Handlers<'views.open' | 'views.publish' | 'views.update'> = {
  'views.open': (call) => {
    const { trigger_id, view: given } = call.read(openArguments);
    // A view that breaks the rules leaves the trigger as it is.
    const body = parseView(given, 'modal');
    const act = call.platform.triggers.exchange(trigger_id);
    if (act.user?.team !== call.team) throw new SlackError('invalid_trigger_id');
    const view = new TestView(call.platform, act.user, body);
    act.views.push(view);
    return { view: view.toJson() };
  },
  'views.publish': (call) => {
    const { user_id, view: given, hash } = call.read(publishArguments);
    const body = parseView(given, 'home');
    const user = call.platform.users.get(user_id);
    if (user?.team !== call.team) throw new SlackError('user_not_found');
    const home = user.home;
    if (home !== undefined && hash !== undefined && hash !== home.hash) throw new SlackError('hash_conflict');
    const view = home ?? new TestView(call.platform, user, body);
    if (home !== undefined) home.change(body);
    user.publish(view);
    return { view: view.toJson() };
  },
  'views.update': (call) => {
    const { view_id, external_id, hash, view: given } = call.read(updateArguments);
    const view = [...call.platform.views.values()].find(
      (one) => one.id === view_id || (external_id !== undefined && one.externalId === external_id),
    );
    if (view?.user.team !== call.team || !view.isOpen) throw new SlackError('not_found');
    if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
    view.change(parseView(given, view.type));
    return { view: view.toJson() };
  },
};
