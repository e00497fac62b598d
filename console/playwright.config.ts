import { defineConfig } from '@playwright/test';

// Debian's browser, and for each worker a server of its own on a fresh data folder (tests/fixtures.ts).
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  // The tutorial's pictures; those that did not change are left alone (tests/by-hand.ts).
  snapshotPathTemplate: '../docs/screenshots/{arg}{ext}',
  updateSnapshots: process.env['TENON_SCREENSHOTS'] ? 'changed' : 'none',
  workers: 1,
  // A browser on a busy machine may miss a click. ./dev test tells what passed only the second time.
  retries: 1,
  // Generous, for machines that build at the same time: nothing here waits for time to pass.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1280, height: 900 },
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
});
