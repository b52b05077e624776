/** Names this program in HAR files; a test holds it against package.json, which src may not import. */
export const engineVersion = '0.1.0';
