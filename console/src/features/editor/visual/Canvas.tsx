import {
  MiniMap,
  applyEdgeChanges,
  applyNodeChanges,
  type Connection,
  type Edge,
  type EdgeChange,
  type NodeChange,
} from '@xyflow/react';
import { useCallback, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { connect, deleteNodes, disconnect, whyNotConnect } from '../../../model/edits';
import type { Positions } from '../../../model/layout';
import { findNote, removeNotes } from '../../../model/notes';
import { canvas as text } from '../../../strings/editor';
import { useKinds } from '../kinds';
import {
  selectNodes,
  selectPositions,
  selectSelection,
  useEditor,
  useEditorStore,
  type EditorState,
} from '../store';
import { useValidation } from '../use-validation';
import { cardsOf, type Card, type RunMarks } from './flow';
import { flowEdgesOf } from './flow-edges';
import { FlowCanvas } from './FlowCanvas';
import { FlowEdge } from './FlowEdge';
import { JobNode } from './JobNode';
import { NoteCard, type NoteFlow } from './NoteCard';
import { useNoteCards } from './use-note-cards';

const NODE_TYPES = { card: JobNode, note: NoteCard };
const EDGE_TYPES = { flow: FlowEdge };
const DELETE_KEYS = ['Delete', 'Backspace'];
// The same element each time, so that a drag does not draw it anew.
const OVERVIEW = (
  <MiniMap pannable zoomable className="job-minimap" style={{ width: 130, height: 90 }} />
);
const ARIA = { 'minimap.ariaLabel': text.minimap };
const selectDirection = (state: EditorState) => state.direction;

/** What a run says of the nodes. */
export interface CanvasMarks {
  run: RunMarks | null;
}

/** The graph as boxes and arrows. Places change here while a drag lasts, in the store at its end. */
export function Canvas(props: { marks: CanvasMarks; children: ReactNode }) {
  const store = useEditorStore();
  const kinds = useKinds();
  const nodes = useEditor(selectNodes);
  const isDragged = useRef(false);
  const [cards, onNodesChange] = useCanvasNodes(props.marks, isDragged);
  const [edges, onEdgesChange] = useEdges(props.marks.run);

  const isValid = useCallback(
    ({ source, target }: Connection | Edge) => whyNotConnect(nodes, kinds, source, target) === null,
    [nodes, kinds],
  );
  const onConnect = useCallback(
    ({ source, target }: Connection) => store.edit(at => connect(at, source, target)),
    [store],
  );
  const onDragStart = useCallback(() => {
    isDragged.current = true;
  }, []);
  const onDragStop = useCallback(
    (moved: CanvasNode[]) => {
      isDragged.current = false;
      store.move(placesOf(moved));
    },
    [store],
  );
  // The model deletes, since it attaches children to parents; the canvas only follows.
  const onBeforeDelete = useCallback(
    (gone: { nodes: CanvasNode[]; edges: Edge[] }) => {
      const ids = gone.nodes.filter(card => card.type === 'card').map(card => card.id);
      const notes = gone.nodes.filter(card => card.type === 'note').map(card => card.id);
      if (notes.length > 0) store.editNotes(at => removeNotes(at, notes));
      store.edit(at =>
        ids.length > 0
          ? deleteNodes(at, kinds, ids)
          : gone.edges.reduce((left, edge) => disconnect(left, edge.source, edge.target), at),
      );
      return Promise.resolve(false);
    },
    [store, kinds],
  );

  return (
    <FlowCanvas
      nodes={cards}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onNodeDragStart={onDragStart}
      onNodeDragStop={(_event, _card, moved) => onDragStop(moved)}
      onSelectionDragStart={onDragStart}
      onSelectionDragStop={(_event, moved) => onDragStop(moved)}
      onConnect={onConnect}
      isValidConnection={isValid}
      onBeforeDelete={onBeforeDelete}
      deleteKeyCode={DELETE_KEYS}
      onlyRenderVisibleElements={cards.length > 100}
      connectionRadius={40}
      aria-label={text.label}
      ariaLabelConfig={ARIA}
    >
      {cards.length > 8 && OVERVIEW}
      {props.children}
    </FlowCanvas>
  );
}

type CanvasNode = Card | NoteFlow;

/** The nodes and the notes. Where one of the latter is selected, none of the former is. */
function useCanvasNodes(
  marks: CanvasMarks,
  isDragged: RefObject<boolean>,
): [CanvasNode[], (changes: NodeChange<CanvasNode>[]) => void] {
  const store = useEditorStore();
  const [cards, onCards] = useCards(marks);
  const [notes, onNotes] = useNoteCards();
  const all = useMemo(() => [...cards, ...notes], [cards, notes]);
  const onChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const ofNote = (change: NodeChange<CanvasNode>) =>
        'id' in change && findNote(store.document().notes, change.id) !== undefined;
      const ofNodes = changes.filter(change => !ofNote(change)) as NodeChange<Card>[];
      const ofNotes = changes.filter(ofNote) as NodeChange<NoteFlow>[];
      if (ofNodes.length > 0) onCards(ofNodes);
      if (ofNotes.length > 0) onNotes(ofNotes);
      const moved = isDragged.current ? {} : byKeyboard(changes);
      if (Object.keys(moved).length > 0) store.move(moved);
    },
    [store, isDragged, onCards, onNotes],
  );
  return [all, onChange];
}

function placesOf(cards: readonly CanvasNode[]): Positions {
  return Object.fromEntries(
    cards.map(({ id, position }) => [id, { x: Math.round(position.x), y: Math.round(position.y) }]),
  );
}

function useCards({ run }: CanvasMarks): [Card[], (changes: NodeChange<Card>[]) => void] {
  const store = useEditorStore();
  const kinds = useKinds();
  const validation = useValidation();
  const nodes = useEditor(selectNodes);
  const positions = useEditor(selectPositions);
  const selection = useEditor(selectSelection);
  const direction = useEditor(selectDirection);
  const sources = useMemo(
    () => ({ nodes, kinds, validation, run, direction }),
    [nodes, kinds, validation, run, direction],
  );
  const [state, setState] = useState(() => ({
    sources,
    positions,
    selection,
    cards: cardsOf(sources, positions, selection, []),
  }));
  // What the store says counts; what the canvas has measured of the cards is kept.
  let current = state;
  if (state.sources !== sources || state.positions !== positions || state.selection !== selection) {
    const cards = cardsOf(sources, positions, selection, state.cards);
    current = { sources, positions, selection, cards };
    setState(current);
  }
  const onChange = useCallback(
    (changes: NodeChange<Card>[]) => {
      const kept = changes.filter(change => change.type !== 'remove');
      setState(at => ({ ...at, cards: applyNodeChanges(kept, at.cards) }));
      followSelection(store, changes);
    },
    [store],
  );
  return [current.cards, onChange];
}

function followSelection(
  store: ReturnType<typeof useEditorStore>,
  changes: NodeChange<Card>[],
): void {
  if (!changes.some(change => change.type === 'select')) return;
  const selected = new Set(store.get().selection);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) selected.add(change.id);
    else selected.delete(change.id);
  }
  store.select([...selected]);
}

/** Where arrow keys have moved what is selected to; not for changes while something is dragged. */
function byKeyboard(changes: NodeChange<CanvasNode>[]): Positions {
  const moved: { [id: string]: { x: number; y: number } } = {};
  for (const change of changes) {
    if (change.type !== 'position' || change.dragging || !change.position) continue;
    moved[change.id] = { x: Math.round(change.position.x), y: Math.round(change.position.y) };
  }
  return moved;
}

function useEdges(run: RunMarks | null): [Edge[], (changes: EdgeChange[]) => void] {
  const nodes = useEditor(selectNodes);
  const direction = useEditor(selectDirection);
  const made = useMemo(() => flowEdgesOf(nodes, run, direction), [nodes, run, direction]);
  const [state, setState] = useState({ made, edges: made });
  let current = state;
  if (state.made !== made) {
    current = { made, edges: made };
    setState(current);
  }
  const onChange = useCallback((changes: EdgeChange[]) => {
    const kept = changes.filter(change => change.type !== 'remove');
    setState(at => ({ ...at, edges: applyEdgeChanges(kept, at.edges) }));
  }, []);
  return [current.edges, onChange];
}
