// httpYac's real parser on a text alone: its doors to files are shut.
import { createRequire } from 'node:module';

const { io, store } = createRequire(import.meta.url)('httpyac');

Object.assign(io.fileProvider, {
  EOL: '\n',
  isAbsolute: async path => path.startsWith('/'),
  exists: async () => false,
  dirname: path => path.replace(/\/[^/]*$/, ''),
  hasExtension: (path, ...endings) => endings.some(ending => `${path}`.endsWith(`.${ending}`)),
  joinPath: (path, more) => `${path}/${more}`,
  readFile: async () => '',
  readBuffer: async () => new Uint8Array(),
  writeBuffer: async () => {},
  readdir: async () => [],
  fsPath: path => path,
  toString: path => `${path}`,
});

/**
 * The regions that httpYac makes of a text.
 * @param {string} text
 * @returns {Promise<readonly { request?: { url?: string, method?: string, headers?: Record<string, unknown>, body?: unknown }, metaData: Record<string, unknown>, symbol: { name: string, children?: readonly { kind: string, name: string, description: string }[] } }[]>}
 */
export async function parseWithHttpyac(text) {
  const { httpRegions } = await new store.HttpFileStore().parse('/kvhttp/test.http', text, { workingDir: '/kvhttp' });
  return httpRegions;
}
