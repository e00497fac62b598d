import Icon, { type IconProps } from '@cloudscape-design/components/icon';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Category } from '../../../model/kinds';
import type { NodeState } from '../../../model/run-flow';
import { canvas as text } from '../../../strings/editor';
import { versions as versionText } from '../../../strings/versions';
import type { Card } from './flow';

const ICONS: Record<Category, IconProps.Name> = {
  SOURCE: 'download',
  TRANSFORM: 'convert-code',
  TARGET: 'upload',
};

const STATES: Record<NodeState, IconProps> = {
  done: { name: 'status-positive', variant: 'success' },
  running: { name: 'status-in-progress', variant: 'subtle' },
  failed: { name: 'status-negative', variant: 'error' },
};

/** The card of one node: what it is called, what it is, what it reads, and how it is. */
export const JobNode = memo(function JobNode({ data, selected }: NodeProps<Card>) {
  const down = data.direction === 'DOWN';
  const change = data.change === null ? '' : ` job-card-${data.change}`;
  const severity = data.severity === null ? '' : ` job-card-${data.severity.toLowerCase()}`;
  return (
    <div className={`job-card${selected ? ' job-card-selected' : ''}${severity}${change}`}>
      {data.category !== 'SOURCE' && (
        <Handle type="target" position={down ? Position.Top : Position.Left} />
      )}
      <span className="job-card-icon">
        <Icon name={ICONS[data.category]} />
      </span>
      <span className="job-card-text">
        <span className="job-card-title">{data.title}</span>
        <span className="job-card-name">{data.name || text.unnamed}</span>
        <span className="job-card-summary">{data.summary}</span>
      </span>
      <Badges data={data} />
      {data.category !== 'TARGET' && (
        <Handle type="source" position={down ? Position.Bottom : Position.Right} />
      )}
    </div>
  );
});

function Badges({ data }: { data: Card['data'] }) {
  return (
    <span className="job-card-badges">
      {data.change !== null && (
        <span className="job-card-rows">{versionText.changes[data.change]}</span>
      )}
      {data.severity !== null && (
        <span title={data.problems}>
          <Icon
            name={data.severity === 'ERROR' ? 'status-negative' : 'status-warning'}
            variant={data.severity === 'ERROR' ? 'error' : 'warning'}
          />
        </span>
      )}
      {data.rowChange !== null && (
        <span className="job-card-change" aria-hidden="true">
          <Icon name={data.rowChange === 'fewer' ? 'arrow-down' : 'arrow-up'} variant="warning" />
          <span className="job-hint">{data.rowChangeText}</span>
        </span>
      )}
      {data.state !== null && (
        <span className="job-card-change" aria-hidden="true">
          <Icon {...STATES[data.state]} />
          <span className="job-hint">{data.stateText}</span>
        </span>
      )}
    </span>
  );
}
