// @ts-check
import { installVsCode, minimumVersion } from './installVsCode.mjs';

/** The official clients are made for Node 22: where ours is older, the one that the in-host tests bring along is taken. */
export async function nodeForClients() {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  const { node } = await installVsCode(minimumVersion);
  return node;
}
