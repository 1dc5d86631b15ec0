import { z } from 'zod';

// Of each payload only what is used (https://docs.slack.dev/reference/events, https://docs.slack.dev/interactivity).

const teamSchema = z.object({ id: z.string() }).nullish();
const userSchema = z.object({ id: z.string(), name: z.string().optional(), team_id: z.string().optional() });

/** What is around every event. */
const eventSchema = z.object({
  event_id: z.string(),
  /** Seconds since 1970. */
  event_time: z.number().optional(),
  team_id: z.string().optional(),
  /** The installations that see the event; the first is ours. */
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).optional(),
  event: z.looseObject({ type: z.string() }),
});

/** `message` and `app_mention`. */
export const messageSchema = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().nullish(),
  bot_id: z.string().nullish(),
  user: z.string().nullish(),
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  channel: z.string(),
  channel_type: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
});

export const homeOpenedSchema = z.object({ user: z.string(), channel: z.string(), tab: z.string() });

/** Tokens that Slack took back: those of people, and those of the bot, which is what ends an installation. */
export const tokensRevokedSchema = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

/** A slash command. */
export const commandSchema = z.object({
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  team_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

/** A message shortcut. */
export const shortcutSchema = z.object({
  team: teamSchema,
  user: userSchema,
  channel: z.object({ id: z.string() }),
  message: z.object({ text: z.string().nullish(), ts: z.string().optional(), thread_ts: z.string().optional() }),
  trigger_id: z.string(),
  response_url: z.string(),
});

/** A button has its value at hand, a menu that of what was chosen. */
const pressedSchema = z
  .object({
    action_id: z.string(),
    value: z.string().optional(),
    selected_option: z.object({ value: z.string() }).nullish(),
  })
  .transform(({ action_id, value, selected_option }) => ({
    action_id,
    value: value ?? selected_option?.value ?? '',
  }));

/** A pressed button, or what was chosen from a menu. */
export const actionSchema = z.object({
  team: teamSchema,
  user: userSchema,
  channel: z.object({ id: z.string() }).optional(),
  container: z
    .object({
      is_ephemeral: z.boolean().optional(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
    })
    .optional(),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  /** Where it is on a modal or the Home tab. */
  view: z.object({ private_metadata: z.string().default('') }).optional(),
  actions: z.tuple([pressedSchema]).rest(z.unknown()),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

/** A field as somebody left it; where its value stands depends on what it is. */
const filledSchema = z
  .object({
    value: z.string().nullish(),
    selected_time: z.string().nullish(),
    selected_conversation: z.string().nullish(),
    selected_option: z.object({ value: z.string() }).nullish(),
  })
  .transform(
    ({ value, selected_time, selected_conversation, selected_option }) =>
      value ?? selected_time ?? selected_conversation ?? selected_option?.value ?? '',
  );

/** A modal that was sent off. */
export const submissionSchema = z.object({
  team: teamSchema,
  user: userSchema,
  trigger_id: z.string().optional(),
  view: z.object({
    id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), filledSchema)),
    }),
  }),
});

export type MessageEvent = z.output<typeof messageSchema>;
export type CommandPayload = z.output<typeof commandSchema>;
export type ShortcutPayload = z.output<typeof shortcutSchema>;
export type ActionPayload = z.output<typeof actionSchema>;
export type SubmissionPayload = z.output<typeof submissionSchema>;

/** An event with what it is known by. */
export interface EventFrame {
  /** `slack:event:ID` */
  readonly key: string;
  readonly space: string | undefined;
  /** When it happened, in milliseconds since 1970; undefined when Slack does not say. */
  readonly at: number | undefined;
  readonly event: Readonly<Record<string, unknown>> & { readonly type: string };
}

/** @returns undefined when it is no event that can be told from others */
export function parseEvent(body: unknown): EventFrame | undefined {
  const parsed = eventSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { event_id, event_time, team_id, authorizations, event } = parsed.data;
  const team = authorizations?.[0]?.team_id ?? team_id;
  return {
    key: `slack:event:${event_id}`,
    space: team === undefined ? undefined : toSpace(team),
    at: event_time === undefined ? undefined : event_time * 1000,
    event,
  };
}

/** The space of a workspace. */
export function toSpace(team: string): string {
  return `slack:${team}`;
}

/** The space in which somebody pressed or chose something. */
export function spaceOf({ team, user }: Pick<ActionPayload, 'team' | 'user'>): string | undefined {
  const id = team?.id ?? user.team_id;
  return id === undefined ? undefined : toSpace(id);
}
