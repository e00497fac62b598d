import { expect, put, test } from './fixtures';

const MIB = 1024 * 1024;

test('a large upload that is interrupted goes on with the parts that are missing', async ({
  console: page,
}) => {
  const sent: string[] = [];
  page.on('response', response => {
    const part = new URL(response.url()).searchParams.get('partNumber');
    if (part && response.ok()) sent.push(part);
  });
  await put(page, 'lake');
  await page.goto('/s3/upload/lake');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files' }).click();
  await (
    await chooser
  ).setFiles([{ name: 'large.bin', mimeType: '', buffer: Buffer.alloc(48 * MIB, 1) }]);

  const network = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 8 * MIB };
  await network.send('Network.emulateNetworkConditions', slow);
  const firstPart = page.waitForResponse(response => response.url().includes('partNumber='));
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await firstPart;
  await network.send('Network.emulateNetworkConditions', { ...slow, offline: true });
  await expect(page.getByText(/^Failed/)).toBeVisible();

  const fast = { ...slow, uploadThroughput: -1 };
  await network.send('Network.emulateNetworkConditions', fast);
  await page.getByRole('button', { name: 'Upload large.bin again' }).click();
  await expect(page.getByText('Succeeded')).toBeVisible();
  expect(sent.toSorted()).toEqual(['1', '2', '3', '4', '5', '6']);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('row', { name: /large\.bin.*48 MB/ })).toBeVisible();
});

test('files that are dropped on a folder are uploaded into it', async ({ console: page }) => {
  await put(page, 'lake');
  await page.goto('/s3/buckets/lake?prefix=landing%2F');
  await expect(page.getByText('No objects')).toBeVisible();
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['a,1\n'], 'dropped.csv', { type: 'text/csv' }));
    return transfer;
  });
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: files });
  await page.dispatchEvent('body', 'dragover', { dataTransfer: files });
  const zone = page.getByText('Drop files here to upload them into this folder');
  await zone.dispatchEvent('drop', { dataTransfer: files });
  await expect(page.getByRole('link', { name: 'dropped.csv' })).toBeVisible();
});
