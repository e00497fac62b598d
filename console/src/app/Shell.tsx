import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Flashbar from '@cloudscape-design/components/flashbar';
import HelpPanel from '@cloudscape-design/components/help-panel';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { Outlet, useLocation, useMatches } from 'react-router';
import { shell } from '../strings/shell';
import { Loading } from '../ui/Loading';
import { useNarrow } from '../ui/narrow';
import { turnPage, useNotifications } from '../ui/notifications';
import { FILLS_WINDOW, PageContext, type HelpTopic, type PageSettings } from '../ui/page';
import { usePreference } from '../ui/preference';
import { useFollow } from '../ui/RouteLink';
import { activeHref, navigation } from './navigation';
import { TopBar } from './TopBar';

/** What is around every page of somebody who is signed in. */
export function Shell() {
  const { pathname } = useLocation();
  const follow = useFollow();
  const [page, setPage] = useState<PageSettings | null>(null);
  const fills = useMatches().some(({ handle }) => handle === FILLS_WINDOW);
  // Two choices: a page that fills the window leaves the navigation of all others as it is.
  const [openBeside, setOpenBeside] = usePreference('navigation-open', true);
  const [openInEditor, setOpenInEditor] = usePreference('navigation-open-in-editor', false);
  // Over a narrow page it stays only until somebody has chosen in it.
  const narrow = useNarrow();
  const [openOver, setOpenOver] = useState(false);
  const navigationOpen = narrow ? openOver : fills ? openInEditor : openBeside;
  const setNavigationOpen = narrow ? setOpenOver : fills ? setOpenInEditor : setOpenBeside;
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const pageShell = useMemo(() => ({ setPage, openHelp }), [openHelp]);
  const notifications = useNotifications();

  useEffect(() => turnPage(pathname), [pathname]);
  useEffect(() => {
    document.title = page ? shell.titleOf(page.title) : shell.product;
  }, [page]);

  return (
    <>
      <TopBar />
      <AppLayoutToolbar
        headerSelector="#top"
        contentType={page?.contentType ?? 'default'}
        disableContentPaddings={fills}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        navigation={
          <SideNavigation
            header={{ text: shell.navigation.header, href: '/' }}
            items={navigation}
            activeHref={activeHref(pathname)}
            onFollow={follow}
          />
        }
        breadcrumbs={
          page && (
            <BreadcrumbGroup items={[...page.breadcrumbs]} onFollow={follow} onClick={follow} />
          )
        }
        notifications={<Flashbar items={notifications} stackItems />}
        tools={page?.help && <Help topic={page.help} />}
        toolsHide={!page?.help}
        toolsOpen={helpOpen && page?.help !== undefined}
        onToolsChange={({ detail }) => setHelpOpen(detail.open)}
        ariaLabels={{
          navigation: shell.navigation.label,
          navigationToggle: shell.navigation.open,
          navigationClose: shell.navigation.close,
          notifications: shell.notifications,
          tools: shell.help.label,
          toolsToggle: shell.help.open,
          toolsClose: shell.help.close,
        }}
        content={
          <PageContext.Provider value={pageShell}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </PageContext.Provider>
        }
      />
    </>
  );
}

function Help({ topic }: { topic: HelpTopic }) {
  return (
    <HelpPanel header={<h2>{topic.header}</h2>}>
      {topic.paragraphs.map(paragraph => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </HelpPanel>
  );
}
