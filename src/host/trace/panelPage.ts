import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type FromPanel, isFromPanel, type ToPanel } from '../../protocol/panel.ts';
import { panelHtml } from './panelHtml.ts';

export const viewType = 'kvhttp.trace';

export interface PanelPageDoors {
  onMessage(message: FromPanel): void;
  /** The page can be drawn: it is new, or was hidden and has forgotten everything. */
  onReady(): void;
  onClosed(): void;
}

/** The one page beside the editor, made when it is first needed and then reused. It is thrown away while it is hidden. */
export class PanelPage implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #doors: PanelPageDoors;
  #panel: vscode.WebviewPanel | undefined;
  #ready = false;

  constructor(extensionUri: vscode.Uri, doors: PanelPageDoors) {
    this.#extensionUri = extensionUri;
    this.#doors = doors;
  }

  /** Brings it into view, where it has to be made first. One that has the focus is left alone: something may just be opening above it. */
  show(preserveFocus: boolean): void {
    if (this.#panel === undefined) this.adopt(create(preserveFocus));
    else if (!this.#panel.visible || !(preserveFocus || this.#panel.active)) this.#panel.reveal(undefined, preserveFocus);
  }

  /** Takes a panel in the place of the one that there was. */
  adopt(panel: vscode.WebviewPanel): void {
    const before = this.#panel;
    this.#panel = panel;
    this.#ready = false;
    before?.dispose();
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromPanel(message)) this.#hear(message);
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#doors.onClosed();
    });
    this.#dress(panel);
  }

  /** Messages to a page that is not there are lost by the editor anyway: it asks again with `ready`. */
  post(message: ToPanel): void {
    if (this.#ready) void this.#panel?.webview.postMessage(message);
  }

  name(title: string): void {
    if (this.#panel !== undefined) this.#panel.title = title;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #hear(message: FromPanel): void {
    if (message.type === 'ready') {
      this.#ready = true;
      this.#doors.onReady();
    } else this.#doors.onMessage(message);
  }

  /** Icon and page; from here on the page runs. */
  #dress(panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(this.#extensionUri, 'dist');
    const media = (name: string): vscode.Uri => vscode.Uri.joinPath(this.#extensionUri, 'media', 'icons', name);
    panel.iconPath = { light: media('trace-light.svg'), dark: media('trace-dark.svg') };
    webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [dist] };
    webview.html = panelHtml({
      nonce: randomBytes(16).toString('base64url'),
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.css')).toString(),
      language: vscode.env.language,
      strings: vscode.l10n.bundle ?? {},
    });
  }
}

function create(preserveFocus: boolean): vscode.WebviewPanel {
  const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus };
  return vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Key Vault Trace'), where, { enableFindWidget: true });
}
