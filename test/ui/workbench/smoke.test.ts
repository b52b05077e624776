import { describe, expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench.ts';

describe('a .kvhttp file in the workbench', () => {
  const workbench = useWorkbench({ copyOf: 'test/host/workspace', openFile: 'smoke.kvhttp' });

  test('has a Send lens above its request', async () => {
    await workbench().lens('Send').first().waitFor();
    expect(await workbench().tab('smoke.kvhttp').count()).toBe(1);
  });

  test.each(['light', 'highContrast', 'highContrastLight', 'dark'] as const)('wears the theme %s', async theme => {
    await workbench().setTheme(theme);
    // The lenses are drawn anew in the new colours.
    await workbench().lens('Send').first().waitFor();
  });
});
