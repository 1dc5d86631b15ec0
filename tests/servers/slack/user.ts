import { Act } from './act.js';
import { elementsOf } from './block-rules.js';
import { TestChannel } from './channel.js';
import { sendEvent } from './events.js';
import { applyViewAnswer, interactionBase, messageContext, showAnswer } from './interaction-payloads.js';
import { TestMessage } from './message.js';
import type { Json, Platform } from './platform.js';
import { edit, plainBody, post, remove } from './posting.js';
import type { TestTeam } from './team.js';
import { escapeText, toStoredText } from './typed-text.js';
import type { TestView } from './view.js';
import { type FieldValues, fillView } from './view-input.js';

/** Where and how somebody writes. */
interface WritingOptions {
  /** A message of the thread in which they write: its first one, or a reply. */
  readonly thread?: TestMessage;
  /** Tells the bot of the message itself too, or not, whatever its scopes say. */
  readonly withMessage?: boolean;
  readonly subtype?: 'file_share' | 'thread_broadcast' | 'me_message';
}

/** Somebody with Slack's client. Whatever the client would not let them do throws. Everything settles when it is sent. */
export class TestUser {
  readonly id: string;
  readonly name: string;
  readonly team: TestTeam;
  /** What the bot shows them on its Home tab. */
  home: TestView | undefined;
  /** When it was published last, as in `Platform.newOrder`. */
  homeOrder = 0;
  readonly #platform: Platform;
  #dm: TestChannel | undefined;

  constructor(platform: Platform, team: TestTeam, name: string) {
    this.#platform = platform;
    this.id = platform.newId('U');
    this.team = team;
    this.name = name;
    platform.users.set(this.id, this);
  }

  /** Their conversation with the bot. */
  get dm(): TestChannel {
    this.#dm ??= new TestChannel(this.#platform, this.team, { person: this });
    return this.#dm;
  }

  /** The bot shows them its Home tab. */
  publish(view: TestView): void {
    this.home = view;
    this.homeOrder = this.#platform.newOrder();
  }

  /** Writes to the bot by its name. Where the bot is no member it hears nothing. */
  async mention(channel: TestChannel, text: string, options: WritingOptions = {}): Promise<Act> {
    return this.say(channel, `<@${this.team.botUserId}> ${text}`, options);
  }

  /** Writes a message. */
  async say(channel: TestChannel, text: string, options: WritingOptions = {}): Promise<Act> {
    this.#enter(channel);
    const { thread, withMessage, subtype } = options;
    if (thread !== undefined) this.#see(thread);
    if (thread !== undefined && thread.channel !== channel) throw new Error('The thread is in another conversation.');
    const act = new Act(this.#platform, { kind: 'message', user: this, channel });
    act.message = post(this.#platform, {
      channel,
      author: { id: this.id, isBot: false },
      body: plainBody(toStoredText(text)),
      threadTs: thread?.threadTs ?? thread?.ts,
      withMessage,
      subtype,
      act,
    });
    return act;
  }

  /** Changes what they wrote. */
  async edit(message: TestMessage, text: string): Promise<Act> {
    const act = this.#changeOwn('edit', message);
    edit(this.#platform, message, plainBody(toStoredText(text)), act);
    return act;
  }

  /** Takes back what they wrote. */
  async delete(message: TestMessage): Promise<Act> {
    const act = this.#changeOwn('deletion', message);
    remove(this.#platform, message, act);
    return act;
  }

  /** Uses a slash command; it works in every channel, whether the bot is there or not, and in no thread. */
  async slashCommand(command: `/${string}`, text: string, channel: TestChannel): Promise<Act> {
    this.#enter(channel);
    const onAnswer = (answer: unknown) => showAnswer(this.#platform, act, answer);
    const act: Act = new Act(this.#platform, { kind: 'command', user: this, channel, onAnswer });
    act.triggerId = this.#platform.triggers.create(act);
    act.responseUrl = this.#platform.responseUrls.create(act);
    this.#send(act, 'slash_commands', {
      token: 'verification',
      team_id: this.team.id,
      team_domain: this.team.domain,
      channel_id: channel.id,
      channel_name: channel.name,
      user_id: this.id,
      user_name: this.name,
      command,
      text: escapeText(text),
      api_app_id: this.#platform.appId,
      is_enterprise_install: 'false',
      response_url: act.responseUrl,
      trigger_id: act.triggerId,
    });
    return act;
  }

  /**
   * Presses a button of a message, modal or Home tab, found by its action id or else by its label.
   *
   * @param forged  sent in place of the button's own value, which Slack would not do
   */
  async click(
    target: TestMessage | TestView,
    actionIdOrLabel: string,
    forged: { readonly value?: string } = {},
  ): Promise<Act> {
    this.#look(target);
    const { buttons } = target;
    const named =
      buttons.find(({ actionId }) => actionId === actionIdOrLabel) ??
      buttons.find(({ text }) => text === actionIdOrLabel);
    const block = target.blocks.find((one) => elementsOf(one).some((element) => element.action_id === named?.actionId));
    const button = block && elementsOf(block).find((element) => element.action_id === named?.actionId);
    if (button?.type !== 'button') throw new Error(`There is no button "${actionIdOrLabel}" to press.`);
    const { action_id, text, value, url } = button;
    return this.#use(target, { action_id, block_id: block?.block_id, type: 'button', text, value, url, ...forged });
  }

  /**
   * Chooses an option from a menu, and says yes where the menu asks first.
   *
   * @param text  of the option, or its beginning
   */
  async choose(target: TestMessage | TestView, actionId: string, text: string): Promise<Act> {
    this.#look(target);
    const block = target.blocks.find((one) => elementsOf(one).some(({ action_id }) => action_id === actionId));
    const menu = block && elementsOf(block).find(({ action_id }) => action_id === actionId);
    if (menu?.type !== 'static_select') throw new Error(`There is no menu "${actionId}".`);
    const option = menu.options?.find((one) => one.text.text.startsWith(text));
    if (option === undefined) throw new Error(`There is no option "${text}".`);
    return this.#use(target, {
      action_id: actionId,
      block_id: block?.block_id,
      type: 'static_select',
      selected_option: option,
    });
  }

  /** Chooses a shortcut from the menu of a message; it works wherever the person is. */
  async shortcut(callbackId: string, message: TestMessage): Promise<Act> {
    this.#see(message);
    if (message.isEphemeral) throw new Error('There is no such menu on what only one person sees.');
    const { channel, ts } = message;
    const act = new Act(this.#platform, { kind: 'shortcut', user: this, channel, message });
    act.responseUrl = this.#platform.responseUrls.create(act);
    this.#send(act, 'interactive', {
      type: 'message_action',
      ...interactionBase(this.#platform, this, act),
      callback_id: callbackId,
      action_ts: this.#platform.newTs(),
      response_url: act.responseUrl,
      message_ts: ts,
      channel: { id: channel.id, name: channel.name },
      message: message.toJson({ withMetadata: false }),
    });
    return act;
  }

  /** Fills in a modal and sends it off. */
  async submitView(view: TestView, values: FieldValues = {}): Promise<Act> {
    this.#seeView(view);
    if (view.submit === undefined) throw new Error('There is nothing to send off.');
    const onAnswer = (answer: unknown) => applyViewAnswer(this.#platform, act, view, answer);
    const act: Act = new Act(this.#platform, { kind: 'submission', user: this, onAnswer });
    const base = interactionBase(this.#platform, this, act);
    const payload = { type: 'view_submission', ...base, view: view.toJson(fillView(view, values)), response_urls: [] };
    this.#send(act, 'interactive', payload);
    return act;
  }

  /** Closes a modal without sending it off. */
  async closeView(view: TestView): Promise<Act> {
    this.#seeView(view);
    view.isOpen = false;
    const act = new Act(this.#platform, { kind: 'closing', user: this });
    if (!view.notifiesOnClose) return act;
    const base = interactionBase(this.#platform, this, act);
    this.#send(act, 'interactive', { type: 'view_closed', ...base, view: view.toJson(), is_cleared: false });
    return act;
  }

  /** Opens the bot's Home tab. */
  async openHome(): Promise<Act> {
    return this.#openTab('home');
  }

  /** Opens the conversation with the bot. */
  async openMessagesTab(): Promise<Act> {
    return this.#openTab('messages');
  }

  #look(target: TestMessage | TestView): void {
    if (target instanceof TestMessage) this.#see(target);
    else this.#seeView(target);
  }

  #use(target: TestMessage | TestView, action: Json): Act {
    const message = target instanceof TestMessage ? target : undefined;
    const act = new Act(this.#platform, { kind: 'click', user: this, channel: message?.channel, message });
    if (message !== undefined) act.responseUrl = this.#platform.responseUrls.create(act, message);
    this.#send(act, 'interactive', {
      type: 'block_actions',
      ...interactionBase(this.#platform, this, act),
      ...(target instanceof TestMessage
        ? { ...messageContext(target), response_url: act.responseUrl }
        : { container: { type: 'view', view_id: target.id }, view: target.toJson() }),
      state: { values: {} },
      actions: [{ ...action, action_ts: this.#platform.newTs() }],
    });
    return act;
  }

  #openTab(tab: 'home' | 'messages'): Act {
    const kind = tab === 'home' ? 'home' : 'messages-tab';
    const act = new Act(this.#platform, { kind, user: this, channel: this.dm });
    const view: Json = tab === 'home' && this.home !== undefined ? { view: this.home.toJson() } : {};
    const event_ts = this.#platform.newTs();
    const event = { type: 'app_home_opened', user: this.id, channel: this.dm.id, tab, ...view, event_ts };
    sendEvent(this.#platform, this.team, event, act);
    return act;
  }

  #changeOwn(kind: 'edit' | 'deletion', message: TestMessage): Act {
    if (message.user !== this.id || message.isDeleted) throw new Error('Nobody can change what others wrote.');
    return new Act(this.#platform, { kind, user: this, channel: message.channel, message });
  }

  #send(act: Act, type: 'slash_commands' | 'interactive', payload: Json): void {
    if (!this.team.isInstalled) throw new Error('The app is not installed here.');
    this.#platform.deliveries.send({ type, payload, act });
  }

  #enter(channel: TestChannel): void {
    if (channel.team !== this.team) throw new Error('The channel is in another workspace.');
    if (channel.isArchived) throw new Error('The channel is archived.');
    if (channel.kind === 'im' && channel.person !== this) throw new Error('This is a conversation of others.');
    channel.members.add(this);
  }

  #see(message: TestMessage): void {
    const isHidden = message.isDeleted || !message.isShown;
    if (isHidden || (message.recipient !== undefined && message.recipient !== this)) {
      throw new Error(`${this.name} does not see this message.`);
    }
    this.#enter(message.channel);
  }

  #seeView(view: TestView): void {
    if (view.user !== this || !view.isOpen) throw new Error(`${this.name} does not see this view.`);
  }
}
