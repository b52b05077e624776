// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Fills `folder` once. A stamp inside names the recipe that filled it; with the same stamp nothing is done. The work happens in a
 * folder beside it that is renamed at the end, so a run that was cut off leaves nothing half done, and two runs at
 * once wait for each other.
 * @param {string} folder
 * @param {string} recipe changes when the way to fill it changes
 * @param {(partial: string) => Promise<void>} fill
 */
export async function installOnce(folder, recipe, fill) {
  const isFilled = async () => (await readFile(stampOf(folder), 'utf8').catch(absent)) === recipe;
  if (await isFilled()) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (await isFilled()) return;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await fill(partial);
    await writeFile(stampOf(partial), recipe);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await release();
  }
}

/** @param {string} folder */
function stampOf(folder) {
  return path.join(folder, '.installed');
}

/**
 * A folder is made by one process only, which writes its id into it; the lock of a dead process is taken over.
 * @param {string} folder
 * @returns {Promise<() => Promise<void>>}
 */
async function lock(folder) {
  const owner = path.join(folder, 'pid');
  for (let told = false; ; ) {
    try {
      await mkdir(folder);
      await writeFile(owner, String(process.pid));
      return () => rm(folder, { recursive: true, force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const pid = Number(await readFile(owner, 'utf8').catch(absent));
    if (pid > 0 && !isAlive(pid)) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    if (!told) console.error(`waiting for process ${pid || '?'} that installs ${path.basename(folder, '.lock')} …`);
    told = true;
    await new Promise(resolve => setTimeout(resolve, 500));
    if (!existsSync(path.dirname(folder))) throw new Error(`${path.dirname(folder)} was removed while waiting`);
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** A file that is not there yet is an answer here, not a fault. */
function absent() {
  return '';
}
