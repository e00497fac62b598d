import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { errorMessage } from '../../api/error';
import { useSession } from '../../app/session';
import { home } from '../../strings/home';
import { CliCallButton } from '../../ui/CliCall';
import { callsOf, makeSample } from './make-sample';
import { Tile } from './Tile';

const text = home.sample;

export function SampleTile() {
  const session = useSession();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const open = () => {
    setBusy(true);
    setError(null);
    makeSample(session.Account, session.Region)
      .then(job => navigate(`/jobs/${encodeURIComponent(job)}`))
      .catch((reason: unknown) => {
        setError(errorMessage(reason));
        setBusy(false);
      });
  };
  return (
    <Tile title={text.title} text={text.text}>
      {error && <Alert type="error">{error}</Alert>}
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="primary" loading={busy} loadingText={text.busy} onClick={open}>
          {text.button}
        </Button>
        <CliCallButton calls={() => callsOf(session.Account, session.Region)} />
      </SpaceBetween>
    </Tile>
  );
}
