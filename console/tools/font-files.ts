import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const INLINE_FONT = /url\(['"]?data:font\/woff2;base64,([A-Za-z0-9+/=]+)['"]?\)/g;

/**
 * Writes the fonts that Cloudscape's stylesheet carries as base64 to files of their own: the policy
 * `font-src 'self'` refuses data URLs, and a file is loaded only when a text needs it.
 */
export function fontFiles(): Plugin {
  const folder = path.resolve(import.meta.dirname, '../node_modules/.cache/fonts');
  return {
    name: 'font-files',
    enforce: 'pre',
    transform(code, id) {
      if (!/\.css($|\?)/.test(id) || !code.includes('data:font/woff2')) return null;
      mkdirSync(folder, { recursive: true });
      return {
        code: code.replace(INLINE_FONT, (_, base64: string) => {
          const font = Buffer.from(base64, 'base64');
          const name = createHash('sha256').update(font).digest('hex').slice(0, 12);
          const file = path.join(folder, `open-sans-${name}.woff2`);
          writeFileSync(file, font);
          return `url('${file}')`;
        }),
        map: null,
      };
    },
  };
}
