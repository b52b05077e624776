import * as vscode from 'vscode';
import type { Run } from '../../core/model/run.ts';
import type { PlanFacts } from './defaultVault.ts';
import type { SendPlanner } from './planSend.ts';
import type { Sender } from './sender.ts';

const scheme = 'kvhttp-request';
/** Requests of the extension itself that can still be opened and sent again. */
const capacity = 200;

export interface InternalRequestDoors {
  readonly sender: Sender;
  plans(): SendPlanner;
  planFacts(document: string): PlanFacts;
}

/**
 * Requests that the extension makes for its own views. Each is the text of a request file that can be opened read-only: what is sent is
 * never hidden, and is sent like any other.
 */
export class InternalRequests implements vscode.TextDocumentContentProvider {
  readonly #doors: InternalRequestDoors;
  readonly #texts = new Map<string, string>();
  readonly #registration: vscode.Disposable;

  constructor(doors: InternalRequestDoors) {
    this.#doors = doors;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  /**
   * Sends the one request of a text.
   * @param path of the document, without extension: the same path is the same request, a second one takes the place of the first
   * @param quiet the result is shown elsewhere than in the panel
   */
  async send(path: readonly string[], text: string, quiet: boolean, signal?: AbortSignal): Promise<Run> {
    const uri = vscode.Uri.from({ scheme, path: `/${path.map(part => part.replaceAll('/', '-')).join('/')}.kvhttp` });
    this.#remember(uri.path, text);
    const document = uri.toString();
    const plan = this.#doors.plans().planSend(text, { kind: 'first' }, null, this.#doors.planFacts(document));
    if (plan === undefined) throw new Error('the request of a view has no request line');
    return this.#doors.sender.send({ document, text, plan, flow: null, quiet }, signal);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? `# ${vscode.l10n.t('This request was made in an earlier session.')}\n`;
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #remember(path: string, text: string): void {
    this.#texts.delete(path);
    this.#texts.set(path, text);
    const oldest = this.#texts.keys().next().value;
    if (this.#texts.size > capacity && oldest !== undefined) this.#texts.delete(oldest);
  }
}
