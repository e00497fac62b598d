import {
  Background,
  BackgroundVariant,
  ReactFlow,
  type Edge,
  type Node,
  type ReactFlowProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useDark } from '../../../app/appearance';
import { FIT } from './fit';

// The same element each time, so that a drag does not draw it anew.
const DOTS = <Background variant={BackgroundVariant.Dots} gap={20} />;

/** A graph as the console shows all of them: dotted, light or dark, whole at first. */
export function FlowCanvas<NodeType extends Node>(props: ReactFlowProps<NodeType, Edge>) {
  const dark = useDark();
  return (
    <ReactFlow
      minZoom={0.05}
      fitView
      fitViewOptions={FIT}
      colorMode={dark ? 'dark' : 'light'}
      proOptions={{ hideAttribution: true }}
      {...props}
    >
      {DOTS}
      {props.children}
    </ReactFlow>
  );
}
