import { assertNever } from '../model/assertNever.ts';
import type { TraceNote } from '../model/trace.ts';
import { formatMs } from './formatMs.ts';
import type { NoteRow, TextPart, Tone } from './panelView.ts';

type Words = { readonly tone: Tone; readonly parts: readonly TextPart[] };

/** The words for what happened between two calls. */
export function rowOfNote(at: number, note: TraceNote): NoteRow {
  return { kind: 'note', at, ...wordsOf(note) };
}

function wordsOf(note: TraceNote): Words {
  switch (note.kind) {
    case 'challenge-stored':
      return plain('challenge stored: ', ...goal(note.tenant, note.resource));
    case 'challenge-cached':
      return plain('challenge known from before, no call needed: ', ...goal(note.tenant, note.resource));
    case 'challenge-forgotten':
      return plain(`challenge forgotten: ${note.reason}`);
    case 'challenge-refused':
      return bad(`challenge refused: ${note.reason}`);
    case 'token-stored':
      return plain('token stored for ', { code: note.audience }, ...until(', valid until ', note.expiresAt));
    case 'token-cached':
      return plain('token from cache for ', { code: note.audience }, ...until(', valid until ', note.expiresAt), '; no call needed');
    case 'token-expired':
      return plain('cached token for ', { code: note.audience }, ' expired', ...until(' at ', note.expiresAt), '; a new one is needed');
    case 'token-given':
      return plain('token given by the request', ...(note.audience === null ? [] : [', for ', { code: note.audience }]));
    case 'token-shared':
      return plain(`waited ${formatMs(note.waitedMs)} for a token that another request was already asking for`);
    case 'credential':
      return credential(note.credential, note.text, note.ms, note.ok);
    case 'retry-advised':
      return warn(note.text);
    case 'retry-waited':
      return plain(`waited ${formatMs(note.ms)} before the next try`);
    case 'redirect-not-followed':
      return warn('redirect not followed: ', { code: note.location });
    case 'dependency-sent':
      return (note.ok ? plain : bad)('sent first: ', { code: note.name }, `, ${note.text}`);
    case 'blocked':
      return bad(note.text);
    case 'warning':
      return warn(note.text);
    default:
      return assertNever(note);
  }
}

function credential(name: string, text: string, ms: number | null, ok: boolean): Words {
  const parts = ['credential ', { code: name }, `: ${text}`, ...(ms === null ? [] : [`, ${formatMs(ms)}`])];
  return ok ? plain(...parts) : bad(...parts);
}

function goal(tenant: string | null, resource: string): readonly TextPart[] {
  return [...(tenant === null ? [] : ['tenant ', { code: tenant }, ', ']), 'resource ', { code: resource }];
}

function until(words: string, time: number | null): readonly TextPart[] {
  return time === null ? [] : [words, { time }];
}

const plain = (...parts: readonly TextPart[]): Words => ({ tone: 'plain', parts });
const warn = (...parts: readonly TextPart[]): Words => ({ tone: 'warn', parts });
const bad = (...parts: readonly TextPart[]): Words => ({ tone: 'bad', parts });
