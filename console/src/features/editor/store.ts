import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { GraphNodes, JsonObject } from '../../model/graph';
import { amend, record, redo, startHistory, undo, type History } from '../../model/history';
import { sameDocument, type JobDocument } from '../../model/job';
import { placeNewNodes, type Direction, type Positions } from '../../model/layout';
import { findNote, moveNotes, type Notes } from '../../model/notes';

/** All that the editor of one job knows of its own. What the server knows is in queries. */
export interface EditorState {
  history: History<JobDocument>;
  /** What the server has; null for a job that was never saved. */
  saved: JobDocument | null;
  selection: readonly string[];
  /** The note that is selected; nodes are not then. */
  note: string | null;
  direction: Direction;
  /** Whether nobody has moved a node by hand, so that the layout may follow each edit. */
  free: boolean;
}

/** Holds the state and tells who listens. One for each job that is open. */
export class EditorStore {
  private readonly listeners = new Set<() => void>();

  constructor(private state: EditorState) {}

  static open(document: JobDocument, saved: JobDocument | null, free: boolean): EditorStore {
    return new EditorStore({
      history: startHistory(document),
      saved,
      selection: [],
      note: null,
      direction: 'DOWN',
      free,
    });
  }

  readonly get = (): EditorState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  document(): JobDocument {
    return this.state.history.present;
  }

  private set(change: Partial<EditorState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private recordDocument(document: JobDocument, group: string | null): void {
    const history = record(this.state.history, document, group, Date.now());
    this.set({ history, ...this.stillSelected(document) });
  }

  private stillSelected(document: JobDocument): Pick<EditorState, 'selection' | 'note'> {
    const { selection, note } = this.state;
    return {
      selection: selection.filter(id => id in document.nodes),
      note: note !== null && findNote(document.notes, note) ? note : null,
    };
  }

  /** Edits the graph. `group` names what is typed, so that one undo takes all of it back. */
  edit(change: (nodes: GraphNodes) => GraphNodes, group: string | null = null): void {
    const document = this.document();
    const nodes = change(document.nodes);
    if (nodes === document.nodes) return;
    const positions = placeNewNodes(nodes, document.positions, this.state.direction);
    this.recordDocument({ ...document, nodes, positions }, group);
  }

  editNotes(change: (notes: Notes) => Notes, group: string | null = null): void {
    const document = this.document();
    this.recordDocument({ ...document, notes: change(document.notes) }, group);
  }

  editJob(change: (job: JsonObject) => JsonObject, group: string | null = null): void {
    const document = this.document();
    this.recordDocument({ ...document, job: change(document.job) }, group);
  }

  /** Puts another document in the place of this one, as one step. */
  replace(document: JobDocument): void {
    const positions = placeNewNodes(document.nodes, document.positions, this.state.direction);
    this.recordDocument({ ...document, positions }, null);
  }

  /** Places that somebody chose by dragging. */
  move(positions: Positions): void {
    this.set({ free: false });
    this.arrange(positions);
  }

  /** Places of a layout that somebody asked for. */
  arrange(positions: Positions): void {
    const document = this.document();
    const moved = Object.entries(positions).filter(([id]) => id in document.nodes);
    const merged = { ...document.positions, ...Object.fromEntries(moved) };
    const notes = moveNotes(document.notes, positions);
    this.recordDocument({ ...document, positions: merged, notes }, null);
  }

  /** Places that nobody chose: a layout that follows an edit. No step of its own. */
  place(positions: Positions): void {
    const document = this.document();
    const merged = { ...document, positions: { ...document.positions, ...positions } };
    this.set({ history: amend(this.state.history, merged) });
  }

  select(selection: readonly string[]): void {
    const { selection: old, note } = this.state;
    const same = old.length === selection.length && old.every((id, at) => id === selection[at]);
    if (same && note === null) return;
    this.set({ selection: same ? old : selection, note: null });
  }

  selectNote(note: string | null): void {
    if (note !== this.state.note) this.set({ note, selection: [] });
  }

  setDirection(direction: Direction): void {
    this.set({ direction, free: true });
  }

  undo(): void {
    this.travel(undo(this.state.history));
  }

  redo(): void {
    this.travel(redo(this.state.history));
  }

  private travel(history: History<JobDocument>): void {
    this.set({ history, ...this.stillSelected(history.present) });
  }

  markSaved(saved: JobDocument): void {
    this.set({ saved });
  }
}

export const EditorContext = createContext<EditorStore | null>(null);

export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (!store) throw new Error('useEditorStore outside an editor');
  return store;
}

/** A part of the state. It must be the same value as long as nothing in it changed. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  const store = useEditorStore();
  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => select(store.get()), [store, select]),
  );
}

export const selectNodes = (state: EditorState) => state.history.present.nodes;
export const selectPositions = (state: EditorState) => state.history.present.positions;
export const selectJob = (state: EditorState) => state.history.present.job;
export const selectNotes = (state: EditorState) => state.history.present.notes;
export const selectNote = (state: EditorState) => state.note;
export const selectSelection = (state: EditorState) => state.selection;
export const selectCanUndo = (state: EditorState) => state.history.past.length > 0;
export const selectCanRedo = (state: EditorState) => state.history.future.length > 0;
export const selectIsNew = (state: EditorState) => state.saved === null;
export const selectUnsaved = (state: EditorState) =>
  state.saved === null || !sameDocument(state.history.present, state.saved);
