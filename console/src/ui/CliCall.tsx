import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { cliText, type CliCall } from '../model/cli';
import { shared } from '../strings/shared';
import { CodeBlock } from './CodeBlock';

/**
 * "Show as CLI call" as a button: for pages and headers. Shows the calls that the actions beside it make.
 * Those that are much work to put together are asked for when they are shown.
 */
export function CliCallButton({ calls }: { calls: readonly CliCall[] | (() => CliCall[]) }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button iconName="script" onClick={() => setOpen(true)}>
        {shared.cli.show}
      </Button>
      {open && (
        <CliCallDialog
          calls={typeof calls === 'function' ? calls() : calls}
          onDismiss={() => setOpen(false)}
        />
      )}
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
      <CodeBlock text={cliText(calls)} />
      <Box color="text-body-secondary" fontSize="body-s">
        {shared.cli.text}
      </Box>
    </SpaceBetween>
  );
}
