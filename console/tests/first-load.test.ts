import { expect, test } from './fixtures';

const LIMIT = 450 * 1024;

for (const [path, heading] of [
  ['/', 'Home'],
  ['/s3', /^Buckets/],
  ['/catalog/tables', /^Tables/],
  ['/catalog/connections', /^Connections/],
] as const) {
  test(`the first load of ${path} is small, and fonts are files`, async ({ console: page }) => {
    let bytes = 0;
    let fonts = 0;
    let files = 0;
    page.on('requestfinished', request => {
      void (async () => {
        const { responseBodySize } = await request.sizes();
        if (request.resourceType() === 'font') fonts += responseBodySize;
        else bytes += responseBodySize;
        files += 1;
      })();
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.goto(path);
    await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    test.info().annotations.push({ type: 'bytes', description: `${bytes} in ${files} files` });
    expect(bytes).toBeLessThan(LIMIT);
    expect(bytes + fonts).toBeLessThan(550 * 1024);
  });
}
