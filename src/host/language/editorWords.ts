import { editorSentences } from '../../core/language/editorSentences.ts';
import { reteller } from '../../core/timeline/retell.ts';
import { readersLanguage } from '../readersLanguage.ts';

const retell = reteller(editorSentences);

/** Words of completion, hover, hints and quick fixes in the reader's language, line by line; names and values stay as they are. */
export function editorWords(text: string): string {
  return text
    .split('\n')
    .map(line => retell(line, readersLanguage))
    .join('\n');
}
