import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CauseTexts, retellFinding } from '../core/diagnosis/retellFinding.ts';
import type { ExplainedFinding } from '../core/model/finding.ts';
import type { Run } from '../core/model/run.ts';
import type { Translate } from '../core/model/translate.ts';
import { headline } from '../core/timeline/headline.ts';

/** The causes in the language of the editor. The table is read when the first finding is to be told; English needs none. */
export class CauseWords {
  readonly #folder: string;
  readonly #language: string;
  readonly #t: Translate;
  #texts: CauseTexts | undefined;

  /**
   * @param folder the extension's `l10n`
   * @param language of the editor's display, such as `de` or `pt-br`
   * @param t the sentences of headlines in that language
   */
  constructor(folder: string, language: string, t: Translate) {
    this.#folder = folder;
    this.#language = language;
    this.#t = t;
  }

  /** Empty in English, and where nobody has translated the causes. */
  get texts(): CauseTexts {
    this.#texts ??= this.#read();
    return this.#texts;
  }

  findings(findings: readonly ExplainedFinding[]): readonly ExplainedFinding[] {
    return findings.length === 0 ? findings : findings.map(finding => retellFinding(finding, this.texts));
  }

  /** With its headline, which names the cause; it is made anew, for the engine's is English and knows nothing that was found out since. */
  run(run: Run): Run {
    const findings = this.findings(run.findings);
    return { ...run, findings, headline: headline(run.trace, findings, run.verdict, this.#t) };
  }

  #read(): CauseTexts {
    const [base = ''] = this.#language.split('-');
    const file = [this.#language, base]
      .filter(language => /^[a-z-]+$/i.test(language))
      .map(language => join(this.#folder, `causes.${language}.json`))
      .find(path => existsSync(path));
    return file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as CauseTexts);
  }
}
