/** Zone names in minutes east of UTC: those of RFC 2822, section 4.3, and those that news sites write. */
const ZONE_MINUTES: Readonly<Record<string, number>> = {
  ...{ z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 60, bst: 60 },
  ...{ cet: 60, cest: 120, met: 60, mest: 120, mez: 60, mesz: 120 },
  ...{ eet: 120, eest: 180, idt: 180, msk: 180, trt: 180, wat: 60, cat: 120, sast: 120, eat: 180 },
  ...{ irst: 210, pkt: 300, npt: 345, wib: 420, ict: 420, wita: 480, sgt: 480, hkt: 480, pht: 480, awst: 480 },
  ...{ wit: 540, jst: 540, kst: 540, acst: 570, aest: 600, acdt: 630, aedt: 660, nzst: 720, nzdt: 780 },
  ...{ est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420 },
  ...{ nst: -210, ndt: -150, adt: -180, brt: -180, art: -180, cot: -300, pet: -300, akst: -540, akdt: -480, hst: -600 },
};

/** Names that several zones have (India, Israel, Ireland), and the letters of RFC 822, which were defined with a wrong sign. */
const UNCLEAR = /^(?:ist|ast|gst|amt|[a-ik-y])$/;

const MAX_OFFSET_MINUTES = 14 * 60;

/**
 * Reads a zone as dates write it: `Z`, `+03:00`, `+0300`, `+3`, `GMT+3`, `CEST`.
 *
 * @returns minutes east of UTC; `unclear` for a name of several zones; undefined for one that is not known or does not exist
 */
export function parseZoneOffset(zone: string): number | 'unclear' | undefined {
  const text = zone.toLowerCase();
  const parts = /^(?:gmt|utc|ut)?\s*([+-])(\d{1,2})(?::?(\d\d))?$/.exec(text);
  if (parts === null) {
    if (UNCLEAR.test(text)) return 'unclear';
    return Object.hasOwn(ZONE_MINUTES, text) ? ZONE_MINUTES[text] : undefined;
  }
  const minutes = Number(parts[3] ?? 0);
  const size = Number(parts[2]) * 60 + minutes;
  if (minutes > 59 || size > MAX_OFFSET_MINUTES) return undefined;
  return parts[1] === '-' ? -size : size;
}
