import { assertNever } from '../model/assertNever.ts';
import type { TraceNote } from '../model/trace.ts';
import { english, type Translate } from '../model/translate.ts';
import { formatMs } from './formatMs.ts';
import type { NoteRow, TextPart, Tone } from './panelView.ts';
import { phrase } from './phrase.ts';
import { retell } from './retell.ts';

type Words = { readonly tone: Tone; readonly parts: readonly TextPart[] };

/** The words for what happened between two calls. */
export function rowOfNote(at: number, note: TraceNote, t: Translate = english): NoteRow {
  return { kind: 'note', at, ...wordsOf(note, t) };
}

function wordsOf(note: TraceNote, t: Translate): Words {
  switch (note.kind) {
    case 'challenge-read':
      return plain(t('challenge read: '), ...goal(note.tenant, note.resource, t));
    case 'challenge-stored':
      return plain(...phrase(t('challenge stored for {0}'), { code: note.origin }));
    case 'challenge-cached':
      return plain(t('challenge known from before, no call needed: '), ...goal(note.tenant, note.resource, t));
    case 'challenge-forgotten':
      return plain(t('challenge forgotten: {0}', retell(note.reason, t)));
    case 'challenge-refused':
      return bad(t('challenge refused: {0}', retell(note.reason, t)));
    case 'token-stored':
      return note.expiresAt === null
        ? plain(...phrase(t('token stored for {0}'), { code: note.audience }))
        : plain(...phrase(t('token stored for {0}, valid until {1}'), { code: note.audience }, { time: note.expiresAt }));
    case 'token-cached':
      return note.expiresAt === null
        ? plain(...phrase(t('token from cache for {0}; no call needed'), { code: note.audience }))
        : plain(
            ...phrase(t('token from cache for {0}, valid until {1}; no call needed'), { code: note.audience }, { time: note.expiresAt }),
          );
    case 'token-expired':
      return note.expiresAt === null
        ? plain(...phrase(t('cached token for {0} expired; a new one is needed'), { code: note.audience }))
        : plain(
            ...phrase(t('cached token for {0} expired at {1}; a new one is needed'), { code: note.audience }, { time: note.expiresAt }),
          );
    case 'token-given':
      return note.audience === null
        ? plain(t('token given by the request'))
        : plain(...phrase(t('token given by the request, for {0}'), { code: note.audience }));
    case 'token-shared':
      return plain(t('waited {0} for a token that another request was already asking for', formatMs(note.waitedMs, t)));
    case 'credential':
      return credential(note.credential, retell(note.text, t), note.ms, note.ok, t);
    case 'retry-advised':
      return warn(retell(note.text, t));
    case 'retry-waited':
      return plain(t('waited {0} before the next try', formatMs(note.ms, t)));
    case 'redirect-not-followed':
      return warn(t('redirect not followed: '), { code: note.location });
    case 'dependency-sent':
      return (note.ok ? plain : bad)(t('sent first: '), { code: note.name }, `, ${note.text}`);
    case 'answer-saved':
      return plain(t('answer written to: '), { code: note.file });
    case 'blocked':
      return bad(retell(note.text, t));
    case 'warning':
      return warn(retell(note.text, t));
    default:
      return assertNever(note);
  }
}

function credential(name: string, text: string, ms: number | null, ok: boolean, t: Translate): Words {
  const parts = [...phrase(t('credential {0}: {1}'), { code: name }, text), ...(ms === null ? [] : [`, ${formatMs(ms, t)}`])];
  return ok ? plain(...parts) : bad(...parts);
}

function goal(tenant: string | null, resource: string, t: Translate): readonly TextPart[] {
  if (tenant === null) return phrase(t('resource {0}'), { code: resource });
  return phrase(t('tenant {0}, resource {1}'), { code: tenant }, { code: resource });
}

const plain = (...parts: readonly TextPart[]): Words => ({ tone: 'plain', parts });
const warn = (...parts: readonly TextPart[]): Words => ({ tone: 'warn', parts });
const bad = (...parts: readonly TextPart[]): Words => ({ tone: 'bad', parts });
