import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { engineVersion } from '../../../src/engine/engineVersion.ts';

test('the version is that of the package', () => {
  expect(engineVersion).toBe(packageJson.version);
});
