import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Delivery } from './deliveries.js';
import { parseJson } from './http.js';
import type { Json, Platform } from './platform.js';
import { SlackError } from './slack-error.js';

const MAX_CONNECTIONS = 10;

/** Why Slack asks the bot to connect anew. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled';

/** What was seen of the bot's connections. */
export interface SocketReport {
  /** Connections made so far. */
  readonly opened: number;
  /** Connections at present. */
  readonly open: number;
  /** Whether the bot has been greeted and is there. */
  readonly isConnected: boolean;
  /** With which codes connections have ended; 1006 without a goodbye. */
  readonly closeCodes: readonly number[];
}

interface Connection {
  readonly socket: WebSocket;
  isGreeted: boolean;
  /** Sent and not acknowledged, by envelope. */
  readonly pending: Map<string, Delivery>;
}

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Socket Mode: what happens reaches the bot over connections that the bot opens. */
export class SocketMode implements SocketReport {
  opened = 0;
  readonly closeCodes: number[] = [];
  /** False: connections are cut before they are made. */
  acceptsConnections = true;
  /** False: pings get no answer, as on a dead line. */
  answersPings = true;
  readonly #platform: Platform;
  readonly #server = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #tickets = new Set<string>();
  readonly #connections = new Set<Connection>();
  readonly #waiting: Delivery[] = [];
  #greets = true;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  get open(): number {
    return this.#connections.size;
  }

  get isConnected(): boolean {
    return [...this.#connections].some(({ isGreeted }) => isGreeted);
  }

  /**
   * An address to connect to, good for one connection.
   *
   * @throws {SlackError} `too_many_websockets`
   */
  createUrl(): string {
    if (this.#connections.size >= MAX_CONNECTIONS) throw new SlackError('too_many_websockets');
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    const { origin, appId } = this.#platform;
    return `${origin.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${appId}`;
  }

  /** Takes a connection of the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', this.#platform.origin).searchParams.get('ticket') ?? '';
    if (!this.acceptsConnections || !this.#tickets.delete(ticket)) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  /** Sends to one of the connections; what finds none waits for the next one if it is an event. */
  deliver(delivery: Delivery): void {
    const greeted = [...this.#connections].filter(({ isGreeted }) => isGreeted);
    const connection = greeted[this.#platform.newOrder() % greeted.length];
    if (connection !== undefined) this.#send(connection, delivery);
    else if (delivery.type === 'events_api') this.#waiting.push(delivery);
    else this.#platform.deliveries.fail(delivery);
  }

  /** Asks the bot to connect anew. */
  disconnect(reason: DisconnectReason): void {
    const debug_info = { host: 'loopback' };
    for (const { socket } of this.#connections) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info }));
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const { socket } of this.#connections) socket.terminate();
  }

  /** Connections are made and not greeted, until this is called with true. */
  greet(greets: boolean): void {
    this.#greets = greets;
    if (greets) for (const connection of this.#connections) this.#greet(connection);
  }

  #welcome(socket: WebSocket): void {
    const connection: Connection = { socket, isGreeted: false, pending: new Map() };
    this.#connections.add(connection);
    this.opened += 1;
    socket.on('ping', (data) => {
      if (this.answersPings) socket.pong(data);
    });
    socket.on('message', (raw) => this.#receive(connection, raw));
    socket.on('close', (code) => this.#leave(connection, code));
    // Its end is told by `close`.
    socket.on('error', () => {});
    if (this.#greets) this.#greet(connection);
    this.#platform.changes.notify();
  }

  #greet(connection: Connection): void {
    if (connection.isGreeted) return;
    connection.isGreeted = true;
    const debug_info = { host: 'loopback', approximate_connection_time: 18_060 };
    const { appId: app_id } = this.#platform;
    const hello = { type: 'hello', num_connections: this.open, connection_info: { app_id }, debug_info };
    connection.socket.send(JSON.stringify(hello));
    for (const delivery of this.#waiting.splice(0)) this.#repeat(delivery);
  }

  #receive(connection: Connection, raw: RawData): void {
    const parsed = acknowledgement.safeParse(parseJson(raw.toString()));
    if (!parsed.success) {
      this.#platform.refusals.push({ method: 'acknowledgement', error: 'invalid_envelope', reasons: [raw.toString()] });
      return;
    }
    const { envelope_id, payload } = parsed.data;
    const delivery = connection.pending.get(envelope_id);
    if (delivery === undefined) return;
    connection.pending.delete(envelope_id);
    this.#platform.deliveries.acknowledge(delivery, payload);
  }

  #leave(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    this.closeCodes.push(code);
    for (const delivery of connection.pending.values()) {
      if (delivery.type !== 'events_api') this.#platform.deliveries.fail(delivery);
      else if (this.isConnected) this.#repeat(delivery);
      else this.#waiting.push(delivery);
    }
    this.#platform.changes.notify();
  }

  /** Slack sends an event again that nobody acknowledged. */
  #repeat({ type, payload, act, attempt }: Delivery): void {
    this.#platform.deliveries.send({ type, payload, act, attempt: attempt + 1, reason: 'timeout' });
  }

  #send(connection: Connection, delivery: Delivery): void {
    const envelope_id = randomUUID();
    const { type, payload, attempt, reason } = delivery;
    const retry: Json =
      type === 'events_api' ? { retry_attempt: attempt, retry_reason: attempt === 0 ? '' : (reason ?? 'timeout') } : {};
    const accepts_response_payload = type !== 'events_api';
    connection.pending.set(envelope_id, delivery);
    connection.socket.send(JSON.stringify({ envelope_id, type, accepts_response_payload, payload, ...retry }));
  }
}
