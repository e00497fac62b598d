import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { shell } from '../strings/shell';

/** While a page's code or its first data is on the way. */
export function Loading({ text = shell.loading }: { text?: string }) {
  return (
    <Box padding="xxl" textAlign="center">
      <StatusIndicator type="loading">{text}</StatusIndicator>
    </Box>
  );
}
