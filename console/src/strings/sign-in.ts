export const signIn = {
  title: 'Sign in',
  header: 'Sign in to Tenon',
  intro:
    'Use an access key of this server: tenon env prints it on the machine where the server runs.',
  accessKeyId: 'Access key ID',
  secretAccessKey: 'Secret access key',
  submit: 'Sign in',
  missing: 'Enter a value',
  failed: 'Could not sign in',
  ended: 'The session has ended. Sign in again to go on where you were.',
  link: {
    header: 'Sign in with the link from the terminal',
    text: 'This link signs you in once. It is used up when you press the button, not before.',
    submit: 'Sign in with this link',
    other: 'Use an access key instead',
    hint: 'tenon console prints another link where this one has expired.',
  },
} as const;
