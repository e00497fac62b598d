import type { SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { shell } from '../strings/shell';

/** Only pages that work are listed. */
export const navigation: SideNavigationProps.Item[] = [
  { type: 'link', text: shell.navigation.home, href: '/' },
  { type: 'divider' },
  {
    type: 'section',
    text: shell.navigation.etl,
    items: [
      { type: 'link', text: shell.navigation.jobs, href: '/jobs' },
      { type: 'link', text: shell.navigation.monitoring, href: '/monitoring' },
    ],
  },
  {
    type: 'section',
    text: shell.navigation.catalog,
    items: [
      { type: 'link', text: shell.navigation.databases, href: '/catalog/databases' },
      { type: 'link', text: shell.navigation.tables, href: '/catalog/tables' },
      { type: 'link', text: shell.navigation.connections, href: '/catalog/connections' },
    ],
  },
  {
    type: 'section',
    text: shell.navigation.athena,
    items: [{ type: 'link', text: shell.navigation.query, href: '/query' }],
  },
  {
    type: 'section',
    text: shell.navigation.storage,
    items: [{ type: 'link', text: shell.navigation.s3, href: '/s3' }],
  },
  { type: 'divider' },
  { type: 'link', text: shell.navigation.settings, href: '/settings' },
];

/** The entry that a path belongs to: the longest one that it starts with. */
export function activeHref(path: string, items = navigation): string {
  let best = '/';
  for (const item of items) {
    const found =
      'items' in item ? activeHref(path, [...item.items]) : 'href' in item ? item.href : '';
    const inside = path === found || path.startsWith(`${found}/`);
    if (inside && found.length > best.length) best = found;
  }
  return best;
}
