// Signs up and clicks a feed as a person does, in Debian's chromium, and prints as one line of JSON
// what it saw. Called by test_browser.py; CONSOLE names the folder whose packages it uses.
//
//   node browser_sign_up.cjs ADDRESS NAME EMAIL FEED [FOLDER for pictures]
const { createRequire } = require('node:module');
const path = require('node:path');

const packages = createRequire(path.join(process.env.CONSOLE, 'package.json'));
const { chromium } = packages('@playwright/test');
const { AxeBuilder } = packages('@axe-core/playwright');

const [address, name, email, feed, pictures] = process.argv.slice(2);
const LOOKS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
};
// The pictures of the documentation, one in each look.
const PICTURES = { 'form light': 'sign-up', 'feeds dark': 'feeds', 'article phone': 'article' };
const seen = { pages: [], complaints: [] };

/** What is wrong with the page in each look, and its picture where pictures are wanted. */
async function look(page, title) {
  for (const [kind, { colorScheme, viewport }] of Object.entries(LOOKS)) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .analyze();
    for (const { id, help, nodes } of violations) {
      const where = nodes.map(node => node.html).join(' | ');
      seen.complaints.push(`${title}, ${kind}: ${id}: ${help}: ${where}`);
    }
    const isTooWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    if (isTooWide) seen.complaints.push(`${title}, ${kind}: wider than the window`);
    const picture = PICTURES[`${title} ${kind}`];
    if (pictures && picture) {
      await page.screenshot({ path: path.join(pictures, `${picture}.png`), animations: 'disabled' });
    }
  }
  await page.setViewportSize(LOOKS.light.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
  seen.pages.push({
    title,
    heading: await page.getByRole('heading', { level: 1 }).innerText(),
    messages: await page.getByRole('status').allInnerTexts(),
  });
}

async function visit(page) {
  page.on('pageerror', error => seen.complaints.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') seen.complaints.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(address)) seen.complaints.push(`loads ${request.url()}`);
  });
  await page.goto(address);
  await look(page, 'form');

  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByText('Tell us your name.').waitFor();
  // The only error that the browser's console is to hold: the answer to what was wrong.
  seen.complaints = seen.complaints.filter(text => !text.includes('422'));
  await look(page, 'mistakes');

  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Feeds', level: 1 }).waitFor();
  await look(page, 'feeds');

  await page.getByRole('button', { name: feed }).click();
  await page.getByRole('heading', { name: feed, level: 1 }).waitFor();
  await look(page, 'article');
}

async function main() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await visit(page);
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify(seen));
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
