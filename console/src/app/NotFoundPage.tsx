import Box from '@cloudscape-design/components/box';
import { shell } from '../strings/shell';
import { usePage } from '../ui/page';
import { RouteLink } from '../ui/RouteLink';

export function NotFoundPage() {
  usePage({ title: shell.failed.notFound, breadcrumbs: [{ text: shell.product, href: '/' }] });
  return (
    <Box textAlign="center" padding="xxl">
      <Box variant="h1">{shell.failed.notFound}</Box>
      <Box variant="p">{shell.failed.notFoundText}</Box>
      <RouteLink href="/">{shell.failed.home}</RouteLink>
    </Box>
  );
}
