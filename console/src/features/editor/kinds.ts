import { useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { tenonGraph } from '../../api/tenon-graph';
import { KindCatalog } from '../../model/kinds';

/** The kinds of nodes that the server describes. They do not change while it runs. */
export function useNodeKinds(): KindCatalog {
  const { data } = useSuspenseQuery({
    queryKey: ['node-kinds'],
    queryFn: async ({ signal }) =>
      new KindCatalog(await tenonGraph('DescribeNodeKinds', {}, signal)),
    staleTime: Infinity,
  });
  return data;
}

export const KindsContext = createContext<KindCatalog | null>(null);

export function useKinds(): KindCatalog {
  const kinds = useContext(KindsContext);
  if (!kinds) throw new Error('useKinds outside an editor');
  return kinds;
}
