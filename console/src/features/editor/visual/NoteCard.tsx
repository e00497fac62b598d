import type { Node as FlowNode, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { notes as text } from '../../../strings/notes';

export type NoteFlow = FlowNode<{ text: string }, 'note'>;

/** What somebody has written on the canvas. */
export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteFlow>) {
  return (
    <div className={`job-note${selected ? ' job-note-selected' : ''}`}>
      {data.text || <em>{text.empty}</em>}
    </div>
  );
});
