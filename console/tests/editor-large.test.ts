import { card } from './editor-page';
import { expect, test } from './fixtures';
import { createJob, prepareTutorial } from './tutorial-data';

// Its snapshots of the page would count as work.
test.use({ trace: 'off' });

const CHAINS = 100;
const STEPS = 200;
const MOST_MILLISECONDS = 8;

/** A hundred chains of a source and two transforms. */
function largeGraph(): object {
  const nodes: Record<string, object> = {};
  for (let at = 0; at < CHAINS; ++at) {
    const [source, first, second] = [`node-1${at}`, `node-2${at}`, `node-3${at}`];
    nodes[source] = {
      S3CatalogSource: { Name: `Source ${at}`, Database: 'landing_zone_db', Table: 'leads' },
    };
    nodes[first] = {
      SelectFields: { Name: `First ${at}`, Inputs: [source], Paths: [['id'], ['name']] },
    };
    nodes[second] = { SelectFields: { Name: `Second ${at}`, Inputs: [first], Paths: [['id']] } };
  }
  return nodes;
}

test('a drag among 300 nodes costs under 8 ms of the main thread a frame', async ({
  console: page,
}) => {
  test.setTimeout(120_000);
  await prepareTutorial(page);
  await createJob(page, 'large', largeGraph());
  await page.goto('/jobs/large');
  await expect(page.getByText('300 nodes laid out').first()).toBeAttached();
  await page.getByRole('button', { name: 'Outline and find' }).click();
  const outline = page.getByRole('region', { name: 'Outline and find' });
  await expect(outline.getByText('300 nodes')).toBeVisible();
  await outline.getByRole('searchbox').fill('First 50');
  await outline.getByRole('button', { name: /^First 50/ }).click();
  await page.getByRole('button', { name: 'Close the outline' }).click();
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await page.waitForTimeout(1000);

  const box = await card(page, 'First 50,').boundingBox();
  if (!box) throw new Error('the card is not shown');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // The time that the main thread works, not the time that it waits for a processor.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  };
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 5, y + 5);
  await page.evaluate(countFrames);
  const before = await worked();
  await page.mouse.move(x + 130, y + 60, { steps: STEPS });
  const spent = (await worked()) - before;
  const frames = await page.evaluate(() => Number(document.body.dataset['frames']));
  const each = spent / frames;
  await page.mouse.up();
  test.info().annotations.push({
    type: 'main thread',
    description: `${each.toFixed(1)} ms in each of ${frames} frames`,
  });
  const moved = await card(page, 'First 50,').boundingBox();
  expect((moved?.x ?? 0) - box.x).toBeGreaterThan(50);
  expect(frames).toBeGreaterThan(20);
  expect(each).toBeLessThan(MOST_MILLISECONDS);
});

/** Counts the frames that the page draws from then on; runs in the page. */
function countFrames(): void {
  let frames = 0;
  const count = () => {
    document.body.dataset['frames'] = String(++frames);
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}
