import { readFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * Called by VS Code in the extension host: runs the bundled suites that the JSON list in the file `KVHTTP_TEST_SUITES` names and
 * writes mocha's JSON report to the file `KVHTTP_TEST_REPORT`, because console lines get lost among the workbench's own.
 * @throws when a test failed: VS Code then ends with an exit code other than 0
 */
export async function run(): Promise<void> {
  const grep = process.env.KVHTTP_TEST_GREP;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    reporter: 'json',
    reporterOptions: { output: required('KVHTTP_TEST_REPORT') },
    ...(grep ? { grep } : {}),
  });
  const files: readonly string[] = JSON.parse(readFileSync(required('KVHTTP_TEST_SUITES'), 'utf8'));
  for (const file of files) mocha.addFile(file);
  const lost = collectRejections();
  const failures = await new Promise<number>(resolve => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} in-host tests failed`);
  if (lost.length > 0) throw new Error(`rejections that nobody handled:\n${lost.join('\n')}`);
}

/** Rejections of our own code that nobody handles; the editor and its other extensions have theirs. */
function collectRejections(): readonly string[] {
  const lost: string[] = [];
  process.on('unhandledRejection', reason => {
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    if (/[\\/]dist[\\/](?:extension|language|features)\.js/.test(text)) lost.push(text);
  });
  return lost;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: start the in-host suites with npm run test:host`);
  return value;
}
