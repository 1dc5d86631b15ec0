// Loaded before a process that is to live at another time: its clock is CLOCK_OFFSET_MS ahead, its timers are not.

const offset = Number(process.env.CLOCK_OFFSET_MS ?? 0);
const { now: machineNow } = Date;
const now = () => machineNow() + offset;

globalThis.Date = new Proxy(Date, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length > 0 ? given : [now()], newTarget),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
