import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CredentialConfig } from '../../../src/core/model/vault.ts';
import { type Answer, challenge401, FlowWorld, issueToken, type Seen, T, T2, vaultResource } from './flowWorld.ts';

/** What each vault asks for; the hostile ones want a token for somewhere else, or from somebody else. */
const vaults: readonly (readonly [host: string, challenge: Answer, hostile: boolean])[] = [
  ['a.vault.azure.net', challenge401(T), false],
  ['b.vault.azure.net', challenge401(T), false],
  ['c.vault.azure.net', challenge401(T2), false],
  ['d.managedhsm.azure.net', challenge401(T, 'https://managedhsm.azure.net'), false],
  ['e.vault.azure.net', challenge401(T, 'https://evil.example'), true],
  ['f.vault.azure.net', challenge401(T, 'https://management.azure.com'), true],
  [
    'g.vault.azure.net',
    { status: 401, headers: [['WWW-Authenticate', `Bearer authorization="https://evil.example/${T}", resource="${vaultResource}"`]] },
    true,
  ],
];

/** `KVHTTP_FUZZ_RUNS=10000` for the long form. */
const schedules = Number(process.env['KVHTTP_FUZZ_RUNS'] ?? 1_500);

interface Step {
  readonly vault: number;
  readonly fresh: boolean;
  readonly cancelled: boolean;
}
const aStep: fc.Arbitrary<Step> = fc.record({ vault: fc.nat(vaults.length - 1), fresh: fc.boolean(), cancelled: fc.boolean() });

test('a token is seen only by an origin whose own challenge asked for exactly that token, whatever the interleaving', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 2, maxLength: 6 }), fc.scheduler(), async (steps, scheduler) => {
      const world = new FlowWorld();
      const credential: CredentialConfig = { name: 'app', kind: 'clientSecret', clientId: '22222222-0000-0000-0000-000000000000' };
      world.credential = credential;
      const asked = new Map<string, string>();
      const issue = issueToken();
      world.entra = async (seen, count) => {
        await scheduler.schedule(Promise.resolve(), 'entra');
        asked.set(
          `token-${count}`,
          `${new URL(seen.url).host}${new URL(seen.url).pathname} ${new URLSearchParams(seen.body).get('scope')}`,
        );
        return issue(seen, count);
      };
      world.vault = async (seen: Seen) => {
        await scheduler.schedule(Promise.resolve(), 'vault');
        const [, challenge] = vaults.find(([host]) => new URL(seen.url).host === host) ?? [];
        return seen.token === null ? (challenge ?? { status: 500 }) : { status: 200 };
      };
      const runs = steps.map(async ({ vault, fresh, cancelled }) => {
        const controller = new AbortController();
        const url = `https://${vaults[vault]?.[0]}/secrets/x`;
        const run = world.run({ url, challenge: fresh ? 'fresh' : 'cached', token: { kind: fresh ? 'fresh' : 'auto' } }, controller.signal);
        if (cancelled) void scheduler.schedule(Promise.resolve(), 'cancel').then(() => controller.abort());
        await run.catch(() => undefined);
      });
      await scheduler.waitFor(Promise.all(runs));
      for (const { url, token, purpose } of world.seen) {
        if (purpose === 'token') expect(new URL(url).host).toBe('login.microsoftonline.com');
        if (purpose === 'token' || token === null) continue;
        expect(asked.get(token)).toBe(wantedOf(new URL(url).host));
      }
    }),
    { numRuns: schedules },
  );
}, 120_000);

/** Token endpoint and scope of the token that a host may see; undefined for the hostile ones, which may see none. */
function wantedOf(host: string): string | undefined {
  const tenant = host.startsWith('c.') ? T2 : T;
  const [, , hostile] = vaults.find(([name]) => name === host) ?? [];
  if (hostile !== false) return undefined;
  const resource = host.endsWith('.managedhsm.azure.net') ? 'https://managedhsm.azure.net' : vaultResource;
  return `login.microsoftonline.com/${tenant}/oauth2/v2.0/token ${resource}/.default`;
}
