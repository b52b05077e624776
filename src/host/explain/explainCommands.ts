import { posix } from 'node:path';
import * as vscode from 'vscode';
import { explainHandshake, handshakeOfTrace } from '../../core/diagnosis/explainHandshake.ts';
import { withResolvedName } from '../../core/diagnosis/withResolvedName.ts';
import { findingsMarkdown } from '../../core/evidence/findingsMarkdown.ts';
import { code, plain } from '../../core/evidence/markdown.ts';
import type { Run } from '../../core/model/run.ts';
import type { EvidenceAnswer, EvidenceAsk, EvidenceFile } from '../../protocol/evidence.ts';
import type { CauseWords } from '../causeWords.ts';
import { textOf } from '../commandArguments.ts';
import type { ReportDocuments } from './reportDocuments.ts';
import type { ResolvedName } from './resolveName.ts';

const t = vscode.l10n.t;
/** Larger files are not handed to the reader. */
const longestFile = 256 * 1024 * 1024;

export interface ExplainDeps {
  readonly reports: ReportDocuments;
  read(ask: EvidenceAsk): Promise<EvidenceAnswer>;
  /** The run of this id, or the last one. */
  run(id: string | undefined): Run | undefined;
  /** Asks DNS; called on the user's own wish only. */
  resolve(host: string): Promise<ResolvedName>;
  readonly causes: CauseWords;
  /** Epoch ms. */
  now(): number;
}

/** Explanations on demand: of what is selected or copied, of a file, of an audit log, of where a vault's name leads. */
export class ExplainCommands {
  readonly #deps: ExplainDeps;

  constructor(deps: ExplainDeps) {
    this.#deps = deps;
  }

  /** The file of the argument, else the selection, else the clipboard. */
  async explain(file: unknown): Promise<void> {
    const evidence = file instanceof vscode.Uri ? await fileOf(file) : await pasteOf();
    if (evidence === undefined) {
      vscode.window.setStatusBarMessage(t('Copy or select an error, a log or a HAR first.'), 5000);
      return;
    }
    await this.#show(t('Explanation'), { kind: 'explain', files: [evidence] });
  }

  async analyzeAuditLog(file: unknown): Promise<void> {
    const chosen = file instanceof vscode.Uri ? [file] : await askFiles();
    const files = await Promise.all((chosen ?? []).map(fileOf));
    const readable = files.filter(each => each !== undefined);
    if (readable.length > 0) await this.#show(t('Audit log'), { kind: 'audit', files: readable });
  }

  /** Why the vault's log shows a 401 for the last request: a text for whoever asks. */
  async explainHandshake(id: unknown): Promise<void> {
    const run = this.#deps.run(textOf(id));
    const counts = run === undefined ? undefined : handshakeOfTrace(run.trace);
    if (counts === undefined) {
      vscode.window.setStatusBarMessage(t('There was no handshake: the last request began with a token, or did not end.'), 5000);
      return;
    }
    const { title, paragraphs } = explainHandshake(counts, t);
    await this.#deps.reports.show(t('Why the first 401'), [`# ${plain(title)}`, ...paragraphs.map(plain), ''].join('\n\n'));
  }

  /** Where the vault's name leads from here, and what that says about the last refusal. */
  async resolveVaultName(id: unknown): Promise<void> {
    const run = this.#deps.run(textOf(id));
    if (run === undefined || !URL.canParse(run.trace.request.url)) {
      vscode.window.setStatusBarMessage(t('Send a request first: its vault’s name is looked up.'), 5000);
      return;
    }
    const host = new URL(run.trace.request.url).hostname;
    const resolved = await this.#deps.resolve(host);
    const { findings } = this.#withName(run, resolved);
    await this.#deps.reports.show(t('Where {0} leads', host), [...placeLines(host, resolved), ...findingsMarkdown(findings, t)].join('\n'));
  }

  /** The run with where its vault's name leads among the evidence, and the causes that this tells apart; undefined where there is no name. */
  async lookUp(run: Run): Promise<Run | undefined> {
    const { url } = run.trace.request;
    return URL.canParse(url) ? this.#withName(run, await this.#deps.resolve(new URL(url).hostname)) : undefined;
  }

  #withName(run: Run, resolved: ResolvedName): Run {
    return this.#deps.causes.run({ ...run, findings: withResolvedName(run, resolved, this.#deps.now()) });
  }

  async #show(title: string, ask: Pick<EvidenceAsk, 'kind' | 'files'>): Promise<void> {
    const answer = await this.#deps.read({ ...ask, strings: vscode.l10n.bundle ?? {}, causes: this.#deps.causes.texts });
    await this.#deps.reports.show(
      title,
      answer.kind === 'report' ? answer.markdown : `# ${t('This cannot be read')}\n\n${plain(answer.message)}\n`,
    );
  }
}

function placeLines(host: string, { addresses, aliases, privateLink, failure }: ResolvedName): readonly string[] {
  return [
    `# ${plain(t('Where {0} leads', host))}`,
    '',
    ...addresses.map(address => `- ${code(address)}`),
    ...aliases.map(alias => `- ${plain(t('alias'))} ${code(alias)}`),
    ...(failure === null ? [] : [`- ${plain(failure)}`]),
    '',
    plain(privateLink ? t('A private link stands behind the name.') : t('No private link stands behind the name.')),
    '',
  ];
}

async function fileOf(uri: vscode.Uri): Promise<EvidenceFile | undefined> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > longestFile) return undefined;
  return { name: posix.basename(uri.path), bytes: await vscode.workspace.fs.readFile(uri) };
}

async function pasteOf(): Promise<EvidenceFile | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor === undefined || editor.selection.isEmpty ? '' : editor.document.getText(editor.selection);
  const text = selected.trim() === '' ? await vscode.env.clipboard.readText() : selected;
  return text.trim() === '' ? undefined : { name: null, bytes: new TextEncoder().encode(text) };
}

async function askFiles(): Promise<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: t('Analyze Key Vault Audit Log'),
    canSelectMany: true,
    filters: { [t('Audit logs')]: ['json', 'csv', 'log', 'txt'], [t('All files')]: ['*'] },
  });
}
