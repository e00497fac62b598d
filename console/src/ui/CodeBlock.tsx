import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { shared } from '../strings/shared';

/** Text to read and copy: commands, DDL, JSON. It wraps, and is selected as one text. */
export function CodeBlock({ text, label = shared.copy }: { text: string; label?: string }) {
  return (
    <Box>
      <Box float="right">
        <CopyToClipboard
          variant="icon"
          textToCopy={text}
          copyButtonAriaLabel={label}
          copySuccessText={shared.copied}
          copyErrorText={shared.copyFailed}
        />
      </Box>
      <Box variant="code" display="block">
        <pre style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</pre>
      </Box>
    </Box>
  );
}
