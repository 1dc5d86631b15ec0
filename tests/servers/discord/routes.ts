import type { Answer, UploadedFile } from './http.js';

const ROUTE_NAMES = [
  'GET /gateway',
  'GET /gateway/bot',
  'GET /users/@me',
  'GET /users/@me/guilds',
  'DELETE /users/@me/guilds/:guild',
  'POST /users/@me/channels',
  'GET /users/:user',
  'GET /applications/@me',
  'GET /oauth2/applications/@me',
  'GET /applications/:application/commands',
  'PUT /applications/:application/commands',
  'GET /applications/:application/guilds/:guild/commands',
  'PUT /applications/:application/guilds/:guild/commands',
  'POST /interactions/:interaction/:token/callback',
  'POST /webhooks/:application/:token',
  'GET /webhooks/:application/:token/messages/:message',
  'PATCH /webhooks/:application/:token/messages/:message',
  'DELETE /webhooks/:application/:token/messages/:message',
  'GET /channels/:channel',
  'GET /channels/:channel/messages',
  'POST /channels/:channel/messages',
  'GET /channels/:channel/messages/:message',
  'PATCH /channels/:channel/messages/:message',
  'DELETE /channels/:channel/messages/:message',
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me',
  'DELETE /channels/:channel/messages/:message/reactions/:emoji/@me',
  'POST /channels/:channel/typing',
  'POST /channels/:channel/threads',
  'GET /channels/:channel/threads/archived/public',
  'POST /channels/:channel/messages/:message/threads',
  'GET /guilds/:guild',
  'GET /guilds/:guild/channels',
  'GET /guilds/:guild/roles',
  'GET /guilds/:guild/threads/active',
  'GET /guilds/:guild/members/:user',
] as const;

/** A route of the REST API: its method and its path below `/api/v10`. */
export type RouteName = (typeof ROUTE_NAMES)[number];

/** A call of a route. */
export interface Call {
  /**
   * A part of the path.
   *
   * @param name  as in the route, without the colon
   */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** What a route does. Refusals are thrown as ApiError. */
export type Handler = (call: Call) => Answer;

/** What every route does. */
export type Handlers = Readonly<Record<RouteName, Handler>>;

/** A route that fits a request. */
export interface RouteMatch {
  readonly route: RouteName;
  param(name: string): string;
}

const ROUTES = ROUTE_NAMES.map((route) => ({ route, steps: toSteps(route.replace(' ', '')) }))
  // `/users/@me` goes before `/users/:user`.
  .sort((a, b) => countParams(a.steps) - countParams(b.steps));

/**
 * Finds the route of a request.
 *
 * @param path  below `/api/v10`, its parts still percent-encoded
 */
export function matchRoute(method: string, path: string): RouteMatch | undefined {
  const given = toSteps(`${method}${path}`).map(decodeURIComponent);
  const found = ROUTES.find(
    ({ steps }) =>
      steps.length === given.length && steps.every((step, index) => step.startsWith(':') || step === given[index]),
  );
  if (found === undefined) return undefined;
  return {
    route: found.route,
    param(name) {
      const value = given[found.steps.indexOf(`:${name}`)];
      if (value === undefined) throw new Error(`The route ${found.route} has no part "${name}".`);
      return value;
    },
  };
}

/** Whether a route is called without the bot's token, by the token in its path. */
export function isOpen(route: RouteName): boolean {
  return route.includes(' /interactions/') || route.includes(' /webhooks/');
}

function toSteps(path: string): string[] {
  return path.split('/');
}

function countParams(steps: readonly string[]): number {
  return steps.filter((step) => step.startsWith(':')).length;
}
