export interface PanelPageParts {
  readonly nonce: string;
  /** What the host calls the origin of its own files. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** Language tag of the editor's display language. */
  readonly language: string;
  /** English sentences and their translations; empty for English. */
  readonly strings: Readonly<Record<string, string>>;
}

/**
 * The page: an empty root, one script, one style sheet. Nothing but these may load or run, and no string becomes HTML
 * (Trusted Types; the one policy is that of the widgets' template engine).
 */
export function panelHtml({ nonce, cspSource, script, style, language, strings }: PanelPageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${inAttribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Key Vault trace</title>
</head>
<body>
<main id="root" data-strings="${inAttribute(JSON.stringify(strings))}"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}

function inAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
