#!/usr/bin/env node
// @ts-check
// npm run screenshots: the UI tests write their pictures into media/screenshots, where the README finds them.
import { runCommand } from './runCommand.mjs';

process.env['KVHTTP_SCREENSHOTS'] = '1';
const code = await runCommand(['node_modules/vitest/vitest.mjs', 'run', '--project', 'workbench', '--no-file-parallelism'], 15 * 60_000);
process.exitCode = code === 'too slow' ? 1 : code;
