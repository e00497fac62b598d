import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import {
  useDensityChoice,
  useModeChoice,
  type DensityChoice,
  type ModeChoice,
} from '../../app/appearance';
import { useSession } from '../../app/session';
import { settings as text } from '../../strings/settings';
import { shell } from '../../strings/shell';
import { CopyText } from '../../ui/CopyText';
import { usePage } from '../../ui/page';
import { Time } from '../../ui/Time';
import { Endpoints } from '../home/Endpoints';

const MODES: ModeChoice[] = ['system', 'light', 'dark'];
const DENSITIES: DensityChoice[] = ['comfortable', 'compact'];

export function SettingsPage() {
  usePage({ title: text.title, breadcrumbs: [{ text: text.title, href: '/settings' }] });
  return (
    <ContentLayout header={<Header variant="h1">{text.title}</Header>}>
      <SpaceBetween size="l">
        <Endpoints />
        <Key />
        <Appearance />
        <About />
      </SpaceBetween>
    </ContentLayout>
  );
}

function Key() {
  const session = useSession();
  return (
    <Container header={<Header variant="h2">{text.keys.title}</Header>}>
      <SpaceBetween size="s">
        <KeyValuePairs
          columns={2}
          items={[
            { label: text.keys.id, value: <CopyText text={session.AccessKeyId} /> },
            { label: text.keys.expires, value: <Time at={session.ExpiresAt} /> },
          ]}
        />
        <Box color="text-body-secondary">{text.keys.text}</Box>
      </SpaceBetween>
    </Container>
  );
}

function Appearance() {
  const [mode, setMode] = useModeChoice();
  const [density, setDensity] = useDensityChoice();
  return (
    <Container header={<Header variant="h2">{text.appearance.title}</Header>}>
      <SpaceBetween direction="horizontal" size="xl">
        <FormField label={text.appearance.mode}>
          <SegmentedControl
            label={text.appearance.mode}
            selectedId={mode}
            options={MODES.map(id => ({ id, text: shell.top[id] }))}
            onChange={({ detail }) => setMode(detail.selectedId as ModeChoice)}
          />
        </FormField>
        <FormField label={text.appearance.density}>
          <SegmentedControl
            label={text.appearance.density}
            selectedId={density}
            options={DENSITIES.map(id => ({ id, text: shell.top[id] }))}
            onChange={({ detail }) => setDensity(detail.selectedId as DensityChoice)}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

function About() {
  const session = useSession();
  return (
    <Container header={<Header variant="h2">{text.about.title}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.about.version, value: session.Version },
          { label: text.about.licence, value: text.about.apache },
          { label: text.about.made, value: text.about.parts },
        ]}
      />
    </Container>
  );
}
