import { type Translate, translator } from '../core/model/translate.ts';
import { tableOf } from './tableOf.ts';

/** The page's sentences in the editor's language: the host has put the table into the page before this script runs. */
export const t: Translate = translator(tableOf(document.getElementById('root')?.dataset['strings']));
