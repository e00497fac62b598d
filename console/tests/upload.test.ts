import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, expectAccessible, put, test } from './fixtures';

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
  const zone = page.getByText('Drop files and folders here to upload them into this folder');
  await zone.dispatchEvent('drop', { dataTransfer: files });
  await expect(page.getByRole('link', { name: 'dropped.csv' })).toBeVisible();
});

/** A folder "2026" with files in it and in a folder of its own, while a test works with it. */
async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const above = await mkdtemp(join(tmpdir(), 'tenon-upload-'));
  try {
    const folder = join(above, '2026');
    await mkdir(join(folder, 'may'), { recursive: true });
    await writeFile(join(folder, 'may', 'first.csv'), 'a,1\n');
    await writeFile(join(folder, 'may', 'second.csv'), 'b,2\n');
    await writeFile(join(folder, 'total.csv'), 'c,3\n');
    await work(folder);
  } finally {
    await rm(above, { recursive: true });
  }
}

test('a folder that is chosen is uploaded with all that is in it', async ({ console: page }) => {
  await put(page, 'lake');
  await page.goto('/s3/upload/lake?prefix=landing%2F');
  await withFolder(async folder => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add folder' }).click();
    await (await chooser).setFiles(folder);
    await expect(page.getByRole('rowheader', { name: '2026/may/second.csv' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove 2026/total.csv' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(page.getByText('Succeeded')).toHaveCount(2);
  });
  await expect(page.getByRole('rowheader', { name: 'landing/2026/may/first.csv' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('link', { name: '2026/' }).click();
  await expect(page.getByRole('link', { name: 'may/' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'total.csv' })).toBeHidden();
  await page.getByRole('link', { name: 'may/' }).click();
  await expect(page.getByRole('link', { name: 'second.csv' })).toBeVisible();
});

test('a folder that is dropped is uploaded with all that is in it', async ({ console: page }) => {
  await put(page, 'lake');
  await page.goto('/s3/buckets/lake');
  await expect(page.getByText('No objects')).toBeVisible();
  const browser = await page.context().newCDPSession(page);
  await withFolder(async folder => {
    const drag = async (type: 'dragEnter' | 'dragOver' | 'drop', x: number, y: number) => {
      const data = { items: [], files: [folder], dragOperationsMask: 1 };
      await browser.send('Input.dispatchDragEvent', { type, x, y, data });
    };
    await drag('dragEnter', 640, 500);
    await drag('dragOver', 640, 500);
    const zone = page.getByText('Drop files and folders here to upload them into this folder');
    await zone.scrollIntoViewIfNeeded();
    const { x, y } = (await zone.boundingBox()) ?? { x: 0, y: 0 };
    await drag('dragOver', x + 5, y + 5);
    await drag('drop', x + 5, y + 5);
    await expect(page.getByText('3 files uploaded')).toBeVisible();
  });
  await page.getByRole('link', { name: '2026/' }).click();
  await expect(page.getByRole('link', { name: 'total.csv' })).toBeVisible();
  await page.getByRole('link', { name: 'may/' }).click();
  await expect(page.getByRole('link', { name: 'first.csv' })).toBeVisible();
});
