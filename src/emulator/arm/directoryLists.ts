import { type Answer, jsonAnswer } from '../http/answer.ts';
import { sampleDomain, sampleSubscriptionId, sampleTenantId } from '../sampleIdentity.ts';
import type { ArmRights } from './armOperation.ts';

/** `GET /tenants` and `GET /subscriptions` (Microsoft.Resources): what a caller may choose from before it names anything. */
export function directoryList(method: string, path: string, objectId: string, rights: ArmRights): Answer | undefined {
  if (method !== 'GET') return undefined;
  switch (path.toLowerCase().replace(/\/$/, '')) {
    case '/tenants':
      return jsonAnswer(200, { value: [tenant] });
    case '/subscriptions':
      // Who has a right on nothing in it does not see the subscription: the list is empty, and no refusal.
      return jsonAnswer(200, {
        value: rights.has(objectId) ? [subscription] : [],
        count: { type: 'Total', value: rights.has(objectId) ? 1 : 0 },
      });
    default:
      return undefined;
  }
}

const tenant = {
  id: `/tenants/${sampleTenantId}`,
  tenantId: sampleTenantId,
  countryCode: 'XX',
  displayName: 'kvhttp sample',
  domains: [sampleDomain],
  tenantCategory: 'Home',
  defaultDomain: sampleDomain,
  tenantType: 'AAD',
};

const subscription = {
  id: `/subscriptions/${sampleSubscriptionId}`,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId: sampleSubscriptionId,
  tenantId: sampleTenantId,
  displayName: 'kvhttp sample subscription',
  state: 'Enabled',
  subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' },
};
