import { dirname, join } from 'node:path';
import { type EnvironmentFile, environmentFileNames } from '../../core/resolve/environment/environment.ts';
import { foldersUpTo, readInside } from '../../engine/filesNear.ts';

/** The environment files that hold for a request file, the nearest folder's last: of its folder and those above, up to the workspace's. */
export async function environmentFiles(documentFile: string, root: string | undefined): Promise<readonly EnvironmentFile[]> {
  const confine = root ?? dirname(documentFile);
  const paths = foldersUpTo(documentFile, root)
    .toReversed()
    .flatMap(folder => environmentFileNames.map(name => join(folder, name)));
  const read = await Promise.all(
    paths.map(async path => {
      const bytes = await readInside(path, confine);
      return bytes === undefined ? [] : [{ path, text: new TextDecoder().decode(bytes) }];
    }),
  );
  return read.flat();
}
