import type { KeyObject } from 'node:crypto';
import { toPem } from './toPem.ts';

/** A private key, where it may leave, and its certificates in one text; the order is that of the service. */
export const writePem = (key: KeyObject | undefined, chain: readonly Buffer[]): string =>
  `${key === undefined ? '' : key.export({ format: 'pem', type: 'pkcs8' })}${chain.map(toPem).join('')}`;
