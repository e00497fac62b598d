import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { shared } from '../strings/shared';

/** A text with a button that copies it: ids, endpoints, S3 URIs. */
export function CopyText({ text, label = shared.copy }: { text: string; label?: string }) {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      copyButtonAriaLabel={`${label}: ${text}`}
      copySuccessText={shared.copied}
      copyErrorText={shared.copyFailed}
    />
  );
}
