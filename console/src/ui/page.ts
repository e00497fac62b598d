import type { AppLayoutToolbarProps } from '@cloudscape-design/components/app-layout-toolbar';
import { createContext, useContext, useLayoutEffect } from 'react';

/** What the help panel says: a heading, paragraphs, and where to read on within the console. */
export interface HelpTopic {
  header: string;
  paragraphs: readonly string[];
}

export interface Breadcrumb {
  text: string;
  href: string;
}

/** What a page asks of the shell around it. The last breadcrumb is the page itself. */
export interface PageSettings {
  /** The browser's title, before " | Tenon". */
  title: string;
  breadcrumbs: readonly Breadcrumb[];
  contentType?: AppLayoutToolbarProps.ContentType;
  help?: HelpTopic;
}

/**
 * The handle of a route whose page fills the window, as an editor does: nothing is around it, and the
 * navigation stays closed until somebody opens it.
 */
export const FILLS_WINDOW = 'fills-window';

export interface PageShell {
  setPage: (settings: PageSettings) => void;
  openHelp: () => void;
}

export const PageContext = createContext<PageShell | null>(null);

/** Tells the shell about the page that is shown. Returns what opens the help panel. */
export function usePage(settings: PageSettings): { openHelp: () => void } {
  const shell = useContext(PageContext);
  if (!shell) throw new Error('usePage outside the shell');
  const { setPage, openHelp } = shell;
  const text = JSON.stringify(settings);
  useLayoutEffect(() => setPage(JSON.parse(text) as PageSettings), [text, setPage]);
  return { openHelp };
}
