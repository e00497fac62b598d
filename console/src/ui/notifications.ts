import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { shared } from '../strings/shared';

/**
 * A message about one operation, above the page. One with the same id takes its place. That something
 * succeeded is told until the page after the next; all else stays until somebody dismisses it.
 */
export interface Notification {
  id: string;
  type: 'success' | 'error' | 'info' | 'warning' | 'in-progress';
  header?: ReactNode;
  content: ReactNode;
  action?: ReactNode;
}

interface Shown extends Notification {
  /** How often another page has been opened since. */
  pages: number;
}

let items: readonly Shown[] = [];
let page = '';
const listeners = new Set<() => void>();

function change(next: readonly Shown[]): void {
  items = next;
  listeners.forEach(listener => listener());
}

/** Shows a message, or changes the one with this id. Errors of a form's field belong to the field. */
export function notify(notification: Notification): void {
  const shown = { ...notification, pages: 0 };
  change([shown, ...items.filter(item => item.id !== notification.id)]);
}

/** Tells that a page is shown, by its path. */
export function turnPage(path: string): void {
  if (path === page) return;
  page = path;
  if (items.length === 0) return;
  const kept = items.filter(({ type, pages }) => type !== 'success' || pages === 0);
  change(kept.map(item => ({ ...item, pages: item.pages + 1 })));
}

export function dismiss(id: string): void {
  change(items.filter(item => item.id !== id));
}

export function useNotifications(): FlashbarProps.MessageDefinition[] {
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => items,
  );
  return shown.map(({ id, type, header, content, action }) => ({
    id,
    header,
    content,
    action,
    type: type === 'in-progress' ? 'info' : type,
    loading: type === 'in-progress',
    dismissible: type !== 'in-progress',
    dismissLabel: shared.dismiss,
    onDismiss: () => dismiss(id),
  }));
}
