// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: whoever calls, from whatever folder, means the same files. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Git-ignored: editor builds, the browser and everything else that only tests need. */
export const testCache = path.join(projectRoot, '.vscode-test');
