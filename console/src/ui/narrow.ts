import { useSyncExternalStore } from 'react';

// As wide as the design system takes for a telephone: there its panels lie over the page.
const query = () => window.matchMedia('(max-width: 688px)');

function subscribe(listener: () => void): () => void {
  const narrow = query();
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** Whether the window is so narrow that a panel beside the page covers it. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query().matches);
}
