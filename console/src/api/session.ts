import { ApiError, unreachable } from './error';

/** Who is signed in, and where the API is that other clients use. */
export interface Session {
  AccessKeyId: string;
  Account: string;
  Region: string;
  /** The endpoint of the API, as AWS_ENDPOINT_URL takes it. */
  Endpoint: string;
  /** Epoch seconds. */
  ExpiresAt: number;
  Version: string;
}

export type Credentials = { AccessKeyId: string; SecretAccessKey: string } | { Link: string };

type Listener = () => void;
const listeners = new Set<Listener>();

/** Calls `listener` when any call is answered that there is no session. Returns how to stop that. */
export function onSessionEnd(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellSessionEnded(): void {
  listeners.forEach(listener => listener());
}

/** The session of this browser, or null where nobody is signed in. */
export async function getSession(): Promise<Session | null> {
  const response = await send('GET');
  if (response.status === 401) return null;
  if (!response.ok) throw await failure(response);
  return (await response.json()) as Session;
}

export async function signIn(credentials: Credentials): Promise<void> {
  const response = await send('POST', credentials);
  if (!response.ok) throw await failure(response);
}

export async function signOut(): Promise<void> {
  const response = await send('DELETE');
  if (!response.ok && response.status !== 401) throw await failure(response);
}

async function send(method: string, body?: Credentials): Promise<Response> {
  try {
    return await fetch('/session', {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    throw unreachable();
  }
}

async function failure(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const error = JSON.parse(text) as { __type?: string; Message?: string; message?: string };
    const message = error.Message ?? error.message ?? response.statusText;
    return new ApiError(error.__type ?? 'Unknown', message, response.status);
  } catch {
    return new ApiError('Unknown', text || response.statusText, response.status);
  }
}
