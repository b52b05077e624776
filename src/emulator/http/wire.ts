import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EmulatorDoors } from '../doors.ts';

/** A connection for handlers that write bytes of their own in place of an answer. */
export interface Wire {
  /** Epoch ms of the service that answers. */
  readonly at: number;
  readonly isOpen: boolean;
  /** Resolves once the bytes have left this process, or cannot any more. */
  write(bytes: string | Uint8Array): Promise<void>;
  /** Sends what was written, then FIN. */
  end(): void;
  /** RST in place of FIN; what was written before is given time to arrive. */
  reset(): Promise<void>;
  /** Waits, or stops waiting when the connection or the server goes away. */
  delay(ms: number): Promise<void>;
}

/** So many turns of the event loop: a reset that arrives together with data is taken for a plain end by libuv's readers. */
const turnsBeforeReset = 20;
const pauseBeforeResetMs = 50;

/** @param below the TCP socket under TLS: TLS sockets cannot reset. */
export function openWire(request: IncomingMessage, below: Socket | undefined, at: number, doors: EmulatorDoors): Wire {
  const { socket } = request;
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  // The other side may leave in the middle: that is the point of most faults.
  socket.on('error', () => socket.destroy());
  const wire: Wire = {
    at,
    get isOpen() {
      return !socket.destroyed;
    },
    write: bytes => new Promise(resolve => (socket.destroyed ? resolve() : void socket.write(bytes, () => resolve()))),
    end: () => void socket.end(),
    delay: ms => doors.delay(ms, gone.signal).catch(() => undefined),
    reset: async () => {
      await wire.delay(pauseBeforeResetMs);
      for (let turn = 0; turn < turnsBeforeReset; turn += 1) await nextTurn();
      (below ?? socket).resetAndDestroy();
    },
  };
  return wire;
}
