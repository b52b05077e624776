import { expect, test } from 'vitest';
import { describeIdentity } from '../../../src/core/token/describeIdentity.ts';

const app = '22222222-2222-2222-2222-222222222222';
const object = '33333333-3333-3333-3333-333333333333';
const machine = '/subscriptions/s/resourcegroups/g/providers/Microsoft.Compute/virtualMachines/web';

test.each([
  ['a user, v1', { upn: 'ada@contoso.com', scp: 'user_impersonation', appid: app, oid: object }, 'user'],
  ['a user, v2', { preferred_username: 'ada@contoso.com', scp: 'user_impersonation', azp: app, oid: object }, 'user'],
  ['a user without a name', { scp: 'user_impersonation', oid: object }, 'user'],
  ['an application that says so', { idtyp: 'app', azp: app, oid: object }, 'application'],
  ['an application, v1, nothing optional', { appid: app, oid: object, sub: object }, 'application'],
  ['an application without scp and sub', { appid: app, oid: object }, 'application'],
  ['a managed identity', { appid: app, oid: object, xms_mirid: machine }, 'managed-identity'],
  ['only an object', { oid: object }, 'unknown'],
  ['nobody', {}, 'unknown'],
  ['claims of another type', { appid: 7, oid: [object], upn: null }, 'unknown'],
])('%s', (_, claims, kind) => {
  expect(describeIdentity(claims).kind).toBe(kind);
});

test.each([
  [{ appid: app, oid: object }, `application ${app} (object id ${object})`],
  [{ upn: 'ada@contoso.com', appid: app }, `user ada@contoso.com through application ${app}`],
  [{ xms_mirid: machine, oid: object }, `managed identity ${machine} (object id ${object})`],
  [{ oid: object }, `object id ${object}`],
  [{}, 'the claims name nobody'],
])('in words: %j', (claims, text) => {
  expect(describeIdentity(claims).text).toBe(text);
});
