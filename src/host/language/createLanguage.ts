import { DisposableStore } from '../disposableStore.ts';
import { planAgain, planAll, planSend } from '../send/planSend.ts';
import { DocumentTrees } from './documentTrees.ts';
import { foldingProvider } from './folding.ts';
import type { Language, LanguageParts } from './language.ts';
import { ProblemMarks } from './problemMarks.ts';
import { SendLenses } from './sendLenses.ts';
import { symbolProvider } from './symbols.ts';
import { tokenHoverProvider } from './tokenHover.ts';

/** Entry of the bundle `dist/language.js`. Nothing is parsed before the editor asks. */
export function createLanguage({ results, problems, token }: LanguageParts): Language {
  const store = new DisposableStore();
  const trees = store.add(new DocumentTrees());
  store.add(new ProblemMarks(trees, problems));
  return {
    plans: { planSend, planAll, planAgain },
    lenses: new SendLenses(trees, results),
    symbols: symbolProvider(trees),
    folding: foldingProvider(trees),
    tokenHover: tokenHoverProvider(token),
    dispose: () => store.dispose(),
  };
}
