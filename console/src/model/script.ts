/** A step of what the engine does for a job. */
export interface ScriptStep {
  Step: 'READ' | 'COMPUTE' | 'WRITE';
  Name: string;
  Title: string;
  Text: string;
  Predicate?: string;
}

/** One line for a comment: what a user called a node must not end it. */
function line(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** The steps as one script: what is read and written as comments, what is computed as SQL. */
export function scriptOf(steps: readonly ScriptStep[]): string {
  return steps
    .map(step => {
      const title = `-- ${line(step.Title || step.Name)}`;
      switch (step.Step) {
        case 'READ': {
          const where = step.Predicate ? ` where ${line(step.Predicate)}` : '';
          return `${title}\n-- ${step.Name}: read ${line(step.Text)}${where}`;
        }
        case 'COMPUTE':
          return `${title}\nCREATE VIEW "${step.Name.replaceAll('"', '""')}" AS\n${step.Text};`;
        case 'WRITE':
          return `${title}\n-- ${step.Name}: write ${line(step.Text)}`;
      }
    })
    .join('\n\n');
}
