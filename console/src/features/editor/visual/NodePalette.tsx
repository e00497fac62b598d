import Box from '@cloudscape-design/components/box';
import Input from '@cloudscape-design/components/input';
import Tabs from '@cloudscape-design/components/tabs';
import { useId, useMemo, useState } from 'react';
import { paletteOf, searchPalette, type Category, type PaletteEntry } from '../../../model/kinds';
import { canvas as text } from '../../../strings/editor';
import { useKinds } from '../kinds';
import { PaneHeader } from '../PaneHeader';
import { useAddNode } from './use-add-node';

const CATEGORIES: Category[] = ['SOURCE', 'TRANSFORM', 'TARGET'];

/** What can be put on the canvas. A chosen node becomes a child of the selected one. */
export function NodePalette({ onClose }: { onClose: () => void }) {
  const kinds = useKinds();
  const add = useAddNode();
  const [search, setSearch] = useState('');
  const entries = useMemo(() => paletteOf(kinds), [kinds]);
  const found = useMemo(() => searchPalette(entries, search), [entries, search]);
  return (
    <section className="job-side" aria-label={text.add}>
      <PaneHeader title={text.add} close={text.closeAdd} onClose={onClose} />
      <Input
        type="search"
        value={search}
        placeholder={text.search}
        ariaLabel={text.search}
        onChange={({ detail }) => setSearch(detail.value)}
      />
      {search.trim() === '' ? (
        <Tabs
          tabs={CATEGORIES.map(category => ({
            id: category,
            label: text.categories[category],
            content: (
              <Entries
                entries={entries.filter(entry => entry.category === category)}
                onChoose={add}
              />
            ),
          }))}
        />
      ) : (
        CATEGORIES.map(category => {
          const here = found.filter(entry => entry.category === category);
          return here.length === 0 ? null : (
            <div key={category}>
              <Box variant="h4" padding={{ top: 's' }}>
                {text.categories[category]}
              </Box>
              <Entries entries={here} onChoose={add} />
            </div>
          );
        })
      )}
      {found.length === 0 && <Box color="text-body-secondary">{text.noMatch}</Box>}
    </section>
  );
}

function Entries(props: { entries: PaletteEntry[]; onChoose: (entry: PaletteEntry) => void }) {
  return (
    <ul className="job-palette">
      {props.entries.map(entry => (
        <li key={entry.key}>
          <Entry entry={entry} onChoose={() => props.onChoose(entry)} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ entry, onChoose }: { entry: PaletteEntry; onChoose: () => void }) {
  const id = useId();
  return (
    <button
      type="button"
      className="job-palette-entry"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClick={onChoose}
    >
      <span id={`${id}-title`} className="job-palette-title">
        {entry.title}
      </span>
      <span id={`${id}-text`} className="job-palette-text">
        {entry.documentation}
      </span>
    </button>
  );
}
