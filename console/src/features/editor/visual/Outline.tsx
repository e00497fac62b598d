import Box from '@cloudscape-design/components/box';
import Input from '@cloudscape-design/components/input';
import { useReactFlow } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { findNodes } from '../../../model/outline';
import { canvas as text } from '../../../strings/editor';
import { useKinds } from '../kinds';
import { PaneHeader } from '../PaneHeader';
import { selectNodes, selectSelection, useEditor, useEditorStore } from '../store';

/** All nodes as a list, in the order of the rows' way, and a search over them. */
export function Outline({ onClose }: { onClose: () => void }) {
  const store = useEditorStore();
  const kinds = useKinds();
  const flow = useReactFlow();
  const nodes = useEditor(selectNodes);
  const selection = useEditor(selectSelection);
  const [search, setSearch] = useState('');
  const found = useMemo(() => findNodes(nodes, kinds, search), [nodes, kinds, search]);
  const show = (id: string) => {
    store.select([id]);
    void flow.fitView({ nodes: [{ id }], maxZoom: 1, duration: 200 });
  };
  return (
    <section className="job-side" aria-label={text.outline}>
      <PaneHeader title={text.outline} close={text.closeOutline} onClose={onClose} />
      <Input
        type="search"
        value={search}
        placeholder={text.find}
        ariaLabel={text.find}
        onChange={({ detail }) => setSearch(detail.value)}
      />
      <Box color="text-body-secondary" fontSize="body-s">
        <span role="status">{text.found(found.length)}</span>
      </Box>
      <ul className="job-palette">
        {found.map(entry => (
          <li key={entry.id}>
            <button
              type="button"
              className="job-palette-entry"
              aria-current={selection.includes(entry.id)}
              onClick={() => show(entry.id)}
            >
              <span className="job-palette-title">{entry.name || text.unnamed}</span>
              <span className="job-palette-text">
                {text.category[entry.category]}: {entry.title}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
