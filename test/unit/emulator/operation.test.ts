import { expect, test } from 'vitest';
import { operations } from '../../../src/emulator/vault/dataPlane.ts';
import { route, routesOf } from '../../../src/emulator/vault/operation.ts';
import { roleAllows } from '../../../src/emulator/vault/roles.ts';

const routes = routesOf(operations);

for (const [method, path, pattern, params] of [
  ['GET', '/secrets', 'secrets', {}],
  ['GET', '/secrets/', 'secrets', {}],
  ['GET', '/secrets/a', 'secrets/{name}/{version?}', { name: 'a', version: '' }],
  ['GET', '/secrets/a/', 'secrets/{name}/{version?}', { name: 'a', version: '' }],
  ['GET', '/secrets/a/b', 'secrets/{name}/{version?}', { name: 'a', version: 'b' }],
  ['GET', '//secrets//a', 'secrets/{name}/{version?}', { name: 'a', version: '' }],
  ['GET', '/Secrets/a%2Db', 'secrets/{name}/{version?}', { name: 'a-b', version: '' }],
  ['GET', '/secrets/a/versions', 'secrets/{name}/versions', { name: 'a' }],
  ['PATCH', '/secrets/a/', 'secrets/{name}/{version?}', { name: 'a', version: '' }],
  ['POST', '/secrets/restore', 'secrets/restore', {}],
  ['GET', '/secrets/restore', 'secrets/{name}/{version?}', { name: 'restore', version: '' }],
  ['GET', '/certificates/contacts', 'certificates/contacts', {}],
  ['GET', '/certificates/issuers/a', 'certificates/issuers/{issuer}', { issuer: 'a' }],
  ['GET', '/certificates/a/pending', 'certificates/{name}/pending', { name: 'a' }],
  ['GET', '/storage/', 'storage', {}],
  ['POST', '/deletedsecrets/a/recover', 'deletedsecrets/{name}/recover', { name: 'a' }],
] as const) {
  test(`${method} ${path} -> ${pattern}`, () => {
    expect(route(routes, method, path)).toMatchObject({ kind: 'found', operation: { method, path: pattern }, params });
  });
}

for (const path of ['/', '', '/nothing', '/secrets/a/b/c', '/secrets/%', '/secretsx']) {
  test(`${path} is no path of the data plane`, () => {
    expect(route(routes, 'GET', path)).toEqual({ kind: 'unknown' });
  });
}

test('a known path with another method names the methods that it has', () => {
  expect(route(routes, 'POST', '/secrets/a')).toEqual({ kind: 'wrong-method', allowed: ['DELETE', 'GET', 'PATCH', 'PUT'] });
});

for (const [role, action, allowed] of [
  ['Key Vault Administrator', 'secrets/getSecret/action', true],
  ['Key Vault Reader', 'secrets/getSecret/action', false],
  ['Key Vault Reader', 'secrets/readMetadata/action', true],
  ['Key Vault Reader', 'keys/read', true],
  ['Key Vault Secrets User', 'secrets/getSecret/action', true],
  ['Key Vault Secrets User', 'secrets/setSecret/action', false],
  ['Key Vault Secrets Officer', 'secrets/purge/action', true],
  ['Key Vault Secrets Officer', 'keys/read', false],
  ['Key Vault Contributor', 'secrets/getSecret/action', false],
] as const) {
  test(`${role} ${allowed ? 'may' : 'may not'} ${action}`, () => {
    expect(roleAllows(role, action)).toBe(allowed);
  });
}
