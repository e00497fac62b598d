/** Undo and redo over whole values: one entry an action, runs of typing as one. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last entry was about, so that more of the same joins it. */
  group: string | null;
  at: number;
}

/** More steps back than these are forgotten. */
export const MOST_STEPS = 200;

/** Actions of one group that follow each other this soon are one step. */
export const GROUP_MILLISECONDS = 1500;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], group: null, at: 0 };
}

/** The value after an action. `group` names what is typed or dragged; null stands alone. */
export function record<T>(
  history: History<T>,
  present: T,
  group: string | null,
  now: number,
): History<T> {
  if (Object.is(present, history.present)) return history;
  const joins =
    group !== null &&
    group === history.group &&
    now - history.at <= GROUP_MILLISECONDS &&
    history.past.length > 0;
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], group, at: now };
}

/** A change that is no step of its own, such as a layout that follows an edit. */
export function amend<T>(history: History<T>, present: T): History<T> {
  return { ...history, present };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    group: null,
    at: 0,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return {
    past: [...history.past, history.present],
    present: after,
    future,
    group: null,
    at: 0,
  };
}
