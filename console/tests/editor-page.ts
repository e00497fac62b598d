import type { Locator, Page } from '@playwright/test';

/** The parts of the job editor by their visible roles and names. */
export const settings = (page: Page): Locator =>
  page.getByRole('region', { name: 'Node settings' });
export const data = (page: Page): Locator =>
  page.getByRole('region', { name: 'Data of the selected node' });
export const palette = (page: Page): Locator => page.getByRole('region', { name: 'Add nodes' });
export const graph = (page: Page): Locator => page.getByRole('application', { name: 'Job graph' });

/** A node's card; what it says begins with the node's name. */
export const card = (page: Page, name: string): Locator =>
  graph(page).getByRole('group', { name: new RegExp(`^${name}`) });

export async function choose(page: Page, label: string, option: string): Promise<void> {
  await settings(page)
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .click();
  await page.getByRole('option', { name: option }).click();
}

export async function addNode(page: Page, tab: string, title: string): Promise<void> {
  await palette(page).getByRole('tab', { name: tab }).click();
  await palette(page).getByRole('button', { name: title, exact: true }).click();
}

export async function nameNode(page: Page, name: string): Promise<void> {
  await settings(page).getByLabel('Name', { exact: true }).fill(name);
}

export async function chooseParents(page: Page, names: string[]): Promise<void> {
  await settings(page)
    .getByRole('button', { name: /^Node parents/ })
    .click();
  for (const name of names) await page.getByRole('option', { name, exact: true }).click();
  await page.keyboard.press('Escape');
}
