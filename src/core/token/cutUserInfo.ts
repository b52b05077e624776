import { masks } from './masks.ts';

/** Up to the last `@` before path, query and fragment; a password with a slash in it looks like a port that is no number. */
const userInfo = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"'<>]*@|[^\s/?#"'<>@]*:(?!\d{0,5}(?:[\s/?#"'<>.,;)]|$))[^\s"'<>]*@)/gi;

/** Removes name and password before the host of every URL in a text. */
export const cutUserInfo = (text: string): string => (text.includes('@') ? text.replace(userInfo, `$1${masks.value}@`) : text);
