/** A file as a file chooser takes it. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const NAMES = [
  'Ada Lovelace',
  'Björn Müller',
  'Chloé Rossi',
  'Fátima García',
  'Grace O’Brien',
  '李雷',
];
const COUNTRIES = ['Spain', 'France', 'Norway', 'Japan', 'Uruguay'];
const LEADS = 60;
const HITS = 400;
const USERS = 45;

const email = (lead: number) => `lead${lead}@example.org`;
const two = (part: number) => String(part).padStart(2, '0');

function csv(name: string, rows: number, line: (row: number) => string): ChosenFile {
  const lines = Array.from({ length: rows }, (_, at) => `${line(at + 1)}\n`);
  return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('')) };
}

/**
 * The tutorial's three files, headerless as PostgreSQL's \copy writes them. Every hit is of a lead, not
 * every lead has a user, and the same bytes are made each time.
 */
export const tutorialFiles = {
  users: csv('user_data.csv', USERS, row => `${email(row)},${COUNTRIES[row % 5]}`),
  article_hits: csv('article_hits.csv', HITS, row => {
    const seen = `2025-03-${two(1 + (row % 28))} ${two(row % 24)}:${two((row * 7) % 60)}:00.250+00`;
    return `${row},${seen},${1 + (row % 40)},${1 + ((row * row) % (LEADS - 3))}`;
  }),
  form_leads: csv(
    'form_leads.csv',
    LEADS,
    row => `${row},${NAMES[row % NAMES.length]},${email(row)},${row % 2 ? 't' : 'f'}`,
  ),
};
