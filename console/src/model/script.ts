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

/** A script, and where in it each step stands. */
export interface Script {
  text: string;
  parts: { name: string; from: number; to: number }[];
}

/** The steps as one script: what is read and written as comments, what is computed as SQL. */
export function scriptOf(steps: readonly ScriptStep[]): Script {
  let text = '';
  const parts = steps.map(step => {
    if (text !== '') text += '\n\n';
    const from = text.length;
    text += textOf(step);
    return { name: step.Name, from, to: text.length };
  });
  return { text, parts };
}

function textOf(step: ScriptStep): string {
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
}

/** The parts of a node, in order: its own step, and one for each table of a collection, "<id>/<table>". */
export function partsOfNode(script: Script, id: string): { from: number; to: number }[] {
  return script.parts
    .filter(({ name }) => name === id || name.startsWith(`${id}/`))
    .map(({ from, to }) => ({ from, to }));
}
