import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { TenonServer } from './tenon-server';

interface Fixtures {
  server: TenonServer;
  /** A page where somebody has signed in. Fails where the page's code or its policy complains. */
  console: Page;
}

/** Tests in a browser, each against a real server of its own on an empty data folder. */
export const test = base.extend<Fixtures>({
  server: async ({}, provide) => {
    const server = new TenonServer();
    await server.start();
    await provide(server);
    await server.stop();
  },
  baseURL: ({ server }, provide) => provide(server.console),
  console: async ({ page, server }, provide) => {
    const complaints = watch(page);
    await signIn(page, server);
    await provide(page);
    expect(complaints()).toEqual([]);
  },
});

export { expect };

export async function signIn(page: Page, server: TenonServer): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Access key ID').fill(server.keys.id);
  await page.getByLabel('Secret access key').fill(server.keys.secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
}

/** Calls an operation as the signed-in page does, to make what a test starts from. */
export async function call(page: Page, operation: string, input: object): Promise<unknown> {
  const response = await page.request.post('/api', {
    headers: {
      'X-Amz-Target': operation,
      'Content-Type': 'application/x-amz-json-1.1',
      Origin: new URL(page.url()).origin,
    },
    data: JSON.stringify(input),
  });
  if (!response.ok()) throw new Error(`${operation}: ${await response.text()}`);
  return response.json();
}

/** Makes a bucket (without a key) or an object. */
export async function put(page: Page, path: string, text = ''): Promise<void> {
  const response = await page.request.put(`/api/s3/${path}`, {
    headers: { Origin: new URL(page.url()).origin },
    data: text,
  });
  if (!response.ok()) throw new Error(`${path}: ${await response.text()}`);
}

/** What the page's scripts threw and what its Content-Security-Policy refused. */
export function watch(page: Page): () => string[] {
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (message.type() !== 'error') return;
    // A refused call is told to people by the page; the browser logs it as well.
    if (message.text().startsWith('Failed to load resource')) return;
    complaints.push(message.text());
  });
  return () => complaints;
}

/** What fades in is as it is to be read; what turns for as long as something is loaded is not waited for. */
async function animationsEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(animation => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(animation => animation.finished));
  });
}

/** What violates WCAG's A and AA rules on the page as it is shown, a line for each rule. */
export async function violationsOf(page: Page): Promise<string[]> {
  await animationsEnd(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.html).join(' | ')}`,
  );
}

export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
}
