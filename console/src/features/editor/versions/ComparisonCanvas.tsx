import { applyNodeChanges, Controls, type Edge, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Comparison } from '../../../model/comparison';
import { nameOf } from '../../../model/graph';
import { placeNewNodes, type Positions } from '../../../model/layout';
import { canvas } from '../../../strings/editor';
import { versions as text } from '../../../strings/versions';
import { Loading } from '../../../ui/Loading';
import { layoutGraph } from '../../../workers/layout';
import { useKinds } from '../kinds';
import { useEditorStore } from '../store';
import { NOTHING_KNOWN } from '../validate';
import { cardsOf, type Card } from '../visual/flow';
import { FIT } from '../visual/fit';
import { FlowCanvas } from '../visual/FlowCanvas';
import { JobNode } from '../visual/JobNode';

const NODE_TYPES = { card: JobNode };

interface Props {
  compared: Comparison;
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** Both graphs as one, to look at: what was added, removed and changed is marked. */
export function ComparisonCanvas(props: Props) {
  const positions = usePlaces(props.compared);
  return (
    <div className="job-canvas">
      {positions ? <Drawn {...props} positions={positions} /> : <Loading />}
    </div>
  );
}

/**
 * Where somebody has placed nodes by hand they stay, and those that are gone find a place beside them.
 * Else all are laid out anew.
 */
function usePlaces({ nodes }: Comparison): Positions | null {
  const store = useEditorStore();
  const [laidOut, setLaidOut] = useState<Positions | null>(null);
  const { free, direction } = store.get();
  const known = store.document().positions;
  const placed = useMemo(() => placeNewNodes(nodes, known, direction), [nodes, known, direction]);
  useEffect(() => {
    if (!free) return;
    let gone = false;
    layoutGraph(nodes, direction)
      .then(positions => !gone && setLaidOut(positions))
      .catch(() => !gone && setLaidOut(placed)); // the same nodes, less well placed
    return () => {
      gone = true;
    };
  }, [free, nodes, direction, placed]);
  return free ? laidOut : placed;
}

function Drawn({ compared, chosen, onChoose, positions }: Props & { positions: Positions }) {
  const [cards, onNodesChange] = useCards(compared, positions, chosen, onChoose);
  const edges = useMemo(() => edgesOf(compared), [compared]);
  return (
    <FlowCanvas
      nodes={cards}
      edges={edges}
      nodeTypes={NODE_TYPES}
      onNodesChange={onNodesChange}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable
      deleteKeyCode={null}
      aria-label={text.graph}
    >
      <Controls
        position="top-right"
        showInteractive={false}
        fitViewOptions={FIT}
        aria-label={canvas.toolbar}
      />
    </FlowCanvas>
  );
}

function useCards(
  compared: Comparison,
  positions: Positions,
  chosen: string | null,
  onChoose: (id: string) => void,
): [Card[], (changes: NodeChange<Card>[]) => void] {
  const kinds = useKinds();
  const { direction } = useEditorStore().get();
  const sources = useMemo(
    () => ({
      nodes: compared.nodes,
      kinds,
      validation: NOTHING_KNOWN,
      run: null,
      direction,
      changes: new Map(compared.changes.map(({ id, change }) => [id, change])),
    }),
    [compared, kinds, direction],
  );
  const make = (before: readonly Card[]) =>
    cardsOf(sources, positions, chosen === null ? [] : [chosen], before);
  const [state, setState] = useState(() => ({ sources, positions, chosen, cards: make([]) }));
  let current = state;
  if (state.sources !== sources || state.positions !== positions || state.chosen !== chosen) {
    current = { sources, positions, chosen, cards: make(state.cards) };
    setState(current);
  }
  const onChange = useCallback(
    (changes: NodeChange<Card>[]) => {
      // Only what the canvas has measured; what is chosen comes back from the address.
      const measured = changes.filter(({ type }) => type === 'dimensions');
      if (measured.length > 0) {
        setState(at => ({ ...at, cards: applyNodeChanges(measured, at.cards) }));
      }
      const selected = changes.find(change => change.type === 'select' && change.selected);
      if (selected && 'id' in selected) onChoose(selected.id);
    },
    [onChoose],
  );
  return [current.cards, onChange];
}

function edgesOf({ nodes, edges }: Comparison): Edge[] {
  return edges.map(({ id, source, target, change }) => {
    const said = canvas.edge(nameOf(nodes[source] ?? {}), nameOf(nodes[target] ?? {}));
    if (change === null) return { id, source, target, ariaLabel: said };
    return {
      id,
      source,
      target,
      ariaLabel: text.edge(said, text.changes[change]),
      label: text.changes[change],
      className: `job-edge-${change}`,
    };
  });
}
