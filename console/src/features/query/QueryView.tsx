import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Tabs from '@cloudscape-design/components/tabs';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { queryPages } from '../../model/query-pages';
import { query as text } from '../../strings/query';
import { shell } from '../../strings/shell';
import { usePage } from '../../ui/page';

const views = {
  editor: queryPages.editor,
  history: queryPages.history,
  saved: queryPages.saved,
} as const;

type View = keyof typeof views;

/** What the pages of Athena share: title, help, and the way from one to the other. */
export function QueryView({ active, children }: { active: View; children: ReactNode }) {
  const navigate = useNavigate();
  const { openHelp } = usePage({
    title: active === 'editor' ? text.title : text.views[active],
    breadcrumbs: [
      { text: text.title, href: views.editor },
      ...(active === 'editor' ? [] : [{ text: text.views[active], href: views[active] }]),
    ],
    help: text.help,
  });
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          info={
            <Link variant="info" onFollow={openHelp}>
              {shell.help.info}
            </Link>
          }
        >
          {text.title}
        </Header>
      }
    >
      <Tabs
        ariaLabel={text.views.label}
        activeTabId={active}
        onChange={({ detail }) => {
          const next = (Object.keys(views) as View[]).find(view => view === detail.activeTabId);
          if (next) void navigate(views[next]);
        }}
        tabs={(Object.keys(views) as View[]).map(id => ({
          id,
          label: text.views[id],
          content: id === active && children,
        }))}
      />
    </ContentLayout>
  );
}
