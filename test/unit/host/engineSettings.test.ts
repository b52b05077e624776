import { expect, test } from 'vitest';
import { english } from '../../../src/core/model/translate.ts';
import { engineSettings } from '../../../src/host/settings/engineSettings.ts';
import { readSettings } from '../../../src/host/settings/readSettings.ts';
import { anEmbeddedVaultInfo } from '../builders/anEmbeddedVaultInfo.ts';

const user = (values: Readonly<Record<string, unknown>>) => readSettings(key => ({ globalValue: values[key] }), english);
const around = { trusted: true, proxy: null, systemCertificates: true, embedded: null };

test('the running embedded vault adds its vault and credentials, never its secrets', () => {
  const settings = engineSettings(user({}), { ...around, embedded: anEmbeddedVaultInfo() });
  expect(settings.vaults.map(vault => vault.name)).toEqual(['sample']);
  expect(settings.credentials.map(credential => credential.name)).toEqual(['default', 'sample', 'sample-no-role']);
  expect(JSON.stringify([settings.vaults, settings.credentials])).not.toContain('canary');
});

test('the user’s own credential of a sample name gives way while the embedded vault runs', () => {
  const own = user({ credentials: [{ name: 'sample', kind: 'azureCli' }] });
  expect(engineSettings(own, around).credentials.map(each => each.kind)).toEqual(['azureCli', 'default']);
  const embedded = engineSettings(own, { ...around, embedded: anEmbeddedVaultInfo() });
  expect(embedded.credentials.filter(each => each.name === 'sample').map(each => each.kind)).toEqual(['clientSecret']);
});

test.each([true, false])('the engine hears of http.systemCertificates: %s', systemCertificates => {
  expect(engineSettings(user({}), { ...around, systemCertificates }).systemCertificates).toBe(systemCertificates);
});

test('the user’s own "default" is the only one', () => {
  const own = user({ credentials: [{ name: 'default', kind: 'azureCli' }] });
  expect(engineSettings(own, around).credentials).toEqual([{ name: 'default', kind: 'azureCli' }]);
});
