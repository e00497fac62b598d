/** What an operation answers when it fails: AWS's error code, its message, and the HTTP status. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** The error code of anything thrown by a call, for `switch` and comparison. */
export function errorCode(error: unknown): string {
  return error instanceof ApiError ? error.code : 'Unknown';
}

/** What to tell a person about anything that was thrown. */
export function errorMessage(error: unknown): string {
  if (error instanceof Error) return error.message;
  return String(error);
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The server could not be reached at all; its status is 0. */
export function unreachable(): ApiError {
  return new ApiError('Unreachable', 'The server does not answer. Is tenon serve running?', 0);
}
