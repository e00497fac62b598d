import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { shell } from '../strings/shell';

/** A page, or a part of it, that could not be shown, and how to try again. */
export function Failure({
  header = shell.failed.header,
  message,
  onRetry,
}: {
  header?: string;
  message: string;
  onRetry?: () => void;
}) {
  return (
    <Box padding="l">
      <Alert
        type="error"
        header={header}
        action={onRetry && <Button onClick={onRetry}>{shell.failed.retry}</Button>}
      >
        {message}
      </Alert>
    </Box>
  );
}
