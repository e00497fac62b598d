import Link from '@cloudscape-design/components/link';
import { catalogPages } from '../../model/catalog-pages';
import { catalog } from '../../strings/catalog';
import { shell } from '../../strings/shell';
import { usePage } from '../../ui/page';
import { TablesTable } from './TablesTable';

/** The tables of all databases. */
export function TablesPage() {
  const { openHelp } = usePage({
    title: catalog.tables.title,
    contentType: 'table',
    help: catalog.tables.help,
    breadcrumbs: [
      { text: catalog.service, href: '/' },
      { text: catalog.tables.title, href: catalogPages.tables },
    ],
  });
  return (
    <TablesTable
      title={catalog.tables.title}
      variant="full-page"
      headingLevel="h1"
      info={
        <Link variant="info" onFollow={openHelp}>
          {shell.help.info}
        </Link>
      }
    />
  );
}
