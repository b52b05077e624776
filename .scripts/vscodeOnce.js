/**
 * `import * as vscode` copies every name of the API, once for each file that has the line: most of the time that loading the bundle
 * took. Here the files of a bundle share one copy.
 */
exports.vscodeOnce = {
  name: 'vscode-once',
  setup(build) {
    const namespace = 'vscode-once';
    build.onResolve({ filter: /^vscode$/ }, ({ path, namespace: from }) =>
      from === namespace ? { path, external: true } : { path, namespace },
    );
    build.onLoad({ filter: /^vscode$/, namespace }, () => ({ contents: "export * from 'vscode';" }));
  },
};
