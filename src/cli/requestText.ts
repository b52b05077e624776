import { markdownRequests } from '../core/language/markdownRequests.ts';

/** The request file that a file holds: of Markdown the fences with requests, of others all. */
export function requestText(file: string, text: string): string {
  return isMarkdown(file) ? markdownRequests(text) : text;
}

export function isMarkdown(file: string): boolean {
  return /\.(?:md|markdown)$/i.test(file);
}
