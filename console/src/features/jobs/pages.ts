/** Addresses of the pages about jobs. */
export const jobPages = {
  list: '/jobs',
  createVisual: '/jobs/create/visual',
  upload: '/jobs/create/upload',
  monitoring: '/monitoring',
  job: (name: string) => `/jobs/${encodeURIComponent(name)}`,
  node: (name: string, id: string) =>
    `/jobs/${encodeURIComponent(name)}?${new URLSearchParams({ node: id }).toString()}`,
  run: (name: string, id: string) =>
    `/jobs/${encodeURIComponent(name)}?${new URLSearchParams({ tab: 'runs', run: id }).toString()}`,
} as const;
