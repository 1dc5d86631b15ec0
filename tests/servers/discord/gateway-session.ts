import { GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';
import type { Json } from './platform.js';

interface SentEvent {
  readonly op: GatewayOpcodes.Dispatch;
  readonly t: string;
  readonly s: number;
  readonly d: Json;
}

/** One session of a bot: it outlives its connection, and keeps what was sent so that it can be resumed. */
export class GatewaySession {
  readonly id: string;
  readonly intents: number;
  /** The connection; undefined while the bot is away. */
  socket: WebSocket | undefined;
  readonly #events: SentEvent[] = [];

  constructor(id: string, intents: number, socket: WebSocket) {
    this.id = id;
    this.intents = intents;
    this.socket = socket;
  }

  /** The number of the last event. */
  get sequence(): number {
    return this.#events.length;
  }

  /** Sends an event, or keeps it until the bot is back. */
  dispatch(type: string, data: Json): void {
    const event: SentEvent = { op: GatewayOpcodes.Dispatch, t: type, s: this.sequence + 1, d: structuredClone(data) };
    this.#events.push(event);
    this.socket?.send(JSON.stringify(event));
  }

  /** Goes on with another connection: sends again what came after `sequence`, then RESUMED. */
  resume(socket: WebSocket, sequence: number): void {
    this.socket = socket;
    for (const event of this.#events.slice(sequence)) socket.send(JSON.stringify(event));
    this.dispatch('RESUMED', {});
  }
}
