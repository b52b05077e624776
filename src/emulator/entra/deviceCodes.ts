import { randomBytes, randomInt } from 'node:crypto';

/** What a device code was asked for. */
export interface DeviceAsk {
  readonly clientId: string;
  readonly audience: string;
  readonly refreshable: boolean;
}

export interface DeviceCode extends DeviceAsk {
  readonly deviceCode: string;
  readonly userCode: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

export type DeviceState =
  | { readonly kind: 'unknown' | 'pending' | 'declined' | 'expired' | 'used' }
  | { readonly kind: 'approved'; readonly ask: DeviceAsk };

type Progress = 'waiting' | 'approved' | 'declined' | 'used';

/** Seconds that a code lasts and that a client waits between two polls, as the service says them. */
export const deviceCodeLifetime = 900;
export const pollInterval = 5;
/** Neither vowels nor figures that look like letters. */
const letters = 'BCDFGHJKLMNPQRSTVWXYZ';
const maxCodes = 1000;

/** The device codes that wait for a person (RFC 8628). */
export class DeviceCodes {
  readonly #codes = new Map<string, { readonly code: DeviceCode; readonly progress: Progress; readonly polls: number }>();
  /** Polls after which a code is approved without anybody; undefined to wait for a decision. */
  readonly #approveAfter: number | undefined;

  constructor(approveAfter: number | undefined) {
    this.#approveAfter = approveAfter;
  }

  issue(ask: DeviceAsk, now: number): DeviceCode {
    const code: DeviceCode = {
      ...ask,
      deviceCode: randomBytes(48).toString('base64url'),
      userCode: Array.from({ length: 9 }, () => letters.charAt(randomInt(letters.length))).join(''),
      expiresAt: now + deviceCodeLifetime * 1000,
    };
    this.#codes.set(code.deviceCode, { code, progress: 'waiting', polls: 0 });
    const [oldest] = this.#codes.keys();
    if (this.#codes.size > maxCodes && oldest !== undefined) this.#codes.delete(oldest);
    return code;
  }

  /** False when no such code waits. People type it in any case and with spaces or hyphens. */
  decide(userCode: string, decision: 'approved' | 'declined', now: number): boolean {
    const wanted = userCode.toUpperCase().replace(/[^A-Z0-9]/g, '');
    for (const [key, entry] of this.#codes) {
      if (entry.code.userCode !== wanted || entry.progress !== 'waiting' || entry.code.expiresAt <= now) continue;
      this.#codes.set(key, { ...entry, progress: decision });
      return true;
    }
    return false;
  }

  /** One poll of the client. An approved code is used up by it. */
  poll(deviceCode: string, clientId: string, now: number): DeviceState {
    const entry = this.#codes.get(deviceCode);
    if (entry === undefined || entry.code.clientId !== clientId) return { kind: 'unknown' };
    if (entry.progress === 'declined' || entry.progress === 'used') return { kind: entry.progress };
    if (entry.code.expiresAt <= now) return { kind: 'expired' };
    const polls = entry.polls + 1;
    const approved = entry.progress === 'approved' || (this.#approveAfter !== undefined && polls > this.#approveAfter);
    this.#codes.set(deviceCode, { ...entry, progress: approved ? 'used' : 'waiting', polls });
    return approved ? { kind: 'approved', ask: entry.code } : { kind: 'pending' };
  }
}
