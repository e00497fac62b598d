import ContentLayout from '@cloudscape-design/components/content-layout';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { home } from '../../strings/home';
import { usePage } from '../../ui/page';
import { BringTile } from './BringTile';
import { DropTile } from './DropTile';
import { Endpoints } from './Endpoints';
import { RecentRuns } from './RecentRuns';
import { SampleTile } from './SampleTile';

const THIRD = { colspan: { default: 12, s: 4 } };

/** Three ways to begin, what has run, and where other clients find the server. */
export function HomePage() {
  usePage({ title: home.title, breadcrumbs: [{ text: home.title, href: '/' }] });
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={home.description}>
          {home.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Grid gridDefinition={[THIRD, THIRD, THIRD]}>
          <SampleTile />
          <DropTile />
          <BringTile />
        </Grid>
        <RecentRuns />
        <Endpoints />
      </SpaceBetween>
    </ContentLayout>
  );
}
