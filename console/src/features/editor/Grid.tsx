import type { ReactNode } from 'react';

/** A small table of a pane: the heads of its columns, and its rows. */
export function Grid(props: { heads: readonly string[]; children: ReactNode }) {
  return (
    <table className="job-grid">
      <thead>
        <tr>
          {props.heads.map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}
