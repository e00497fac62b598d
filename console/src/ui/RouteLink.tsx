import Link, { type LinkProps } from '@cloudscape-design/components/link';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';

interface FollowEvent {
  detail: { href?: string | undefined; external?: boolean | undefined };
  preventDefault: () => void;
}

/** For `onFollow` of Cloudscape's components: stays in the page for links of the console. */
export function useFollow(): (event: FollowEvent) => void {
  const navigate = useNavigate();
  return useCallback(
    (event: FollowEvent) => {
      const { href, external } = event.detail;
      if (!href?.startsWith('/') || href.startsWith('//') || external) return;
      event.preventDefault();
      void navigate(href);
    },
    [navigate],
  );
}

/** A link to a page of the console. */
export function RouteLink(props: LinkProps) {
  const follow = useFollow();
  return <Link {...props} onFollow={follow} />;
}
