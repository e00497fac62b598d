import { useCallback, useSyncExternalStore } from 'react';

// What a person chose for this browser: column widths, page sizes, dark mode. Each is one JSON value
// in localStorage, shared between tabs.

const PREFIX = 'tenon.';
const listeners = new Set<() => void>();
const parsed = new Map<string, { text: string | null; value: unknown }>();

if (typeof window !== 'undefined') {
  window.addEventListener('storage', () => listeners.forEach(listener => listener()));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// The same object as long as the text is the same, as useSyncExternalStore asks.
function read<Value>(name: string, fallback: Value): Value {
  const text = localStorage.getItem(PREFIX + name);
  const known = parsed.get(name);
  if (known && known.text === text) return known.value as Value;
  let value: unknown = fallback;
  try {
    if (text !== null) value = JSON.parse(text);
  } catch {
    value = fallback;
  }
  parsed.set(name, { text, value });
  return value as Value;
}

/** A preference and how to change it: `const [mode, setMode] = usePreference('mode', 'light')`. */
export function usePreference<Value>(
  name: string,
  fallback: Value,
): [Value, (value: Value) => void] {
  const value = useSyncExternalStore(subscribe, () => read(name, fallback));
  const set = useCallback(
    (next: Value) => {
      localStorage.setItem(PREFIX + name, JSON.stringify(next));
      listeners.forEach(listener => listener());
    },
    [name],
  );
  return [value, set];
}
