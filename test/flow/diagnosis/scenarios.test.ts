import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddedVault, ScenarioName } from '../../../src/core/model/embeddedVault.ts';
import { startEmbeddedVault } from '../../../src/emulator/startEmbeddedVault.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { noDoors, send, settingsFor } from '../engine/sendForTest.ts';

let vault: EmbeddedVault;

beforeAll(async () => {
  vault = await startEmbeddedVault({ port: 0, scenario: 'normal' });
});
afterAll(() => vault.stop());

const get = '# @vault sample\nGET /secrets/db-password?api-version=7.6\n';
const put = '# @vault sample\nPUT /secrets/db-password?api-version=7.6\nContent-Type: application/json\n\n{"value":"x"}\n';

describe('each scenario of the embedded vault is explained', () => {
  for (const [scenario, text, verdict, cause] of [
    ['normal', get, 'expected', 'benign-challenge'],
    ['expired-token', get, 'failure', 'expired-token'],
    ['not-yet-valid-token', get, 'failure', 'not-yet-valid-token'],
    ['trailing-slash', get, 'failure', 'wrong-audience-trailing-slash'],
    ['management-audience', get, 'failure', 'wrong-audience-arm'],
    ['other-tenant', get, 'failure', 'wrong-tenant'],
    ['no-role', get, 'failure', 'rbac-role-missing'],
    ['role-not-effective-yet', get, 'failure', 'rbac-role-missing'],
    ['no-access-policy', get, 'failure', 'access-policy-missing'],
    ['firewall', get, 'failure', 'firewall-ip-not-allowed'],
    ['private-link-only', get, 'failure', 'public-access-disabled'],
    ['disabled-secret', get, 'failure', 'secret-disabled'],
    ['soft-deleted-name', put, 'failure', 'soft-deleted-conflict'],
    ['throttled', get, 'failure', 'throttled'],
    ['clock-skew-ahead', get, 'failure', 'clock-skew'],
    ['clock-skew-behind', get, 'failure', 'clock-skew'],
    ['app-secret-expired', get, 'failure', 'client-secret-expired'],
    ['conditional-access', get, 'failure', 'conditional-access-blocked'],
    ['cae-revoke', get, 'expected', 'cae-claims-challenge'],
    ['proxy-page', get, 'failure', 'proxy-portal-page'],
  ] as const satisfies readonly (readonly [ScenarioName, string, string, string])[]) {
    test(scenario, async () => {
      vault.setScenario(scenario);
      const engine = createEngine(noDoors, '0.0.0');
      engine.configure(settingsFor(vault.info, {}));
      try {
        const { run } = await send(engine, text);
        expect([run.verdict, run.findings[0]?.cause]).toEqual([verdict, cause]);
      } finally {
        await engine.dispose();
      }
    });
  }
});
