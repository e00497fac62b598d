import { ApiError, unreachable } from './error';
import { tellSessionEnded } from './session';

/** The names that operations carry in front, as in `X-Amz-Target: AWSGlue.GetDatabases`. */
export type ServiceTarget = 'AWSGlue' | 'AmazonAthena' | 'Logs_20140328' | 'Tenon';

/** One operation of a service: what it takes and what it answers. */
export interface Operation {
  input: object;
  output: object;
}

/** Calls an operation in AWS's JSON protocol. Throws ApiError; an abort throws its DOMException. */
export async function call<Output>(
  target: ServiceTarget,
  operation: string,
  input: object,
  signal?: AbortSignal,
): Promise<Output> {
  const response = await request(target, operation, input, signal);
  const text = await response.text();
  if (!response.ok) throw jsonFailure(response, text);
  return (text === '' ? {} : JSON.parse(text)) as Output;
}

async function request(
  target: ServiceTarget,
  operation: string,
  input: object,
  signal?: AbortSignal,
): Promise<Response> {
  try {
    return await fetch('/api', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'X-Amz-Target': `${target}.${operation}`,
        'Content-Type': 'application/x-amz-json-1.1',
      },
      body: JSON.stringify(input),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable();
  }
}

/** Makes the error of an answer; one that says that there is no session is also told to the shell. */
export function jsonFailure(
  response: { status: number; statusText: string },
  text: string,
): ApiError {
  if (response.status === 401) tellSessionEnded();
  try {
    const error = JSON.parse(text) as { __type?: string; Message?: string; message?: string };
    const code = (error.__type ?? 'Unknown').split('#').at(-1) ?? 'Unknown';
    return new ApiError(code, error.Message ?? error.message ?? code, response.status);
  } catch {
    return new ApiError('Unknown', text || response.statusText, response.status);
  }
}
