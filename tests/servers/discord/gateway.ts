import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes as CloseCode, GatewayIntentBits, GatewayOpcodes as Op } from 'discord.js';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { guildJson, userJson } from './entities-json.js';
import {
  hasDisallowedIntents,
  type IdentifyData,
  parseGatewayMessage,
  parseIdentify,
  parseResume,
  type ResumeData,
} from './gateway-messages.js';
import { GatewaySession } from './gateway-session.js';
import type { Json, Platform } from './platform.js';

const MAX_EVENTS_A_MINUTE = 120;
/** The bot says with these that its session is over. */
const FINAL_CLOSE_CODES = [1000, 1001];

/** What the gateway has seen so far. */
export interface GatewayReport {
  /** Sessions begun. */
  readonly identifies: number;
  /** Sessions taken up again. */
  readonly resumes: number;
  readonly heartbeats: number;
  /** Whether a bot is there and has a session. */
  readonly isConnected: boolean;
  /** The intents of the last IDENTIFY, as bits. */
  readonly intents: number;
  /** The last presence the bot gave. */
  readonly presence: unknown;
  /** With which codes connections have ended; 1006 without a goodbye. */
  readonly closeCodes: readonly number[];
}

/** Discord's gateway: sessions over WebSocket, with everything that can go wrong with them. */
export class Gateway implements GatewayReport {
  identifies = 0;
  resumes = 0;
  heartbeats = 0;
  intents = 0;
  presence: unknown;
  readonly closeCodes: number[] = [];
  /** False: beats get no answer, as on a dead line. */
  answersHeartbeats = true;
  /** False: connections are cut before they are made. */
  acceptsConnections = true;
  readonly #platform: Platform;
  readonly #heartbeatIntervalMs: number;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #sessionOf = new Map<WebSocket, GatewaySession>();

  constructor(platform: Platform, heartbeatIntervalMs: number) {
    this.#platform = platform;
    this.#heartbeatIntervalMs = heartbeatIntervalMs;
  }

  /** Where the bot connects to, and later resumes. */
  get url(): string {
    return `${this.#platform.origin.replace('http:', 'ws:')}/gateway`;
  }

  get isConnected(): boolean {
    return this.#sessionOf.size > 0;
  }

  /**
   * Sends an event to every session.
   *
   * @param build  the event for a session with these intents, or undefined when it is not to have it
   */
  dispatch(type: string, build: (intents: number) => Json | undefined): void {
    for (const session of this.#sessions.values()) {
      const data = build(session.intents);
      if (data !== undefined) session.dispatch(type, data);
    }
    this.#platform.changes.notify();
  }

  /** Takes a connection of the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.acceptsConnections) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      const { searchParams } = new URL(request.url ?? '/', this.#platform.origin);
      this.#greet(connection);
      if (searchParams.get('v') !== '10' || searchParams.get('encoding') !== 'json') {
        connection.close(CloseCode.InvalidAPIVersion);
      }
    });
  }

  /** Ends every connection with a close code. */
  close(code: number): void {
    for (const socket of this.#server.clients) socket.close(code);
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  /** Asks the bot to connect anew and resume. */
  requestReconnect(): void {
    for (const socket of this.#server.clients) send(socket, Op.Reconnect, null);
  }

  /** Tells the bot that its session is invalid; unless it may resume, nothing of the session is kept. */
  invalidateSession(isResumable: boolean): void {
    for (const [socket, session] of this.#sessionOf) {
      this.#leave(socket);
      if (!isResumable) this.#sessions.delete(session.id);
      send(socket, Op.InvalidSession, isResumable);
    }
  }

  /** Ends all at once. */
  stop(): void {
    this.acceptsConnections = false;
    this.cut();
  }

  #greet(socket: WebSocket): void {
    let receivedAtMs: number[] = [];
    socket.on('message', (raw) => {
      const now = this.#platform.now();
      receivedAtMs = [...receivedAtMs.filter((atMs) => atMs > now - 60_000), now];
      if (receivedAtMs.length > MAX_EVENTS_A_MINUTE) socket.close(CloseCode.RateLimited);
      else this.#receive(socket, raw);
    });
    socket.on('close', (code) => {
      const session = this.#leave(socket);
      if (session !== undefined && FINAL_CLOSE_CODES.includes(code)) this.#sessions.delete(session.id);
      this.closeCodes.push(code);
      this.#platform.changes.notify();
    });
    send(socket, Op.Hello, { heartbeat_interval: this.#heartbeatIntervalMs });
  }

  #receive(socket: WebSocket, raw: RawData): void {
    const message = parseGatewayMessage(raw);
    switch (message?.op) {
      case undefined:
        socket.close(CloseCode.DecodeError);
        break;
      case Op.Heartbeat:
        this.heartbeats += 1;
        if (this.answersHeartbeats) send(socket, Op.HeartbeatAck, null);
        break;
      case Op.Identify:
        this.#identify(socket, parseIdentify(message.d));
        break;
      case Op.Resume:
        this.#resume(socket, parseResume(message.d));
        break;
      case Op.PresenceUpdate:
        this.presence = message.d;
        break;
      case Op.RequestGuildMembers:
      case Op.VoiceStateUpdate:
        if (!this.#sessionOf.has(socket)) socket.close(CloseCode.NotAuthenticated);
        break;
      default:
        socket.close(CloseCode.UnknownOpcode);
    }
    this.#platform.changes.notify();
  }

  #identify(socket: WebSocket, data: IdentifyData | undefined): void {
    const isDisallowed = hasDisallowedIntents(data, this.#platform.privilegedIntents);
    const code = this.#findFault(socket, data) ?? (isDisallowed ? CloseCode.DisallowedIntents : undefined);
    if (data === undefined || code !== undefined) {
      socket.close(code);
      return;
    }
    // The bot has given up what it left behind; a second process with the same token goes on.
    for (const { id, socket: other } of this.#sessions.values()) if (other === undefined) this.#sessions.delete(id);
    const session = new GatewaySession(randomBytes(16).toString('hex'), data.intents, socket);
    this.#sessions.set(session.id, session);
    this.#sessionOf.set(socket, session);
    this.identifies += 1;
    this.intents = data.intents;
    this.presence = data.presence;
    this.#welcome(session);
  }

  #welcome(session: GatewaySession): void {
    const { bot, guilds, applicationId } = this.#platform;
    const own = [...guilds.values()].filter(({ isBotMember }) => isBotMember);
    session.dispatch('READY', {
      v: 10,
      user: { ...userJson(bot), verified: true, mfa_enabled: true, flags: 0, email: null },
      guilds: own.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url,
      application: { id: applicationId, flags: 0 },
      shard: [0, 1],
    });
    if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
    for (const guild of own) session.dispatch('GUILD_CREATE', guildJson(guild, this.#platform));
  }

  #resume(socket: WebSocket, data: ResumeData | undefined): void {
    const code = this.#findFault(socket, data);
    if (data === undefined || code !== undefined) {
      socket.close(code);
      return;
    }
    const session = this.#sessions.get(data.session_id);
    if (session === undefined) {
      send(socket, Op.InvalidSession, false);
      return;
    }
    if (data.seq > session.sequence) {
      socket.close(CloseCode.InvalidSeq);
      return;
    }
    this.#sessionOf.set(socket, session);
    this.resumes += 1;
    session.resume(socket, data.seq);
  }

  #findFault(socket: WebSocket, data: { readonly token: string } | undefined): CloseCode | undefined {
    if (data === undefined) return CloseCode.DecodeError;
    if (this.#sessionOf.has(socket)) return CloseCode.AlreadyAuthenticated;
    return data.token === this.#platform.token ? undefined : CloseCode.AuthenticationFailed;
  }

  #leave(socket: WebSocket): GatewaySession | undefined {
    const session = this.#sessionOf.get(socket);
    this.#sessionOf.delete(socket);
    if (session?.socket === socket) session.socket = undefined;
    return session;
  }
}

function send(socket: WebSocket, op: Op, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }));
}
