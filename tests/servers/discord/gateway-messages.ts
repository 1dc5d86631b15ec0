import { GatewayIntentBits } from 'discord.js';
import type { RawData } from 'ws';
import { z } from 'zod';

const MAX_PAYLOAD_BYTES = 4096;
const PRIVILEGED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const message = z.object({ op: z.int(), d: z.unknown().optional() });
const identify = z.object({
  token: z.string(),
  intents: z.int().min(0),
  properties: z.record(z.string(), z.unknown()),
  presence: z.unknown().optional(),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int().min(0) });

/** With what a bot begins a session. */
export type IdentifyData = z.infer<typeof identify>;

/** With what a bot takes up a session again. */
export type ResumeData = z.infer<typeof resume>;

/** Reads a message of the bot; undefined when it is none, or longer than the 4,096 bytes that Discord takes. */
export function parseGatewayMessage(raw: RawData): z.infer<typeof message> | undefined {
  if (!Buffer.isBuffer(raw) || raw.length > MAX_PAYLOAD_BYTES) return undefined;
  try {
    return message.safeParse(JSON.parse(raw.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Reads the `d` of IDENTIFY; undefined when something is missing. */
export function parseIdentify(data: unknown): IdentifyData | undefined {
  return identify.safeParse(data).data;
}

/** Reads the `d` of RESUME; undefined when something is missing. */
export function parseResume(data: unknown): ResumeData | undefined {
  return resume.safeParse(data).data;
}

/** Whether a bot asks for privileged intents that the developer portal has not allowed it. */
export function hasDisallowedIntents(data: IdentifyData | undefined, allowed: number): boolean {
  return ((data?.intents ?? 0) & PRIVILEGED & ~allowed) !== 0;
}
