import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../harness/findBrowser.mjs';
import { installVsCode, minimumVersion } from '../../harness/installVsCode.mjs';
import { projectRoot } from '../../harness/projectRoot.mjs';
import { serveVsCode } from '../../harness/serveVsCode.mjs';
import { Workbench } from './workbench.ts';

export interface WorkbenchOptions {
  /** Files of the workspace: relative path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder below the project whose content the workspace gets first. */
  readonly copyOf?: string;
  /** Relative path of the file that is open at first. */
  readonly openFile?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Default true; false starts in restricted mode. */
  readonly trusted?: boolean;
  /** Default: the oldest version that we support; the environment variable `KVHTTP_UI_VSCODE` names another. */
  readonly version?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Packages to install first, for example a helper extension. */
  readonly vsix?: readonly string[];
  /** Display language of our extension, such as `de`; the editor itself has no language packs here and stays English. */
  readonly language?: string;
  /** Absolute path of the extension under test; null for none (it comes as a package then). Default: this project. */
  readonly extension?: string | null;
  /** False: a newer version shows notification toasts, but takes extensions from `vsix` alone. */
  readonly testDriver?: boolean;
}

/** A real VS Code with our extension and a workspace of its own in a temporary folder. The caller closes it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const scratch = await mkdtemp(join(tmpdir(), 'kvhttp-ui-'));
  const folder = join(scratch, 'workspace');
  await fillWorkspace(folder, options);
  const install = await installVsCode(options.version ?? (process.env['KVHTTP_UI_VSCODE'] || minimumVersion));
  const userData = join(scratch, 'user-data');
  const server = await serveVsCode({
    install,
    userDataDir: userData,
    settings: options.settings ?? {},
    trusted: options.trusted ?? true,
    testDriver: options.testDriver ?? true,
    vsix: options.vsix ?? [],
  });
  const closers = [() => rm(scratch, { recursive: true, force: true, maxRetries: 5 }), server.stop];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    const page = await browser.newPage({ viewport: options.viewport ?? { width: 1400, height: 900 } });
    if (options.language !== undefined) await speak(page, options.language);
    // Without a key from the server the browser forgets stored secrets at a reload.
    await page.route('**/mint-key', route => route.fulfill({ body: Buffer.alloc(32, 7) }));
    const extension = options.extension === undefined ? projectRoot : options.extension;
    await page.goto(
      server.pageUrl({
        folder,
        ...(extension === null ? {} : { extension }),
        ...(options.openFile === undefined ? {} : { openFile: join(folder, options.openFile) }),
      }),
    );
    const workbench = new Workbench({ page, folder, userData, serverLog: server.log, close });
    await workbench.ready();
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a language pack would have told the page; the editor hands it on to the extensions. */
async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript(tag => {
    Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: tag });
  }, language);
}

async function fillWorkspace(folder: string, { copyOf, files = {} }: WorkbenchOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (copyOf !== undefined) await cp(join(projectRoot, copyOf), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
