import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';

/** The head of a pane beside the canvas, with the button that closes it. */
export function PaneHeader(props: { title: string; close: string; onClose: () => void }) {
  return (
    <div className="job-side-header">
      <Box variant="h3">{props.title}</Box>
      <Button variant="icon" iconName="close" ariaLabel={props.close} onClick={props.onClose} />
    </div>
  );
}
