import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { home } from '../../strings/home';
import { usePage } from '../../ui/page';

export function HomePage() {
  usePage({ title: home.title, breadcrumbs: [{ text: home.title, href: '/' }] });
  return <ContentLayout header={<Header variant="h1">{home.title}</Header>} />;
}
