import { readFileSync } from 'node:fs';
import type { CauseTexts } from '../../../src/core/diagnosis/retellFinding.ts';
import { translator } from '../../../src/core/model/translate.ts';
import { matrixCases } from '../../../src/core/run/matrix/matrixCases.ts';
import { aMatrix, wordsOf } from './matrixScenes.ts';

const table = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../../l10n/${file}`, import.meta.url), 'utf8'));
const words = wordsOf(translator(table('bundle.l10n.de.json') as Record<string, string>), table('causes.de.json') as CauseTexts);

/** A whole matrix in German, one row of it not as expected. */
export const germanMatrix = aMatrix({ done: matrixCases.length, state: 'done', wrong: [25] }, words);
