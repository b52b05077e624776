import type { Page } from 'playwright-core';

/**
 * The middle of the first character of `text` in the visible editors, in page pixels. The editor draws spaces as no-break spaces and
 * splits a line into spans, so a text locator would not find it.
 * @throws when the text does not appear
 */
export async function startOfText(page: Page, text: string): Promise<{ readonly x: number; readonly y: number }> {
  const handle = await page.waitForFunction(wanted => {
    for (const line of document.querySelectorAll('.editor-instance .view-line')) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const nodes: Text[] = [];
      while (walker.nextNode()) nodes.push(walker.currentNode as Text);
      let at = nodes
        .map(node => node.data)
        .join('')
        .replaceAll('\u00a0', ' ')
        .indexOf(wanted);
      if (at < 0) continue;
      for (const node of nodes) {
        if (at >= node.data.length) {
          at -= node.data.length;
          continue;
        }
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
    }
    return undefined;
  }, text);
  const place = await handle.jsonValue();
  if (place === undefined) throw new Error(`"${text}" is in no editor`);
  return place;
}
