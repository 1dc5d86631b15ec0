import { describe, expect, it } from 'vitest';
import { createPlanner, type PlannedSubscription } from '../../src/jobs/plan-deliveries.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-01-01T12:00:00Z');

interface Planned {
  readonly id: string;
  readonly subscription: string;
  readonly occasion: string;
  readonly dueAt: number;
}

/** Deliveries in memory, planned as the store plans them: once for a subscription and an occasion. */
class Plans {
  readonly planned: Planned[] = [];
  readonly missed: string[] = [];
  nowMs = START;
  stories: readonly string[] = [];
  looks = 0;
  version = 0;
  #count = 0;

  readonly subscriptions: PlannedSubscription[];

  constructor(subscriptions: PlannedSubscription[]) {
    this.subscriptions = subscriptions;
  }

  planner() {
    return createPlanner({
      active: async () => this.subscriptions,
      lastDue: async (id) => this.of(id).at(-1)?.dueAt,
      plan: async (delivery) => {
        if (this.of(delivery.subscription).some(({ occasion }) => occasion === delivery.occasion)) return false;
        this.planned.push(delivery);
        return true;
      },
      miss: async (id) => {
        this.missed.push(this.planned.find((one) => one.id === id)?.occasion ?? '');
      },
      newStories: async ({ id }) => {
        this.looks += 1;
        return this.stories.filter((story) => !this.of(id).some(({ occasion }) => occasion === story));
      },
      articlesVersion: async () => this.version,
      newId: () => {
        this.#count += 1;
        return `d${this.#count}`;
      },
      now: () => this.nowMs,
    });
  }

  of(id: string): readonly Planned[] {
    return this.planned.filter(({ subscription }) => subscription === id);
  }

  async pass(plan: () => Promise<void>, ms: number, stepMs: number): Promise<void> {
    for (const end = this.nowMs + ms; this.nowMs < end; ) {
      this.nowMs += stepMs;
      await plan();
    }
  }
}

const daily = (id: string, schedule: string, zone: string): PlannedSubscription => ({
  id,
  schedule,
  zone,
  activeSince: START,
});
const alert = (id: string, changes: Partial<PlannedSubscription> = {}): PlannedSubscription => ({
  ...daily(id, 'now', 'UTC'),
  ...changes,
});

describe('planning digests', () => {
  it('plans one for each day of a year in many zones, by two bots that look every hour', async () => {
    const zones = [
      'UTC',
      'Europe/Paris',
      'America/New_York',
      'America/Santiago',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'Asia/Gaza',
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'Pacific/Kiritimati',
    ];
    const plans = new Plans(
      zones.flatMap((zone) => [daily(`${zone} a`, '02:30', zone), daily(`${zone} b`, '00:00', zone)]),
    );
    const [one, other] = [plans.planner(), plans.planner()];
    await plans.pass(
      async () => {
        await one();
        await other();
      },
      365 * DAY_MS,
      HOUR_MS,
    );
    for (const { id } of plans.subscriptions) {
      const occasions = plans.of(id).map(({ occasion }) => occasion);
      expect(occasions).toHaveLength(365);
      expect(new Set(occasions).size).toBe(365);
    }
    expect(plans.missed).toEqual([]);
  });

  it('plans nothing that was due before the subscription was made or resumed', async () => {
    const plans = new Plans([daily('s', '11:59', 'UTC')]);
    const plan = plans.planner();
    plans.nowMs += HOUR_MS;
    await plan();
    expect(plans.planned).toEqual([]);
  });

  it('notes the days that were missed, and plans the one that is not', async () => {
    const plans = new Plans([daily('s', '08:00', 'UTC')]);
    plans.nowMs = Date.parse('2026-01-04T19:00:00Z');
    await plans.planner()();
    expect(plans.planned.map(({ occasion }) => occasion)).toEqual(['2026-01-02', '2026-01-03', '2026-01-04']);
    expect(plans.missed).toEqual(['2026-01-02', '2026-01-03']);
  });

  it('follows a subscription whose time was changed, without a second digest of the day', async () => {
    const plans = new Plans([daily('s', '08:00', 'UTC')]);
    const plan = plans.planner();
    await plans.pass(plan, DAY_MS, HOUR_MS);
    plans.subscriptions[0] = daily('s', '15:00', 'UTC');
    await plans.pass(plan, 2 * DAY_MS, HOUR_MS);
    expect(plans.planned.map(({ occasion, dueAt }) => [occasion, new Date(dueAt).getUTCHours()])).toEqual([
      ['2026-01-02', 8],
      ['2026-01-03', 15],
    ]);
  });
});

describe('planning alerts', () => {
  it('plans one for each story when it comes, and after the quiet hours what comes in them', async () => {
    const plans = new Plans([alert('s', { quiet: '22-07', zone: 'Europe/Paris' })]);
    const plan = plans.planner();
    plans.stories = ['flood'];
    await plan();
    plans.nowMs = Date.parse('2026-01-01T23:00:00Z');
    plans.version = 1;
    plans.stories = ['flood', 'fair'];
    await plan();
    await plan();
    expect(plans.planned.map(({ occasion, dueAt }) => [occasion, new Date(dueAt).toISOString()])).toEqual([
      ['flood', '2026-01-01T12:00:00.000Z'],
      ['fair', '2026-01-02T06:00:00.000Z'],
    ]);
  });

  it('looks when articles came or somebody subscribed, and else seldom', async () => {
    const plans = new Plans([alert('s')]);
    const plan = plans.planner();
    await plans.pass(plan, 10_000, 2_000);
    expect(plans.looks).toBe(1);
    plans.version = 1;
    await plan();
    expect(plans.looks).toBe(2);
    plans.subscriptions.push(alert('t'));
    await plan();
    expect(plans.looks).toBe(4);
    await plans.pass(plan, 60_000, 2_000);
    expect(plans.looks).toBe(8);
  });
});
