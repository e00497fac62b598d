export const notes = {
  add: 'Add a note',
  most: (count: number) => `A job has ${count} notes at most`,
  header: 'Note',
  text: 'Text of the note',
  help: 'Notes are kept beside the job, with its versions. They are no part of its graph.',
  remove: 'Remove the note',
  empty: 'Empty note',
  label: (text: string) => `Note: ${text || 'empty'}`,
} as const;
