import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CauseCode } from '../../../src/core/model/causes.ts';
import type { ControlledVault } from '../../../src/core/model/embeddedVault.ts';
import { type FaultName, faultNames } from '../../../src/core/model/faultName.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { noDoors, send, settingsFor } from '../engine/sendForTest.ts';

let vault: ControlledVault;

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
});
afterAll(() => vault.stop());

/** The cause that must be among the findings when a fault strikes the vault, and when it strikes the token endpoint; null where the request succeeds all the same. */
const causes: Readonly<Record<FaultName, readonly [vault: CauseCode | null, token: CauseCode | null]>> = {
  reset: ['net-reset', 'net-reset'],
  'reset-in-headers': ['net-reset-in-headers', 'net-reset-in-headers'],
  'reset-in-body': ['net-reset-in-body', 'net-reset-in-body'],
  close: ['net-closed-early', 'net-closed-early'],
  'close-in-headers': ['net-closed-early', 'net-closed-early'],
  'close-in-body': ['http-short-body', 'http-short-body'],
  'slow-first-byte': ['net-headers-timeout', 'net-headers-timeout'],
  'header-drip': ['net-headers-timeout', 'net-headers-timeout'],
  stall: ['net-body-timeout', 'net-body-timeout'],
  'long-content-length': ['http-short-body', 'http-short-body'],
  'short-content-length': ['http-long-body', 'http-long-body'],
  'bad-chunk': ['http-bad-chunk', 'http-bad-chunk'],
  'content-length-and-chunked': ['http-cl-and-te', 'http-cl-and-te'],
  'duplicate-content-length': ['http-duplicate-content-length', 'http-duplicate-content-length'],
  'unasked-100': ['http-unexpected-100', null],
  'early-hints': [null, null],
  'informational-flood': ['http-interim-flood', 'http-interim-flood'],
  'switching-protocols': ['http-unexpected-101', 'http-unexpected-101'],
  'no-content-with-body': ['http-body-not-allowed', 'http-body-not-allowed'],
  'gzip-corrupt': ['http-bad-encoding', 'http-bad-encoding'],
  'gzip-truncated': ['http-truncated-encoding', 'http-truncated-encoding'],
  'gzip-mislabelled': ['http-bad-encoding', null],
  'gzip-bomb': ['http-decompression-bomb', 'http-decompression-bomb'],
  'endless-body': ['http-body-too-large', 'http-body-too-large'],
  'many-headers': ['http-header-overflow', 'http-header-overflow'],
  'long-header': ['http-header-overflow', 'http-header-overflow'],
  'invalid-bytes': [null, 'http-not-json'],
  'odd-status': ['http-odd-status', 'http-odd-status'],
  'redirect-loop': ['http-redirect', 'http-redirect'],
  'redirect-elsewhere': ['http-redirect', 'http-redirect'],
  'duplicate-challenge': [null, null],
  'no-challenge': ['http-missing-challenge', null],
  unavailable: ['service-transient-error', 'service-transient-error'],
  'unavailable-for-a-day': ['service-transient-error', 'service-transient-error'],
  'gateway-timeout': ['proxy-own-answer', 'proxy-own-answer'],
  'html-not-found': ['proxy-own-answer', 'proxy-own-answer'],
  'portal-page': ['proxy-portal-page', 'proxy-portal-page'],
  'portal-redirect': ['proxy-portal-page', 'proxy-portal-page'],
  'proxy-authentication': ['proxy-auth-required', 'proxy-auth-required'],
  'proxy-denies': ['proxy-own-answer', 'proxy-own-answer'],
  'token-not-json': [null, 'http-not-json'],
  'token-error-in-200': [null, 'token-answer-unusable'],
  'token-opaque': [null, 'unreadable-token'],
  'token-missing': [null, 'token-answer-unusable'],
  'token-lifetime-negative': [null, null],
};

/** Those that end with the client's patience get little of it; the others as much as a busy machine wants. */
const impatient: ReadonlySet<FaultName> = new Set(['slow-first-byte', 'header-drip', 'stall']);

for (const fault of faultNames) {
  for (const [index, place] of (['vault', 'token'] as const).entries()) {
    const cause = causes[fault][index] ?? null;
    test(`${fault} at the ${place} -> ${cause ?? 'no fault found'}`, async () => {
      const engine = createEngine(noDoors, '0.0.0');
      engine.configure(settingsFor(vault.info, { timeoutMs: impatient.has(fault) ? 1500 : 45_000 }));
      await vault.control.setFault({ fault, place });
      try {
        const { run } = await send(engine, '# @vault sample\nGET /secrets/db-password?api-version=7.6\n');
        const found = run.findings.map(finding => finding.cause);
        if (cause !== null) expect(found).toContain(cause);
        else expect(found.filter(each => each !== 'benign-challenge')).toEqual([]);
        expect(JSON.stringify(run), 'no secret and no token leaves the engine').not.toMatch(/eyJ[\w-]+\.eyJ|not-real-/);
      } finally {
        await vault.control.setFault(null);
        await engine.dispose();
      }
    });
  }
}
