import { call } from './call';

/** CloudWatch Logs: what runs have written. */
export interface LogEvent {
  eventId: string;
  logStreamName: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  message: string;
}

export interface LogsOperations {
  FilterLogEvents: {
    input: {
      logGroupName: string;
      logStreamNames?: string[];
      nextToken?: string;
      limit?: number;
    };
    output: { events: LogEvent[]; nextToken?: string };
  };
}

/** Calls an operation of CloudWatch Logs: `await logs('FilterLogEvents', {...})`. */
export function logs<Name extends keyof LogsOperations>(
  operation: Name,
  input: LogsOperations[Name]['input'],
  signal?: AbortSignal,
): Promise<LogsOperations[Name]['output']> {
  return call('Logs_20140328', operation, input, signal);
}
