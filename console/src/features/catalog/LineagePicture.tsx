import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  Controls,
  Handle,
  MarkerType,
  Position,
  type Edge,
  type Node as FlowNode,
  type NodeProps,
} from '@xyflow/react';
import { catalogPages } from '../../model/catalog-pages';
import {
  columnsWritten,
  lineagePicture,
  type Picture,
  type PictureEdge,
  type PictureNode,
} from '../../model/lineage-picture';
import { catalog } from '../../strings/catalog';
import { canvas } from '../../strings/editor';
import { Loading } from '../../ui/Loading';
import { RouteLink } from '../../ui/RouteLink';
import { FlowCanvas } from '../editor/visual/FlowCanvas';
import { jobPages } from '../jobs/pages';
import style from './lineage.module.css';
import { useWritten, type Writing } from './written';

const text = catalog.lineage;

/** Where a table's columns come from, as a graph; `column` is the one that is looked at, or null. */
export default function LineagePicture(props: {
  writings: readonly Writing[];
  column: string | null;
  onChoose: (column: string | null) => void;
}) {
  const { column } = props;
  const { written, pending } = useWritten(props.writings);
  const picture = lineagePicture(written, column);
  const all = { value: '', label: text.allColumns };
  const options = columnsWritten(written).map(value => ({ value: `=${value}`, label: value }));
  if (pending) return <Loading />;
  return (
    <SpaceBetween size="s">
      <FormField label={text.column}>
        <Select
          selectedOption={column === null ? all : { value: `=${column}`, label: column }}
          options={[all, ...options]}
          filteringType="auto"
          filteringAriaLabel={text.findColumn}
          onChange={({ detail }) => props.onChoose(detail.selectedOption.value?.slice(1) || null)}
        />
      </FormField>
      {picture.nodes.length === 0 ? (
        <Box color="text-body-secondary">{text.noColumns}</Box>
      ) : (
        // Another picture is drawn anew, so that all of it is seen.
        <Drawn key={picture.nodes.map(({ id }) => id).join('\n')} {...picture} />
      )}
      <Box color="text-body-secondary" fontSize="body-s">
        {text.pictureText}
      </Box>
    </SpaceBetween>
  );
}

function Drawn({ nodes, edges }: Picture) {
  return (
    <div className={style.canvas}>
      <FlowCanvas
        defaultNodes={nodes.map(cardOf)}
        defaultEdges={edges.map(edge => edgeOf(edge, nodes))}
        nodeTypes={NODE_TYPES}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        preventScrolling={false}
        zoomOnScroll={false}
        fitViewOptions={FIT}
        aria-label={text.picture}
      >
        <Controls
          position="top-right"
          showInteractive={false}
          fitViewOptions={FIT}
          aria-label={canvas.toolbar}
        />
      </FlowCanvas>
    </div>
  );
}

const FIT = { padding: 0.1, maxZoom: 1 };

type Card = FlowNode<{ shown: PictureNode }, 'card'>;

const NODE_TYPES = { card: PictureCard };

function PictureCard({ data: { shown } }: NodeProps<Card>) {
  return (
    <div className={`${style.card} nopan`}>
      {shown.kind !== 'source' && (
        <Handle type="target" position={Position.Left} className={style.end} />
      )}
      <Said shown={shown} />
      {shown.kind !== 'column' && (
        <Handle type="source" position={Position.Right} className={style.end} />
      )}
    </div>
  );
}

function Said({ shown }: { shown: PictureNode }) {
  switch (shown.kind) {
    case 'source':
      return (
        <>
          <strong>{shown.column}</strong>
          {shown.table ? (
            <RouteLink
              fontSize="body-s"
              href={catalogPages.table(shown.table.database, shown.table.table, 'lineage')}
            >
              {shown.of}
            </RouteLink>
          ) : (
            <span className={style.of}>{shown.of}</span>
          )}
        </>
      );
    case 'job':
      return (
        <>
          <RouteLink href={jobPages.node(shown.job, shown.nodeId)}>{shown.job}</RouteLink>
          <span className={style.of}>{shown.nodeName}</span>
        </>
      );
    case 'column':
      return <strong>{shown.column}</strong>;
  }
}

function nameOf(shown: PictureNode): string {
  if (shown.kind === 'source') return text.sourceCard(shown.column, shown.of);
  return shown.kind === 'job' ? text.jobCard(shown.job) : text.columnCard(shown.column);
}

function cardOf(shown: PictureNode): Card {
  const { id, x, y } = shown;
  return {
    id,
    type: 'card',
    position: { x, y },
    data: { shown },
    ariaRole: 'group',
    ariaLabel: nameOf(shown),
  };
}

function edgeOf(edge: PictureEdge, nodes: readonly PictureNode[]): Edge {
  const { id, source, target, decides } = edge;
  const [from, to] = [source, target].map(end => nodes.find(node => node.id === end));
  return {
    id,
    source,
    target,
    ...(from && to && { ariaLabel: canvas.edge(nameOf(from), nameOf(to)) }),
    markerEnd: { type: MarkerType.ArrowClosed },
    ...(decides && { className: style.decides }),
  };
}
