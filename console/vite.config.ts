import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { brotli } from './tools/brotli.ts';
import { fontFiles } from './tools/font-files.ts';

// Where `npm run dev` sends what it does not serve itself: the console's listener of `tenon serve`.
const server = process.env['TENON_CONSOLE'] ?? 'http://127.0.0.1:9701';
const proxy = { target: server, changeOrigin: true, headers: { origin: server } };

export default defineConfig({
  plugins: [fontFiles(), react(), brotli()],
  server: { proxy: { '/session': proxy, '/api': proxy } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // The Content-Security-Policy takes nothing from data URLs but images, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What several pages share comes as one file, not as forty.
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: /@cloudscape-design|\/src\/(ui|api|model)\//,
              minShareCount: 4,
            },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 2000,
  },
  test: { include: ['src/**/*.test.ts', 'tools/**/*.test.ts'], environment: 'node' },
});
