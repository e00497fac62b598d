import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { cliLine, type CliCall } from '../model/cli';
import { shared } from '../strings/shared';
import { CodeBlock } from './CodeBlock';

/** "Show as CLI call" as a button: for pages and headers. Shows the calls that an action makes. */
export function CliCallButton({ calls }: { calls: readonly CliCall[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button iconName="script" onClick={() => setOpen(true)}>
        {shared.cli.show}
      </Button>
      {open && <CliCallDialog calls={calls} onDismiss={() => setOpen(false)} />}
    </>
  );
}

/** The dialog alone, for an item of a menu. */
export function CliCallDialog(props: { calls: readonly CliCall[]; onDismiss: () => void }) {
  return (
    <Modal
      visible
      size="large"
      header={shared.cli.header}
      onDismiss={props.onDismiss}
      footer={
        <Box float="right">
          <Button onClick={props.onDismiss}>{shared.close}</Button>
        </Box>
      }
    >
      <Lines calls={props.calls} />
    </Modal>
  );
}

/** The same inside a form or a dialog, where it follows what is typed. */
export function CliCallSection({ calls }: { calls: readonly CliCall[] }) {
  return (
    <ExpandableSection headerText={shared.cli.show} variant="footer">
      <Lines calls={calls} />
    </ExpandableSection>
  );
}

function Lines({ calls }: { calls: readonly CliCall[] }) {
  return (
    <SpaceBetween size="s">
      <CodeBlock text={calls.map(cliLine).join('\n')} />
      <Box color="text-body-secondary" fontSize="body-s">
        {shared.cli.text}
      </Box>
    </SpaceBetween>
  );
}
