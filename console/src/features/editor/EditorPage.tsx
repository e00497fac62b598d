import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { useSession } from '../../app/session';
import { errorMessage } from '../../api/error';
import { glue } from '../../api/glue';
import type { Session } from '../../api/session';
import { tenonGraph } from '../../api/tenon-graph';
import { formatTime } from '../../model/format';
import type { GraphNodes, JsonObject } from '../../model/graph';
import { editableJob, newJob, sameDocument, type JobDocument } from '../../model/job';
import { placeNewNodes } from '../../model/layout';
import { notesOf } from '../../model/notes';
import { editor as text } from '../../strings/editor';
import { Failure } from '../../ui/Failure';
import { Loading } from '../../ui/Loading';
import { usePage } from '../../ui/page';
import { dropDraft, readDraft, readPlaces, type Draft } from './draft';
import './editor.css';
import { JobEditor } from './JobEditor';
import { KindsContext, useNodeKinds } from './kinds';
import { EditorContext, EditorStore } from './store';

interface Opened {
  document: JobDocument;
  saved: JobDocument | null;
  draft: Draft | null;
  /** Whether nobody has placed the nodes yet. */
  unplaced: boolean;
}

async function open(name: string | undefined, session: Session): Promise<Opened> {
  if (name === undefined) {
    const job = newJob(session.Account, session.Region);
    const draft = (await readDraft('')) ?? null;
    return {
      document: { nodes: {}, positions: {}, notes: [], job },
      saved: null,
      draft,
      unplaced: true,
    };
  }
  const [{ Job }, { Notes }] = await Promise.all([
    glue('GetJob', { JobName: name }),
    tenonGraph('GetJobNotes', { JobName: name }),
  ]);
  if (!Job.CodeGenConfigurationNodes) throw new Error(text.scriptOnly);
  const nodes = Job.CodeGenConfigurationNodes as GraphNodes;
  const places = await readPlaces(name);
  const unplaced = Object.keys(nodes).some(id => places[id] === undefined);
  const positions = placeNewNodes(nodes, places, 'DOWN');
  const job = editableJob(Job as unknown as JsonObject);
  const document = { nodes, positions, notes: notesOf(Notes), job };
  const draft = (await readDraft(name)) ?? null;
  const differs = draft !== null && !sameDocument(draft.document, document);
  return { document, saved: document, draft: differs ? draft : null, unplaced };
}

/** The page of one job, or of one that is about to be. */
export function EditorPage() {
  const { name } = useParams();
  const state = useLocation().state as { saved?: string } | null;
  usePage({
    title: name ?? text.create,
    breadcrumbs: [
      { text: text.jobs, href: '/jobs' },
      { text: name ?? text.create, href: name ? `/jobs/${encodeURIComponent(name)}` : '/jobs' },
    ],
  });
  // A job that is saved for the first time gets its address without being opened again.
  const [shown, setShown] = useState({ name, key: 0 });
  if (shown.name !== name) {
    setShown({ name, key: state?.saved === name ? shown.key : shown.key + 1 });
  }
  return <OpenEditor key={shown.key} name={name} />;
}

function OpenEditor(props: { name: string | undefined }) {
  const [name] = useState(props.name);
  const session = useSession();
  const opened = useQuery({
    queryKey: ['editor', 'open', name ?? null],
    queryFn: () => open(name, session),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (opened.isError) {
    return <Failure message={errorMessage(opened.error)} onRetry={() => void opened.refetch()} />;
  }
  return opened.data ? <WithKinds opened={opened.data} /> : <Loading />;
}

function WithKinds({ opened }: { opened: Opened }) {
  const kinds = useNodeKinds();
  const [store] = useState(() => EditorStore.open(opened.document, opened.saved, opened.unplaced));
  const [draft, setDraft] = useState(opened.draft);
  const name = opened.saved === null ? '' : String(opened.document.job.Name);
  const notice = draft && (
    <Alert
      type="info"
      header={text.restore.header}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            onClick={() => {
              setDraft(null);
              void dropDraft(name);
            }}
          >
            {text.restore.discard}
          </Button>
          <Button
            onClick={() => {
              setDraft(null);
              store.replace(draft.document);
            }}
          >
            {text.restore.restore}
          </Button>
        </SpaceBetween>
      }
    >
      {text.restore.text(formatTime(draft.at / 1000))}
    </Alert>
  );
  return (
    <KindsContext.Provider value={kinds}>
      <EditorContext.Provider value={store}>
        <div className="job-look">
          <JobEditor notice={notice} />
        </div>
      </EditorContext.Provider>
    </KindsContext.Provider>
  );
}
