import { english, type Translate } from '../model/translate.ts';
import { masks } from '../token/masks.ts';
import { hexDump } from './hexDump.ts';
import type { BodyView } from './panelView.ts';
import { prettyJson } from './prettyJson.ts';
import { retell } from './retell.ts';

/** Most bytes of a body that the panel shows; the whole one opens in the editor. */
export const bodyCap = 64 * 1024;
const hexCap = 4096;

/** A body for reading: text where it is UTF-8, else the first 4 KiB as a hex dump. */
export function bodyView(
  bytes: Uint8Array | undefined,
  whole?: { readonly decodedBytes: number; readonly cut: string | undefined },
  t: Translate = english,
): BodyView {
  if (bytes === undefined || bytes.length === 0) return { kind: 'none' };
  const total = whole?.decodedBytes ?? bytes.length;
  const text = decode(bytes.subarray(0, bodyCap), bytes.length > bodyCap);
  if (text === null)
    return { kind: 'binary', hex: hexDump(bytes.subarray(0, hexCap)), bytes: total, cut: cutNote(bytes, hexCap, whole?.cut, t) };
  return {
    kind: 'text',
    raw: text,
    pretty: prettyJson(text),
    bytes: total,
    cut: cutNote(bytes, bodyCap, whole?.cut, t),
    masked: Object.values(masks).some(mask => text.includes(mask)) || text === '[binary body removed]',
  };
}

function cutNote(bytes: Uint8Array, cap: number, cut: string | undefined, t: Translate): string | null {
  if (bytes.length > cap) return t('shown: the first {0} KiB', cap / 1024);
  return cut === undefined ? null : retell(cut, t);
}

function decode(bytes: Uint8Array, openEnd: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: openEnd });
    return text.includes('\0') ? null : text;
  } catch {
    // Not UTF-8: shown as bytes.
    return null;
  }
}
