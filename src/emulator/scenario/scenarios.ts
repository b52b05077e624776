import type { ScenarioName } from '../../core/model/embeddedVault.ts';
import { foreignTenantId } from '../sampleIdentity.ts';
import { normalScenario as normal, type Scenario } from './scenario.ts';

const minute = 60;
const tenMinutesMs = 600_000;

/** Every scenario word and what it changes. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  normal,
  'expired-token': {
    ...normal,
    token: (draft, now) => ({
      ...draft,
      issuedAt: now - 70 * minute,
      notBefore: now - 70 * minute,
      expiresAt: now - 10 * minute,
    }),
  },
  'not-yet-valid-token': {
    ...normal,
    token: (draft, now) => ({
      ...draft,
      issuedAt: now + 10 * minute,
      notBefore: now + 10 * minute,
      expiresAt: now + 75 * minute,
    }),
  },
  'trailing-slash': { ...normal, token: draft => ({ ...draft, audience: `${draft.audience.replace(/\/$/, '')}/` }) },
  'management-audience': { ...normal, token: draft => ({ ...draft, audience: 'https://management.azure.com/' }) },
  'other-tenant': { ...normal, token: draft => ({ ...draft, tenantId: foreignTenantId }) },
  'no-role': { ...normal, grants: 'none' },
  'role-not-effective-yet': { ...normal, grants: 'propagating' },
  'no-access-policy': { ...normal, permissionModel: 'access-policies', grants: 'none' },
  firewall: { ...normal, network: 'firewall' },
  'private-link-only': { ...normal, network: 'private-link-only' },
  'disabled-secret': { ...normal, sampleSecret: 'disabled' },
  'soft-deleted-name': { ...normal, sampleSecret: 'deleted' },
  throttled: { ...normal, throttled: true },
  // With a token of the usual hour a vault ten minutes ahead would show nothing: tokens are as short as a policy can make them.
  'clock-skew-ahead': {
    ...normal,
    vaultClockOffsetMs: tenMinutesMs,
    token: (draft, now) => ({ ...draft, expiresAt: now + 10 * minute - 1 }),
  },
  'clock-skew-behind': { ...normal, vaultClockOffsetMs: -tenMinutesMs },
  'slow-token-endpoint': { ...normal, tokenDelayMs: 5000 },
  'app-secret-expired': { ...normal, tokenRefusal: 'secret-expired' },
  'conditional-access': { ...normal, tokenRefusal: 'conditional-access' },
  'cae-revoke': { ...normal, claimsChallenge: true },
  'proxy-page': { ...normal, proxyPage: true },
};
