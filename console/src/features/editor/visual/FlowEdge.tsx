import { BaseEdge, EdgeLabelRenderer, getBezierPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { runText as text } from '../../../strings/run';
import type { RunEdge } from './flow-edges';

/** How far the middle of a label is from the end of the edge that it belongs to. */
const FROM_END = 24;

/** An edge with what a run has sent along it: in short, and in sentences when it is pointed at. */
export const FlowEdge = memo(function FlowEdge(props: EdgeProps<RunEdge>) {
  const { sourceX, sourceY, targetX, targetY, data, selected, style } = props;
  const [path] = getBezierPath(props);
  if (!data) return <BaseEdge id={props.id} path={path} />;
  const { flow, direction, atTarget, before } = data;
  const down = direction === 'DOWN';
  const along = atTarget ? -FROM_END : FROM_END;
  const x = atTarget ? targetX : sourceX;
  const y = atTarget ? targetY : sourceY;
  const place = down ? `${x}px, ${y + along}px` : `${(sourceX + targetX) / 2}px, ${y}px`;
  const difference = flow.difference ?? 0;
  const classes = [
    'job-flow nodrag nopan',
    down ? '' : ' job-flow-stacked',
    flow.rows === undefined ? ' job-flow-fused' : '',
    selected ? ' job-flow-selected' : '',
  ];
  return (
    <>
      <BaseEdge id={props.id} path={path} {...(style && { style })} />
      <EdgeLabelRenderer>
        <div
          className={classes.join('')}
          style={{ transform: `translate(-50%, -50%) translate(${place})` }}
          role="note"
          tabIndex={0}
          aria-label={data.label}
        >
          {text.parts(flow).map(part => (
            <span key={part} className="job-flow-part">
              {part}
            </span>
          ))}
          {difference !== 0 && (
            <span className="job-card-difference">{text.difference(difference)}</span>
          )}
          <span className="job-hint" aria-hidden="true">
            {text.sentences(flow, before).map(sentence => (
              <span key={sentence}>{sentence}</span>
            ))}
          </span>
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
