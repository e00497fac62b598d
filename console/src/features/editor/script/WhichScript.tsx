import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { script as text } from '../../../strings/script';
import type { Which } from './use-script';

/** The choice between the script as it runs and as the graph is drawn. */
export function WhichScript(props: { which: Which; onChoose: (which: Which) => void }) {
  return (
    <SegmentedControl
      label={text.which}
      selectedId={props.which}
      options={[
        { id: 'optimized', text: text.optimized },
        { id: 'drawn', text: text.drawn },
      ]}
      onChange={({ detail }) =>
        props.onChoose(detail.selectedId === 'drawn' ? 'drawn' : 'optimized')
      }
    />
  );
}
