import { describe, expect, test } from 'vitest';
import { useWorkbench } from './useWorkbench.ts';

describe('click Send, understand: in German', () => {
  const workbench = useWorkbench({
    language: 'de',
    copyOf: 'media/samples',
    openFile: 'quickstart.kvhttp',
    viewport: { width: 1600, height: 1000 },
    settings: { 'editor.minimap.enabled': false },
  });

  test('lenses, headline, timeline and the last result on the lens speak it', async () => {
    await workbench().clickLensAbove('GET /secrets/', /^\s*Senden$/);
    const { panel } = workbench();
    await panel
      .locator('h1')
      .filter({ hasText: /^200 nach dem üblichen 401-Handshake · 3 Aufrufe/ })
      .waitFor();
    await workbench()
      .lens(/401 erwartet → token → 200 · 3 Aufrufe/)
      .first()
      .waitFor();
    await workbench().tab('Aufzeichnung: readSecret').waitFor();
    const page = await panel.locator('body').innerText();
    expect(page).toMatch(/Token für https:\/\/vault\.azure\.net gemerkt, gültig bis \d\d:\d\d:\d\d$/m);
    expect(page).not.toMatch(/\b(?:Timeline|Findings|Resend|the|with)\b/);
    await workbench().screenshot('german-panel');
  });

  test('a refusal is explained in it', async () => {
    await workbench().placeCursor('@name readSecret');
    await workbench().runCommand('Key Vault: Alle Anfragen der Datei senden');
    await workbench().runCommand('Key Vault: Aufzeichnung öffnen');
    await workbench()
      .quickInput.getByText(/^401: die Audience des Tokens endet auf einen Schrägstrich/)
      .click();
    const { panel } = workbench();
    await panel
      .locator('h1')
      .filter({ hasText: /^401: .*Schrägstrich/ })
      .waitFor();
    await workbench().screenshot('german-refused');
  });
});
