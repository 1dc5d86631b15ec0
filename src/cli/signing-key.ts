import { randomBytes } from 'node:crypto';
import { Secret } from '../lib/secret.js';
import type { Session } from './session.js';

/**
 * The key with which sign-ins are made: that of the configuration, else that of the data folder. Where no state is kept it
 * is new each time, so that sign-ins end with the process.
 *
 * @throws {BotError} `store-unavailable` when the key of the folder cannot be read or made
 */
export async function readSigningKey({ config, usesState }: Session): Promise<Secret> {
  if (config.secretKey !== undefined) return config.secretKey;
  if (!usesState) return new Secret(randomBytes(32).toString('hex'));
  const { readSecretKey } = await import('../store/secret-key.js');
  return readSecretKey(config.dataDir);
}
