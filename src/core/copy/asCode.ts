import { assertNever } from '../model/assertNever.ts';
import { clouds, isHsmHost, isVaultHost } from '../token/clouds.ts';
import { asCurl, quoted } from './asCurl.ts';
import { type CopiedRequest, hasContentType, joinedHeaders, type ReadCopied, readCopied } from './copiedRequest.ts';

export const copyForms = ['curl', 'csharp', 'javascript', 'python', 'powershell', 'az'] as const;
export type CopyForm = (typeof copyForms)[number];

/** Names of the forms for people. */
export const copyFormNames: Readonly<Record<CopyForm, string>> = {
  curl: 'cURL',
  csharp: 'C#',
  javascript: 'JavaScript',
  python: 'Python',
  powershell: 'PowerShell',
  az: 'Azure CLI (az rest)',
};

/**
 * The request as a command or a small program. No form holds a token: each takes it from the environment variable `ACCESS_TOKEN`,
 * `az rest` gets its own.
 */
export function asCode(form: CopyForm, request: CopiedRequest): string {
  switch (form) {
    case 'curl':
      return asCurl(request);
    case 'csharp':
      return asCSharp(readCopied(request));
    case 'javascript':
      return asJavaScript(readCopied(request));
    case 'python':
      return asPython(readCopied(request));
    case 'powershell':
      return asPowerShell(readCopied(request));
    case 'az':
      return asAzRest(readCopied(request));
    default:
      return assertNever(form);
  }
}

/** What JSON writes is a string in C#, JavaScript and Python too, but for three characters that C# takes for the end of a line. */
const literal = (text: string): string =>
  JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

function asCSharp({ method, url, headers, token, body }: ReadCopied): string {
  const lines = ['using System.Net.Http.Headers;', '', 'using var client = new HttpClient();'];
  lines.push(`using var request = new HttpRequestMessage(new HttpMethod(${literal(method)}), ${literal(url)});`);
  if (token) {
    lines.push(
      'request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ACCESS_TOKEN"));',
    );
  }
  // A StringContent would call itself text/plain.
  if (body !== undefined) lines.push(`request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(${literal(body)}));`);
  for (const [name, value] of headers) {
    const isContent = /^(?:content-(?!security)|expires$|last-modified$|allow$)/i.test(name);
    if (isContent && body === undefined) continue;
    lines.push(`request.${isContent ? 'Content.' : ''}Headers.TryAddWithoutValidation(${literal(name)}, ${literal(value)});`);
  }
  lines.push('using var response = await client.SendAsync(request);');
  lines.push('Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");');
  return `${lines.join('\n')}\n`;
}

function asJavaScript({ method, url, headers, token, body }: ReadCopied): string {
  const pairs = headers.map(([name, value]) => `    [${literal(name)}, ${literal(value)}],`);
  if (token) pairs.unshift('    ["Authorization", "Bearer " + process.env.ACCESS_TOKEN],');
  return [
    `const response = await fetch(${literal(url)}, {`,
    `  method: ${literal(method)},`,
    ...(pairs.length === 0 ? [] : ['  headers: [', ...pairs, '  ],']),
    // To a text fetch adds a type of its own.
    ...(body === undefined ? [] : [`  body: ${hasContentType(headers) ? literal(body) : `Buffer.from(${literal(body)})`},`]),
    '});',
    'console.log(response.status, await response.text());',
    '',
  ].join('\n');
}

function asPython({ method, url, headers, token, body }: ReadCopied): string {
  const pairs = joinedHeaders(headers).map(([name, value]) => `    ${literal(name)}: ${literal(value)},`);
  if (token) pairs.unshift('    "Authorization": f"Bearer {os.environ[\'ACCESS_TOKEN\']}",');
  return [
    ...(token ? ['import os', ''] : []),
    'import requests',
    '',
    'response = requests.request(',
    `    ${literal(method)},`,
    `    ${literal(url)},`,
    ...(pairs.length === 0 ? [] : ['    headers={', ...pairs.map(pair => `    ${pair}`), '    },']),
    ...(body === undefined ? [] : [`    data=${literal(body)}.encode("utf-8"),`]),
    '    timeout=30,',
    ')',
    'print(response.status_code, response.text)',
    '',
  ].join('\n');
}

/** PowerShell takes typographic quotes for quotes as well; doubled, each stands for itself. */
const powerShellText = (text: string): string => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;

function asPowerShell({ method, url, headers, token, body }: ReadCopied): string {
  const pairs = joinedHeaders(headers).map(([name, value]) => `  ${powerShellText(name)} = ${powerShellText(value)}`);
  if (token) pairs.unshift('  \'Authorization\' = "Bearer $env:ACCESS_TOKEN"');
  const isUsual = /^(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS|TRACE|MERGE)$/.test(method);
  const parameters = [
    `${isUsual ? '-Method' : '-CustomMethod'} ${method}`,
    `-Uri ${powerShellText(url)}`,
    ...(pairs.length === 0 ? [] : ['-Headers $headers']),
    ...(body === undefined ? [] : [`-Body ([System.Text.Encoding]::UTF8.GetBytes(${powerShellText(body)}))`]),
    '-SkipHttpErrorCheck',
  ];
  return [...(pairs.length === 0 ? [] : ['$headers = @{', ...pairs, '}']), `Invoke-WebRequest ${parameters.join(' `\n  ')}`, ''].join('\n');
}

function asAzRest({ method, url, headers, token, body }: ReadCopied): string {
  const resource = resourceOf(url);
  const parts = [`az rest --method ${method.toLowerCase()}`, `--url ${quoted(url)}`];
  if (!token) parts.push('--skip-authorization-header');
  else if (resource !== undefined) parts.push(`--resource ${quoted(resource)}`);
  if (headers.length > 0) parts.push(`--headers ${headers.map(([name, value]) => quoted(`${name}=${value}`)).join(' ')}`);
  if (body !== undefined) parts.push(`--body ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

/** Without a resource `az rest` asks for the management plane's, which no vault accepts. */
function resourceOf(url: string): string | undefined {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  for (const cloud of clouds) {
    if (isVaultHost(cloud, host)) return cloud.vaultResource;
    if (isHsmHost(cloud, host)) return cloud.hsmResource ?? undefined;
  }
  return undefined;
}
