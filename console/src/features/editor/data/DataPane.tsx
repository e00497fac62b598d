import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { ancestorsOf } from '../../../model/graph';
import { data as text } from '../../../strings/editor';
import { selectNodes, selectSelection, useEditor } from '../store';
import { useValidation } from '../use-validation';
import { PreviewTab } from './PreviewTab';
import { SchemaTab } from './SchemaTab';

export type PaneSize = 'small' | 'normal' | 'large';

/** Rows and schema of the selected node, under the canvas. They come by themselves. */
export function DataPane(props: { size: PaneSize; onResize: (size: PaneSize) => void }) {
  const selection = useEditor(selectSelection);
  const [id] = selection;
  const { size, onResize } = props;
  return (
    <section className="job-data" aria-label={text.pane}>
      <div className="job-data-buttons">
        <Button
          variant="icon"
          iconName={size === 'large' ? 'exit-full-screen' : 'full-screen'}
          ariaLabel={size === 'large' ? text.smaller : text.larger}
          onClick={() => onResize(size === 'large' ? 'normal' : 'large')}
        />
        <Button
          variant="icon"
          iconName={size === 'small' ? 'angle-up' : 'angle-down'}
          ariaLabel={size === 'small' ? text.smaller : text.minimize}
          onClick={() => onResize(size === 'small' ? 'normal' : 'small')}
        />
      </div>
      {id === undefined || selection.length > 1 ? (
        <Box color="text-body-secondary" padding="m">
          {text.choose}
        </Box>
      ) : (
        <NodeData key={id} id={id} />
      )}
    </section>
  );
}

function NodeData({ id }: { id: string }) {
  const [tab, setTab] = useState('preview');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const nodes = useEditor(selectNodes);
  const validation = useValidation();
  const tables = validation.tables.get(id);
  const table = tables ? (chosen ?? tables[0]) : undefined;
  const above = ancestorsOf(nodes, id).add(id);
  const errors = validation.problems.filter(
    problem => problem.Severity === 'ERROR' && above.has(problem.NodeId),
  );
  return (
    <>
      {tables && (
        <Select
          selectedOption={{ value: table ?? '', label: table ?? '' }}
          options={tables.map(value => ({ value, label: value }))}
          ariaLabel={text.table}
          onChange={({ detail }) => setChosen(detail.selectedOption.value)}
        />
      )}
      <Tabs
        activeTabId={tab}
        onChange={({ detail }) => setTab(detail.activeTabId)}
        disableContentPaddings
        ariaLabel={text.pane}
        tabs={[
          {
            id: 'preview',
            label: text.preview,
            content: <PreviewTab id={id} table={table} errors={errors} />,
          },
          {
            id: 'schema',
            label: text.schema,
            content: <SchemaTab columns={validation.columns.get(id)} errors={errors} />,
          },
        ]}
      />
    </>
  );
}
