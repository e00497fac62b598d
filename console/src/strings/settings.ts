export const settings = {
  title: 'Settings',
  keys: {
    title: 'Access key',
    id: 'Signed in with',
    expires: 'Session ends',
    text: 'tenon env prints the secret on the machine where the server runs; the console never shows it.',
  },
  appearance: { title: 'Appearance', mode: 'Colours', density: 'Density' },
  about: {
    title: 'About',
    product: 'Tenon',
    version: 'Version',
    licence: 'Licence',
    apache: 'Apache-2.0',
    made: 'Made with',
    parts:
      'DuckDB (MIT), Cloudscape (Apache-2.0), React (MIT), React Flow (MIT), elkjs (EPL-2.0), CodeMirror (MIT)',
  },
} as const;
