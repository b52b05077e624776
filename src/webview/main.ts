import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import '@vscode-elements/elements/dist/vscode-tabs/index.js';
import { isToPanel } from '../protocol/panel.ts';
import { Page, type PageState } from './page.ts';
import { readState } from './readState.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: PageState | undefined): void;
};

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
const api = acquireVsCodeApi();
const page = new Page(root, readState(api.getState()), {
  post: message => api.postMessage(message),
  save: state => api.setState(state ?? undefined),
});
window.addEventListener('message', event => {
  if (isToPanel(event.data)) page.receive(event.data);
});
window.addEventListener('scrollend', () => page.save());
api.postMessage({ type: 'ready' });
