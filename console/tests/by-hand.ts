import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

// What a person does with mouse and keyboard, on what can be seen, by its role and name.

/** A part of the page, or all of it. */
export type Place = Page | Locator;

const pageOf = (place: Place): Page => ('page' in place ? place.page() : place);

export async function press(place: Place, name: string | RegExp): Promise<void> {
  await place.getByRole('button', { name, exact: true }).first().click();
}

/** Follows a link within the page; names of folders and tables are such links. */
export async function follow(place: Place, name: string): Promise<void> {
  await place.getByRole('link', { name, exact: true }).first().click();
}

/** Types into a field in place of what it says. */
export async function type(place: Place, name: string | RegExp, text: string): Promise<void> {
  const field = place.getByRole('textbox', { name, exact: true });
  await field.click();
  await pageOf(place).keyboard.press('Control+a');
  await pageOf(place).keyboard.type(text);
  await expect(field).toHaveValue(text);
}

/** Chooses in the navigation at the left, which is opened first where it is closed. */
export async function go(page: Page, name: string): Promise<void> {
  const pages = page.getByRole('navigation', { name: 'Pages' });
  const link = pages.getByRole('link', { name, exact: true });
  if (!(await link.isVisible())) await press(page, 'Open navigation');
  await link.click();
}

/** Gives the page the room of the navigation. */
export async function hideNavigation(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: 'Close navigation' });
  if (await close.isVisible()) await close.click();
}

/** Chooses a radio button or ticks a box by its label. */
export async function choose(place: Place, role: 'radio' | 'checkbox', name: string | RegExp) {
  const box = place.getByRole(role, { name, exact: true });
  await box.click();
  await expect(box).toBeChecked();
}

/** Opens a list and takes an option of it, which may be the one that it shows already. */
export async function pick(place: Place, list: string | RegExp, option: string): Promise<void> {
  await place.getByRole('button', { name: list }).first().click();
  const options = pageOf(place).getByRole('option');
  await options.filter({ has: pageOf(place).getByText(option, { exact: true }) }).click();
}

/** A message of the console that something has been done. */
export async function told(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByText(text).first()).toBeVisible();
}

/**
 * A picture for README and docs, at docs/screenshots/NAME.png. Made only where TENON_SCREENSHOTS is set, and
 * left alone where hardly a point of it has changed (playwright.config.ts); "pngquant --ext .png --force" then
 * takes away two thirds of its bytes.
 */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env['TENON_SCREENSHOTS']) return;
  await page.mouse.move(0, 0);
  await expect(page).toHaveScreenshot(`${name}.png`, { maxDiffPixelRatio: 0.005 });
}
