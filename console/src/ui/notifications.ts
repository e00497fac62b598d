import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { shared } from '../strings/shared';

/** A message about one operation, above the page. One with the same id takes its place. */
export interface Notification {
  id: string;
  type: 'success' | 'error' | 'info' | 'warning' | 'in-progress';
  header?: ReactNode;
  content: ReactNode;
  action?: ReactNode;
}

let items: readonly Notification[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Notification[]): void {
  items = next;
  listeners.forEach(listener => listener());
}

/** Shows a message, or changes the one with this id. Errors of a form's field belong to the field. */
export function notify(notification: Notification): void {
  change([notification, ...items.filter(item => item.id !== notification.id)]);
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
  return shown.map(({ type, ...item }) => ({
    ...item,
    type: type === 'in-progress' ? 'info' : type,
    loading: type === 'in-progress',
    dismissible: type !== 'in-progress',
    dismissLabel: shared.dismiss,
    onDismiss: () => dismiss(item.id),
  }));
}
