import { QueryClient } from '@tanstack/react-query';
import { ApiError, isAbort } from '../api/error';

/** Server state of all pages. An answer that says no is final; only an unreachable server is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) =>
        failures < 2 && !isAbort(error) && !(error instanceof ApiError && error.status !== 0),
    },
    mutations: { retry: false },
  },
});
