import type { CauseCode } from '../model/causes.ts';
import { authorizationMessages } from './messages/authorizationMessages.ts';
import { credentialMessages } from './messages/credentialMessages.ts';
import { entraMessages } from './messages/entraMessages.ts';
import { handshakeMessages } from './messages/handshakeMessages.ts';
import { httpMessages } from './messages/httpMessages.ts';
import type { Message } from './messages/message.ts';
import { netMessages } from './messages/netMessages.ts';
import { networkMessages } from './messages/networkMessages.ts';
import { objectMessages } from './messages/objectMessages.ts';
import { proxyMessages } from './messages/proxyMessages.ts';
import { tlsMessages } from './messages/tlsMessages.ts';
import { tokenMessages } from './messages/tokenMessages.ts';

/** The words for every cause; a missing one does not compile. */
export const messages = {
  ...handshakeMessages,
  ...tokenMessages,
  ...entraMessages,
  ...credentialMessages,
  ...authorizationMessages,
  ...networkMessages,
  ...objectMessages,
  ...netMessages,
  ...tlsMessages,
  ...httpMessages,
  ...proxyMessages,
} satisfies Record<CauseCode, Message>;
